/** Files on their way into the library: one line each, from the choosing to what was understood. */

import { element } from '../shell/elements.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Document} from './shapes.js' */

const READABLE = '.txt,.md,.markdown,.html,.htm,.pdf,.docx';
const TICK_MS = 500;

/** The place where files are dropped or chosen, and what became of each. Files go one after another. */
export class Uploads {
  #list = element('ol', { class: 'uploads', attributes: { 'aria-live': 'polite' } });
  #input = element('input', { attributes: { type: 'file', multiple: '', accept: READABLE, hidden: '' } });
  #line = Promise.resolve();

  /**
   * @param {Page} page
   * @param {(document: Document) => Promise<void>} arrived called with each document that was put in
   */
  constructor(page, arrived) {
    this.page = page;
    this.arrived = arrived;
    this.#input.addEventListener('change', () => {
      this.take(this.#input.files);
      this.#input.value = '';
    });
  }

  /** The place to drop, in the page's language. */
  element() {
    const { words } = this.page;
    const choose = element('button', { class: 'primary', click: () => this.#input.click() }, words.of('choose_files'));
    const zone = element(
      'section', { class: 'drop', attributes: { 'aria-label': words.of('add_documents') } },
      choose, element('p', { class: 'quiet' }, words.of('drop_here')), this.#input, this.#list,
    );
    this.#list.setAttribute('aria-label', words.of('uploads'));
    for (const name of ['dragenter', 'dragover']) zone.addEventListener(name, (event) => { event.preventDefault(); zone.dataset.over = 'true'; });
    zone.addEventListener('dragleave', (event) => { if (!zone.contains(/** @type {Node | null} */ (event.relatedTarget))) delete zone.dataset.over; });
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      delete zone.dataset.over;
      this.take(event.dataTransfer?.files ?? null);
    });
    return zone;
  }

  /** @param {FileList | null} files */
  take(files) {
    for (const file of files ?? []) {
      const line = new Line(file, this.page);
      this.#list.prepend(line.element);
      this.#line = this.#line.then(async () => {
        const document = await line.send(`/v1/guidelines/${encodeURIComponent(documentName(file.name))}`);
        if (document) await this.arrived(document);
      });
    }
  }
}

/** One file. */
class Line {
  #bar = element('progress', { attributes: { max: '1', value: '0' } });
  #said = element('span', { class: 'said' });

  /**
   * @param {File} file
   * @param {Page} page
   */
  constructor(file, page) {
    this.file = file;
    this.page = page;
    this.#bar.setAttribute('aria-label', file.name);
    this.element = element('li', { data: { state: 'waiting' } }, element('strong', {}, file.name), this.#bar, this.#said);
    this.#said.textContent = page.words.of('waiting');
  }

  /**
   * @param {string} path
   * @returns {Promise<Document | null>} null when it was refused
   */
  async send(path) {
    const { words } = this.page;
    this.#show('sending', words.of('sending'));
    try {
      const document = await this.#sent(path);
      const told = { sentences: String(document.snippets), sections: String(document.sections), language: words.names.of(document.language) ?? document.language };
      this.#show(document.changed ? 'done' : 'same', words.of(document.changed ? 'understood' : 'unchanged', told));
      return document;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#show('refused', error.message);
      return null;
    }
  }

  /**
   * By XMLHttpRequest, for fetch does not tell how far an upload is.
   * @param {string} path
   * @returns {Promise<Document>}
   */
  #sent(path) {
    const { words, service } = this.page;
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('Authorization', `Bearer ${service.key}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => { if (total) this.#bar.value = loaded / total; });
    const body = new FormData();
    body.append('file', this.file, this.file.name);
    return new Promise((settle, refuse) => {
      let timer = 0;
      request.upload.addEventListener('load', () => {
        const began = performance.now();
        const tell = () => this.#show('reading', words.of('reading', { seconds: String(Math.round((performance.now() - began) / 1000)) }));
        this.#bar.removeAttribute('value');
        tell();
        timer = window.setInterval(tell, TICK_MS);
      });
      request.addEventListener('loadend', () => {
        window.clearInterval(timer);
        if (request.status === 200) settle(request.response);
        else refuse(new Error(request.status ? words.of('refused', { detail: request.response?.detail ?? request.statusText }) : words.of('unreachable')));
      });
      request.send(body);
    });
  }

  /**
   * @param {string} state
   * @param {string} said
   */
  #show(state, said) {
    this.element.dataset.state = state;
    this.#said.textContent = said;
    this.#bar.hidden = !['sending', 'reading'].includes(state);
  }
}

/**
 * What a file is called in the library, as `bistand guidelines add` calls it: `qualities.da.txt` is `qualities-da`.
 * @param {string} file
 */
export function documentName(file) {
  const stem = file.replace(/(?<=.)\.[^.]*$/, '');
  return stem.replaceAll('.', '-').trim() || 'document';
}
