/** How often what the guidelines ask was done: day by day, and by moment. */

import { element } from '../shell/elements.js';
import { panel } from './panel.js';
import { OUTCOMES } from './scorecards.js';
import { bar, table } from './table.js';

/** @import {Context} from './context.js' */
/** @import {Row} from './scorecards.js' */

const LEAST = 5; // needs from which a moment is called the best or the worst

/**
 * @param {Context} context
 * @param {Row[]} rows by day
 * @param {Row} total
 */
export function adherenceByDay(context, rows, total) {
  const { numbers } = context;
  const days = rows.map((row) => ({ ...row, day: row.day ?? '' }));
  const figures = table(
    context.of('adherence_by_day'),
    [context.of('day'), context.of('needed'), ...OUTCOMES.map((name) => context.of(name)), context.of('adherence')],
    days.map((row) => [
      numbers.day(row.day),
      context.figure(row.needed, { of: 'needed', day: row.day }),
      ...OUTCOMES.map((name) => context.figure(row[name], { of: name, day: row.day })),
      numbers.share(row.adherence),
    ]),
  );
  return panel(context.words, {
    name: 'adherence_by_day',
    summary: context.of('adherence_says', {
      share: numbers.share(total.adherence),
      needed: numbers.count(total.needed),
      unprompted: numbers.count(total.unprompted),
      prompted: numbers.count(total.prompted),
      missed: numbers.count(total.missed),
      dismissed: numbers.count(total.dismissed),
    }),
    plot: {
      labels: days.map((row) => numbers.day(row.day)),
      series: [
        ...OUTCOMES.map((name) => ({ label: context.of(name), colour: name, values: days.map((row) => row[name]) })),
        { label: context.of('adherence'), colour: 'ink', isShare: true, values: days.map((row) => row.adherence) },
      ],
      count: (value) => numbers.count(value),
      share: (value) => numbers.share(value),
      chosen: (index, series) => context.open({ of: OUTCOMES[series] ?? 'needed', day: days[index].day }),
    },
    figures,
  });
}

/**
 * @param {Context} context
 * @param {Row[]} rows by moment
 */
export function ranking(context, rows) {
  const { numbers } = context;
  const ranked = rows.filter((row) => row.needed).sort((one, other) => (one.adherence ?? 2) - (other.adherence ?? 2) || other.needed - one.needed);
  const judged = ranked.filter((row) => row.adherence !== null && row.needed >= LEAST);
  const [worst, best] = [judged[0], judged[judged.length - 1]];
  const summary = judged.length > 1
    ? context.of('ranking_says', {
      worst: context.moment(worst.moment ?? ''),
      low: numbers.share(worst.adherence),
      best: context.moment(best.moment ?? ''),
      high: numbers.share(best.adherence),
    })
    : context.of('ranking_too_few');
  const figures = table(
    context.of('adherence_by_moment'),
    ['moment', 'adherence', 'needed', ...OUTCOMES, 'time_to_done'].map((name) => context.of(name)),
    ranked.map((row) => rankedRow(context, row)),
  );
  return panel(context.words, { name: 'adherence_by_moment', summary, figures, isOpen: true, more: [legend(context)] });
}

/**
 * @param {Context} context
 * @param {Row} row
 */
function rankedRow(context, row) {
  const { numbers } = context;
  const moment = row.moment ?? '';
  const parts = OUTCOMES.map((name) => ({ colour: name, amount: row[name] }));
  return [
    context.moment(moment),
    element('span', { class: 'share' }, element('b', {}, numbers.share(row.adherence)), bar(parts)),
    context.figure(row.needed, { of: 'needed', moment }),
    ...OUTCOMES.map((name) => context.figure(row[name], { of: name, moment })),
    numbers.seconds(row.median_s_to_done),
  ];
}

/** @param {Context} context */
export function legend(context) {
  const keys = OUTCOMES.map((name) => element('li', {}, element('span', { class: `key ${name}` }), context.of(name)));
  return element('ul', { class: 'legend', attributes: { 'aria-hidden': 'true' } }, ...keys);
}
