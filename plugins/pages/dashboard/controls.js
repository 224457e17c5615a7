/** The fields above the figures. */

import { element } from '../shell/elements.js';
import { CHANNELS } from './scorecards.js';
import { PERIODS, isoDay } from './filters.js';
import { LANGUAGES } from '../shell/words.js';

/** @import {Context} from './context.js' */
/** @import {Filters} from './filters.js' */

/** @typedef {{moments: string[], agents: string[]}} Known what there is to choose from, as far as the figures tell */

/**
 * @param {Context} context
 * @param {Known} known
 * @param {(filters: Filters) => void} changed
 */
export function controls(context, known, changed) {
  const { filters } = context;
  const names = { agents: [...known.agents].sort(), moments: [...known.moments].sort((one, other) => context.moment(one).localeCompare(context.moment(other))) };
  const fields = [
    select(context, 'period', PERIODS.map((name) => [name, context.of(`period_${name}`)]), filters.period, (period) => {
      const { since, until } = filters.span();
      changed(filters.with({ period, from: isoDay(since), to: isoDay(until) }));
    }),
    ...(filters.period === 'custom' ? days(context, changed) : []),
    select(context, 'channel', any(context, CHANNELS, (name) => context.channel(name)), filters.channel, (channel) => changed(filters.with({ channel }))),
    ...(context.isLead ? [select(context, 'agent', any(context, withOwn(names.agents, filters.agent), (name) => name), filters.agent, (agent) => changed(filters.with({ agent })))] : []),
    select(context, 'moment', any(context, withOwn(names.moments, filters.moment), (name) => context.moment(name)), filters.moment, (moment) => changed(filters.with({ moment }))),
    select(context, 'language', any(context, LANGUAGES, (code) => context.language(code)), filters.language, (language) => changed(filters.with({ language }))),
  ];
  const bar = element('form', { class: 'filters', attributes: { 'aria-label': context.of('filters') } }, ...fields);
  if (filters.isNarrow) {
    const all = { channel: '', agent: '', moment: '', language: '' };
    bar.append(element('button', { class: 'plain', click: () => changed(filters.with(all)) }, context.of('show_all')));
  }
  bar.addEventListener('submit', (submit) => submit.preventDefault());
  return bar;
}

/**
 * @param {Context} context
 * @param {(filters: Filters) => void} changed
 */
function days(context, changed) {
  const { since, until } = context.filters.span();
  return /** @type {const} */ (['from', 'to']).map((name) => {
    const input = element('input', { attributes: { type: 'date', id: `filter-${name}`, max: isoDay(new Date()) } });
    input.value = isoDay(name === 'from' ? since : until);
    input.addEventListener('change', () => changed(context.filters.with({ period: 'custom', from: isoDay(since), to: isoDay(until), [name]: input.value })));
    return element('label', { class: 'field' }, element('span', {}, context.of(name)), input);
  });
}

/**
 * @param {Context} context
 * @param {string} name
 * @param {string[][]} choices value and text
 * @param {string} value
 * @param {(value: string) => void} chosen
 */
function select(context, name, choices, value, chosen) {
  const made = element('select', { attributes: { id: `filter-${name}` } });
  for (const [code, text] of choices) made.append(new Option(text, code, false, code === value));
  made.addEventListener('change', () => chosen(made.value));
  return element('label', { class: 'field' }, element('span', {}, context.of(name)), made);
}

/**
 * @param {Context} context
 * @param {string[]} names
 * @param {(name: string) => string} said
 */
const any = (context, names, said) => [['', context.of('all')], ...names.map((name) => [name, said(name)])];

/**
 * @param {string[]} names
 * @param {string} own
 */
const withOwn = (names, own) => (own && !names.includes(own) ? [own, ...names] : names);
