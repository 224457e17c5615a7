/** The form in which a lead edits the charter and its standards, in one language at a time. */

import { element } from '../shell/elements.js';
import { LANGUAGES } from '../shell/words.js';
import { boxes, field, line, paragraph } from './fields.js';
import { CHANNELS } from './shapes.js';
import { StandardsForm } from './standards.js';

/** @import {Words} from '../shell/words.js' */
/** @import {CharterText, Text} from './shapes.js' */

const TEXTS = /** @type {const} */ (['purpose', 'scope', 'contact']);

/** @typedef {{text: Text, note: string}} Edited */

export class Editor {
  /**
   * @param {Words} words
   * @param {CharterText} kept
   * @param {string} language that is edited
   * @param {(edited: Edited) => void} save
   */
  constructor(words, kept, language, save) {
    const { text, shipped } = kept;
    this.kept = kept;
    this.language = language;
    this.organisation = line(text.organisation, { id: 'organisation', autocomplete: 'organization' });
    this.texts = TEXTS.map((name) => ({ name, input: paragraph(text[name][language] ?? '', shipped[name][language], language) }));
    this.channels = boxes(words.of('channels_served'), CHANNELS, text.channels ?? shipped.channels, (code) => words.of(code));
    this.languages = boxes(words.of('languages_served'), LANGUAGES, text.languages ?? shipped.languages, (code) => words.languageName(code));
    this.standards = new StandardsForm(words, kept, language);
    this.note = line('', { id: 'note' });
    this.reviewed = element('input', { attributes: { type: 'checkbox', id: 'reviewed' } });
    this.by = line(text.reviewed?.by ?? '', { id: 'reviewed-by', autocomplete: 'name' });
    this.saving = Object.assign(element('button', { class: 'primary' }, words.of('save')), { type: 'submit' });
    this.element = this.#element(words);
    this.element.addEventListener('submit', (submit) => {
      submit.preventDefault();
      save(this.#edited());
    });
  }

  /** @param {Words} words */
  #element(words) {
    const language = words.names.of(this.language) ?? this.language; // in a sentence, so as it is written there
    return element(
      'form',
      { class: 'editor panel', attributes: { 'aria-label': words.of('edit') } },
      element('h2', {}, words.of('edit')),
      element('p', { class: 'hint' }, words.of('edit_says', { language })),
      field(words.of('organisation'), this.organisation),
      ...this.texts.map(({ name, input }) => field(words.of(`text_${name}`), input)),
      this.channels.group,
      this.languages.group,
      element('h3', {}, words.of('standards')),
      element('p', { class: 'hint' }, words.of('standards_say')),
      this.standards.element,
      field(words.of('note'), this.note, words.of('note_says')),
      element('h3', {}, words.of('review')),
      element('label', { class: 'tick' }, this.reviewed, words.of('reviewed_today')),
      field(words.of('reviewed_by'), this.by),
      element('div', { class: 'row' }, this.saving),
    );
  }

  /** @returns {Edited} */
  #edited() {
    const { text, shipped } = this.kept;
    const texts = Object.fromEntries(this.texts.map(({ name, input }) => [name, said(text[name], this.language, input.value)]));
    const edited = {
      organisation: this.organisation.value.trim(),
      ...texts,
      channels: unlessShipped(this.channels.chosen(), shipped.channels),
      languages: unlessShipped(this.languages.chosen(), shipped.languages),
      wording: this.standards.wording(text.wording, this.language),
      published: unlessShipped(this.standards.published(), shipped.published),
      reviewed: this.reviewed.checked ? { on: today(), by: this.by.value.trim() } : text.reviewed,
    };
    return { text: /** @type {Text} */ (edited), note: this.note.value.trim() };
  }
}

/**
 * The texts with one of them changed; an empty one is left to what is shipped.
 * @param {Record<string, string>} texts
 * @param {string} language
 * @param {string} value
 */
function said(texts, language, value) {
  const made = { ...texts, [language]: value.trim() };
  if (!made[language]) delete made[language];
  return made;
}

/**
 * Null for what is as shipped, so that it changes with it.
 * @param {string[]} chosen
 * @param {string[]} shipped
 */
const unlessShipped = (chosen, shipped) => (chosen.length === shipped.length && chosen.every((one, place) => one === shipped[place]) ? null : chosen);

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
