/**
 * The prompts, the most urgent on top. While the agent points at them or works among them, nothing moves: what is
 * new comes below, what is settled stays where it is until the agent has left.
 */

import { openPrompts, settledPrompts } from '../protocol/state.js';
import { Card } from './card.js';
import { element, write } from './elements.js';

/** @import {Shown, State} from '../protocol/state.js' */
/** @import {Choices} from './card.js' */
/** @import {Words} from './words.js' */

/** Milliseconds in which a settled prompt shows its mark in its place. */
export const FAREWELL_MS = 1600;

export class List {
  /** @type {Map<string, Card>} */ cards = new Map();
  #isPointed = false;
  /** Some words were put in the place of others just now. */
  isReworded = false;

  /**
   * @param {Words} words
   * @param {Choices} choices
   * @param {() => void} again asks to be shown once more
   */
  constructor(words, choices, again) {
    this.words = words;
    this.choices = choices;
    this.again = again;
    this.open = element('ol', { class: 'open', 'aria-label': words.of('prompts') });
    this.empty = element('div', { class: 'empty' }, element('p', {}, words.of('calm')), element('p', {}, words.of('calm_more')));
    this.fresh = element('button', { class: 'fresh', hidden: true, click: () => this.#showFresh() });
    this.scroll = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': words.of('prompts') }, this.empty, this.open);
    this.count = element('summary');
    this.closed = element('ol');
    this.settled = element('details', { class: 'settled', hidden: true }, this.count, this.closed);
    this.scroll.addEventListener('scroll', () => this.#weighFresh());
  }

  /** @param {boolean} isPointed whether the mouse is over the panel */
  point(isPointed) {
    this.#isPointed = isPointed;
    if (!isPointed) this.again();
  }

  /**
   * @param {State} state
   * @returns {Card[]} those that came now
   */
  show(state) {
    const fresh = openPrompts(state).filter(({ prompt }) => !this.cards.has(prompt.id)).map((shown) => this.#add(shown));
    const { current } = this;
    const isAtWork = current?.root.contains(this.#focused);
    const { isHeld } = this;
    this.isReworded = state.prompts.filter((shown) => this.cards.get(shown.prompt.id)?.show(shown, isHeld) && shown.prompt.polished).length > 0;
    if (isAtWork && current?.stage === 'settled') this.scroll.focus({ preventScroll: true });
    this.#forget(state);
    if (this.isHeld && this.open.childElementCount) this.open.append(...fresh.map(({ root }) => root));
    else this.#order(state, fresh.length > 0);
    this.#weigh(state);
    return fresh;
  }

  /** @param {number} now seconds */
  tick(now) {
    for (const card of this.cards.values()) if (card.stage === 'open') card.tick(now);
  }

  /** Whether the agent is at work here. */
  get isHeld() {
    return this.#isPointed || (this.#focused !== null && this.open.contains(this.#focused));
  }

  get #focused() {
    return /** @type {Partial<ShadowRoot>} */ (this.open.getRootNode()).activeElement ?? null;
  }

  /**
   * The card that has the focus, or else the first.
   * @returns {Card | undefined}
   */
  get current() {
    const cards = this.#inOrder();
    return cards.find(({ root }) => root.contains(this.#focused)) ?? cards[0];
  }

  /** @param {1 | -1} step to the next card or the one before */
  move(step) {
    const cards = this.#inOrder();
    const index = cards.findIndex(({ root }) => root.contains(this.#focused));
    const next = cards[index < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, index + step))];
    if (next) next.isWide = true;
    next?.first.focus();
    next?.root.scrollIntoView({ block: 'nearest' });
  }

  #inOrder() {
    const cards = [...this.cards.values()].filter(({ stage }) => stage === 'open');
    const places = [...this.open.children];
    return cards.sort((one, other) => places.indexOf(one.root) - places.indexOf(other.root));
  }

  /** @param {Shown} shown */
  #add(shown) {
    const card = new Card(shown, this.words, this.choices);
    this.cards.set(shown.prompt.id, card);
    card.root.classList.add('arriving');
    return card;
  }

  /** @param {State} state */
  #forget(state) {
    const known = new Set(state.prompts.map(({ prompt }) => prompt.id));
    for (const [id, card] of this.cards) {
      if (known.has(id)) continue;
      card.root.remove();
      this.cards.delete(id);
    }
  }

  /**
   * Everything where it belongs. What has just been settled stays in its place for its farewell.
   * @param {State} state
   * @param {boolean} hasFresh
   */
  #order(state, hasFresh) {
    for (const card of this.cards.values()) if (card.stage === 'settled') this.#seeOff(card);
    let place = this.open.firstElementChild;
    for (const { prompt } of openPrompts(state)) {
      while (place?.classList.contains('settling')) place = place.nextElementSibling;
      const root = this.cards.get(prompt.id)?.root;
      if (root === place) place = place?.nextElementSibling ?? null;
      else if (root) this.open.insertBefore(root, place);
    }
    this.#fold(state);
    const isSeeingOff = Boolean(this.open.querySelector('.settling'));
    for (const [index, card] of this.#inOrder().entries()) if (!card.isChosen && !isSeeingOff) card.isWide = index === 0;
    if (hasFresh) this.scroll.scrollTop = 0;
  }

  /** @param {Card} card */
  #seeOff(card) {
    if (card.root.dataset.leaving) return;
    card.root.dataset.leaving = '';
    setTimeout(() => {
      card.root.dataset.leaving = 'now';
      this.again();
    }, FAREWELL_MS);
  }

  /** @param {State} state */
  #fold(state) {
    for (const shown of settledPrompts(state).reverse()) {
      const card = this.cards.get(shown.prompt.id) ?? this.#add(shown);
      const isNew = !card.root.isConnected;
      if (card.stage === 'settled' && (isNew || card.root.dataset.leaving === 'now')) {
        card.root.classList.remove('arriving');
        card.fold();
        this.closed.prepend(card.root);
      }
    }
  }

  /** @param {State} state */
  #weigh(state) {
    const folded = this.closed.childElementCount;
    this.settled.hidden = !folded;
    write(this.count, this.words.of('settled', { count: folded }));
    this.empty.hidden = state.link !== 'connected' || state.isMissing || this.open.childElementCount > 0;
    this.#weighFresh();
  }

  /** Say how many open prompts lie below what can be seen. */
  #weighFresh() {
    const edge = this.scroll.scrollTop + this.scroll.clientHeight;
    const below = this.#inOrder().filter(({ root }) => root.offsetTop + 24 > edge).length;
    this.fresh.hidden = !below;
    write(this.fresh, `↓ ${below}`);
    this.fresh.title = this.words.of('fresh', { count: below });
  }

  #showFresh() {
    const edge = this.scroll.scrollTop + this.scroll.clientHeight;
    const next = this.#inOrder().find(({ root }) => root.offsetTop + 24 > edge);
    if (!next) return;
    next.isWide = true;
    next.root.scrollIntoView({ block: 'nearest' });
    next.first.focus({ preventScroll: true });
  }
}
