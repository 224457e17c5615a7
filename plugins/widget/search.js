/** Asking the guidelines oneself, in any language. */

import { quote, source } from './card.js';
import { element, write } from './elements.js';
import { icon } from './icons.js';

/** @import {Citation} from '../protocol/prompts.js' */
/** @import {Words} from './words.js' */

/** Milliseconds after the last key before it asks. */
const PAUSE_MS = 250;
const LEAST_LETTERS = 2;

export class Search {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #asking = new AbortController();
  #asked = '';

  /**
   * @param {Words} words
   * @param {(wanted: string, signal: AbortSignal) => Promise<Citation[]>} ask
   */
  constructor(words, ask) {
    this.words = words;
    this.ask = ask;
    const label = words.of('search');
    this.field = element('input', { type: 'search', maxlength: '300', placeholder: label, 'aria-label': label, autocomplete: 'off', 'aria-keyshortcuts': '/' });
    this.said = element('p', { class: 'said', role: 'status' });
    this.found = element('ol');
    this.results = element('div', { class: 'results', hidden: true, tabindex: '0', role: 'region', 'aria-label': label }, this.said, this.found);
    this.form = element('form', { class: 'search', role: 'search' }, icon('search'), this.field);
    this.root = element('div', {}, this.results, this.form);
    this.form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.#go();
    });
    this.field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#go(), PAUSE_MS);
    });
  }

  /** Forget the question and what was found. */
  clear() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#asked = this.field.value = '';
    this.results.hidden = true;
  }

  async #go() {
    clearTimeout(this.#timer);
    const wanted = this.field.value.trim();
    if (wanted.length < LEAST_LETTERS) {
      this.results.hidden = true;
      this.#asked = '';
      return;
    }
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#asking.abort();
    const { signal } = this.#asking = new AbortController();
    try {
      this.#show(await this.ask(wanted, signal));
    } catch {
      if (signal.aborted) return;
      this.#asked = '';
      this.#show([], 'search_failed');
    }
  }

  /**
   * @param {Citation[]} found
   * @param {string} otherwise
   */
  #show(found, otherwise = 'nothing_found') {
    this.found.replaceChildren(...found.map((cited) => element('li', {}, quote(cited), source(cited))));
    write(this.said, found.length ? '' : this.words.of(otherwise));
    this.results.hidden = false;
    this.results.scrollTop = 0;
  }
}
