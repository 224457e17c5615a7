/** The words of a page in five languages; one file each. */

export const LANGUAGES = ['sv', 'da', 'nb', 'pt', 'en'];
const KEPT = 'bistand-interface-language';

/** What the page is to the reader, in one language. */
export class Words {
  /**
   * @param {string} language
   * @param {Record<string, string>} texts
   */
  constructor(language, texts) {
    this.language = language;
    this.texts = texts;
    this.names = new Intl.DisplayNames([language], { type: 'language' });
  }

  /**
   * The text of a key, with `{name}` slots filled.
   * @param {string} key
   * @param {Record<string, string>} slots
   */
  of(key, slots = {}) {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
  }

  /**
   * What a language is called, with a capital for a menu or a label.
   * @param {string} language
   */
  languageName(language) {
    const name = this.names.of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(this.language) + name.slice(1);
  }

  /**
   * Write every text that the markup below `root` asks for.
   * @param {ParentNode} root
   */
  write(root) {
    for (const [attribute, put] of TARGETS) {
      for (const found of root.querySelectorAll(`[data-${attribute}]`)) {
        put(found, this.of(found.getAttribute(`data-${attribute}`) ?? ''));
      }
    }
  }
}

/** @type {[string, (target: Element, text: string) => void][]} */
const TARGETS = [
  ['text', (target, text) => { target.textContent = text; }],
  ['label', (target, text) => target.setAttribute('aria-label', text)],
  ['placeholder', (target, text) => target.setAttribute('placeholder', text)],
];

/**
 * @param {string} language
 * @param {...string} folders whose files are read; the later one's words count
 */
export async function wordsOf(language, ...folders) {
  const texts = await Promise.all(folders.map(async (folder) => (await fetch(`${folder}/${language}.json`)).json()));
  return new Words(language, Object.assign({}, ...texts));
}

/** The reader's language: chosen earlier, or the first of the browser's that we speak. */
export function preferredLanguage() {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages];
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]).map((code) => (['no', 'nn'].includes(code) ? 'nb' : code));
  return codes.find((code) => LANGUAGES.includes(code)) ?? 'en';
}

/** @param {string} language */
export const rememberLanguage = (language) => localStorage.setItem(KEPT, language);
