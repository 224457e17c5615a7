/** Sentences that contradict each other or say the same twice, side by side with the words that differ marked. */

import { element } from '../shell/elements.js';
import { differences, markedAt, shown } from './differences.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Overlap, Side} from './shapes.js' */

const KINDS = ['amount', 'polarity', 'same'];
const SHOWN = 40; // pairs at once

/** The fourth tab. */
export class Overlaps {
  name = 'overlaps';
  isForLeads = true;
  #kinds = new Set(['amount', 'polarity']);
  #isAcross = true;
  #most = SHOWN;
  #body = element('div', { class: 'pairs' });
  /** @type {Overlap[]} */ #pairs = [];

  /**
   * @param {Page} page
   * @param {(document: string) => void} open shows a document
   */
  constructor(page, open) {
    this.page = page;
    this.open = open;
  }

  /** @param {HTMLElement} panel */
  async show(panel) {
    const { words } = this.page;
    const status = element('p', { class: 'quiet working', attributes: { role: 'status' } }, words.of('comparing'));
    panel.replaceChildren(status);
    const found = await this.page.service.get('/v1/guidelines/overlaps');
    this.#pairs = found.pairs;
    status.classList.remove('working');
    status.textContent = words.of('compared', { sentences: String(found.sentences) });
    panel.replaceChildren(status, this.#filters(), this.#body);
    this.#list();
  }

  #filters() {
    const { words } = this.page;
    const count = (/** @type {string} */ kind) => String(this.#pairs.filter((pair) => pair.kind === kind).length);
    const checks = KINDS.map((kind) => this.#check(words.of(`kind_${kind}`, { count: count(kind) }), this.#kinds.has(kind), (isOn) => {
      if (isOn) this.#kinds.add(kind);
      else this.#kinds.delete(kind);
    }));
    const across = this.#check(words.of('across_languages'), this.#isAcross, (isOn) => { this.#isAcross = isOn; });
    return element('fieldset', { class: 'asking' }, element('legend', { class: 'unseen' }, words.of('show_pairs')), ...checks, across);
  }

  /**
   * @param {string} text
   * @param {boolean} isOn
   * @param {(isOn: boolean) => void} change
   */
  #check(text, isOn, change) {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.checked = isOn;
    box.addEventListener('change', () => {
      change(box.checked);
      this.#most = SHOWN;
      this.#list();
    });
    return element('label', { class: 'check' }, box, text);
  }

  #list() {
    const { words } = this.page;
    const wanted = this.#pairs.filter(({ kind, one, other }) => this.#kinds.has(kind) && (this.#isAcross || one.language === other.language));
    const cards = wanted.slice(0, this.#most).map((pair) => this.#card(pair));
    const more = element('button', { click: () => { this.#most += SHOWN; this.#list(); } }, words.of('show_more', { count: String(wanted.length - cards.length) }));
    this.#body.replaceChildren(
      ...(cards.length ? [element('ol', {}, ...cards)] : [element('p', { class: 'empty' }, words.of('no_pairs'))]),
      ...(wanted.length > cards.length ? [more] : []),
    );
  }

  /** @param {Overlap} pair */
  #card(pair) {
    const { words } = this.page;
    const isOneLanguage = pair.one.language === pair.other.language;
    const both = isOneLanguage
      ? differences(pair.one.quote, pair.other.quote)
      : [markedAt(pair.one.quote, pair.one.marks), markedAt(pair.other.quote, pair.other.marks)];
    const alike = words.of('alike', { share: pair.similarity.toLocaleString(words.language, { style: 'percent' }) });
    return element(
      'li', { class: 'card pair', data: { kind: pair.kind } },
      element('h2', {}, words.of(`is_${pair.kind}`), ' ', element('span', { class: 'quiet' }, alike)),
      element('div', { class: 'side-by-side' }, this.#side(pair.one, shown(both[0], 'mark')), this.#side(pair.other, shown(both[1], 'mark'))),
    );
  }

  /**
   * @param {Side} side
   * @param {(Node | string)[]} quote
   */
  #side(side, quote) {
    return element(
      'div', {},
      element('blockquote', { lang: side.language }, ...quote),
      element('p', { class: 'meta' },
        element('button', { class: 'plain', click: () => this.open(side.document) }, side.title),
        ...(side.section && side.section !== side.title ? [element('span', {}, side.section)] : []),
        element('span', {}, this.page.words.languageName(side.language)),
      ),
    );
  }
}
