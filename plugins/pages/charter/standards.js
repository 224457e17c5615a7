/** The standards as a lead edits them: which are published, their figures, their words. */

import { element } from '../shell/elements.js';
import { paragraph } from './fields.js';

/** @import {Words} from '../shell/words.js' */
/** @import {CharterText, Editable, Values} from './shapes.js' */

const UNITS = /** @type {const} */ ([['days', 86_400], ['hours', 3_600], ['minutes', 60], ['seconds', 1]]);

/** One standard's row of the form. */
class Row {
  /**
   * @param {Words} words
   * @param {Editable} one
   * @param {string} said its words in the language that is edited
   * @param {string} language
   * @param {boolean} isPublished
   */
  constructor(words, one, said, language, isPublished) {
    this.one = one;
    this.box = element('input', { attributes: { type: 'checkbox', id: `publish-${one.id}` } });
    this.box.checked = isPublished;
    this.wording = paragraph(said, one.wording[language] ?? '', language, 300);
    this.wording.setAttribute('aria-label', words.of('wording_of', { standard: name(words, one) }));
    this.amount = element('input', { attributes: { type: 'number', min: '1', step: 'any', 'aria-label': words.of('figure_of', { standard: name(words, one) }) } });
    this.unit = element('select', { attributes: { 'aria-label': words.of('unit_of', { standard: name(words, one) }) } });
    for (const [unit] of UNITS) this.unit.append(new Option(words.of(unit), unit));
    this.#fill(one.seconds);
    this.element = this.#element(words);
  }

  /** @returns {number | null} */
  get seconds() {
    const size = UNITS.find(([unit]) => unit === this.unit.value)?.[1] ?? 1;
    return this.amount.value === '' ? null : Number(this.amount.value) * size;
  }

  /** @param {number | null} seconds */
  #fill(seconds) {
    const [unit, size] = UNITS.find(([, each]) => seconds !== null && seconds % each === 0 && seconds >= each) ?? ['seconds', 1];
    this.unit.value = unit;
    this.amount.value = seconds === null ? '' : String(seconds / size);
  }

  /** @param {Words} words */
  #element(words) {
    const label = element('label', { class: 'tick', attributes: { for: this.box.id } }, this.box, name(words, this.one));
    const figure = this.one.standard ? [element('span', { class: 'figure' }, this.amount, this.unit)] : [];
    return element('li', { data: { standard: this.one.id } }, element('div', { class: 'head' }, label, ...figure), this.wording);
  }
}

export class StandardsForm {
  /**
   * @param {Words} words
   * @param {CharterText} kept
   * @param {string} language that is edited
   */
  constructor(words, kept, language) {
    const published = kept.text.published ?? kept.shipped.published;
    const place = (/** @type {Editable} */ one) => (published.includes(one.id) ? published.indexOf(one.id) : published.length);
    const ordered = [...kept.standards].sort((one, other) => place(one) - place(other));
    this.rows = ordered.map((one) => new Row(words, one, kept.text.wording[one.id]?.[language] ?? '', language, published.includes(one.id)));
    this.element = element('ul', { class: 'edit-standards' }, ...this.rows.map((row) => row.element));
  }

  /** The standards to publish; one without a figure promises nothing. */
  published() {
    return this.rows.filter((row) => row.box.checked && (row.one.standard === null || row.seconds !== null)).map((row) => row.one.id);
  }

  /**
   * The wording of all languages, with what stands in the form for the one that is edited.
   * @param {Record<string, Record<string, string>>} kept
   * @param {string} language
   */
  wording(kept, language) {
    const made = structuredClone(kept);
    for (const { one, wording } of this.rows) {
      const own = { ...made[one.id], [language]: wording.value.trim() };
      if (!own[language]) delete own[language];
      if (Object.keys(own).length) made[one.id] = own;
      else delete made[one.id];
    }
    return made;
  }

  /**
   * The workspace's standards with the figures of the form; null when they are what they were.
   * @param {Values} values
   * @returns {Values | null}
   */
  figures(values) {
    const made = structuredClone(values);
    let isChanged = false;
    for (const { one, seconds } of this.rows.map((row) => ({ one: row.one, seconds: row.seconds }))) {
      if (!one.standard || seconds === one.seconds) continue;
      isChanged = true;
      const value = made[one.standard];
      if (one.channel && value !== null && typeof value === 'object') {
        if (seconds === null) delete value[one.channel];
        else value[one.channel] = seconds;
      } else made[one.standard] = seconds;
    }
    return isChanged ? made : null;
  }
}

/**
 * @param {Words} words
 * @param {Editable} one
 */
export const name = (words, one) => words.of(`standard_${one.id.replace('.', '_')}`);
