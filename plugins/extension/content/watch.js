/**
 * Watches a desk's page: each message once, in order, and what was there before told as history.
 *
 * History keeps its own times where the page shows them. Where it does not, the messages are set one second apart
 * up to the time when we saw them, so that their order is right and nobody seems to have waited.
 *
 * @typedef {Reading & {id: string, element: Element}} Found
 */
{
  /** Milliseconds. Quiet: a page that renders has finished. Patience: one that shows nothing readable is broken. */
  const QUIET = 250;
  const LONGEST_QUIET = 1000;
  const PATIENCE = 8000;
  const MOST_HISTORY = 50;

  /**
   * A short name for a text; 53 bits (cyrb53 by bryc, public domain).
   * @param {string} text
   */
  function digest(text) {
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let index = 0; index < text.length; index += 1) {
      high = Math.imul(high ^ text.charCodeAt(index), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(index), 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
  }

  /**
   * Whether a message comes after another: by growing ids where the desk has them, else by place.
   * @param {Found} one
   * @param {Found} other
   */
  function isAfter(one, other) {
    if (/^\d+$/.test(one.id) && /^\d+$/.test(other.id)) return BigInt(one.id) > BigInt(other.id);
    if (!other.element.isConnected) return true;
    return Boolean(other.element.compareDocumentPosition(one.element) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** @param {Found[]} found */
  const inOrder = (found) => found.sort((one, other) => (isAfter(one, other) ? 1 : -1));

  bistand.Watch = class {
    /** @type {Map<string, Element>} */ #seen = new Map();
    /** @type {WeakMap<Element, {conversation: string, name: string}>} */ #owners = new WeakMap();
    /** @type {WeakSet<Node>} */ #listened = new WeakSet();
    /** @type {Found | null} */ #last = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
    #observer = new MutationObserver(() => this.#soon());
    #conversation = '';
    #since = 0;
    #reported = '';
    #asked = 0;

    /**
     * @param {Adapter} adapter
     * @param {Listener} listener
     * @param {AbortSignal} signal ends it
     */
    constructor(adapter, listener, signal) {
      this.adapter = adapter;
      this.listener = listener;
      this.signal = signal;
      for (const name of ['popstate', 'hashchange', 'visibilitychange']) addEventListener(name, () => this.#soon(), { signal });
      signal.addEventListener('abort', () => {
        this.#observer.disconnect();
        clearTimeout(this.#timer);
      });
      this.#listen(document);
      this.#soon();
    }

    /** Look when the page has come to rest. A hidden tab's timers run once a minute: there, look at once. */
    #soon() {
      clearTimeout(this.#timer);
      this.#asked ||= Date.now();
      if (document.hidden || Date.now() - this.#asked > LONGEST_QUIET) this.#look();
      else this.#timer = setTimeout(() => this.#look(), QUIET);
    }

    #look() {
      this.#asked = 0;
      if (this.signal.aborted) return;
      for (const root of this.adapter.roots?.(document) ?? []) this.#listen(root);
      const conversation = this.adapter.conversation(new URL(location.href), document);
      if (conversation !== this.#conversation) this.#enter(conversation);
      if (!conversation) return;
      this.#read();
      this.#report();
    }

    /** @param {Node} root */
    #listen(root) {
      if (this.#listened.has(root)) return;
      this.#listened.add(root);
      this.#observer.observe(root, { childList: true, subtree: true, characterData: true });
    }

    /** @param {string} conversation */
    #enter(conversation) {
      this.#conversation = conversation;
      this.#since = Date.now();
      this.#seen.clear();
      this.#last = null;
      this.#reported = '';
      this.listener.conversation(null);
      if (conversation) setTimeout(() => this.#soon(), PATIENCE);
    }

    #read() {
      const unmet = inOrder(this.#unmet());
      const last = this.#last;
      const later = last ? unmet.filter((found) => isAfter(found, last)) : unmet; // earlier: scrolled into view
      if (!later.length) return;
      this.#last = later[later.length - 1];
      if (last) {
        this.#tell(later, Date.now());
        return;
      }
      const customer = later.find((found) => found.speaker === 'customer')?.author ?? '';
      this.listener.conversation({ id: this.#conversation, channel: this.adapter.channel(document), customer });
      this.#tell(later.slice(-MOST_HISTORY), this.#since);
    }

    /** @returns {Found[]} those not met before */
    #unmet() {
      return bistand.readings(this.adapter, this.#conversation).filter((reading) => reading.speaker).flatMap((reading) => {
        const { element } = reading;
        const name = reading.id ?? digest(`${reading.speaker}\n${reading.at ?? ''}\n${reading.text}`);
        if (this.#isLeftOver(element, name)) return [];
        this.#owners.set(element, { conversation: this.#conversation, name });
        const id = reading.id ?? this.#numbered(name, element);
        const isMet = this.#seen.has(id);
        this.#seen.set(id, element);
        return isMet ? [] : [{ ...reading, id }];
      });
    }

    /**
     * The address changes before the page does: what still stands there is of the conversation before.
     * @param {Element} element
     * @param {string} name
     */
    #isLeftOver(element, name) {
      const owner = this.#owners.get(element);
      return Boolean(owner && owner.conversation !== this.#conversation && owner.name === name);
    }

    /**
     * The same words twice are two messages while both stand there, and one that was drawn anew once the first is gone.
     * @param {string} name
     * @param {Element} element
     */
    #numbered(name, element) {
      for (let count = 1; ; count += 1) {
        const id = count === 1 ? name : `${name}.${count}`;
        const known = this.#seen.get(id);
        if (!known || known === element || !known.isConnected) return id;
      }
    }

    /** @param {Found[]} found @param {number} until milliseconds */
    #tell(found, until) {
      this.listener.messages(this.#conversation, found.map(({ id, speaker, text, at }, index) => ({
        id: `message-${id}`,
        type: 'message',
        role: /** @type {Speaker} */ (speaker),
        text,
        at: at ?? new Date(until - (found.length - 1 - index) * 1000).toISOString(),
      })));
    }

    #report() {
      const report = bistand.test(this.adapter);
      if (report.broken && Date.now() - this.#since < PATIENCE) return;
      const told = JSON.stringify(report);
      if (told === this.#reported) return;
      this.#reported = told;
      this.listener.report(report);
    }
  };
}
