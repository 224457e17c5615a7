/** Who waits for an answer at this moment, and what was promised; looked at again every quarter of a minute. */

import { element } from '../shell/elements.js';

/** @import {Context} from './context.js' */
/** @import {Late, Now} from './scorecards.js' */

const EVERY_MS = 15_000;
const SHOWN = 5;

export class NowPanel {
  #body = element('div', { class: 'now-lists' });
  #said = element('p', { class: 'summary', attributes: { role: 'status' } });
  #dead = element('p', { class: 'dead-letters', attributes: { role: 'status' } });
  #again = 0;

  /**
   * @param {() => Promise<Now>} ask
   * @param {() => Context} context
   * @param {(conversation: string) => void} open
   */
  constructor(ask, context, open) {
    this.ask = ask;
    this.context = context;
    this.open = open;
    document.addEventListener('visibilitychange', () => this.#wake());
  }

  /** @returns {HTMLElement} */
  element() {
    const { words } = this.context();
    return element(
      'section',
      { class: 'panel now', attributes: { 'aria-labelledby': 'now-heading' } },
      element('h2', { attributes: { id: 'now-heading' } }, words.of('now')),
      this.#said,
      this.#dead,
      this.#body,
    );
  }

  /** Look now, and from then on as long as the page is seen. */
  async look() {
    clearTimeout(this.#again);
    try {
      this.#show(await this.ask());
    } finally {
      this.#again = setTimeout(() => this.#wake(), EVERY_MS);
    }
  }

  #wake() {
    if (document.visibilityState !== 'visible') return;
    this.look().catch(() => {
      this.#said.textContent = this.context().of('now_unreachable');
    });
  }

  /** @param {Now} now */
  #show(now) {
    const context = this.context();
    const { numbers } = context;
    const said = context.of('now_says', {
      waiting: numbers.count(now.waiting_count),
      late: numbers.count(now.waiting_late),
      promises: numbers.count(now.promises_count),
      overdue: numbers.count(now.promises_late),
      time: numbers.second(now.as_of),
    });
    this.#said.textContent = said;
    this.#dead.hidden = !now.dead_letters;
    this.#dead.textContent = now.dead_letters ? context.of('dead_letters', { count: numbers.count(now.dead_letters) }) : '';
    this.#body.replaceChildren(
      this.#list('unanswered', now.waiting, now.waiting_count, (one) => numbers.seconds(one.waited_s)),
      this.#list('promised', now.promises, now.promises_count, (one) => numbers.time(one.due ?? '')),
    );
  }

  /**
   * @param {string} name
   * @param {Late[]} found
   * @param {number} count
   * @param {(one: Late) => string} figure
   */
  #list(name, found, count, figure) {
    const context = this.context();
    const rows = found.slice(0, SHOWN).map((one) => this.#line(one, figure(one)));
    const more = count - rows.length;
    const list = rows.length
      ? element('ul', { class: 'late-list' }, ...rows)
      : element('p', { class: 'quiet' }, context.of(`${name}_nobody`));
    const made = element('div', {}, element('h3', {}, context.of(name), ' ', element('span', { class: 'badge' }, context.numbers.count(count))), list);
    if (rows.length && more > 0) made.append(element('p', { class: 'quiet' }, context.of('and_more', { count: context.numbers.count(more) })));
    return made;
  }

  /**
   * @param {Late} one
   * @param {string} figure
   */
  #line(one, figure) {
    const context = this.context();
    const over = one.over_s ?? 0;
    const late = context.of(one.due ? 'overdue_by' : 'late_by', { time: context.numbers.seconds(over) });
    const left = one.due ? context.of('due_in', { time: context.numbers.seconds(over) }) : context.of('in_time');
    return element(
      'li',
      {},
      element('button', { class: 'link', click: () => this.open(one.conversation) }, one.conversation),
      element('span', { class: 'meta' }, [context.channel(one.channel), context.agent(one.agent)].join(' · ')),
      element('span', { class: 'time' }, figure),
      element('span', { class: one.is_late ? 'state late' : 'state' }, one.is_late ? late : left),
    );
  }
}
