/** The words to say: taken as they are, changed first, or copied. */

import { element, write } from './elements.js';
import { icon, iconButton } from './icons.js';

/** @import {Prompt} from '../protocol/prompts.js' */
/** @import {Choices} from './card.js' */
/** @import {Words} from './words.js' */

/** Milliseconds for which a button says that it was done. */
const SAID_MS = 1600;

export class Wording {
  /** What the agent is writing is not taken away, even if the prompt has been settled meanwhile. */
  isEditing = false;

  /**
   * @param {Prompt} prompt
   * @param {Words} words
   * @param {Choices} choices
   * @param {HTMLElement} feedback stands at the end of the buttons
   */
  constructor(prompt, words, choices, feedback) {
    this.prompt = prompt;
    this.words = words;
    this.choices = choices;
    this.feedback = feedback;
    const language = words.languageName(prompt.say_language);
    this.text = element('p', { class: 'words', lang: prompt.say_language }, prompt.say);
    this.field = element('textarea', { class: 'words', lang: prompt.say_language, hidden: true, rows: '3', 'aria-label': words.of('say') });
    this.takeText = element('span', {}, words.of('insert'));
    this.take = element('button', { class: 'primary', data: { action: 'insert' }, 'aria-keyshortcuts': 'Enter', click: () => this.insert() }, icon('insert'), this.takeText);
    this.editButton = iconButton('edit', words, () => this.edit(), 'E');
    this.copyButton = iconButton('copy', words, () => this.copy(), 'C');
    this.cancelButton = element('button', { hidden: true, data: { action: 'cancel' }, click: () => this.cancel() }, words.of('cancel'));
    this.field.addEventListener('keydown', (key) => this.#typed(key));
    this.root = element('div', { class: 'say', role: 'group', 'aria-label': [words.of('say'), language].filter(Boolean).join(', ') },
      this.text, this.field,
      element('div', { class: 'actions' }, this.take, this.cancelButton, this.editButton, this.copyButton, feedback));
  }

  /** The words as they stand, changed or not. */
  get current() {
    return this.isEditing ? this.field.value.trim() : this.prompt.say;
  }

  insert() {
    const text = this.current;
    if (!text) return;
    this.cancel();
    this.choices.insert(this.prompt, text); // last: the page may move the focus to where the words go
    this.#say(this.takeText, 'inserted', 'insert');
  }

  edit() {
    this.field.value = this.prompt.say;
    this.#editing(true);
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  cancel() {
    if (!this.isEditing) return;
    this.#editing(false);
    this.take.focus();
  }

  async copy() {
    if (!await this.choices.copy(this.prompt, this.current)) return;
    this.copyButton.setAttribute('aria-label', this.words.of('copied'));
    this.copyButton.replaceChildren(icon('done'));
    setTimeout(() => {
      this.copyButton.setAttribute('aria-label', this.words.of('copy'));
      this.copyButton.replaceChildren(icon('copy'));
    }, SAID_MS);
  }

  /** @param {boolean} isEditing */
  #editing(isEditing) {
    this.isEditing = isEditing;
    this.text.hidden = isEditing;
    this.field.hidden = !isEditing;
    this.cancelButton.hidden = !isEditing;
    this.editButton.hidden = this.feedback.hidden = isEditing;
  }

  /** @param {KeyboardEvent} key */
  #typed(key) {
    const isSent = key.key === 'Enter' && !key.shiftKey && !key.isComposing;
    if (!isSent && key.key !== 'Escape') return;
    key.preventDefault();
    key.stopPropagation();
    if (isSent) this.insert();
    else this.cancel();
  }

  /**
   * @param {HTMLElement} target
   * @param {string} now
   * @param {string} later
   */
  #say(target, now, later) {
    write(target, this.words.of(now));
    setTimeout(() => write(target, this.words.of(later)), SAID_MS);
  }
}
