/**
 * `<bistand-panel server conversation language>` with the property `token`: what the guidelines ask of the agent
 * now. It follows the conversation by itself; or, where none is named, shows the log entries that its page feeds it.
 *
 * Events, all bubbling and composed: `bistand-insert` (`detail.text`: the agent takes these words),
 * `bistand-feedback` (`prompt`, `action`), `bistand-link` (`state`, `code`), `bistand-point` (`evidence`: the
 * words of the conversation that the prompt under the agent's hand rests on), `bistand-token` (`expiresAt`: the token
 * ends then; a newer one of the same agent, set as `token`, goes on with all that is shown).
 */

import { Connection } from '../protocol/connection.js';
import { EMPTY, reduce } from '../protocol/state.js';
import { copy } from './clipboard.js';
import { acts } from './keys.js';
import { Service, Snapshots } from './service.js';
import { Sheet } from './sheet.js';
import { sheet } from './styles.js';
import { Words, choose } from './words.js';

/** @import {LogEntry} from '../protocol/messages.js' */
/** @import {Feedback} from '../protocol/places.js' */
/** @import {Prompt} from '../protocol/prompts.js' */
/** @import {Action, State} from '../protocol/state.js' */

/** Milliseconds between two pictures while the page cannot be seen. */
const HIDDEN_MS = 250;

export class BistandPanel extends HTMLElement {
  static observedAttributes = ['server', 'conversation', 'language'];

  /** Seconds on the clock of the entries; a page that feeds a replay brings its own. */
  clock = () => Date.now() / 1000 + this.#state.ahead;
  #root = this.attachShadow({ mode: 'open' });
  /** @type {State} */ #state = EMPTY;
  /** @type {Sheet | null} */ #sheet = null;
  /** @type {Connection | null} */ #connection = null;
  #service = new Service(location.origin, '');
  #following = '';
  #token = '';
  #quietUntil = 0;
  #isRebuilt = false;
  #isDue = false;
  /** @type {Set<string>} */ #seen = new Set();
  /** @type {ReturnType<typeof setInterval> | undefined} */ #ticking;
  #snapshots = new Snapshots((snapshot) => this.#take({ type: 'snapshot', snapshot }));
  #life = new AbortController();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  get token() {
    return this.#token;
  }

  /** The key is a property and no attribute: attributes stand in the page for everybody to read. */
  set token(token) {
    if (token === this.#token) return;
    this.#token = token;
    if (token && this.#connection) this.#connection.authenticate(this.#service.token = token);
    else this.#connect();
  }

  get server() {
    return this.getAttribute('server') || new URL(import.meta.url).origin;
  }

  get conversation() {
    return this.getAttribute('conversation') ?? '';
  }

  get language() {
    return choose([this.getAttribute('language') ?? '', this.closest('[lang]')?.getAttribute('lang') ?? '', ...navigator.languages].filter(Boolean));
  }

  connectedCallback() {
    const token = Object.getOwnPropertyDescriptor(this, 'token'); // set before the element was defined
    if (token) {
      delete (/** @type {{token?: string}} */ (this)).token;
      this.#token = String(token.value);
    }
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#ticking = setInterval(() => this.tick(), 1000);
    addEventListener('online', () => this.#connection?.renew(), { signal });
    document.addEventListener('visibilitychange', () => this.#draw(), { signal });
    this.#build();
    this.#connect();
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    this.#life.abort();
    this.#leave();
    this.#state = EMPTY;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected || !this.#sheet) return;
    if (name === 'language') this.#build();
    else this.#connect();
  }

  /**
   * Show log entries that the page has, in place of following a conversation.
   * @param {(LogEntry & Record<string, unknown>)[]} entries in the order of the log
   * @param {{snapshot?: unknown, isQuiet?: boolean}} [about] the conversation as it stands, for the ledger; and
   *   whether all this is no news, to be shown without movement and announcement
   */
  feed(entries, { snapshot, isQuiet = false } = {}) {
    for (const entry of entries) this.#take({ type: 'entry', entry });
    if (isQuiet) this.#quietUntil = this.#state.seq;
    if (snapshot) this.#take({ type: 'snapshot', snapshot });
    if (this.#state.link !== 'connected') this.#take({ type: 'link', link: 'connected', code: 0 });
  }

  /** Forget what was fed. */
  clear() {
    this.#quietUntil = 0;
    this.#take({ type: 'begin' });
    this.#build();
    this.#isRebuilt = false; // what is fed before the next frame is news
  }

  /** Let the running times go on to `clock()`: for a page whose clock runs faster than a second a second. */
  tick() {
    this.#sheet?.tick(this.clock());
  }

  /** Take the words of the prompt that the agent is at, or else of the first: for a key of the page's own. */
  insert() {
    this.#sheet?.list.current?.wording?.insert();
  }

  #connect() {
    if (!this.isConnected) return;
    const { conversation } = this;
    const service = new Service(this.server, this.#token);
    const isSame = this.#connection && service.server === this.#service.server && service.token === this.#service.token;
    if (isSame && conversation === this.#following) return;
    if (this.#state.prompts.length) this.#build(); // ids begin anew in each conversation: no card may stay for its namesake
    this.#take({ type: 'begin' });
    this.#snapshots.forget();
    if (isSame && this.#following) this.#connection?.leave(this.#following);
    if (!isSame) this.#leave();
    this.#service = service;
    this.#following = conversation;
    this.#quietUntil = 0;
    this.#seen.clear();
    if (this.#token && !this.#connection) this.#connection = this.#opened(service);
    if (this.#connection && conversation) this.#connection.follow(conversation);
  }

  /** @param {Service} service */
  #opened(service) {
    const mine = (/** @type {string} */ conversation) => conversation === this.#following;
    const connection = new Connection(service.stream, service.token, {
      link: (link, code) => {
        this.#take({ type: 'link', link, code });
        this.#tell('bistand-link', { state: link, code });
      },
      subscribed: (conversation, frame) => {
        if (!mine(conversation)) return;
        if (!frame.recovered) this.#take({ type: 'begin' });
        if (!this.#quietUntil) this.#quietUntil = frame.last_seq;
        this.#snapshots.fetch(this.#service, conversation);
      },
      entry: (conversation, entry) => {
        if (!mine(conversation)) return;
        this.#take({ type: 'entry', entry });
        if (entry.kind === 'event') this.#snapshots.fetch(this.#service, conversation);
      },
      missing: (conversation) => { if (mine(conversation)) this.#take({ type: 'missing' }); },
      expiring: (expiresAt) => this.#tell('bistand-token', { expiresAt }),
      stranger: () => {
        this.#connection = null; // it has closed itself
        this.#connect();
      },
      heartbeat: (at) => this.#take({ type: 'heartbeat', at, now: Date.now() / 1000 }),
    });
    connection.open();
    return connection;
  }

  #leave() {
    this.#snapshots.forget();
    const connection = this.#connection;
    this.#connection = null;
    this.#following = '';
    connection?.close();
  }

  /** @param {Action} action */
  #take(action) {
    this.#state = reduce(this.#state, action);
    this.#draw();
  }

  /** One picture a frame, however much has come. */
  #draw() {
    if (this.#isDue || !this.#sheet) return;
    this.#isDue = true;
    const show = () => {
      this.#isDue = false;
      this.#show();
    };
    if (document.hidden) setTimeout(show, HIDDEN_MS);
    else requestAnimationFrame(show);
  }

  #show() {
    if (!this.#sheet || !this.isConnected) return;
    const isQuiet = this.#state.seq <= this.#quietUntil || this.#isRebuilt;
    this.#isRebuilt = false;
    this.#sheet.show(this.#state, Boolean((this.#connection && this.#following) || this.#state.seq), Boolean(this.#token), isQuiet);
    this.tick();
    this.#reportShown();
  }

  /** The log learns once of each prompt that an agent could see. */
  #reportShown() {
    if (!this.#connection || !this.#following || document.hidden) return;
    for (const { prompt, status, feedback } of this.#state.prompts) {
      if (status !== 'open' || feedback.has('shown') || this.#seen.has(prompt.id)) continue;
      this.#seen.add(prompt.id);
      this.#answer({ prompt: prompt.id, action: 'shown' });
    }
  }

  #build() {
    const words = new Words(this.language);
    this.#isRebuilt = true;
    this.#sheet = new Sheet(words, {
      insert: (prompt, text) => this.#insert(prompt, text),
      copy: (prompt, text) => this.#copy(prompt, text),
      rate: (prompt, action) => this.#rate(prompt, action),
      point: (prompt) => this.#tell('bistand-point', { evidence: prompt?.because.evidence ?? [] }),
    }, (wanted, signal) => this.#service.search(wanted, signal), () => this.#draw());
    const { root, list, search } = this.#sheet;
    root.addEventListener('keydown', (key) => acts(key, list, search));
    this.#root.replaceChildren(root);
    this.#draw();
  }

  /**
   * @param {Prompt} prompt
   * @param {string} text
   */
  #insert(prompt, text) {
    this.#tell('bistand-insert', { text, prompt: prompt.id, moment: prompt.moment, language: prompt.say_language });
    this.#answer(text === prompt.say ? { prompt: prompt.id, action: 'used' } : { prompt: prompt.id, action: 'edited', text });
  }

  /**
   * @param {Prompt} prompt
   * @param {string} text
   */
  async #copy(prompt, text) {
    const isDone = await copy(text, this.#root);
    if (isDone) this.#answer({ prompt: prompt.id, action: 'copied' });
    return isDone;
  }

  /**
   * @param {Prompt} prompt
   * @param {'helpful' | 'unhelpful' | 'dismissed'} action
   */
  #rate(prompt, action) {
    this.#answer({ prompt: prompt.id, action });
    if (action === 'dismissed') this.#take({ type: 'dismiss', prompt: prompt.id, at: this.clock() });
  }

  /** @param {Feedback} feedback */
  #answer(feedback) {
    this.#tell('bistand-feedback', feedback);
    if (this.#connection && this.#following) this.#connection.answer(this.#following, feedback);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
