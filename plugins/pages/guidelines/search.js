/** Search as the engine searches: by meaning, over all languages, with a floor below which nothing is said. */

import { element } from '../shell/elements.js';
import { LANGUAGES } from '../shell/words.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Found, Match} from './shapes.js' */

const MOST = 10;

/** The second tab. */
export class Search {
  name = 'search';
  isForLeads = false;
  #asked = element('input', { attributes: { type: 'search', maxlength: '2000', required: '' } });
  #language = element('select');
  #isBelow = element('input', { attributes: { type: 'checkbox' } });
  #results = element('div', { class: 'results', attributes: { 'aria-live': 'polite' } });

  /**
   * @param {Page} page
   * @param {(document: string) => void} open shows a document
   */
  constructor(page, open) {
    this.page = page;
    this.open = open;
  }

  /**
   * @param {HTMLElement} panel
   * @param {boolean} goIn
   */
  async show(panel, goIn) {
    const { words } = this.page;
    const chosen = this.#language.value;
    this.#language.replaceChildren(new Option(words.of('all_languages'), ''), ...LANGUAGES.map((code) => new Option(words.languageName(code), code)));
    this.#language.value = chosen;
    const form = element(
      'form', { class: 'asking', attributes: { role: 'search' } },
      element('label', { class: 'field wide' }, element('span', {}, words.of('search_for')), this.#asked),
      element('label', { class: 'field' }, element('span', {}, words.of('search_in')), this.#language),
      element('label', { class: 'check' }, this.#isBelow, words.of('search_below')),
      Object.assign(element('button', { class: 'primary' }, words.of('search_go')), { type: 'submit' }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#search();
    });
    panel.replaceChildren(form, this.#results);
    if (this.#asked.value) await this.#search();
    else this.#results.replaceChildren(element('p', { class: 'quiet empty' }, words.of('search_explained')));
    if (goIn) this.#asked.focus();
  }

  async #search() {
    await this.page.attempt(async () => {
      const query = { q: this.#asked.value, k: MOST, language: this.#language.value, floor: this.#isBelow.checked ? 'ignored' : 'kept' };
      this.#list(await this.page.service.get('/v1/guidelines/search', query));
    });
  }

  /** @param {Found} found */
  #list({ matches, latency_ms: took, language_guess: guess, floors }) {
    const { words } = this.page;
    const [language, share] = Object.entries(guess).sort((one, other) => other[1] - one[1])[0];
    const told = words.of('search_took', {
      language: words.names.of(language) ?? language, share: share.toLocaleString(words.language, { style: 'percent' }),
      took: took.toLocaleString(words.language, { maximumFractionDigits: 0 }),
    });
    const list = element('ol', {}, ...matches.map((match) => this.#match(match, floors[match.language] ?? Math.max(...Object.values(floors)))));
    this.#results.replaceChildren(element('p', { class: 'quiet' }, told), matches.length ? list : element('p', { class: 'empty' }, words.of('search_nothing')));
  }

  /**
   * @param {Match} match
   * @param {number} floor
   */
  #match(match, floor) {
    const { words } = this.page;
    const number = (/** @type {number} */ value) => value.toLocaleString(words.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const isAbove = match.similarity >= floor;
    const meter = element('meter', { attributes: { min: '0', max: '1', low: String(floor), value: String(Math.max(0, match.similarity)), 'aria-label': words.of('similarity') } });
    return element(
      'li', { class: 'card', data: { above: String(isAbove) } },
      element('blockquote', { lang: match.language }, match.quote),
      element('p', { class: 'meta' },
        element('button', { class: 'plain', click: () => this.open(match.document) }, match.title),
        ...(match.section && match.section !== match.title ? [element('span', {}, match.section)] : []),
        element('span', {}, words.languageName(match.language)),
      ),
      element('p', { class: 'likeness' }, meter, words.of(isAbove ? 'above_floor' : 'below_floor', { similarity: number(match.similarity), floor: number(floor) })),
    );
  }
}
