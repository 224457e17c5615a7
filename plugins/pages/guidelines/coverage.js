/** Which sentences prompt agents, on which channels; which come only when a customer asks; which moments have none. */

import { element } from '../shell/elements.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Coverage as Answer, Covered, OnChannels} from './shapes.js' */

const CHANNELS = ['chat', 'email', 'phone', 'form', 'letter', 'voicemail', 'social', 'in_person'];

/** The third tab. */
export class Coverage {
  name = 'coverage';
  isForLeads = true;
  #document = element('select');
  #channel = element('select');
  #body = element('div', { class: 'covering' });
  /** @type {Answer} */ #found = { snippets: 0, cited: [], uncited: [], uncited_come_with: [], without_guideline: [] };
  /** @type {Map<string, string>} why each moment comes, in the reader's language */ #reasons = new Map();

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    for (const filter of [this.#document, this.#channel]) filter.addEventListener('change', () => this.#list());
  }

  /** @param {HTMLElement} panel */
  async show(panel) {
    const { words, service } = this.page;
    const [found, playbook] = await Promise.all([service.get('/v1/guidelines/coverage'), service.get('/v1/playbook')]);
    this.#found = found;
    this.#reasons = new Map(playbook.moments.map((/** @type {{moment: string, because: Record<string, string>}} */ one) => [one.moment, one.because[words.language] ?? '']));
    const names = [...new Set([...found.cited, ...found.uncited].map((/** @type {Covered} */ one) => one.document))].sort();
    fill(this.#document, words.of('all_documents'), names.map((name) => [name, name]));
    fill(this.#channel, words.of('all_channels'), CHANNELS.map((name) => [name, words.of(name)]));
    const filters = element(
      'div', { class: 'asking' },
      element('label', { class: 'field' }, element('span', {}, words.of('filter_document')), this.#document),
      element('label', { class: 'field' }, element('span', {}, words.of('filter_channel')), this.#channel),
    );
    panel.replaceChildren(filters, this.#body);
    this.#list();
  }

  #list() {
    const { words } = this.page;
    const isShown = (/** @type {Covered} */ one) => !this.#document.value || one.document === this.#document.value;
    const cited = this.#found.cited.filter(isShown);
    const prompting = cited.map((one) => ({ ...one, quoted_by: this.#onChannel(one.quoted_by) })).filter((one) => one.quoted_by.length);
    const elsewhere = cited.length - prompting.length;
    const uncited = this.#found.uncited.filter(isShown);
    const silent = this.#onChannel(this.#found.without_guideline);
    this.#body.replaceChildren(
      element('p', { class: 'sum' }, words.of('coverage_sum', { quoted: String(prompting.length), all: String(cited.length + uncited.length) })),
      this.#part('moments_without', words.of(silent.length ? 'moments_without_explained' : 'moments_without_none'), silent.map((one) => this.#moment(one, true)), true),
      this.#part('never_quoted', this.#truth(), uncited.map((one) => this.#sentence(one)), true),
      this.#part('quoted', words.of('quoted_explained', { elsewhere: String(elsewhere) }), prompting.map((one) => this.#sentence(one)), false),
    );
  }

  /** What the engine does with a sentence that no moment quotes. */
  #truth() {
    const { words } = this.page;
    const coming = this.#onChannel(this.#found.uncited_come_with);
    const names = coming.map(({ moment, channels }) => `${moment} (${channels.map((name) => words.of(name)).join(', ')})`).join('; ');
    return coming.length ? words.of('never_quoted_explained', { moments: names }) : words.of('never_quoted_silent');
  }

  /**
   * Those that do something on the channel that is looked at.
   * @param {OnChannels[]} some
   */
  #onChannel(some) {
    return some.filter(({ channels }) => !this.#channel.value || channels.includes(this.#channel.value));
  }

  /**
   * @param {string} key
   * @param {string} explanation
   * @param {HTMLElement[]} rows
   * @param {boolean} isOpen
   */
  #part(key, explanation, rows, isOpen) {
    const title = this.page.words.of(key, { count: String(rows.length) });
    const list = element('ol', { attributes: { tabindex: '0', 'aria-label': title } }, ...rows); // it scrolls, also by keyboard
    const part = element(
      'details', { class: 'part', data: { part: key } },
      element('summary', {}, element('h2', {}, title)), element('p', { class: 'quiet' }, explanation), ...(rows.length ? [list] : []),
    );
    part.open = isOpen;
    return part;
  }

  /** @param {Covered} one */
  #sentence(one) {
    const { words } = this.page;
    return element(
      'li', {},
      element('p', { lang: one.language }, one.quote),
      element('p', { class: 'meta' }, [one.document, one.section, words.languageName(one.language)].filter(Boolean).join(' · ')),
      ...(one.quoted_by.length ? [element('ul', { class: 'moments' }, ...one.quoted_by.map((by) => this.#moment(by, false)))] : []),
    );
  }

  /**
   * @param {OnChannels} on
   * @param {boolean} withReason
   */
  #moment({ moment, channels }, withReason) {
    const { words } = this.page;
    const reason = this.#reasons.get(moment);
    return element(
      'li', { class: 'moment' },
      element('strong', {}, moment),
      element('span', { class: 'quiet' }, channels.map((name) => words.of(name)).join(', ')),
      ...(withReason && reason ? [element('span', {}, reason)] : []),
    );
  }
}

/**
 * Give a menu its choices, the chosen one kept where it is still there.
 * @param {HTMLSelectElement} menu
 * @param {string} all
 * @param {[string, string][]} choices
 */
function fill(menu, all, choices) {
  const before = menu.value;
  menu.replaceChildren(new Option(all, ''), ...choices.map(([value, text]) => new Option(text, value)));
  menu.value = choices.some(([value]) => value === before) ? before : '';
}
