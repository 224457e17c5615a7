/** What some prompts carry besides words: open questions, a promise's due time, the summary for a supervisor. */

import { element } from './elements.js';

/** @import {Words} from './languages.js' */

/**
 * @param {Record<string, unknown>} details
 * @param {Words} words
 * @returns {HTMLElement[]}
 */
export function detailList(details, words) {
  const { summary, ...rest } = details;
  const rows = Object.entries({ ...rest, .../** @type {object} */ (summary ?? {}) })
    .filter(([name]) => `detail_${name}` in words.texts)
    .map(([name, value]) => ({ name, lines: linesOf(name, value, words) }))
    .filter(({ lines }) => lines.length);
  if (!rows.length) return [];
  return [element('dl', { class: 'details' }, ...rows.flatMap(({ name, lines }) => [
    element('dt', {}, words.of(`detail_${name}`)),
    ...lines.map((line) => element('dd', {}, line)),
  ]))];
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {Words} words
 * @returns {string[]}
 */
function linesOf(name, value, words) {
  if (Array.isArray(value)) return value.flatMap((item) => linesOf(name, item, words));
  if (value && typeof value === 'object' && 'text' in value) return linesOf(name, value.text, words);
  if (value === null || value === undefined || value === '') return [];
  if (name === 'due') return [dueTime(value, words)];
  const key = `${name}_${value}`;
  return [key in words.texts ? words.of(key) : String(value)];
}

/**
 * @param {unknown} due RFC 3339, or seconds on a replay's clock
 * @param {Words} words
 */
function dueTime(due, words) {
  if (typeof due !== 'number') return new Date(String(due)).toLocaleTimeString(words.language, { timeStyle: 'short' });
  const minutes = Math.floor(due / 60);
  return `${String(minutes).padStart(2, '0')}:${String(Math.floor(due % 60)).padStart(2, '0')}`;
}
