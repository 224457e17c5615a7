/** The few figures to begin with, each beside what it was in the time before. */

import { element } from '../shell/elements.js';

/** @import {Context} from './context.js' */
/** @import {Row} from './scorecards.js' */

const POINTS = 100;
const STEADY = 0.05; // points, or prompts an hour: less is no change

/**
 * @param {Context} context
 * @param {Row} total
 * @param {Row | null} before the same figures of the time before; null when nothing happened then, or it is not known yet
 */
export function overview(context, total, before) {
  const { numbers } = context;
  const tiles = [
    tile(context, 'conversations', context.figure(total.conversations, { of: 'conversations' }), before && numbers.count(before.conversations)),
    shareTile(context, 'adherence', total.adherence, before?.adherence, context.figure(total.needed, { of: 'needed' }), 'needs'),
    ...waits(context, total, before),
    shareTile(context, 'useful_share', total.use.useful_share, before?.use.useful_share, context.figure(total.use.shown, { of: 'shown' }), 'prompts_shown'),
    nuisance(context, total, before),
  ];
  return element('ul', { class: 'tiles', attributes: { 'aria-label': context.of('overview') } }, ...tiles);
}

/**
 * @param {Context} context
 * @param {Row} total
 * @param {Row | null} before
 */
function waits(context, total, before) {
  /** @type {['first_reply' | 'holds', string][]} */
  const kinds = [['first_reply', 'late_first_reply'], ['holds', 'late_hold']];
  return kinds.flatMap(([kind, late]) => {
    const times = total[kind];
    if (!times?.judged) return [];
    const missed = context.figure(times.judged - times.within, { of: late });
    return [shareTile(context, kind, times.share_within, before?.[kind]?.share_within, missed, 'too_late')];
  });
}

/**
 * @param {Context} context
 * @param {string} name
 * @param {number | null} share
 * @param {number | null | undefined} before
 * @param {Node | string} amount
 * @param {string} says of what
 */
function shareTile(context, name, share, before, amount, says) {
  const change = share == null || before == null ? null : (share - before) * POINTS;
  return tile(context, name, context.numbers.share(share), null, change, true, [amount, ` ${context.of(says)}`]);
}

/**
 * @param {Context} context
 * @param {Row} total
 * @param {Row | null} before
 */
function nuisance(context, total, before) {
  const now = total.use.nuisance_per_hour;
  const then = before?.use.nuisance_per_hour;
  const change = now == null || then == null ? null : now - then;
  const amount = [context.figure(total.use.nuisance, { of: 'nuisance' }), ` ${context.of('prompts_unwanted')}`];
  return tile(context, 'nuisance_per_hour', context.numbers.rate(now), null, change, false, amount);
}

/**
 * @param {Context} context
 * @param {string} name
 * @param {Node | string} value
 * @param {string | null} before the figure of the time before, where a difference says little
 * @param {number | null} [change]
 * @param {boolean} [isMoreBetter]
 * @param {(Node | string)[]} [amount]
 */
function tile(context, name, value, before, change = null, isMoreBetter = true, amount = []) {
  const made = element('li', { class: 'tile' }, element('h3', {}, context.of(name)), element('p', { class: 'value' }, value));
  if (amount.length) made.append(element('p', { class: 'of' }, ...amount));
  if (before) made.append(element('p', { class: 'change' }, context.of('before_was', { figure: before })));
  if (change !== null) made.append(changed(context, change, isMoreBetter));
  return made;
}

/**
 * @param {Context} context
 * @param {number} change
 * @param {boolean} isMoreBetter
 */
function changed(context, change, isMoreBetter) {
  const isSteady = Math.abs(change) < STEADY;
  const way = isSteady ? 'steady' : change > 0 === isMoreBetter ? 'better' : 'worse';
  const arrow = isSteady ? '→' : change > 0 ? '▲' : '▼';
  const figure = context.numbers.signed.format(change);
  const says = context.of(isMoreBetter ? 'changed_points' : 'changed_by', { figure });
  return element('p', { class: `change ${way}` }, element('span', { attributes: { 'aria-hidden': 'true' } }, arrow), ` ${says}`);
}

