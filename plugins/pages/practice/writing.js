/** Writing customers: the script as it is kept, what is wrong with it at its line, and a try at once. */

import { element } from '../shell/elements.js';
import { Refusal } from '../shell/service.js';

/** @import {Home} from './shapes.js' */

const TEMPLATE = '/pages/practice/template.yaml';
const LINE = /line (\d+)/;

export class Editor {
  #choice = element('select', { attributes: { id: 'script-choice' } });
  #name = element('input', { attributes: { id: 'script-name', maxlength: '63', spellcheck: 'false', autocomplete: 'off' } });
  #text = element('textarea', { class: 'code', attributes: { id: 'script-text', spellcheck: 'false', rows: '24', wrap: 'off' } });
  #numbers = element('div', { class: 'numbers', attributes: { 'aria-hidden': 'true' } });
  #faults = element('ul', { class: 'faults', attributes: { id: 'script-faults' } });
  #said = element('p', { class: 'quiet', attributes: { role: 'status' } });
  #remove;
  /** @type {Set<number>} */ #wrong = new Set();

  /**
   * @param {Home} home
   * @param {string} name of the script to show first; empty for a new one
   */
  constructor(home, name) {
    this.home = home;
    this.first = name;
    this.#remove = element('button', { click: () => this.#takeOut() }, home.words.of('script_delete'));
    this.#text.addEventListener('input', () => this.#number());
    this.#text.addEventListener('scroll', () => { this.#numbers.scrollTop = this.#text.scrollTop; });
    this.#choice.addEventListener('change', () => this.#open(this.#choice.value));
  }

  async view() {
    const { words } = this.home;
    this.#fill();
    await this.#open(this.first);
    return element(
      'div', { class: 'editor' },
      element('p', { class: 'quiet' }, words.of('script_help')),
      element(
        'div', { class: 'choices' },
        element('label', { class: 'field' }, element('span', {}, words.of('script_choice')), this.#choice),
        element('label', { class: 'field' }, element('span', {}, words.of('script_name')), this.#name),
      ),
      element('label', { class: 'label', attributes: { for: 'script-text' } }, words.of('script_text')),
      element('div', { class: 'paper' }, this.#numbers, this.#text),
      element('div', { attributes: { role: 'alert' } }, this.#faults),
      element(
        'div', { class: 'buttons' },
        element('button', { class: 'primary', click: () => this.#save() }, words.of('save')),
        element('button', { click: () => this.#try() }, words.of('script_try')),
        this.#remove,
      ),
      this.#said,
    );
  }

  #fill() {
    const { words, scripts } = this.home;
    const options = scripts.map(({ name, title, language }) => new Option(`${title} (${language || '?'})`, name));
    this.#choice.replaceChildren(new Option(words.of('script_new'), ''), ...options);
  }

  /** @param {string} name */
  async #open(name) {
    await this.home.attempt(async () => {
      const yaml = name ? (await this.home.service.get(`/v1/practice/scripts/${encodeURIComponent(name)}`)).yaml : await (await fetch(TEMPLATE)).text();
      this.#choice.value = name;
      this.#name.value = name;
      this.#text.value = yaml;
      this.#mark([]);
      this.#said.textContent = '';
      this.#showOwn();
    });
  }

  #showOwn() {
    this.#remove.hidden = !this.home.scripts.some(({ name, own }) => own && name === this.#name.value);
  }

  /** Gives whether it was kept. */
  async #save() {
    const { words, service } = this.home;
    const name = this.#name.value.trim();
    this.#said.textContent = '';
    if (!name) {
      this.#name.focus();
      this.#mark([{ field: '', detail: words.of('script_needs_name') }]);
      return false;
    }
    try {
      await service.put(`/v1/practice/scripts/${encodeURIComponent(name)}`, this.#text.value, 'application/yaml');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#mark(error.faults.length ? error.faults : [{ field: '', detail: error.message }]);
      return false;
    }
    this.#mark([]);
    await this.#reload(name);
    this.#said.textContent = words.of('script_saved');
    return true;
  }

  async #try() {
    await this.home.attempt(async () => {
      if (await this.#save()) await this.home.start(this.#name.value.trim(), 'shown', '');
    });
  }

  /** What was written stays in the box, to be saved again. */
  async #takeOut() {
    await this.home.attempt(async () => {
      await this.home.service.delete(`/v1/practice/scripts/${encodeURIComponent(this.#name.value)}`);
      await this.#reload(this.#name.value);
      this.#said.textContent = this.home.words.of('script_deleted');
    });
  }

  /** @param {string} name */
  async #reload(name) {
    ({ scripts: this.home.scripts } = await this.home.service.get('/v1/practice/scripts'));
    this.#fill();
    this.#choice.value = this.home.scripts.some((script) => script.name === name) ? name : '';
    this.#showOwn();
  }

  /** @param {{field: string, detail: string}[]} faults */
  #mark(faults) {
    const lines = faults.map(({ field }) => Number(LINE.exec(field)?.[1] ?? 0));
    this.#wrong = new Set(lines);
    this.#faults.replaceChildren(...faults.map(({ field, detail }, place) => (
      element('li', {}, ...(lines[place] ? [element('button', { class: 'plain', click: () => this.#goTo(lines[place]) }, this.home.words.of('at_line', { line: String(lines[place]) })), ' '] : []), element('span', {}, lines[place] ? detail : [field, detail].filter(Boolean).join(': ')))
    )));
    this.#text.setAttribute('aria-invalid', String(faults.length > 0));
    this.#text.setAttribute('aria-describedby', 'script-faults');
    this.#number();
  }

  #number() {
    const count = this.#text.value.split('\n').length;
    const lines = Array.from({ length: count }, (_, place) => element('span', this.#wrong.has(place + 1) ? { class: 'wrong' } : {}, String(place + 1)));
    this.#numbers.replaceChildren(...lines);
    this.#numbers.scrollTop = this.#text.scrollTop;
  }

  /** @param {number} line */
  #goTo(line) {
    const lines = this.#text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((length, before) => length + before.length + 1, 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  }
}
