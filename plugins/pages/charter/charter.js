/** The service charter: read as it is published, taken along, and edited by who leads. */

import { element, part } from '../shell/elements.js';
import { handOver } from '../shell/files.js';
import { Page } from '../shell/page.js';
import { LANGUAGES } from '../shell/words.js';
import { documentOf } from './document.js';
import { Editor } from './editor.js';
import { history } from './history.js';

/** @import {Edited} from './editor.js' */
/** @import {Charter, CharterText, Standards} from './shapes.js' */

const FORMS = /** @type {const} */ ([['html', 'html'], ['markdown', 'md']]);

class CharterPage extends Page {
  /** The language that is read and edited; '' for the page's own. */
  language = new URLSearchParams(location.search).get('language') ?? '';
  #status = element('p', { class: 'status', attributes: { role: 'status' } });

  get chosen() {
    return LANGUAGES.includes(this.language) ? this.language : this.words.language;
  }

  async show() {
    const wanted = [this.service.get('/v1/charter', { language: this.chosen, format: 'json' })];
    if (this.isLead) wanted.push(this.service.get('/v1/charter/text'), this.service.get('/v1/standards'));
    const [charter, text, standards] = await Promise.all(wanted);
    this.#draw(charter, text ?? null, standards ?? null);
  }

  /**
   * @param {Charter} charter
   * @param {CharterText | null} text
   * @param {Standards | null} standards
   */
  #draw(charter, text, standards) {
    const paper = element('div', { class: 'paper' }, documentOf(charter, this.words.of('none_published')));
    const columns = element('div', { class: text ? 'columns' : 'columns one' }, paper);
    if (text && standards) {
      const editor = new Editor(this.words, text, this.chosen, (edited) => this.#save(editor, edited, standards));
      columns.prepend(element('div', { class: 'edit' }, editor.element, history(this.words, text, standards)));
    }
    part('page', HTMLElement).replaceChildren(this.#tools(text), this.#status, columns);
  }

  /** @param {CharterText | null} text */
  #tools(text) {
    const choice = element('select', { attributes: { id: 'charter-language' } });
    for (const code of LANGUAGES) choice.append(new Option(this.words.languageName(code), code, false, code === this.chosen));
    choice.addEventListener('change', () => this.#speakOf(choice.value));
    const tools = element(
      'div',
      { class: 'tools' },
      element('label', { class: 'field' }, element('span', {}, this.words.of('charter_language')), choice),
      ...FORMS.map(([form, ending]) => element('button', { click: () => this.#take(form, ending) }, this.words.of(`take_${form}`))),
      element('button', { click: () => print() }, this.words.of('print')),
    );
    if (text?.is_public) tools.append(element('a', { attributes: { href: `/charter/public?language=${this.chosen}`, target: '_blank' } }, this.words.of('public')));
    return tools;
  }

  /** @param {string} language */
  async #speakOf(language) {
    this.language = language;
    window.history.replaceState(null, '', `?language=${language}`);
    await this.attempt(() => this.show());
    document.getElementById('charter-language')?.focus();
  }

  /**
   * Standards first: the charter can publish only what has a figure.
   * @param {Editor} editor
   * @param {Edited} edited
   * @param {Standards} kept
   */
  async #save(editor, edited, kept) {
    editor.saving.disabled = true;
    const values = editor.standards.figures(kept.standards);
    const isDone = await this.attempt(async () => {
      if (values) await this.service.put('/v1/standards', JSON.stringify({ standards: values, note: edited.note, version: kept.version }));
      await this.service.put('/v1/charter', JSON.stringify({ ...edited.text, version: editor.kept.version }));
      await this.show();
    });
    editor.saving.disabled = false;
    this.#status.textContent = isDone ? this.words.of(values ? 'saved_standards' : 'saved') : '';
    if (isDone) scrollTo({ top: 0 });
  }

  /**
   * @param {string} form
   * @param {string} ending
   */
  async #take(form, ending) {
    await this.attempt(async () => {
      const file = await this.service.file(`/v1/charter?${new URLSearchParams({ format: form, language: this.chosen })}`);
      handOver(file, `charter-${this.chosen}.${ending}`);
    });
  }
}

await new CharterPage('charter').begin();
