/** The last conversations replayed with the changes: which prompts would come, go, move or say something else. */

import { element } from '../shell/elements.js';

/** @import {Playbook} from './playbook.js' */

/**
 * @typedef {{at: string, priority: string, instruction: string, say: string}} Prompt
 * @typedef {{kind: 'came' | 'gone' | 'moved' | 'reworded', moment: string, words: string, before: Prompt | null, after: Prompt | null}} Difference
 * @typedef {{conversation: string, channel: string, differences: Difference[]}} Conversation
 * @typedef {{moment: string, before: number, after: number, came: number, gone: number, moved: number, reworded: number}} Row
 * @typedef {{looked_at: number, changed: number, before: number, after: number, moments: Row[]}} Total
 * @typedef {{moments: Record<string, string>, last: number, channel?: string, language?: string}} Wanted
 */

const KINDS = /** @type {const} */ (['came', 'gone', 'moved', 'reworded']);
const SIGNS = { came: '+', gone: '−', moved: '→', reworded: '✎' };
const PAUSE_MS = 120; // between two drawings of the progress

/**
 * Replay, and show in `place` what is found as it is found. Ends early when the reader stops it.
 * @param {Playbook} page
 * @param {HTMLElement} place
 * @param {Wanted} wanted
 */
export async function replaying(page, place, wanted) {
  const { words } = page;
  const stopping = new AbortController();
  const bar = element('progress', { attributes: { max: String(wanted.last), value: '0', 'aria-label': words.of('replaying') } });
  const told = element('span', { attributes: { role: 'status' } }, words.of('replaying'));
  const stop = element('button', { click: () => stopping.abort() }, words.of('stop'));
  const found = element('div', { class: 'conversations' });
  const head = element('div', { class: 'replay-head' }, bar, told, stop);
  place.replaceChildren(head, found);
  let looked = 0;
  let drawn = 0;
  try {
    for await (const line of page.service.lines('/v1/playbook/preview', wanted, stopping.signal)) {
      if (line.kind === 'failed') throw new TypeError(line.detail);
      if (line.kind === 'total') head.replaceWith(summary(page, line));
      else {
        looked = line.looked_at;
        if (performance.now() - drawn > PAUSE_MS) {
          drawn = performance.now();
          bar.value = looked;
          told.textContent = words.of('replayed', { count: String(looked) });
        }
        if (line.differences.length) found.append(conversation(page, line));
      }
    }
  } catch (error) {
    if (!stopping.signal.aborted) {
      place.replaceChildren();
      throw error;
    }
    head.replaceChildren(element('p', { attributes: { role: 'status' } }, words.of('stopped', { count: String(looked) })));
  }
}

/**
 * @param {Playbook} page
 * @param {Total} total
 */
function summary(page, total) {
  const { words } = page;
  const slots = { count: String(total.looked_at), changed: String(total.changed), before: String(total.before), after: String(total.after) };
  const said = total.looked_at ? words.of(total.changed ? 'replay_total' : 'replay_same', slots) : words.of('replay_none');
  const rows = total.moments.filter((row) => KINDS.some((kind) => row[kind]));
  const made = element('div', { class: 'replay-total', attributes: { role: 'status' } }, element('p', {}, said));
  if (rows.length) made.append(table(page, rows));
  return made;
}

/**
 * @param {Playbook} page
 * @param {Row[]} rows
 */
function table(page, rows) {
  const { words } = page;
  const columns = ['before', 'after', ...KINDS];
  const head = element('tr', {}, element('th', { attributes: { scope: 'col' } }, words.of('moment')),
    ...columns.map((name) => element('th', { attributes: { scope: 'col' } }, words.of(`replay_${name}`))));
  const body = rows.map((row) => element('tr', {}, element('th', { attributes: { scope: 'row' } }, element('code', {}, row.moment)),
    ...columns.map((name) => element('td', {}, String(row[/** @type {keyof Row} */ (name)])))));
  return element('div', { class: 'scroll', attributes: { tabindex: '0', role: 'region', 'aria-label': words.of('replay_table') } },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)));
}

/**
 * @param {Playbook} page
 * @param {Conversation} one
 */
function conversation(page, one) {
  const { words } = page;
  const items = one.differences.map((difference) => element('li', { class: difference.kind },
    element('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, SIGNS[difference.kind]), ' ',
    element('strong', {}, words.of(`replay_${difference.kind}`)), ' ', element('code', {}, difference.moment), ' ',
    element('span', { class: 'times' }, times(words.language, difference)),
    ...(difference.words ? [element('q', {}, difference.words)] : []),
    ...said(difference)));
  return element('section', { class: 'conversation' },
    element('h3', {}, one.conversation, ' ', element('span', { class: 'quiet' }, words.of(one.channel))), element('ul', {}, ...items));
}

/**
 * @param {string} language
 * @param {Difference} difference
 */
function times(language, difference) {
  const form = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  const both = [difference.before, difference.after].flatMap((prompt) => (prompt ? [form.format(new Date(prompt.at))] : []));
  return [...new Set(both)].join(' → ');
}

/** @param {Difference} difference */
function said({ kind, before, after }) {
  if (kind === 'reworded' && before && after) {
    const pairs = /** @type {[string, string][]} */ ([[before.instruction, after.instruction], [before.say, after.say]]);
    return pairs.filter(([old, fresh]) => old !== fresh)
      .map(([old, fresh]) => element('p', { class: 'said-there' }, element('del', {}, old), ' ', element('ins', {}, fresh)));
  }
  const prompt = after ?? before;
  return prompt ? [element('p', { class: 'said-there' }, prompt.instruction)] : [];
}
