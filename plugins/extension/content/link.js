/**
 * Ties the page to the extension's background: what is read goes there, words to insert come back.
 *
 * The background may sleep and wake at any time; its port then closes. We open a new one, say again which
 * conversation is open, and send again what it had not confirmed: events have ids, so nothing is doubled.
 */
if (!bistand.link?.isAlive) {
  const HEARTBEAT = 20_000;
  const LONGEST_WAIT = 30_000;

  class Link {
    isAlive = true;
    /** @type {chrome.runtime.Port | null} */ #port = null;
    /** @type {{adapter: Adapter} | null} */ #watch = null;
    /** @type {AbortController | null} */ #watching = null;
    /** @type {Opened | null} */ #conversation = null;
    /** @type {SelfTest | null} */ #report = null;
    /** @type {Map<string, {conversation: string, message: Message}>} */ #unconfirmed = new Map();
    #settings = '';
    #wait = 500;

    constructor() {
      this.#connect();
      setInterval(() => this.#send({ type: 'heartbeat' }), HEARTBEAT);
    }

    #connect() {
      if (!chrome.runtime?.id) { // the extension was removed or replaced: what is left of it here rests
        this.isAlive = false;
        this.#stop();
        return;
      }
      const port = chrome.runtime.connect({ name: 'desk' });
      this.#port = port;
      port.onMessage.addListener((message) => this.#receive(message));
      port.onDisconnect.addListener(() => {
        void chrome.runtime.lastError; // read, or the browser logs it
        this.#port = null;
        setTimeout(() => this.#connect(), this.#wait);
        this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
      });
    }

    /** @param {any} message */
    #receive(message) {
      this.#wait = 500;
      const handlers = /** @type {Record<string, () => void>} */ ({
        watch: () => this.#start(message.desk, message.selectors),
        restart: () => { this.#stop(); this.#start(message.desk, message.selectors); },
        stop: () => this.#stop(),
        confirmed: () => message.ids.forEach((/** @type {string} */ id) => this.#unconfirmed.delete(id)),
        insert: () => this.#answer(message.request, bistand.insert(this.#watch?.adapter.composer(document) ?? null, message.text)),
        test: () => this.#answer(message.request, this.#test(message.desk, message.selectors)),
      });
      handlers[message.type]?.();
    }

    /** @param {string} desk @param {unknown} selectors */
    #start(desk, selectors) {
      const settings = JSON.stringify([desk, selectors]);
      if (this.#settings === settings) {
        this.#again();
        return;
      }
      this.#stop();
      this.#watching = new AbortController();
      this.#watch = new bistand.Watch(this.#adapter(desk, selectors), {
        conversation: (conversation) => { this.#conversation = conversation; this.#report = null; this.#send({ type: 'conversation', conversation }); },
        messages: (conversation, messages) => this.#tell(conversation, messages),
        report: (report) => { this.#report = report; this.#send({ type: 'report', report }); },
      }, this.#watching.signal);
      this.#settings = settings;
    }

    #stop() {
      this.#watching?.abort();
      this.#watch = null;
      this.#settings = '';
      this.#conversation = null;
      this.#unconfirmed.clear();
    }

    /** @param {string} desk @param {unknown} selectors */
    #adapter(desk, selectors) {
      const adapter = bistand.adapters.get(desk);
      if (!adapter) throw new Error(`there is no adapter ${desk}`);
      return typeof adapter === 'function' ? adapter(selectors) : adapter;
    }

    #again() {
      this.#send({ type: 'conversation', conversation: this.#conversation });
      if (this.#report) this.#send({ type: 'report', report: this.#report });
      for (const { conversation, message } of this.#unconfirmed.values()) this.#send({ type: 'messages', conversation, messages: [message] });
    }

    /** @param {string} conversation @param {Message[]} messages */
    #tell(conversation, messages) {
      for (const message of messages) this.#unconfirmed.set(message.id, { conversation, message });
      this.#send({ type: 'messages', conversation, messages });
    }

    /** @param {string} request @param {unknown} answer */
    #answer(request, answer) {
      this.#send({ type: 'answer', request, answer });
    }

    /** @param {string} desk @param {unknown} selectors */
    #test(desk, selectors) {
      try {
        return bistand.test(this.#adapter(desk, selectors));
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) }; // a selector that is none
      }
    }

    /** @param {object} message */
    #send(message) {
      this.#port?.postMessage(message);
    }
  }

  bistand.link = new Link();
}
