/** What became of the prompts, and how much they were in the way. */

import { panel } from './panel.js';
import { table } from './table.js';

/** @import {Context} from './context.js' */
/** @import {Row} from './scorecards.js' */

const DEEDS = /** @type {const} */ (['prompts', 'shown', 'used', 'edited', 'copied', 'helpful', 'unhelpful', 'unused', 'nuisance']);

/**
 * @param {Context} context
 * @param {Row[]} days
 * @param {Row} total
 */
export function usefulness(context, days, total) {
  const { numbers } = context;
  const { use } = total;
  const summary = use.prompts
    ? context.of('usefulness_says', {
      useful: numbers.count(use.useful),
      shown: numbers.count(use.shown),
      nuisance: numbers.rate(use.nuisance_per_hour),
    })
    : context.of('usefulness_nothing');
  const rest = (/** @type {Row} */ row) => Math.max(0, row.use.prompts - row.use.useful - row.use.nuisance);
  return panel(context.words, {
    name: 'usefulness',
    summary,
    plot: {
      labels: days.map((row) => numbers.day(row.day ?? '')),
      series: [
        { label: context.of('useful'), colour: 'accent', values: days.map((row) => row.use.useful) },
        { label: context.of('seen_only'), colour: 'rest', values: days.map(rest) },
        { label: context.of('nuisance'), colour: 'missed', values: days.map((row) => row.use.nuisance) },
      ],
      count: (value) => numbers.count(value),
      chosen: (index, series) => context.open({ of: ['used', 'prompts', 'nuisance'][series], day: days[index].day }),
    },
    figures: table(
      context.of('usefulness'),
      [...['day', ...DEEDS].map((name) => context.of(name)), context.of('nuisance_per_hour')],
      [
        [context.of('whole_period'), ...DEEDS.map((name) => context.figure(use[name], { of: name })), numbers.rate(use.nuisance_per_hour)],
        ...days.map((row) => [
          numbers.day(row.day ?? ''),
          ...DEEDS.map((name) => context.figure(row.use[name], { of: name, day: row.day })),
          numbers.rate(row.use.nuisance_per_hour),
        ]),
      ],
    ),
  });
}
