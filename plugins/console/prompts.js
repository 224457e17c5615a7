/** What the guidelines ask of the agent now: the most urgent and newest on top, what is settled below. */

import { seconds } from './protocol.js';
import { Card } from './card.js';

/** @import {Evidence, Prompt} from './protocol.js' */
/** @import {Words} from './languages.js' */

const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
/** Milliseconds in which a settled prompt shows its tick before it folds to a line. */
const FAREWELL = 1100;

/**
 * @typedef {object} Places
 * @property {HTMLElement} open
 * @property {HTMLElement} closed
 * @property {HTMLElement} empty
 * @property {HTMLElement} announcement
 * @property {HTMLElement} scroll
 *
 * @typedef {object} Choices
 * @property {(prompt: Prompt) => void} use
 * @property {(prompt: Prompt) => void} dismiss
 * @property {(evidence: Evidence[]) => void} point
 * @property {(span: Evidence) => string} wordsOf
 */

export class Prompts {
  /** @type {Map<string, Card>} */ #cards = new Map();

  /**
   * @param {Places} places
   * @param {Choices} choices
   */
  constructor(places, choices) {
    this.places = places;
    this.choices = choices;
  }

  clear() {
    this.#cards.clear();
    this.places.open.replaceChildren();
    this.places.closed.replaceChildren();
    this.places.announcement.textContent = '';
    this.#weigh();
  }

  /**
   * @param {Prompt} prompt
   * @param {Words} words
   * @param {boolean} quiet without movement and announcement
   */
  open(prompt, words, quiet) {
    const card = new Card(prompt, words, this.choices);
    this.#cards.set(prompt.id, card);
    const rank = PRIORITIES.indexOf(prompt.priority);
    const later = [...this.#cards.values()].filter((other) => (
      other !== card && other.isOpen && PRIORITIES.indexOf(other.prompt.priority) >= rank
    )).map((other) => other.root);
    const next = [...this.places.open.children].find((child) => later.some((root) => root === child));
    this.places.open.insertBefore(card.root, next ?? null);
    if (!quiet) this.#announce(prompt, words, card);
    this.#weigh();
  }

  /**
   * @param {Prompt} prompt
   * @param {Words} words
   */
  update(prompt, words) {
    const old = this.#cards.get(prompt.id);
    if (!old?.isOpen) return;
    const card = new Card(prompt, words, this.choices);
    old.root.replaceWith(card.root);
    this.#cards.set(prompt.id, card);
  }

  /**
   * @param {string} id
   * @param {string} status
   * @param {number} at seconds
   * @param {Words} words
   * @param {boolean} quiet
   */
  close(id, status, at, words, quiet) {
    const card = this.#cards.get(id);
    if (!card?.isOpen) return;
    const hadFocus = card.root.contains(document.activeElement);
    this.choices.point([]);
    card.settle(status, at - seconds(card.prompt.opened_at), words);
    if (hadFocus) this.places.scroll.focus();
    const fold = () => {
      if (!card.root.isConnected) return;
      card.fold();
      this.places.closed.prepend(card.root);
      this.#weigh();
    };
    if (quiet) fold();
    else setTimeout(fold, FAREWELL);
  }

  /** @param {number} now seconds, on the clock of the entries */
  tick(now) {
    for (const card of this.#cards.values()) card.tick(now);
  }

  #weigh() {
    this.places.empty.hidden = this.#cards.size > 0;
  }

  /**
   * @param {Prompt} prompt
   * @param {Words} words
   * @param {Card} card
   */
  #announce(prompt, words, card) {
    this.places.announcement.textContent = `${words.of(prompt.priority)}: ${prompt.instruction}`;
    this.places.announcement.lang = prompt.instruction_language;
    card.root.classList.add('arriving');
    if (card.root === this.places.open.firstElementChild) this.places.scroll.scrollTop = 0;
  }
}
