/** Who changed charter and standards, when, and what. */

import { element } from '../shell/elements.js';

/** @import {Words} from '../shell/words.js' */
/** @import {CharterText, Standards} from './shapes.js' */

/**
 * @param {Words} words
 * @param {CharterText} text
 * @param {Standards} standards
 */
export function history(words, text, standards) {
  const numbers = new Intl.NumberFormat(words.language, { maximumFractionDigits: 3 });
  const figure = (/** @type {number | null} */ number) => (number === null ? '–' : numbers.format(number));
  const changes = [
    ...text.versions.map((one) => ({ ...one, note: '', said: one.changes.map((field) => words.of(`field_${field}`)) })),
    ...standards.versions.map((one) => ({ ...one, said: one.changes.map(({ field, before, after }) => `${field}: ${figure(before)} → ${figure(after)}`) })),
  ];
  changes.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  const times = new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeStyle: 'short' });
  const rows = changes.map(({ at, by, note, said }) => element(
    'li',
    {},
    element('p', { class: 'meta' }, [times.format(new Date(at)), by].filter(Boolean).join(' · ')),
    element('p', {}, said.join(', ')),
    ...(note ? [element('p', { class: 'hint' }, note)] : []),
  ));
  const list = rows.length ? element('ol', { class: 'history' }, ...rows) : element('p', { class: 'quiet' }, words.of('history_none'));
  return element('details', { class: 'panel' }, element('summary', {}, words.of('history')), list);
}
