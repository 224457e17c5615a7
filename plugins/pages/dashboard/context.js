/** What every part of the dashboard needs to say what it shows: words, figures, and the way to what is behind one. */

import { element } from '../shell/elements.js';
import { Numbers } from './numbers.js';

/** @import {Words} from '../shell/words.js' */
/** @import {Filters} from './filters.js' */

/**
 * A figure whose conversations can be listed, and what narrows it beside the filters.
 * @typedef {{of: string, moment?: string, agent?: string, channel?: string, day?: string}} Figure
 */

export class Context {
  /**
   * @param {Words} words
   * @param {Filters} filters
   * @param {boolean} isLead
   * @param {(figure: Figure) => void} open lists the conversations of a figure
   */
  constructor(words, filters, isLead, open) {
    this.words = words;
    this.numbers = new Numbers(words.language);
    this.filters = filters;
    this.isLead = isLead;
    this.open = open;
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [slots]
   */
  of(key, slots) {
    return this.words.of(key, slots);
  }

  /**
   * What a moment is called; one of the workspace's own by its id.
   * @param {string} id
   */
  moment(id) {
    const key = `moment_${id}`;
    const known = this.words.of(key);
    if (known !== key) return known;
    const plain = id.replaceAll('_', ' ');
    return plain.charAt(0).toUpperCase() + plain.slice(1);
  }

  /** @param {string} id */
  agent(id) {
    return { '': this.of('nobody'), others: this.of('others') }[id] ?? id;
  }

  /** @param {string} code */
  language(code) {
    return code ? this.words.languageName(code) : this.of('unknown_language');
  }

  /** @param {string} name */
  channel(name) {
    return this.words.of(name);
  }

  /**
   * A figure as a link to its conversations; nothing to list, no link.
   * @param {number} amount
   * @param {Figure} figure
   * @param {string} [text]
   */
  figure(amount, figure, text = this.numbers.count(amount)) {
    if (!amount) return text;
    const link = element('a', { class: 'figure', attributes: { href: this.filters.address(listing(figure)) } }, text);
    link.addEventListener('click', (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      this.open(figure);
    });
    return link;
  }
}

/**
 * How a listed figure stands in the address.
 * @param {Figure} figure
 * @returns {Record<string, string>}
 */
export function listing({ of, moment = '', agent = '', channel = '', day = '' }) {
  return { of, of_moment: moment, of_agent: agent, of_channel: channel, of_day: day };
}

/**
 * @param {URLSearchParams} address
 * @returns {Figure | null}
 */
export function listed(address) {
  const of = address.get('of');
  const named = (/** @type {string} */ name) => address.get(`of_${name}`) ?? '';
  return of ? { of, moment: named('moment'), agent: named('agent'), channel: named('channel'), day: named('day') } : null;
}
