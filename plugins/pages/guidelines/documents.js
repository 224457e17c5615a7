/** The documents: their list, what was understood of one, its versions; leads put in, replace and take out. */

import { element } from '../shell/elements.js';
import { confirmed } from './confirming.js';
import { Uploads } from './uploads.js';
import { versions } from './versions.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Document, Removed, Sentence, Understood} from './shapes.js' */

const LEAST_SHARE = 0.05; // of the guessed language that is still named

/** The first tab. */
export class Documents {
  name = 'documents';
  isForLeads = false;
  #list = element('div', { class: 'list' });
  #detail = element('section', { class: 'detail', attributes: { tabindex: '-1' } });
  #chosen = '';
  #isOnVersions = false;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.uploads = new Uploads(page, async (document) => {
      await page.attempt(() => this.#listed());
      if (!this.#chosen || this.#chosen === document.document) await this.open(document.document, false);
    });
  }

  /** @param {HTMLElement} panel */
  async show(panel) {
    const columns = element('div', { class: 'columns' }, this.#list, this.#detail);
    panel.replaceChildren(...(this.page.isLead ? [this.uploads.element()] : []), columns);
    await this.#listed();
    if (this.#chosen) await this.open(this.#chosen, false);
    else this.#detail.replaceChildren(element('p', { class: 'quiet empty' }, this.page.words.of('choose_document')));
  }

  /**
   * Show one document.
   * @param {string} name
   * @param {boolean} focus whether the reader asked for it
   */
  async open(name, focus = true) {
    this.#chosen = name;
    history.replaceState(null, '', `#documents/${encodeURIComponent(name)}`);
    this.#markChosen();
    await this.page.attempt(async () => {
      this.#detail.replaceChildren(...await this.#described(name));
      if (focus) this.#detail.focus();
    });
  }

  async #listed() {
    const { words } = this.page;
    const answer = await this.page.service.get('/v1/guidelines');
    const documents = /** @type {Document[]} */ (answer.documents);
    const rows = documents.map((document) => element('li', {}, this.#entry(document)));
    const none = element('p', { class: 'quiet empty' }, words.of(this.page.isLead ? 'no_documents' : 'no_documents_yet'));
    this.#list.replaceChildren(
      element('h2', {}, words.of('documents_count', { count: String(documents.length) })),
      rows.length ? element('ol', {}, ...rows) : none,
      ...this.#removed(answer.removed),
    );
    this.#markChosen();
  }

  #markChosen() {
    for (const button of this.#list.querySelectorAll('button[data-document]')) {
      if (button.getAttribute('data-document') === this.#chosen) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  /** @param {Document} document */
  #entry(document) {
    const { words } = this.page;
    const facts = words.of('sentences_in', { count: String(document.snippets), language: words.names.of(document.language) ?? '' });
    return element(
      'button', { class: 'entry', data: { document: document.document }, click: () => this.open(document.document) },
      element('strong', {}, document.title), element('span', { class: 'quiet' }, `${document.document} · ${facts}`),
    );
  }

  /** @param {Removed[]} removed */
  #removed(removed) {
    if (!removed.length || !this.page.who.roles.some((role) => role !== 'agent')) return [];
    const { words } = this.page;
    const rows = removed.map(({ document, title }) => element('li', {}, element(
      'button', { class: 'entry', data: { document }, click: () => this.#openRemoved(document) },
      element('strong', {}, title), element('span', { class: 'quiet' }, document),
    )));
    return [element('details', {}, element('summary', {}, words.of('taken_out', { count: String(removed.length) })), element('ol', {}, ...rows))];
  }

  /** @param {string} name */
  async #openRemoved(name) {
    this.#chosen = '';
    await this.page.attempt(async () => {
      const kept = await versions(this.page, name, () => this.#changed(name));
      this.#detail.replaceChildren(element('h2', {}, name), element('p', {}, this.page.words.of('is_taken_out')), kept);
      this.#detail.focus();
    });
  }

  /** @param {string} name */
  async #described(name) {
    const document = /** @type {Understood} */ (await this.page.service.get(`/v1/guidelines/${encodeURIComponent(name)}`));
    const body = element('div', {});
    const parts = [element('h2', {}, document.title), this.#facts(document)];
    if (this.page.isLead) parts.push(this.#buttons(document));
    if (this.page.who.roles.some((role) => role !== 'agent')) parts.push(this.#switch(document, body));
    await this.#fill(body, document);
    return [...parts, body];
  }

  /** @param {Understood} document */
  #facts(document) {
    const { words } = this.page;
    const guess = Object.entries(document.language_guess).filter(([, share]) => share >= LEAST_SHARE).sort((one, other) => other[1] - one[1]);
    const shares = guess.map(([language, share]) => `${words.names.of(language)} ${share.toLocaleString(words.language, { style: 'percent' })}`);
    const facts = [
      ['fact_name', document.document], ['fact_language', words.languageName(document.language)], ['fact_guess', shares.join(', ')],
      ['fact_sections', String(document.sections)], ['fact_sentences', String(document.snippets)],
      ['fact_characters', document.characters.toLocaleString(words.language)], ['fact_type', document.media_type],
    ];
    const list = element('dl', { class: 'facts' });
    for (const [key, value] of facts) list.append(element('div', {}, element('dt', { class: 'label' }, words.of(key)), element('dd', {}, value)));
    return list;
  }

  /** @param {Understood} document */
  #buttons(document) {
    const { words } = this.page;
    const remove = async () => {
      const question = words.of('remove_question', { document: document.title });
      if (!await confirmed(words, question, words.of('remove_explained'), words.of('take_out'))) return;
      if (!await this.page.attempt(() => this.page.service.delete(`/v1/guidelines/${encodeURIComponent(document.document)}`))) return;
      this.#chosen = '';
      history.replaceState(null, '', '#documents');
      this.#detail.replaceChildren(element('p', { class: 'empty', attributes: { role: 'status' } }, words.of('was_taken_out', { document: document.title })));
      await this.page.attempt(() => this.#listed());
      this.#detail.focus();
    };
    return element('p', { class: 'buttons' }, element('button', { class: 'danger', click: remove }, words.of('take_out_this')));
  }

  /**
   * Between what was understood and the versions.
   * @param {Understood} document
   * @param {HTMLElement} body
   */
  #switch(document, body) {
    const { words } = this.page;
    const choices = [['understood_tab', false], ['versions_tab', true]].map(([key, isVersions]) => element('button', {
      attributes: { 'aria-pressed': String(isVersions === this.#isOnVersions) },
      click: (event) => {
        this.#isOnVersions = Boolean(isVersions);
        for (const other of choices) other.setAttribute('aria-pressed', String(other === event.currentTarget));
        this.page.attempt(() => this.#fill(body, document));
      },
    }, words.of(String(key))));
    return element('p', { class: 'switch' }, ...choices);
  }

  /**
   * @param {HTMLElement} body
   * @param {Understood} document
   */
  async #fill(body, document) {
    if (this.#isOnVersions) body.replaceChildren(await versions(this.page, document.document, () => this.#changed(document.document)));
    else body.replaceChildren(...this.#sections(document));
  }

  /** @param {Understood} document */
  #sections(document) {
    const { words } = this.page;
    /** @type {Map<string, Sentence[]>} */
    const sections = new Map();
    for (const sentence of document.sentences) sections.set(sentence.section, [...sections.get(sentence.section) ?? [], sentence]);
    return [...sections].map(([title, sentences]) => element(
      'section', { class: 'understood' },
      element('h3', {}, title || words.of('without_heading')),
      element('ol', {}, ...sentences.map((sentence) => element(
        'li', { lang: sentence.language, attributes: { title: words.of('characters_from', { start: String(sentence.start), end: String(sentence.end) }) } },
        sentence.quote,
        ...(sentence.language === document.language ? [] : [element('span', { class: 'tag', lang: words.language }, words.languageName(sentence.language))]),
      ))),
    ));
  }

  /** @param {string} name */
  async #changed(name) {
    await this.page.attempt(() => this.#listed());
    await this.open(name);
  }
}
