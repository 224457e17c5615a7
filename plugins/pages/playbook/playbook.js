/** The playbook: every moment with its switch, and beside it what is done with them. */

import { element, part } from '../shell/elements.js';
import { Page } from '../shell/page.js';
import { Refusal } from '../shell/service.js';
import { changesView } from './changes.js';
import { dataOf, withField } from './document.js';
import { Draft } from './draft.js';
import { editorView } from './editor.js';
import { MomentList } from './list.js';
import { proposalView } from './proposal.js';
import { versionsView } from './versions.js';

/**
 * @typedef {object} Moment
 * @property {string} moment
 * @property {boolean} enabled
 * @property {'low' | 'normal' | 'high' | 'urgent'} priority
 * @property {string[]} channels
 * @property {Record<string, {instruction: string, say: string, say_upset: string}>} words
 * @property {number} examples
 */

const DAY_MS = 86_400_000;
const LATELY_DAYS = 30;
const VIEWS = ['moments', 'changes', 'versions', 'new'];

export class Playbook extends Page {
  /** @type {Moment[]} */ moments = [];
  number = 0;
  draft = new Draft('');
  /** @type {Map<string, string>} */ #live = new Map();
  /** @type {Map<string, number>} */ #opened = new Map();
  #tabs = element('nav', { class: 'tabs' });
  #view = element('section', { class: 'view', attributes: { tabindex: '-1' } });
  #said = element('p', { class: 'done', attributes: { role: 'status' } });
  #list = new MomentList(this);
  #shown = 0;

  /** Load what is live, and show the view that the address names. */
  async show() {
    this.draft = new Draft(this.who.workspace);
    await this.load();
    this.#list = new MomentList(this);
    const columns = element('div', { class: 'columns' }, this.#list.root, this.#view);
    part('page', HTMLElement).replaceChildren(this.#tabs, this.#said, columns);
    this.announce('');
    await this.go();
    await this.#count();
  }

  /** Ask what is live now. */
  async load() {
    const { moments, number } = await this.service.get('/v1/playbook');
    this.moments = moments;
    this.number = number;
    this.#live.clear();
  }

  /** Count how often each moment prompted lately; the list does without where the scorecards cannot be seen. */
  async #count() {
    if (!this.isLead) return;
    const from = new Date(Date.now() - LATELY_DAYS * DAY_MS).toISOString().slice(0, 10);
    try {
      /** @type {{rows: {moment: string, use: {prompts: number}}[]}} */
      const { rows } = await this.service.get('/v1/scorecards', { group_by: 'moment', from });
      this.#opened = new Map(rows.map((row) => [row.moment, row.use.prompts]));
      this.#list.refresh();
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
    }
  }

  /** The moments that are live, and those that a draft would put in. */
  get names() {
    const known = this.moments.map((moment) => moment.moment);
    return [...new Set([...known, ...this.draft.moments.keys()])].sort();
  }

  /**
   * The YAML that is live; empty for a moment that is only drafted.
   * @param {string} name
   */
  async liveText(name) {
    if (!this.moments.some((moment) => moment.moment === name)) return '';
    if (!this.#live.has(name)) {
      const { yaml } = await this.service.get(`/v1/playbook/${encodeURIComponent(name)}`);
      this.#live.set(name, yaml);
    }
    return this.#live.get(name) ?? '';
  }

  /** @param {string} name */
  async text(name) {
    return this.draft.moments.get(name) ?? this.liveText(name);
  }

  /**
   * What the list shows of a moment, its draft taken in.
   * @param {string} name
   */
  glance(name) {
    const live = this.moments.find((moment) => moment.moment === name);
    const drafted = this.draft.moments.get(name);
    const data = drafted === undefined ? null : dataOf(drafted);
    return {
      name,
      isOn: data ? data.enabled !== false : live?.enabled ?? true,
      priority: data?.priority ?? live?.priority ?? 'normal',
      channels: data?.channels ?? live?.channels ?? [],
      words: data?.words ?? live?.words ?? {},
      isChanged: drafted !== undefined,
      isNew: !live,
      opened: this.#opened.get(name),
    };
  }

  /**
   * Keep a change of a moment in the draft.
   * @param {string} name
   * @param {string} text
   */
  async change(name, text) {
    this.draft.put(name, text, await this.liveText(name), this.number);
    this.refresh();
  }

  /**
   * @param {string} name
   * @param {boolean} isOn
   */
  async turn(name, isOn) {
    await this.attempt(async () => {
      const text = await this.text(name);
      const live = dataOf(await this.liveText(name));
      const isWritten = live !== null && 'enabled' in live;
      await this.change(name, withField(text, ['enabled'], isOn && !isWritten ? undefined : isOn));
    });
  }

  /** Show how many changes there are, and which moments they are of. */
  refresh() {
    this.#list.refresh();
    this.#showTabs();
  }

  /** The view and what it is about, as the address says. */
  get route() {
    const [view, name = ''] = location.hash.slice(1).split('/');
    return { view: view || 'moments', name: decodeURIComponent(name) };
  }

  /** Show what the address names. */
  async go() {
    const { view, name } = this.route;
    const turn = ++this.#shown;
    document.body.dataset.view = name ? 'moment' : view;
    this.refresh();
    await this.attempt(async () => {
      const parts = await this.#partsOf(view, name);
      if (turn === this.#shown) this.#view.replaceChildren(...parts);
    });
  }

  /**
   * Say that something is done.
   * @param {string} sentence
   */
  announce(sentence) {
    this.#said.textContent = sentence;
    this.#said.hidden = !sentence;
  }

  /** Give the keyboard to what was opened. */
  focus() {
    this.#view.focus();
  }

  /**
   * @param {string} view
   * @param {string} name
   * @returns {Promise<Node[]>}
   */
  async #partsOf(view, name) {
    if (view === 'changes') return changesView(this);
    if (view === 'versions') return versionsView(this);
    if (view === 'new' && this.isLead) return proposalView(this);
    if (name && this.names.includes(name)) return editorView(this, name);
    const off = this.names.filter((one) => !this.glance(one).isOn).length;
    return [element('p', { class: 'quiet hello' }, this.words.of('choose', { count: String(this.names.length), off: String(off) }))];
  }

  #showTabs() {
    const { view } = this.route;
    this.#tabs.setAttribute('aria-label', this.words.of('views'));
    const names = VIEWS.filter((name) => this.isLead || !['new', 'changes'].includes(name));
    this.#tabs.replaceChildren(...names.map((name) => {
      const current = (view === 'moment' ? 'moments' : view) === name;
      const link = element('a', { attributes: { href: `#${name}`, ...(current ? { 'aria-current': 'true' } : {}) } }, this.words.of(`view_${name}`));
      if (name === 'changes' && this.draft.size) link.append(' ', element('span', { class: 'count' }, String(this.draft.size)));
      return link;
    }));
  }
}

const page = new Playbook('playbook');
await page.begin();
addEventListener('hashchange', async () => {
  if (page.route.view !== 'versions') page.announce('');
  await page.go();
  page.focus();
});
