/** The conversations behind a figure, the latest first. */

import { element } from '../shell/elements.js';

/** @import {Context, Figure} from './context.js' */
/** @import {Drill, Measured, Need, Wait} from './scorecards.js' */

const WAITS = /** @type {Record<string, string>} */ ({ reply: 'wait_reply', voicemail: 'wait_voicemail', ringing: 'wait_ringing', hold: 'wait_hold' });

/**
 * What a figure is, in words.
 * @param {Context} context
 * @param {Figure} figure
 */
export function titleOf(context, { of, moment, agent, channel, day }) {
  const parts = [
    context.of(of),
    moment && context.moment(moment),
    agent && context.agent(agent),
    channel && context.channel(channel),
    day && context.numbers.day(day),
  ];
  return parts.filter(Boolean).join(' · ');
}

/**
 * @param {Context} context
 * @param {Drill} drill
 * @param {(id: string) => void} open
 * @param {(offset: number) => void} turn to another page of the list
 * @param {number} offset of this page
 */
export function list(context, drill, open, turn, offset) {
  const { numbers } = context;
  if (!drill.total) return [element('p', { class: 'quiet' }, context.of('list_empty'))];
  const until = offset + drill.conversations.length;
  const range = context.of('list_range', { first: numbers.count(offset + 1), last: numbers.count(until), total: numbers.count(drill.total) });
  const rows = drill.conversations.map((one) => card(context, one, open));
  const pages = element('p', { class: 'pages-of-list' });
  const back = Math.max(0, offset - drill.conversations.length);
  if (offset) pages.append(element('button', { click: () => turn(back) }, context.of('earlier_page')));
  const next = drill.next_offset;
  if (next !== null) pages.append(element('button', { click: () => turn(next) }, context.of('next_page')));
  return [element('p', { class: 'quiet' }, range), element('ol', { class: 'conversations' }, ...rows), pages];
}

/**
 * @param {Context} context
 * @param {Measured} one
 * @param {(id: string) => void} open
 */
function card(context, one, open) {
  const about = [
    context.numbers.time(one.begun),
    context.channel(one.channel),
    context.language(one.language),
    ...one.agents.map((agent) => context.agent(agent)),
  ];
  const facts = [...one.waits.filter((wait) => wait.is_late).map((wait) => waited(context, wait)), ...one.needs.map((need) => needed(context, need))];
  return element(
    'li',
    {},
    element('button', { class: 'link', click: () => open(one.id) }, one.id),
    element('p', { class: 'meta' }, about.join(' · ')),
    element('ul', { class: 'facts' }, ...facts),
  );
}

/**
 * @param {Context} context
 * @param {Need} need
 */
function needed(context, need) {
  const outcome = outcomeOf(need);
  return element('li', { class: `fact ${outcome}` }, `${context.moment(need.moment)}: ${context.of(outcome)}`);
}

/** @param {Need} need */
function outcomeOf({ status, is_prompted }) {
  if (status === 'done') return is_prompted ? 'prompted' : 'unprompted';
  return status === 'expired' || status === 'withdrawn' ? 'missed' : status;
}

/**
 * @param {Context} context
 * @param {Wait} wait
 */
function waited(context, wait) {
  const { numbers } = context;
  const times = { time: numbers.seconds(wait.seconds), standard: numbers.seconds(wait.standard_s) };
  return element('li', { class: 'fact late' }, context.of(WAITS[wait.kind], times));
}
