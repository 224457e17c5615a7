/**
 * The practice page: choose a customer, hold the conversation, read what a trainer would say; and, for who leads,
 * write new customers. The address says where one is (`#talk/ID`), so that a reload goes on from there.
 */

import { element, part } from '../shell/elements.js';
import { Page } from '../shell/page.js';
import { chooser } from './choosing.js';
import { Editor } from './writing.js';
import { reportList, reportView } from './reports.js';
import { Talking } from './talking.js';

/** @import {Script, Session} from './shapes.js' */

class Practice extends Page {
  /** @type {Talking | null} */ #talking = null;
  /** @type {Script[]} */ scripts = [];

  constructor() {
    super('practice', 'talk');
    addEventListener('hashchange', () => this.attempt(() => this.show()));
  }

  async show() {
    this.#stopTalking();
    ({ scripts: this.scripts } = await this.service.get('/v1/practice/scripts'));
    const [place, id] = location.hash.slice(1).split('/');
    const view = await this.#view(place, id ? decodeURIComponent(id) : '');
    part('page', HTMLElement).replaceChildren(...(place === 'talk' ? [] : [this.#tabs(place)]), view);
    document.body.dataset.place = place || 'choose';
    await this.#talking?.begin();
  }

  /**
   * @param {string} script
   * @param {string} level
   * @param {string} name of the one who practises, where the key is nobody's own
   */
  async start(script, level, name) {
    const { agent: own } = this.who;
    const agent = own || name ? { agent: { id: own || name, name, language: this.words.language } } : {};
    await this.attempt(async () => {
      const begun = await this.service.post('/v1/practice', { script, level, ...agent });
      location.hash = `talk/${begun.conversation}`;
    });
  }

  /**
   * @param {string} place
   * @param {string} id
   */
  async #view(place, id) {
    if (place === 'talk') return this.#talk(id);
    if (place === 'report') return reportView(this, await this.service.get(`/v1/practice/${encodeURIComponent(id)}/report`, { language: this.words.language }));
    if (place === 'reports') return reportList(this);
    if (place === 'scripts' && this.isLead) return new Editor(this, id).view();
    return chooser(this);
  }

  /** @param {string} id */
  async #talk(id) {
    const { sessions } = await this.service.get('/v1/practice');
    const session = sessions.find((/** @type {Session} */ one) => one.conversation === id);
    if (!session) return chooser(this);
    this.#talking = new Talking(this, session, this.scripts.find(({ name }) => name === session.script));
    return this.#talking.root;
  }

  #stopTalking() {
    this.#talking?.leave();
    this.#talking = null;
  }

  /** @param {string} place */
  #tabs(place) {
    const tabs = { '': 'tab_choose', reports: 'tab_reports', ...(this.isLead ? { scripts: 'tab_scripts' } : {}) };
    const here = place === 'report' ? 'reports' : place in tabs ? place : '';
    const links = Object.entries(tabs).map(([name, word]) => (
      element('a', { attributes: { href: `#${name}`, ...(name === here ? { 'aria-current': 'page' } : {}) } }, this.words.of(word))
    ));
    return element('nav', { class: 'tabs', attributes: { 'aria-label': this.words.of('title') } }, ...links);
  }
}

await new Practice().begin();
