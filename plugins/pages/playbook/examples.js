/** A moment's examples: short conversations at whose last line it must open, or in which it never may. */

import { element } from '../shell/elements.js';
import { LANGUAGES } from '../shell/words.js';

/** @import {Editor} from './editor.js' */
/** @import {Data} from './document.js' */

/**
 * @typedef {object} Result
 * @property {string} moment
 * @property {string} language
 * @property {boolean} fires
 * @property {string[]} lines
 * @property {string} problem empty when all is as it should be
 * @property {{moment: string, line: number}[]} opened
 * @property {string[]} held_back
 */

/** @type {['fires', 'silent']} */
const KINDS = ['fires', 'silent'];
const SHOWN_OPEN = 2; // languages unfolded from the start are those of the page and of English

export class Examples {
  /** @type {Result[]} */ #tried = [];
  /** @type {Map<string, Result>} */ #results = new Map();

  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.root = element('fieldset', { class: 'examples' });
    this.unfolded = new Set([editor.page.words.language, 'en'].slice(0, SHOWN_OPEN));
  }

  /** @param {Data} data */
  show(data) {
    const { words, isLead } = this.editor.page;
    this.root.disabled = !isLead;
    this.data = data;
    if (!('opens' in data)) return element('div');
    this.root.replaceChildren(
      element('legend', {}, words.of('examples')),
      element('p', { class: 'hint' }, words.of('examples_hint')),
      ...LANGUAGES.map((language) => this.#language(language)),
    );
    return this.root;
  }

  /**
   * Show what became of the examples; gives a sentence about all of them.
   * @param {Result[]} results
   */
  judge(results) {
    const { words } = this.editor.page;
    this.#tried = results;
    this.#results = new Map(results.map((result) => [keyOf(result.language, result.fires, result.lines), result]));
    const failed = results.filter((result) => result.problem);
    for (const result of failed) this.unfolded.add(result.language);
    if (this.data && this.root.isConnected) this.show(this.data);
    const counts = { passed: String(results.length - failed.length), count: String(results.length) };
    const said = results.length ? words.of(failed.length ? 'some_failed' : 'all_passed', counts) : words.of('no_examples');
    const list = failed.map((result) => element('li', {},
      element('p', { class: 'why' }, words.languageName(result.language), ': ', this.#why(result)),
      element('blockquote', { lang: result.language }, result.lines.join('\n'))));
    return element('div', { class: `judged ${failed.length || !results.length ? 'bad' : 'good'}`, attributes: { role: 'status' } }, element('p', {}, said),
      ...(list.length ? [element('ul', {}, ...list)] : []));
  }

  /** @param {string} language */
  #language(language) {
    const { words } = this.editor.page;
    const counts = KINDS.map((kind) => this.#of(kind, language).length);
    const summary = element('summary', {}, words.languageName(language), ' ',
      element('span', { class: 'quiet' }, words.of('example_counts', { fires: String(counts[0]), silent: String(counts[1]) })), this.#badge(language));
    const made = element('details', {}, summary, element('div', { class: 'kinds' }, ...KINDS.map((kind) => this.#kind(kind, language))));
    made.open = this.unfolded.has(language);
    made.addEventListener('toggle', () => {
      if (made.open) this.unfolded.add(language);
      else this.unfolded.delete(language);
    });
    return made;
  }

  /** @param {string} language */
  #badge(language) {
    const own = this.#tried.filter((result) => result.language === language);
    const failed = own.filter((result) => result.problem).length;
    if (!own.length) return '';
    return element('span', { class: `badge ${failed ? 'bad' : 'good'}` }, failed ? `✗ ${failed}` : `✓ ${own.length}`);
  }

  /**
   * @param {'fires' | 'silent'} kind
   * @param {string} language
   */
  #kind(kind, language) {
    const { words } = this.editor.page;
    const rows = this.#of(kind, language).map((lines, place) => this.#example(kind, language, lines, place));
    const add = element('button', { class: 'plain', click: () => this.#write(kind, language, [...this.#of(kind, language), ['customer: ']], true) }, words.of('add_example'));
    return element('div', { class: 'kind' }, element('h3', {}, words.of(kind)), ...rows, add);
  }

  /**
   * @param {'fires' | 'silent'} kind
   * @param {string} language
   * @param {string[]} lines
   * @param {number} place
   */
  #example(kind, language, lines, place) {
    const { words } = this.editor.page;
    const label = `${words.of(kind)}, ${words.languageName(language)}, ${place + 1}`;
    const field = element('textarea', { lang: language, attributes: { rows: String(Math.max(2, lines.length)), 'aria-label': label } });
    field.value = lines.join('\n');
    field.addEventListener('input', () => {
      const all = this.#of(kind, language).map((one, number) => (number === place ? field.value.split('\n').filter((line) => line.trim()) : one));
      this.#write(kind, language, all, false);
    });
    const result = this.#results.get(keyOf(language, kind === 'fires', lines));
    const remove = element('button', { class: 'plain', attributes: { 'aria-label': words.of('remove_example', { example: label }) },
      click: () => this.#write(kind, language, this.#of(kind, language).filter((_, number) => number !== place), true) }, '×');
    const told = result ? [element('p', { class: `why ${result.problem ? 'bad' : 'good'}` }, result.problem ? this.#why(result) : `✓ ${words.of('as_it_should')}`)] : [];
    return element('div', { class: `example ${result ? (result.problem ? 'bad' : 'good') : ''}` }, field, remove, ...told);
  }

  /** @param {Result} result */
  #why(result) {
    const { words } = this.editor.page;
    const problems = /** @type {Record<string, string>} */ ({
      'it opened': 'it_opened', 'it never opened': 'it_never_opened', 'it opened before the last line only': 'it_opened_early',
    });
    const others = result.opened.filter((one) => one.moment !== result.moment || result.problem !== 'it never opened');
    const said = [`✗ ${words.of(problems[result.problem] ?? 'it_opened')}`];
    if (result.held_back.length) said.push(words.of('held_back', { reasons: result.held_back.join(', ') }));
    if (others.length) said.push(words.of('instead', { moments: others.map((one) => `${one.moment} (${one.line})`).join(', ') }));
    return said.join(' ');
  }

  /**
   * @param {'fires' | 'silent'} kind
   * @param {string} language
   * @returns {string[][]}
   */
  #of(kind, language) {
    const all = this.data?.examples?.[kind]?.[language];
    return Array.isArray(all) ? all.map((lines) => (Array.isArray(lines) ? lines.map(String) : [String(lines)])) : [];
  }

  /**
   * @param {'fires' | 'silent'} kind
   * @param {string} language
   * @param {string[][]} all
   * @param {boolean} isAnother whether there is one more or fewer, so that they are to be shown anew
   */
  #write(kind, language, all, isAnother) {
    const examples = { ...this.data?.examples, [kind]: { ...this.data?.examples?.[kind], [language]: all } };
    if (this.data) this.data = { ...this.data, examples };
    this.editor.set(['examples', kind, language], all.length ? all : undefined);
    if (isAnother && this.data) this.show(this.data);
  }
}

/**
 * @param {string} language
 * @param {boolean} fires
 * @param {string[]} lines
 */
const keyOf = (language, fires, lines) => JSON.stringify([language, fires, lines]);
