/** One moment: what most leads change as a form, all of it as YAML, and what a change would do. */

import { element } from '../shell/elements.js';
import { Refusal } from '../shell/service.js';
import { brokenLines, dataOf, withField } from './document.js';
import { Examples } from './examples.js';
import { switchOf, titleOf } from './list.js';
import { replaying } from './replaying.js';
import { settingsForm } from './settings.js';
import { wordsForm } from './wording.js';
import { YamlField } from './yaml.js';

/** @import {Playbook} from './playbook.js' */

/**
 * @param {Playbook} page
 * @param {string} name
 */
export async function editorView(page, name) {
  const editor = new Editor(page, name, await page.text(name));
  editor.show();
  return [editor.root];
}

export class Editor {
  isForm = true;
  /** @type {{line: number, detail: string}[]} what the server says is wrong with the text as it is */ marks = [];

  /**
   * @param {Playbook} page
   * @param {string} name
   * @param {string} text
   */
  constructor(page, name, text) {
    this.page = page;
    this.name = name;
    this.text = text;
    this.root = element('article', { class: 'editor' });
    this.faults = element('div', { class: 'faults', attributes: { role: 'alert' } });
    this.examples = new Examples(this);
    this.yaml = new YamlField(page.words, !page.isLead, (written) => this.rewrite(written));
    this.outcome = element('div', { class: 'outcome' });
  }

  /** Put everything up anew from the text. */
  show() {
    const { words, isLead } = this.page;
    const data = dataOf(this.text);
    if (!data) this.isForm = false;
    this.yaml.show(this.text, [...brokenLines(this.text), ...this.marks]);
    const inner = this.isForm && data
      ? [settingsForm(this, data), wordsForm(this, data), this.examples.show(data)]
      : [this.yaml.root];
    this.root.replaceChildren(
      element('a', { class: 'back', attributes: { href: '#moments' } }, '← ', words.of('view_moments')),
      this.#head(data?.enabled !== false),
      ...(isLead ? [] : [element('p', { class: 'hint' }, words.of('only_leads'))]),
      this.#tools(data !== null),
      this.faults, this.outcome, ...inner,
    );
  }

  /**
   * Another value for a field; the form stays as it is.
   * @param {import('./document.js').Path} path
   * @param {unknown} value
   */
  set(path, value) {
    this.rewrite(withField(this.text, path, value));
  }

  /** @param {string} text */
  rewrite(text) {
    this.text = text;
    this.marks = [];
    this.faults.replaceChildren();
    this.yaml.mark(brokenLines(text));
    if (this.formWay) this.formWay.disabled = dataOf(text) === null;
    void this.page.attempt(() => this.page.change(this.name, text));
  }

  /**
   * Do something with the draft that the server may refuse; what is wrong with it is shown with its lines.
   * @param {() => Promise<void>} work
   */
  async tryOut(work) {
    this.marks = [];
    this.faults.replaceChildren();
    await this.page.attempt(async () => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Refusal) || !error.faults.length) throw error;
        this.#showFaults(error.faults);
      }
    });
  }

  /** @param {boolean} isOn */
  #head(isOn) {
    const { words, isLead } = this.page;
    const turn = switchOf(words.of('is_on', { moment: this.name }), isOn, isLead, async (on) => {
      await this.page.turn(this.name, on);
      this.text = await this.page.text(this.name);
      this.show();
      const again = this.root.querySelector('.head [role=switch]');
      if (again instanceof HTMLElement) again.focus();
    });
    const title = titleOf(this.page.glance(this.name), words.language);
    return element('div', { class: 'head' }, turn, element('h2', {}, title),
      element('p', { class: 'meta' }, element('code', {}, this.name), words.of(isOn ? 'on' : 'off_says')));
  }

  /** @param {boolean} isMoment */
  #tools(isMoment) {
    const { words, isLead } = this.page;
    const way = (/** @type {boolean} */ isForm, /** @type {string} */ key) => {
      const made = element('button', { attributes: { 'aria-pressed': String(this.isForm === isForm) }, click: () => { this.isForm = isForm; this.show(); } }, words.of(key));
      made.disabled = isForm && !isMoment;
      if (isForm) this.formWay = made;
      return made;
    };
    const ways = element('div', { class: 'ways', attributes: { role: 'group', 'aria-label': words.of('ways') } }, way(true, 'form_way'), way(false, 'yaml_way'));
    if (!isLead) return element('div', { class: 'tools' }, ways);
    return element('div', { class: 'tools' }, ways,
      element('button', { click: () => this.#tryExamples() }, words.of('try_examples')),
      element('button', { click: () => this.#replay() }, words.of('replay_last', { count: '50' })),
      element('button', { class: 'plain', click: () => this.#undo() }, words.of('undo')));
  }

  async #tryExamples() {
    await this.tryOut(async () => {
      this.outcome.replaceChildren(element('p', { class: 'quiet', attributes: { role: 'status' } }, this.page.words.of('trying')));
      const body = { moments: { ...this.page.draft.texts(), [this.name]: this.text } };
      const tried = await this.page.service.post('/v1/playbook/test', body);
      const own = tried.results.filter((/** @type {{moment: string}} */ one) => one.moment === this.name);
      this.outcome.replaceChildren(this.examples.judge(own));
    });
  }

  async #replay() {
    await this.tryOut(async () => {
      const moments = { ...this.page.draft.texts(), [this.name]: this.text };
      await replaying(this.page, this.outcome, { moments, last: 50 });
    });
  }

  async #undo() {
    this.page.draft.drop(this.name);
    this.page.refresh();
    if (!this.page.names.includes(this.name)) location.hash = '#moments';
    else {
      this.text = await this.page.text(this.name);
      this.marks = [];
      this.faults.replaceChildren();
      this.outcome.replaceChildren();
      this.show();
    }
  }

  /** @param {{field: string, detail: string}[]} faults */
  #showFaults(faults) {
    this.outcome.replaceChildren();
    this.faults.replaceChildren(faultList(this.page, faults, (name, line) => {
      if (name !== this.name) location.hash = `#moment/${encodeURIComponent(name)}`;
      else {
        this.isForm = false;
        this.show();
        this.yaml.goTo(line);
      }
    }));
    const places = faults.map((fault) => ({ ...placeOf(fault.field), detail: fault.detail }));
    this.marks = places.filter((place) => place.name === this.name);
    this.yaml.mark(this.marks);
  }
}

/**
 * Moment, line and field of a fault, as `moment x, line 3, field opens.now`.
 * @param {string} place
 */
export function placeOf(place) {
  const [, name = '', line = '1', field = ''] = /^moment (\w*)(?:, line (\d+))?(?:, field (.*))?$/.exec(place) ?? [];
  return { name, line: Number(line), field };
}

/**
 * @param {Playbook} page
 * @param {{field: string, detail: string}[]} faults
 * @param {(name: string, line: number) => void} goTo
 */
export function faultList(page, faults, goTo) {
  const items = faults.map((fault) => {
    const { name, line } = placeOf(fault.field);
    return element('li', {}, element('button', { class: 'plain', click: () => goTo(name, line) }, fault.field), ' ', fault.detail);
  });
  return element('div', { class: 'fault-list' }, element('p', {}, page.words.of('faults', { count: String(faults.length) })), element('ul', {}, ...items));
}
