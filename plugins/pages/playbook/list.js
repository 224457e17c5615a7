/** The moments in a list: found by words, switched on and off. */

import { element } from '../shell/elements.js';

/** @import {Playbook} from './playbook.js' */

const FILTERS = ['all', 'on', 'off', 'changed'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];

export class MomentList {
  /** @param {Playbook} page */
  constructor(page) {
    this.page = page;
    const { words } = page;
    this.rows = element('ul', { class: 'moments' });
    this.none = element('p', { class: 'quiet', attributes: { role: 'status' } });
    this.search = element('input', { attributes: { type: 'search', 'aria-label': words.of('find'), placeholder: words.of('find') } });
    this.filter = element('select', { attributes: { 'aria-label': words.of('show') } });
    for (const name of FILTERS) this.filter.append(new Option(words.of(`filter_${name}`), name));
    for (const name of PRIORITIES) this.filter.append(new Option(words.of(`priority_${name}`), name));
    this.search.addEventListener('input', () => this.refresh());
    this.filter.addEventListener('change', () => this.refresh());
    this.root = element('aside', { class: 'list', attributes: { 'aria-label': words.of('view_moments') } },
      element('div', { class: 'finding' }, this.search, this.filter), this.rows, this.none);
  }

  /** Show the moments that fit; the switch in use keeps the keyboard. */
  refresh() {
    const held = document.activeElement?.closest('.moments li');
    const name = held instanceof HTMLElement ? held.dataset.moment : undefined;
    const isSwitch = document.activeElement?.getAttribute('role') === 'switch';
    const shown = this.page.names.map((one) => this.page.glance(one)).filter((glance) => this.#fits(glance));
    this.rows.replaceChildren(...shown.map((glance) => this.#row(glance)));
    this.none.textContent = shown.length ? '' : this.page.words.of('none_fits');
    if (name) {
      const row = [...this.rows.children].find((one) => one instanceof HTMLElement && one.dataset.moment === name);
      const again = row?.querySelector(isSwitch ? '[role=switch]' : 'a');
      if (again instanceof HTMLElement) again.focus();
    }
  }

  /** @param {ReturnType<Playbook['glance']>} glance */
  #fits(glance) {
    const filter = this.filter.value;
    const isWanted = { all: true, on: glance.isOn, off: !glance.isOn, changed: glance.isChanged }[filter] ?? glance.priority === filter;
    const said = Object.values(glance.words).flatMap((words) => (words ? [words.instruction, words.say] : []));
    const text = [glance.name, glance.name.replaceAll('_', ' '), ...said].join('\n').toLowerCase();
    return isWanted && this.search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  /** @param {ReturnType<Playbook['glance']>} glance */
  #row(glance) {
    const { words, isLead, route } = this.page;
    const title = titleOf(glance, words.language);
    const turn = switchOf(words.of('is_on', { moment: glance.name }), glance.isOn, isLead, (isOn) => this.page.turn(glance.name, isOn));
    const isOpen = route.name === glance.name;
    const link = element('a', { attributes: { href: `#moment/${encodeURIComponent(glance.name)}`, ...(isOpen ? { 'aria-current': 'true' } : {}) } },
      element('span', { class: 'title' }, title),
      element('span', { class: 'meta' }, element('code', {}, glance.name), ...this.#marks(glance)));
    return element('li', { class: glance.isOn ? '' : 'off', data: { moment: glance.name } }, turn, link);
  }

  /** @param {ReturnType<Playbook['glance']>} glance */
  #marks(glance) {
    const { words } = this.page;
    return [
      element('span', { class: `priority ${glance.priority}` }, words.of(`priority_${glance.priority}`)),
      ...(glance.opened === undefined ? [] : [element('span', { class: 'lately' }, words.of('lately', { count: String(glance.opened) }))]),
      ...(glance.isOn ? [] : [element('span', { class: 'mark-off' }, words.of('filter_off'))]),
      ...(glance.isChanged ? [element('span', { class: 'changed' }, words.of(glance.isNew ? 'is_new' : 'is_changed'))] : []),
    ];
  }
}

/**
 * What a moment is called in a list: what it asks of the agent, in the reader's language where it has it.
 * @param {ReturnType<Playbook['glance']>} glance
 * @param {string} language
 */
export function titleOf(glance, language) {
  const said = glance.words[language] ?? glance.words.en;
  const plain = glance.name.replaceAll('_', ' ');
  return (said?.instruction || `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`).replace(/\[[^[\]]*\]/g, '');
}

/**
 * A switch that reads what it is of.
 * @param {string} label
 * @param {boolean} isOn
 * @param {boolean} mayTurn
 * @param {(isOn: boolean) => void} turn
 */
export function switchOf(label, isOn, mayTurn, turn) {
  const made = element('button', { class: 'switch', attributes: { role: 'switch', 'aria-checked': String(isOn), 'aria-label': label }, click: () => turn(!isOn) });
  made.disabled = !mayTurn;
  return made;
}
