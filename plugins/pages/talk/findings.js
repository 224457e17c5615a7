/** What is to be mended in the agent's box, told while it is written: a short list below the box. */

import { element } from '../shell/elements.js';

/** @import {Finding} from './conversations.js' */

const PAUSE_MS = 400; // after the last key: whoever is in the middle of a word needs no findings
const MOST_SHOWN = 5;
const LONGEST_WORDS = 60;

export class Findings {
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {HTMLTextAreaElement} box
   * @param {HTMLElement} list
   * @param {(draft: string) => Promise<Finding[]>} check
   */
  constructor(box, list, check) {
    this.box = box;
    this.list = list;
    this.check = check;
    box.addEventListener('input', () => this.look());
  }

  /** Check what stands in the box once its writer pauses; an empty box has nothing to mend, at once. */
  look() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (!this.box.value.trim()) this.#show('', []);
    else this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const draft = this.box.value;
    const asked = this.#asked;
    const findings = await this.check(draft);
    if (asked === this.#asked) this.#show(draft, findings);
  }

  /**
   * @param {string} draft
   * @param {Finding[]} findings
   */
  #show(draft, findings) {
    this.list.hidden = findings.length === 0;
    this.list.replaceChildren(...findings.slice(0, MOST_SHOWN).map((finding) => this.#line(draft, finding)));
  }

  /**
   * @param {string} draft
   * @param {Finding} finding
   */
  #line(draft, finding) {
    const { start, end, message, severity, replacements } = finding;
    const words = Array.from(draft).slice(start, end).join('');
    const isShort = words && words.length <= LONGEST_WORDS && !message.includes(words);
    const shown = isShort ? [element('q', {}, words), ' '] : [];
    const better = replacements.map((text) =>
      element('button', { click: () => this.#replace(draft, finding, text) }, text));
    return element('li', { data: { severity, rule: finding.rule } }, element('span', {}, ...shown, message), ...better);
  }

  /**
   * Put `text` in the place of a finding's words, if they still stand there.
   * @param {string} draft
   * @param {Finding} finding
   * @param {string} text
   */
  #replace(draft, { start, end }, text) {
    if (this.box.value === draft) {
      const signs = Array.from(draft); // offsets count code points, a text area counts halves of some
      const [from, to] = [start, end].map((place) => signs.slice(0, place).join('').length);
      this.box.setRangeText(text, from, to, 'end');
    }
    this.box.focus();
    this.look();
  }
}
