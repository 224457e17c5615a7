/** What a moment says, in five languages side by side, each with a sample as the agent would read it. */

import { element } from '../shell/elements.js';
import { LANGUAGES } from '../shell/words.js';
import { SLOTS, fill, sampleSlots, unknownSlots } from './sample.js';

/** @import {Editor} from './editor.js' */
/** @import {Data} from './document.js' */

const FIELDS = ['instruction', 'say', 'say_upset'];

/**
 * @param {Editor} editor
 * @param {Data} data
 */
export function wordsForm(editor, data) {
  const { words } = editor.page;
  const form = element('fieldset', { class: 'wording' }, element('legend', {}, words.of('words')));
  if (!data.words && !data.because) return element('div');
  form.disabled = !editor.page.isLead;
  form.append(slotsShown(editor), element('div', { class: 'languages' }, ...LANGUAGES.map((language) => column(editor, data, language))));
  return form;
}

/** @param {Editor} editor */
function slotsShown(editor) {
  const { words } = editor.page;
  const slots = sampleSlots(words.language);
  const rows = SLOTS.flatMap((slot) => [
    element('dt', {}, element('code', {}, `{${slot}}`)),
    element('dd', {}, words.of(`slot_${slot}`), ' ', element('span', { class: 'quiet' }, `(${slots[slot]})`)),
  ]);
  return element('details', { class: 'slots' },
    element('summary', {}, words.of('slots')),
    element('p', { class: 'hint' }, words.of('slots_hint', { example: '[, {name}]' })),
    element('dl', {}, ...rows));
}

/**
 * @param {Editor} editor
 * @param {Data} data
 * @param {string} language
 */
function column(editor, data, language) {
  const { words } = editor.page;
  const said = /** @type {Record<string, string>} */ (data.words?.[language] ?? {});
  const fields = FIELDS.map((name) => text(editor, name, language, said[name] ?? '', ['words', language, name]));
  const because = text(editor, 'because', language, data.because?.[language] ?? '', ['because', language]);
  const name = words.languageName(language);
  return element('div', { class: 'language', attributes: { role: 'group', 'aria-label': name } }, element('h3', {}, name), ...fields, because);
}

/**
 * @param {Editor} editor
 * @param {string} name
 * @param {string} language
 * @param {string} value
 * @param {string[]} path
 */
function text(editor, name, language, value, path) {
  const { words } = editor.page;
  const field = element('textarea', { lang: language, attributes: { rows: '2', maxlength: '500' } });
  const sample = element('p', { class: 'sample', lang: language });
  field.value = value;
  field.addEventListener('input', () => {
    editor.set(path, field.value === '' && name === 'say_upset' ? undefined : field.value);
    show();
  });
  function show() {
    const wrong = unknownSlots(field.value);
    sample.classList.toggle('wrong', wrong.length > 0 || (!field.value && name !== 'say_upset'));
    if (wrong.length) sample.textContent = words.of('no_such_slot', { slot: `{${wrong[0]}}` });
    else if (!field.value && name !== 'say_upset') sample.textContent = words.of('to_write');
    else sample.textContent = /[{[]/.test(field.value) ? fill(field.value, sampleSlots(language)) : '';
  }
  show();
  return element('div', { class: 'said' }, element('label', { class: 'field' }, element('span', {}, words.of(`said_${name}`)), field), sample);
}
