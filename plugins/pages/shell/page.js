/** What every page of the team does first: speak the reader's language, find the key, show what there is. */

import { element, part } from './elements.js';
import { navigation } from './navigation.js';
import { Refusal, Service, offeredKey } from './service.js';
import { LANGUAGES, Words, preferredLanguage, rememberLanguage, wordsOf } from './words.js';

/** @typedef {{workspace: string, agent: string, roles: ('server' | 'agent' | 'lead')[]}} Who */

const UNAUTHORIZED = 401;
const KEPT = 'bistand-key'; // for this tab alone, so that the next page need not ask again

/**
 * A page; extend it with `show`. Its markup needs `<header id="masthead">` and `<main id="page">`; its words lie in
 * `pages/<name>/words`, one file a language, with `title` and `tagline` among them.
 */
export class Page {
  words = new Words('en', {});
  service = new Service('');
  /** @type {Who} */ who = { workspace: '', agent: '', roles: [] };
  #notice = element('p', { class: 'notice', attributes: { role: 'alert' } });
  #key = element('input', { attributes: { type: 'password', autocomplete: 'off', required: '' } });
  #form = element('form', { class: 'bar key' });
  #hasShown = false;

  #folders;

  /**
   * @param {string} name of the page's folder
   * @param {...string} shared folders of pages whose words it needs as well
   */
  constructor(name, ...shared) {
    this.name = name;
    this.#folders = ['shell', ...shared, name].map((folder) => `/pages/${folder}/words`);
  }

  /** Whether the reader may change things here. */
  get isLead() {
    return this.who.roles.includes('lead');
  }

  /** Fill `#page`; called when the key has proved good, and again in another language. */
  async show() {}

  async begin() {
    this.#notice.hidden = this.#form.hidden = true;
    part('masthead', HTMLElement).after(this.#form, this.#notice);
    this.#form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.#enter(this.#key.value.trim());
    });
    await this.#speak(preferredLanguage());
    const key = sessionStorage.getItem(KEPT) || await offeredKey();
    if (key) await this.#enter(key);
    else this.#ask();
  }

  /**
   * Do something that the server may refuse; say so if it does. Gives whether it was done.
   * @param {() => Promise<unknown> | unknown} work
   */
  async attempt(work) {
    try {
      this.complain('');
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
      if (error instanceof Refusal && error.status === UNAUTHORIZED) this.#ask();
      this.complain(error instanceof Refusal ? this.words.of('refused', { detail: error.message }) : this.words.of('unreachable'));
      return false;
    }
  }

  /** @param {string} sentence empty when all is well again */
  complain(sentence) {
    this.#notice.hidden = !sentence;
    this.#notice.textContent = sentence;
  }

  /** @param {string} key */
  async #enter(key) {
    this.service = new Service(key);
    await this.attempt(async () => {
      this.who = await this.service.get('/v1/me');
      sessionStorage.setItem(KEPT, key);
      this.#form.hidden = true;
      this.#hasShown = true;
      await this.show();
    });
  }

  #ask() {
    sessionStorage.removeItem(KEPT);
    this.#form.hidden = false;
    this.#key.focus();
  }

  /** @param {string} language */
  async #speak(language) {
    const words = await wordsOf(language, ...this.#folders);
    this.words = words;
    document.documentElement.lang = language;
    document.title = words.of('title');
    part('masthead', HTMLElement).replaceChildren(...this.#masthead());
    this.#form.replaceChildren(
      element('label', {}, words.of('api_key'), ' ', this.#key),
      Object.assign(element('button', { class: 'primary' }, words.of('connect')), { type: 'submit' }),
      element('p', {}, words.of('need_key')),
    );
    words.write(document);
    document.body.classList.add('written');
    if (this.#hasShown) await this.attempt(() => this.show());
  }

  #masthead() {
    const language = element('select', { attributes: { 'aria-label': this.words.of('interface_language'), id: 'interface-language' } });
    for (const code of LANGUAGES) language.append(new Option(new Words(code, {}).languageName(code), code, false, code === this.words.language));
    language.addEventListener('change', async () => {
      rememberLanguage(language.value);
      await this.#speak(language.value);
      part('interface-language', HTMLSelectElement).focus();
    });
    return [
      element('img', { class: 'mark', attributes: { src: '/console/icon.svg', alt: '', width: '34', height: '34' } }),
      element('div', { class: 'name' }, element('h1', {}, this.words.of('title')), element('p', {}, this.words.of('tagline'))),
      navigation(this.words, this.name),
      language,
    ];
  }
}
