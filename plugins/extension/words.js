/** The extension's own words in the agent's language; the browser alone would choose by its own language. */

import { LANGUAGES } from './settings.js';

export class Words {
  /**
   * @param {string} language
   * @param {Record<string, {message: string}>} texts
   */
  constructor(language, texts) {
    this.language = language;
    this.texts = texts;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} slots
   */
  of(key, slots = {}) {
    const text = this.texts[key]?.message ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(slots[name] ?? whole));
  }

  /**
   * Write every text that the markup below `root` asks for.
   * @param {ParentNode} root
   */
  write(root) {
    document.documentElement.lang = this.language;
    for (const found of root.querySelectorAll('[data-text]')) found.textContent = this.of(found.getAttribute('data-text') ?? '');
    for (const found of root.querySelectorAll('[data-hint]')) found.setAttribute('placeholder', this.of(found.getAttribute('data-hint') ?? ''));
  }
}

/** @param {string} language */
export async function wordsOf(language) {
  const known = LANGUAGES.includes(language) ? language : 'en';
  const answer = await fetch(chrome.runtime.getURL(`_locales/${known}/messages.json`));
  return new Words(known, await answer.json());
}
