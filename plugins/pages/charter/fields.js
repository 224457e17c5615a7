/** Fields of the form: a label over what it names. */

import { element } from '../shell/elements.js';

/**
 * @template {HTMLElement} Input
 * @param {string} label
 * @param {Input} input
 * @param {string} [hint]
 */
export function field(label, input, hint = '') {
  const made = element('label', { class: 'field' }, element('span', {}, label), input);
  if (hint) made.append(element('small', { class: 'hint' }, hint));
  return made;
}

/**
 * @param {string} value
 * @param {Record<string, string>} [attributes]
 */
export function line(value, attributes = {}) {
  const made = element('input', { attributes: { type: 'text', maxlength: '200', ...attributes } });
  made.value = value;
  return made;
}

/**
 * @param {string} value
 * @param {string} shipped what stands there if nothing is written
 * @param {string} lang
 * @param {number} [most] characters
 */
export function paragraph(value, shipped, lang, most = 4_000) {
  const made = element('textarea', { lang, attributes: { placeholder: shipped, maxlength: String(most), rows: '3' } });
  made.value = value;
  return made;
}

/**
 * Boxes to tick, in a group of their own.
 * @param {string} legend
 * @param {string[]} codes
 * @param {string[]} ticked
 * @param {(code: string) => string} said
 */
export function boxes(legend, codes, ticked, said) {
  const inputs = codes.map((code) => {
    const input = element('input', { attributes: { type: 'checkbox', value: code } });
    input.checked = ticked.includes(code);
    return input;
  });
  const labels = inputs.map((input) => element('label', { class: 'tick' }, input, said(input.value)));
  const group = element('fieldset', { class: 'ticks' }, element('legend', {}, legend), ...labels);
  return { group, chosen: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}
