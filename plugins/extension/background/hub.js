/**
 * The middle of the extension: desks' pages on one side, panels on the other, the server behind. It may be put to
 * sleep at any time; pages and panels then come back by themselves, and where conversations stood is kept meanwhile.
 */

import { Feed, conversationId } from '../../desks/feed.js';
import { nameOf } from '../sites.js';

/** @import {Place, Settings} from '../settings.js' */
/** @import {LinkState} from '../../protocol/connection.js' */

/**
 * @typedef {{id: string, channel: string, customer: string}} Opened A conversation as its page names it.
 *
 * @typedef {object} Desk A page that is read.
 * @property {chrome.runtime.Port} port
 * @property {number} tab
 * @property {string} origin
 * @property {string} local the conversation's id on the page; '' while none is open
 * @property {string} conversation its id on the server
 * @property {any} report of the self-test
 *
 * @typedef {object} Outside What the hub asks of the browser.
 * @property {(places: Record<string, Place>) => void} keep
 * @property {(tab: number, count: number) => void} badge
 * @property {() => void} changed panels have something to show
 */

/** Conversations whose place is kept: more than anybody has open in a day's work. */
const MOST_PLACES = 200;
/** Milliseconds in which a page answers, if it is there. */
const PATIENCE = 2000;

export class Hub {
  /** @type {Map<chrome.runtime.Port, Desk>} */ #desks = new Map();
  /** @type {Feed | null} */ #feed = null;
  /** @type {Settings | null} */ #settings = null;
  /** @type {Map<string, (answer: any) => void>} */ #asked = new Map();
  /** @type {LinkState} */ link = 'not_connected';
  code = 0;

  /**
   * @param {Record<string, Place>} places where conversations were left
   * @param {Outside} outside
   */
  constructor(places, outside) {
    this.places = places;
    this.outside = outside;
  }

  /** @param {Settings} settings */
  configure(settings) {
    const before = this.#settings;
    this.#settings = settings;
    const isSame = (/** @type {string[]} */ names) => before && names.every((name) => Reflect.get(before, name) === Reflect.get(settings, name));
    const isRenewed = this.#feed && settings.token && this.link !== 'login_ended';
    if (!isSame(['server', 'name', 'agent', 'organisation', 'language']) || !(isSame(['token']) || isRenewed)) {
      this.#restart();
      return;
    }
    if (!isSame(['token'])) this.#feed?.authenticate(settings.token);
    for (const desk of this.#desks.values()) this.#instruct(desk, 'watch');
  }

  /** All anew: another server, or somebody else. */
  #restart() {
    this.#feed?.close();
    this.#feed = null;
    [this.link, this.code] = ['not_connected', 0];
    if (this.#settings?.server && this.#settings.token) this.#connect(this.#settings);
    for (const desk of this.#desks.values()) this.#instruct(desk, 'restart');
    this.outside.changed();
  }

  /** @param {chrome.runtime.Port} port of a page's script */
  join(port) {
    const { tab, url = '' } = port.sender ?? {};
    const desk = { port, tab: tab?.id ?? -1, origin: URL.canParse(url) ? new URL(url).origin : '', local: '', conversation: '', report: null };
    this.#desks.set(port, desk);
    port.onMessage.addListener((message) => this.#receive(desk, message));
    port.onDisconnect.addListener(() => {
      this.#desks.delete(port);
      this.#leave(desk.conversation);
      this.outside.changed();
    });
    this.#instruct(desk, 'watch');
  }

  /** @param {number} tab */
  deskIn(tab) {
    return [...this.#desks.values()].find((desk) => desk.tab === tab) ?? null;
  }

  /** @param {string} origin */
  deskOf(origin) {
    return [...this.#desks.values()].find((desk) => desk.origin === origin) ?? null;
  }

  /**
   * Ask a page for something; `answer` where it is gone or says nothing.
   * @param {Desk | null} desk
   * @param {Record<string, unknown>} question
   * @param {any} answer
   */
  ask(desk, question, answer) {
    if (!desk) return Promise.resolve(answer);
    const request = crypto.randomUUID();
    return new Promise((resolve) => {
      this.#asked.set(request, resolve);
      setTimeout(() => this.#answered(request, answer), PATIENCE);
      desk.port.postMessage({ ...question, request });
    });
  }

  /** @param {Settings} settings */
  #connect(settings) {
    this.#feed = new Feed(settings.server, settings.token, {
      link: (state, code) => { [this.link, this.code] = [state, code]; this.outside.changed(); },
      subscribed: (conversation, isRecovered) => { if (!isRecovered) this.#place(conversation).open = []; },
      entry: (conversation, entry) => this.#hear(conversation, entry),
      confirmed: (conversation, event) => this.#confirm(conversation, event),
      stranger: () => this.#restart(),
    });
  }

  /** @param {Desk} desk @param {'watch' | 'restart'} how */
  #instruct(desk, how) {
    const site = this.#settings?.sites[desk.origin];
    const message = site && this.#feed ? { type: how, ...site, name: nameOf(site.desk, desk.origin) } : { type: 'stop' };
    if (message.type !== 'watch') this.#enter(desk, null);
    desk.port.postMessage(message);
  }

  /** @param {Desk} desk @param {any} message */
  #receive(desk, message) {
    if (message.type === 'conversation') this.#enter(desk, message.conversation);
    else if (message.type === 'messages') this.#tell(desk, message);
    else if (message.type === 'report') { desk.report = message.report; this.outside.changed(); }
    else if (message.type === 'answer') this.#answered(message.request, message.answer);
  }

  /** @param {Desk} desk @param {Opened | null} opened */
  #enter(desk, opened) {
    const before = desk.conversation;
    desk.local = opened?.id ?? '';
    desk.conversation = opened ? this.#nameOf(desk, opened.id) : '';
    if (before !== desk.conversation) {
      desk.report = null;
      this.#leave(before);
    }
    if (opened && desk.conversation && this.#settings) this.#begin(desk.conversation, opened, this.#settings);
    this.#count(desk);
    this.outside.changed();
  }

  /** @param {Desk} desk @param {string} local */
  #nameOf({ origin }, local) {
    const site = this.#settings?.sites[origin];
    return site ? conversationId(site.desk === 'generic' ? new URL(origin).hostname : site.desk, local) : '';
  }

  /** @param {string} id @param {Opened} opened @param {Settings} settings */
  #begin(id, { channel, customer }, { name, agent, language, organisation }) {
    const { after, epoch } = this.#place(id);
    this.#feed?.begin({
      id,
      channel,
      ...(customer ? { customer: { name: customer.slice(0, 200) } } : {}),
      agent: { id: agent, name, language },
      ...(organisation ? { organisation } : {}),
    }, { after, epoch });
  }

  /** @param {string} conversation that somebody turned away from */
  #leave(conversation) {
    const isOpen = [...this.#desks.values()].some((desk) => desk.conversation === conversation);
    if (conversation && !isOpen) this.#feed?.leave(conversation);
  }

  /** @param {Desk} desk @param {{conversation: string, messages: any[]}} message */
  #tell(desk, { conversation, messages }) {
    if (!desk.local || desk.local !== conversation) return;
    for (const event of messages) this.#feed?.tell(desk.conversation, event);
  }

  /** @param {string} conversation @param {string} event */
  #confirm(conversation, event) {
    for (const desk of this.#desks.values()) {
      if (desk.conversation === conversation) desk.port.postMessage({ type: 'confirmed', ids: [event] });
    }
  }

  /** @param {string} conversation @param {any} entry */
  #hear(conversation, entry) {
    const place = this.#place(conversation);
    if (entry.kind === 'prompt_opened' && !place.open.includes(entry.prompt.id)) place.open.push(entry.prompt.id);
    if (entry.kind === 'prompt_closed') place.open = place.open.filter((id) => id !== entry.prompt);
    Object.assign(place, this.#feed?.connection.placeOf(conversation));
    this.outside.keep(this.places);
    for (const desk of this.#desks.values()) if (desk.conversation === conversation) this.#count(desk);
  }

  /** @param {Desk} desk */
  #count(desk) {
    this.outside.badge(desk.tab, desk.conversation ? this.#place(desk.conversation).open.length : 0);
  }

  /** @param {string} conversation @returns {Place} */
  #place(conversation) {
    this.places[conversation] ??= { after: 0, epoch: '', open: [] };
    const [oldest, ...others] = Object.keys(this.places);
    if (others.length >= MOST_PLACES) delete this.places[oldest];
    return this.places[conversation];
  }

  /** @param {string} request @param {any} answer */
  #answered(request, answer) {
    this.#asked.get(request)?.(answer);
    this.#asked.delete(request);
  }
}
