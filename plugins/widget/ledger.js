/** What the conversation still owes: the strip with the running clock above, questions and promises below. */

import { BAD_TOKEN } from '../protocol/messages.js';
import { clock, element, write } from './elements.js';

/** @import {State} from '../protocol/state.js' */
/** @import {Words} from './words.js' */

export class Ledger {
  /** @type {State | null} */ #state = null;

  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    this.link = element('span', { class: 'link', role: 'status' });
    this.clock = element('span', { class: 'clock', role: 'timer', 'aria-live': 'off' });
    this.strip = element('div', { class: 'strip' }, element('span', { class: 'dot', 'aria-hidden': 'true' }), this.link, this.clock);
    this.questions = element('ul');
    this.promises = element('ul');
    this.summary = element('summary');
    this.root = element('details', { class: 'ledger', hidden: true, open: true, 'aria-label': words.of('ledger') },
      this.summary, element('div', { class: 'rows' }, this.promises, this.questions));
  }

  /**
   * @param {State} state
   * @param {boolean} isHeld lists keep still then; words and clocks go on
   * @param {boolean} hasConversation
   */
  show(state, isHeld, hasConversation) {
    this.#state = state;
    const kind = hasConversation ? kindOf(state) : 'no_conversation';
    this.strip.dataset.kind = kind;
    write(this.link, this.words.of(kind) + (kind === 'on_hold' && state.hold?.reason ? ` – ${state.hold.reason}` : ''));
    if (isHeld) return;
    const counts = [['promises', state.promises.length], ['questions', state.questions.length]].filter(([, count]) => count);
    this.root.hidden = !counts.length;
    write(this.summary, counts.map(([key, count]) => this.words.of(String(key), { count })).join(' · '));
    fill(this.questions, state.questions.map(({ text }) => text));
    fill(this.promises, state.promises.map(({ text }) => text));
  }

  /** @param {number} now seconds, on the server's clock */
  tick(now) {
    const state = this.#state;
    if (!state) return;
    const since = state.hold?.since ?? state.waitingSince;
    const isRunning = ['on_hold', 'customer_waits'].includes(this.strip.dataset.kind ?? '');
    write(this.clock, isRunning && since !== null ? clock(now - since) : '');
    for (const [index, { due }] of state.promises.entries()) {
      const row = this.promises.children[index];
      if (!row) continue;
      const time = this.words.timeOfDay(due, now);
      const isOver = due < now;
      row.classList.toggle('over', isOver);
      write(/** @type {Element} */ (row.lastElementChild), time && this.words.of(isOver ? 'overdue' : 'due', { time }));
    }
  }
}

/** @param {State} state */
function kindOf(state) {
  if (state.link === 'not_connected' && state.code === BAD_TOKEN) return 'bad_token';
  if (state.link !== 'connected') return state.link;
  if (state.isMissing) return 'missing';
  if (state.hold) return 'on_hold';
  if (state.hasEnded) return 'ended';
  return state.waitingSince === null ? 'following' : 'customer_waits';
}

/**
 * @param {HTMLElement} list
 * @param {string[]} texts
 */
function fill(list, texts) {
  const before = [...list.children].map((row) => row.firstElementChild?.textContent);
  if (before.length === texts.length && before.every((text, index) => text === texts[index])) return;
  list.replaceChildren(...texts.map((text) => element('li', {}, element('span', {}, text), element('span', { class: 'due' }))));
}
