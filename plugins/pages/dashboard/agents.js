/** The figures of each agent, for who leads them. */

import { element } from '../shell/elements.js';
import { panel } from './panel.js';
import { OUTCOMES } from './scorecards.js';
import { bar, table } from './table.js';

/** @import {Context} from './context.js' */
/** @import {Row, Scorecards} from './scorecards.js' */

/**
 * @param {Context} context
 * @param {Scorecards} cards by agent
 * @param {(agent: string) => void} choose show one agent alone
 * @param {(small: string) => void} name show agents with few conversations by name ('show'), or not ('')
 */
export function agents(context, cards, choose, name) {
  const { small } = cards;
  const rows = [...cards.rows].sort((one, other) => other.conversations - one.conversations);
  const summary = small.agents
    ? context.of('agents_pooled', { agents: context.numbers.count(small.agents), least: context.numbers.count(small.least) })
    : context.of('agents_say', { agents: context.numbers.count(rows.length) });
  const figures = table(
    context.of('by_agent'),
    ['agent', 'conversations', 'adherence', 'needed', 'first_reply', 'holds', 'useful_share', 'nuisance_per_hour'].map((name) => context.of(name)),
    rows.map((row) => line(context, row, choose)),
  );
  return panel(context.words, { name: 'by_agent', summary, figures, isOpen: true, more: naming(context, small.agents, name) });
}

/**
 * The way to see agents with few conversations by name, and back.
 * @param {Context} context
 * @param {number} hidden how many are not
 * @param {(small: string) => void} name
 */
export function naming(context, hidden, name) {
  const isNamed = context.filters.small === 'show';
  if (!isNamed && !hidden) return [];
  const toggle = element('button', { attributes: { id: 'naming' }, click: () => name(isNamed ? '' : 'show') }, context.of(isNamed ? 'pool_agents' : 'name_agents'));
  return [element('p', { class: 'naming' }, toggle)];
}

/**
 * @param {Context} context
 * @param {Row} row
 * @param {(agent: string) => void} choose
 */
function line(context, row, choose) {
  const { numbers } = context;
  const agent = row.agent ?? '';
  const isOne = agent !== '' && !row.is_pooled;
  const shown = (/** @type {number} */ amount, /** @type {string} */ of) => (isOne ? context.figure(amount, { of, agent }) : numbers.count(amount));
  const name = context.agent(agent);
  return [
    isOne ? element('button', { class: 'link', click: () => choose(agent) }, name) : name,
    shown(row.conversations, 'conversations'),
    element('span', { class: 'share' }, element('b', {}, numbers.share(row.adherence)), bar(OUTCOMES.map((of) => ({ colour: of, amount: row[of] })))),
    shown(row.needed, 'needed'),
    numbers.share(row.first_reply?.share_within),
    numbers.share(row.holds?.share_within),
    numbers.share(row.use.useful_share),
    numbers.rate(row.use.nuisance_per_hour),
  ];
}
