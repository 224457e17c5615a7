/** What was said and what happened, customer on the left, agent in the middle. */

import { seconds } from '../../protocol/messages.js';
import { clock, element } from '../shell/elements.js';

/** @import {ConversationEvent} from '../../protocol/messages.js' */
/** @import {Evidence} from '../../protocol/prompts.js' */
/** @import {Entry} from './conversations.js' */
/** @import {Words} from '../shell/words.js' */

const SPOKEN = new Set(['message', 'voicemail_left']);

export class Transcript {
  /** @type {Map<string, {node: HTMLElement, text: string}>} */ #texts = new Map();
  /** @type {{timer: HTMLElement, since: number} | null} */ #hold = null;
  #start = NaN;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} scroll
   */
  constructor(list, scroll) {
    this.list = list;
    this.scroll = scroll;
  }

  clear() {
    this.list.replaceChildren();
    this.#texts.clear();
    this.#hold = null;
    this.#start = NaN;
  }

  /**
   * @param {Entry} entry
   * @param {Words} words
   */
  add(entry, words) {
    const event = entry.event;
    if (!event) return;
    const at = seconds(entry.at);
    if (Number.isNaN(this.#start)) this.#start = at;
    const atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80;
    if (event.type === 'hold_ended') this.#endHold(at);
    this.list.append(SPOKEN.has(event.type) ? this.#spoken(event, at, words) : this.#happened(event, at, words));
    if (atEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  /**
   * Let a running hold count.
   * @param {number} now seconds, on the clock of the entries
   */
  tick(now) {
    if (this.#hold) this.#hold.timer.textContent = clock(now - this.#hold.since);
  }

  /**
   * Highlight the words that a prompt rests on; none clears them.
   * @param {Evidence[]} evidence
   */
  mark(evidence) {
    for (const { node, text } of this.#texts.values()) {
      if (node.childElementCount) node.textContent = text;
    }
    for (const span of evidence) {
      const found = this.#texts.get(span.event);
      if (!found || span.end <= span.start) continue;
      const points = Array.from(found.text);
      found.node.replaceChildren(
        points.slice(0, span.start).join(''),
        element('mark', {}, points.slice(span.start, span.end).join('')),
        points.slice(span.end).join(''),
      );
    }
  }

  /**
   * @param {ConversationEvent} event
   * @param {number} at
   * @param {Words} words
   */
  #spoken(event, at, words) {
    const role = event.type === 'voicemail_left' ? 'customer' : event.role ?? 'system';
    const side = role === 'customer' ? 'customer' : 'agent';
    const who = event.type === 'voicemail_left' ? 'voicemail' : role;
    const text = element('p', { class: 'words' }, event.text ?? '');
    if (event.language) text.lang = event.language;
    this.#texts.set(event.id, { node: text, text: event.text ?? '' });
    const label = element('span', { class: who === side ? 'unseen' : '' }, words.of(who));
    const head = element('p', { class: 'meta' }, label, element('time', {}, this.#time(at)));
    return element('li', { class: `bubble ${side}`, data: { event: event.id } }, head, text);
  }

  /**
   * @param {ConversationEvent} event
   * @param {number} at
   * @param {Words} words
   */
  #happened(event, at, words) {
    const reason = event.reason ?? event.text ?? '';
    const line = element('p', {}, element('time', {}, this.#time(at)), element('span', {}, words.of(event.type)));
    if (reason) line.append(element('span', { class: 'words' }, reason));
    if (event.type === 'hold_started') {
      const timer = element('strong', { attributes: { role: 'timer', 'aria-live': 'off' } }, clock(0));
      this.#hold = { timer, since: at };
      line.append(timer);
    }
    return element('li', { class: 'happening', data: { event: event.id, type: event.type } }, line);
  }

  /** @param {number} at */
  #endHold(at) {
    this.tick(at);
    this.#hold = null;
  }

  /** @param {number} at */
  #time(at) {
    return clock(at - this.#start);
  }
}
