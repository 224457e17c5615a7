/** How long customers waited for a first answer and on hold, against what the workspace promises them. */

import { panel } from './panel.js';
import { firstReplyStandard } from './scorecards.js';
import { table } from './table.js';

/** @import {Context} from './context.js' */
/** @import {Row, Standard, Times} from './scorecards.js' */

/**
 * @param {Context} context
 * @param {Row[]} days
 * @param {Row[]} channels
 * @param {Row} total
 * @param {Standard[]} standards
 */
export function waiting(context, days, channels, total, standards) {
  const { numbers } = context;
  const shown = days.map((row) => numbers.day(row.day ?? ''));
  const lines = /** @type {const} */ (['first_reply', 'holds']).filter((name) => total[name]?.judged);
  return panel(context.words, {
    name: 'waiting',
    summary: summary(context, channels, total),
    plot: {
      labels: shown,
      series: lines.map((name, place) => ({
        label: context.of(`${name}_within`),
        colour: place ? 'second' : 'accent',
        isShare: true,
        values: days.map((row) => row[name]?.share_within ?? null),
      })),
      share: (value) => numbers.share(value),
      chosen: (index, series) => context.open({ of: lines[series] === 'holds' ? 'late_hold' : 'late_first_reply', day: days[index].day }),
    },
    figures: table(
      context.of('waiting'),
      ['channel', 'wait', 'standard', 'within', 'late', 'median', 'most_wait'].map((name) => context.of(name)),
      channels.flatMap((row) => rowsOf(context, row, standards)),
    ),
    isOpen: true,
  });
}

/**
 * @param {Context} context
 * @param {Row[]} channels
 * @param {Row} total
 */
function summary(context, channels, total) {
  const { numbers } = context;
  const first = total.first_reply;
  if (!first?.judged) return context.of('waiting_nothing');
  const judged = channels.filter((row) => row.first_reply?.judged);
  judged.sort((one, other) => (one.first_reply?.share_within ?? 1) - (other.first_reply?.share_within ?? 1));
  const said = [context.of('first_reply_says', { share: numbers.share(first.share_within), count: numbers.count(first.judged) })];
  if (judged.length > 1) {
    said.push(context.of('slowest_says', {
      channel: context.channel(judged[0].channel ?? ''),
      share: numbers.share(judged[0].first_reply?.share_within),
    }));
  }
  if (total.holds?.judged) {
    said.push(context.of('holds_say', { share: numbers.share(total.holds.share_within), count: numbers.count(total.holds.judged) }));
  }
  return said.join(' ');
}

/**
 * @param {Context} context
 * @param {Row} row
 * @param {Standard[]} standards
 */
function rowsOf(context, row, standards) {
  const channel = row.channel ?? '';
  const hold = standards.find((one) => one.standard === 'hold_limit_s' && one.channel === channel)?.seconds ?? null;
  /** @type {[string, Times | undefined, number | null, string][]} */
  const kinds = [
    ['first_reply', row.first_reply, firstReplyStandard(standards, channel), 'late_first_reply'],
    ['holds', row.holds, hold, 'late_hold'],
  ];
  return kinds.filter(([, times]) => times?.count || times?.judged).map(([kind, times, standard, late]) => [
    context.channel(channel),
    context.of(`wait_for_${kind}`),
    context.numbers.seconds(standard),
    context.numbers.share(times?.share_within),
    times ? context.figure(times.judged - times.within, { of: late, channel }) : '',
    context.numbers.seconds(times?.median_s),
    context.numbers.seconds(times?.p90_s),
  ]);
}
