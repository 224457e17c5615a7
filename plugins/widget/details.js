/** What some prompts carry besides words: open questions, a promise and its time, the summary for a supervisor. */

import { clock, element } from './elements.js';
import { record } from '../protocol/prompts.js';

/** @import {Words} from './words.js' */

const MOST_LINES = 12;
/** In this order. */
const SHOWN = ['promise', 'due', 'text', 'customer', 'problem', 'tried', 'mood', 'questions'];

/**
 * @param {Record<string, unknown>} details
 * @param {Words} words
 * @returns {HTMLElement[]}
 */
export function detailList(details, words) {
  const { open_questions: questions, ...brief } = record(details.summary);
  const given = /** @type {Record<string, unknown>} */ ({ questions, ...brief, ...details });
  const rows = SHOWN.map((name) => ({ name, lines: linesOf(name, given[name], words).slice(0, MOST_LINES) }))
    .filter(({ lines }) => lines.length);
  if (!rows.length) return [];
  return [element('dl', {}, ...rows.flatMap(({ name, lines }) => [
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
  if (typeof value === 'object') return 'text' in record(value) ? linesOf(name, record(value).text, words) : [];
  if (value === undefined || value === '') return [];
  if (name === 'due' && typeof value === 'number') return [clock(value)]; // seconds from a replay's start
  if (name === 'due' && typeof value === 'string') return [words.timeOfDay(Date.parse(value) / 1000, Date.now() / 1000)];
  const key = `${name}_${value}`;
  return [words.has(key) ? words.of(key) : String(value)];
}
