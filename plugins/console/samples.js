/** The conversations one can play, two in each language. */

import { element } from '../pages/shell/elements.js';
import { LANGUAGES } from '../pages/shell/words.js';

/** @import {Sample} from '../pages/talk/conversations.js' */
/** @import {Words} from '../pages/shell/words.js' */

/** @param {string} language */
async function samplesIn(language) {
  const answer = await fetch(`/console/samples/${language}.json`);
  /** @type {Sample[]} */
  const samples = await answer.json();
  return samples.map((sample) => ({ ...sample, language }));
}

export class Samples {
  /** @type {Sample[]} */ #all = [];

  #picked = false;

  /** @param {HTMLSelectElement} menu */
  constructor(menu) {
    this.menu = menu;
    menu.addEventListener('change', () => this.keep());
  }

  async load() {
    this.#all = (await Promise.all(LANGUAGES.map(samplesIn))).flat();
  }

  /** From now on another language of the page does not change the choice. */
  keep() {
    this.#picked = true;
  }

  /** The one that is chosen. */
  get chosen() {
    return this.#all[Number(this.menu.value)];
  }

  /**
   * Write the menu, the reader's own language first; what the reader picked stays picked.
   * @param {Words} words
   */
  write(words) {
    const kept = this.menu.value;
    const order = [words.language, ...LANGUAGES.filter((language) => language !== words.language)];
    this.menu.replaceChildren(...order.map((language) => element(
      'optgroup',
      { attributes: { label: words.languageName(language) } },
      ...this.#all.flatMap((sample, index) => (sample.language === language
        ? [element('option', { lang: language, attributes: { value: String(index) } }, sample.title)]
        : [])),
    )));
    if (this.#picked) this.menu.value = kept;
    else this.menu.selectedIndex = 0;
  }
}
