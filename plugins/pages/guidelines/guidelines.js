/** The guidelines page: documents, search, coverage, and what contradicts or repeats itself. */

import { element, part } from '../shell/elements.js';
import { Page } from '../shell/page.js';
import { Coverage } from './coverage.js';
import { Documents } from './documents.js';
import { Overlaps } from './overlaps.js';
import { Search } from './search.js';

/** @typedef {{name: string, isForLeads: boolean, show: (place: HTMLElement, goIn: boolean) => Promise<void>}} Tab */

const STEPS = new Map([['ArrowRight', 1], ['ArrowLeft', -1]]);

class Guidelines extends Page {
  #documents = new Documents(this);
  /** @type {Tab[]} */ #tabs = [
    this.#documents,
    new Search(this, (name) => this.#open(name)),
    new Coverage(this),
    new Overlaps(this, (name) => this.#open(name)),
  ];
  #panel = element('div', { attributes: { role: 'tabpanel', id: 'panel', 'aria-labelledby': '' } });
  #chosen = 'documents';

  constructor() {
    super('guidelines');
    for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault()); // a file dropped beside opens nothing
    const [tab, document] = location.hash.slice(1).split('/');
    if (this.#tabs.some(({ name }) => name === tab)) this.#chosen = tab;
    this.#wanted = document ? decodeURIComponent(document) : '';
  }

  /** The document that the address names. */
  #wanted;

  async show() {
    const shown = this.#tabs.filter((tab) => !tab.isForLeads || this.who.roles.some((role) => role !== 'agent'));
    if (!shown.some(({ name }) => name === this.#chosen)) this.#chosen = 'documents';
    const list = element('div', { class: 'tabs', attributes: { role: 'tablist', 'aria-label': this.words.of('title') } });
    for (const { name } of shown) list.append(this.#tab(name, shown));
    part('page', HTMLElement).replaceChildren(list, this.#panel);
    await this.#show(this.#chosen, true);
    if (this.#wanted) {
      const name = this.#wanted;
      this.#wanted = '';
      await this.#documents.open(name, false);
    }
  }

  /**
   * @param {string} name
   * @param {Tab[]} shown
   */
  #tab(name, shown) {
    const tab = element('button', {
      attributes: { role: 'tab', id: `tab-${name}`, 'aria-controls': 'panel' },
      click: () => this.#choose(name),
    }, this.words.of(`tab_${name}`));
    tab.addEventListener('keydown', (event) => {
      const step = STEPS.get(event.key);
      if (!step) return;
      const place = shown.findIndex((one) => one.name === name);
      const next = shown[(place + step + shown.length) % shown.length].name;
      event.preventDefault();
      part(`tab-${next}`, HTMLElement).focus();
      this.#choose(next, false);
    });
    return tab;
  }

  /**
   * @param {string} name
   * @param {boolean} goIn whether the focus may go where the tab wants it
   */
  async #choose(name, goIn = true) {
    history.replaceState(null, '', `#${name}`);
    await this.attempt(() => this.#show(name, goIn));
  }

  /**
   * @param {string} name
   * @param {boolean} goIn
   */
  async #show(name, goIn) {
    this.#chosen = name;
    for (const tab of document.querySelectorAll('[role="tab"]')) {
      tab.setAttribute('aria-selected', String(tab.id === `tab-${name}`));
      tab.setAttribute('tabindex', tab.id === `tab-${name}` ? '0' : '-1');
    }
    this.#panel.setAttribute('aria-labelledby', `tab-${name}`);
    const place = element('div', { class: 'panel' }, element('p', { class: 'quiet empty', attributes: { role: 'status' } }, this.words.of('loading')));
    this.#panel.replaceChildren(place); // what a slower tab still writes goes into a place that is no longer shown
    await this.#tabs.find((tab) => tab.name === name)?.show(place, goIn);
  }

  /** @param {string} name of a document */
  async #open(name) {
    await this.#choose('documents');
    await this.#documents.open(name);
  }
}

new Guidelines().begin();
