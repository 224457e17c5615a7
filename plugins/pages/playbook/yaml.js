/** A moment as YAML, with numbered lines and what is wrong beside them. */

import { element } from '../shell/elements.js';

/** @import {Words} from '../shell/words.js' */
/** @typedef {{line: number, detail: string}} Mark */

export class YamlField {
  /**
   * @param {Words} words
   * @param {boolean} isReadOnly
   * @param {(text: string) => void} written
   */
  constructor(words, isReadOnly, written) {
    this.words = words;
    this.numbers = element('pre', { class: 'numbers', attributes: { 'aria-hidden': 'true' } });
    this.field = element('textarea', { class: 'yaml', attributes: { spellcheck: 'false', wrap: 'off', 'aria-label': words.of('yaml_way') } });
    this.field.readOnly = isReadOnly;
    this.wrong = element('ul', { class: 'wrong-lines' });
    this.field.addEventListener('input', () => {
      written(this.field.value);
      this.#number(new Set());
    });
    this.field.addEventListener('scroll', () => { this.numbers.scrollTop = this.field.scrollTop; });
    this.root = element('div', { class: 'yaml-field' }, element('div', { attributes: { role: 'status' } }, this.wrong), element('div', { class: 'numbered' }, this.numbers, this.field));
  }

  /**
   * @param {string} text
   * @param {Mark[]} marks
   */
  show(text, marks) {
    if (this.field.value !== text) this.field.value = text;
    this.mark(marks);
  }

  /** @param {Mark[]} marks */
  mark(marks) {
    this.#number(new Set(marks.map((mark) => mark.line)));
    this.wrong.replaceChildren(...marks.map((mark) => element('li', {},
      element('button', { class: 'plain', click: () => this.goTo(mark.line) }, this.words.of('line', { line: String(mark.line) })), ' ', mark.detail)));
  }

  /**
   * Select a line.
   * @param {number} line
   */
  goTo(line) {
    const lines = this.field.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    this.field.focus();
    this.field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    this.field.scrollTop = (this.field.scrollHeight / lines.length) * Math.max(0, line - 6);
  }

  /** @param {Set<number>} wrong */
  #number(wrong) {
    const count = this.field.value.split('\n').length;
    this.numbers.replaceChildren(...Array.from({ length: count }, (_, place) => (
      element('span', { class: wrong.has(place + 1) ? 'wrong' : '' }, `${place + 1}\n`)
    )));
  }
}
