/** What a trainer would say, what went well first; and the list of what was practised. */

import { element } from '../shell/elements.js';
import { firstName } from './shapes.js';

/** @import {Counts, Guideline, Home, Need, Quoted, Report, Session, Times} from './shapes.js' */

/** @type {[Need['outcome'], string][]} */
const SECTIONS = [['alone', 'went_well'], ['prompted', 'after_prompt'], ['mended', 'put_right'], ['missed', 'to_practise']];

/**
 * @param {Home} home
 * @param {Report} report
 */
export function reportView(home, report) {
  const { words } = home;
  const sections = SECTIONS.flatMap(([outcome, word]) => section(home, report, outcome, word));
  return element(
    'article', { class: 'report', attributes: { 'aria-labelledby': 'report-title' } },
    element('h2', { attributes: { id: 'report-title' } }, words.of('report_title', { title: report.title })),
    element('p', { class: 'meta' }, `${when(home, report.begun)} · ${words.of(report.channel)} · ${words.of(`level_${report.level}`)}${report.agent_name ? ` · ${report.agent_name}` : ''}`),
    element('p', { class: 'lead' }, words.of(`ending_${report.ending ?? 'none'}`, { customer: firstName(report.customer) })),
    element('p', { class: 'lead' }, result(home, report.counts ?? counted(report.needs))),
    ...sections,
    ...letters(home, report),
    times(home, report.times),
    aims(home, report),
    element(
      'p', { class: 'buttons' },
      element('button', { class: 'primary', click: () => home.start(report.script, report.level, report.agent_name) }, words.of('again')),
      element('a', { class: 'button', attributes: { href: '#' } }, words.of('tab_choose')),
    ),
  );
}

/** @param {Home} home */
export async function reportList(home) {
  const { words, service } = home;
  const { sessions } = await service.get('/v1/practice');
  if (!sessions.length) return element('p', { class: 'quiet empty' }, words.of('no_reports'));
  const shown = home.isLead ? [await summary(home)] : [];
  const columns = ['column_when', 'column_script', ...(home.isLead ? ['column_agent'] : []), 'column_level', 'column_result', 'column_ending'];
  const head = element('tr', {}, ...columns.map((word) => element('th', { attributes: { scope: 'col' } }, words.of(word))));
  const rows = sessions.map((/** @type {Session} */ session) => row(home, session));
  const table = element('table', { class: 'reports' }, element('thead', {}, head), element('tbody', {}, ...rows));
  return element('div', { class: 'list' }, ...shown, element('div', { class: 'wide', attributes: { tabindex: '0', role: 'region', 'aria-label': words.of('tab_reports') } }, table));
}

/** @param {Home} home */
async function summary({ words, service }) {
  const { sessions, agents_trained: agents, share_met: share } = await service.get('/v1/practice/summary');
  const slots = { sessions: String(sessions), agents: String(agents), share: share === null ? '–' : String(Math.round(share * 100)) };
  return element('p', { class: 'lead' }, words.of('summary', slots));
}

/**
 * @param {Home} home
 * @param {Session} session
 */
function row(home, session) {
  const { words } = home;
  const { counts } = session;
  const href = `#${session.ended ? 'report' : 'talk'}/${session.conversation}`;
  const title = element('a', { lang: session.language, attributes: { href } }, session.title);
  return element(
    'tr', {},
    element('td', {}, when(home, session.begun)),
    element('th', { attributes: { scope: 'row' } }, title),
    ...(home.isLead ? [element('td', {}, session.agent_name || session.agent || '–')] : []),
    element('td', {}, words.of(`level_${session.level}`)),
    element('td', {}, counts ? words.of('result_short', { met: String(counts.alone + counts.prompted), needed: String(counts.needed) }) : '–'),
    element('td', {}, session.ended ? words.of(`ended_${session.ending ?? 'none'}`) : words.of('still_open')),
  );
}

/**
 * @param {Home} home
 * @param {Counts} counts
 */
function result({ words }, { needed, alone, prompted }) {
  if (!needed) return words.of('result_nothing');
  return words.of('result', { met: String(alone + prompted), needed: String(needed), alone: String(alone), prompted: String(prompted) });
}

/** @param {Need[]} needs */
function counted(needs) {
  const of = (/** @type {string} */ outcome) => needs.filter((need) => need.outcome === outcome).length;
  return { needed: needs.length, alone: of('alone'), prompted: of('prompted'), mended: of('mended'), missed: of('missed') };
}

/**
 * @param {Home} home
 * @param {Report} report
 * @param {Need['outcome']} outcome
 * @param {string} word
 */
function section(home, report, outcome, word) {
  const needs = report.needs.filter((need) => need.outcome === outcome);
  const isFirst = outcome === 'alone';
  if (!needs.length && !(isFirst && report.needs.length)) return [];
  const items = needs.map((need) => item(home, report, need));
  const inside = needs.length ? element('ol', { class: 'needs' }, ...items) : element('p', { class: 'quiet' }, home.words.of('nothing_well'));
  return [element('section', { class: 'outcome', data: { outcome } }, element('h3', {}, home.words.of(word)), inside)];
}

/**
 * @param {Home} home
 * @param {Report} report
 * @param {Need} need
 */
function item(home, report, need) {
  const { words } = home;
  const isMissed = need.outcome === 'missed';
  const name = firstName(report.customer);
  const lines = [
    ...said(words.of('customer_said', { customer: name }), isMissed || need.agent ? need.customer : null, report.language),
    ...said(words.of('you_said'), need.agent, report.language),
    ...(isMissed && need.say ? said(words.of('could_say'), { event: '', text: need.say }, need.say_language) : []),
    ...rests(home, need.guideline),
  ];
  const late = need.seconds && need.seconds >= 1 ? [element('span', { class: 'meta' }, words.of('seconds_later', { seconds: number(home, need.seconds) }))] : [];
  const why = need.why && (isMissed || !(need.customer || need.agent)) ? [element('p', { class: 'quiet' }, sentence(need.why))] : [];
  return element('li', { data: { moment: need.moment } }, element('h4', {}, need.asks, ...late), ...why, element('dl', {}, ...lines));
}

/**
 * @param {string} label
 * @param {Quoted | null} quoted
 * @param {string} lang
 */
function said(label, quoted, lang) {
  return quoted ? [element('dt', {}, label), element('dd', { class: 'words' }, element('q', { lang }, quoted.text))] : [];
}

/**
 * @param {Home} home
 * @param {Guideline | null} guideline
 */
function rests({ words }, guideline) {
  if (!guideline) return [];
  const source = element('cite', {}, [guideline.title, guideline.section].filter(Boolean).join(' › '));
  return [element('dt', {}, words.of('guideline')), element('dd', { lang: guideline.language, class: 'guideline' }, element('q', {}, guideline.quote), ' ', source)];
}

/**
 * @param {Home} home
 * @param {Report} report
 */
function letters(home, { findings, language, channel }) {
  if (channel !== 'email') return [];
  const { words } = home;
  const items = findings.map(({ quote, finding }) => element(
    'li', { data: { severity: finding.severity, rule: finding.rule } },
    element('p', {}, ...(quote ? [element('q', { lang: language }, quote.length > 90 ? `${quote.slice(0, 90)} …` : quote), ' '] : []), finding.message),
    ...(finding.guidelines.length ? [element('dl', {}, ...rests(home, finding.guidelines[0]))] : []),
  ));
  const inside = items.length ? element('ul', { class: 'findings' }, ...items) : element('p', { class: 'quiet' }, words.of('no_findings'));
  return [element('section', { class: 'outcome' }, element('h3', {}, words.of('letters')), inside)];
}

/**
 * @param {Home} home
 * @param {Times} times
 */
function times(home, { replies, reply_limit_s: limit, holds, hold_limit_s: holdLimit }) {
  const lines = [
    ...timeLine(home, 'replies_line', replies, limit),
    ...timeLine(home, 'holds_line', holds, holdLimit),
  ];
  const { words } = home;
  const shown = lines.length ? lines : [words.of('no_times')];
  return element('section', { class: 'outcome' }, element('h3', {}, words.of('times')), ...shown.map((line) => element('p', {}, line)));
}

/**
 * @param {Home} home
 * @param {string} word
 * @param {number[]} all seconds
 * @param {number | null} limit seconds
 */
function timeLine(home, word, all, limit) {
  if (!all.length) return [];
  const { words } = home;
  const line = words.of(word, { count: String(all.length), slowest: span(home, Math.max(...all)) });
  return [limit === null ? line : `${line} ${words.of('limit_line', { limit: span(home, limit) })}`];
}

/**
 * @param {Home} home
 * @param {Report} report
 */
function aims({ words }, report) {
  const items = report.aims.map(({ asks, outcome }) => element('li', { data: { outcome } }, element('span', {}, asks), ' ', element('span', { class: 'badge' }, words.of(`outcome_${outcome}`))));
  return element('section', { class: 'outcome' }, element('h3', {}, words.of('aims')), element('ul', { class: 'aims' }, ...items));
}

/**
 * @param {Home} home
 * @param {string} at
 */
function when({ words }, at) {
  return new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/**
 * @param {Home} home
 * @param {number} value
 */
const number = ({ words }, value) => new Intl.NumberFormat(words.language, { maximumFractionDigits: 0 }).format(value);

/**
 * Seconds, or minutes or hours where there are many of them.
 * @param {Home} home
 * @param {number} value
 */
function span({ words }, value) {
  const [unit, size] = value >= 7200 ? ['hour', 3600] : value >= 120 ? ['minute', 60] : ['second', 1];
  return new Intl.NumberFormat(words.language, { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 0 }).format(value / Number(size));
}

/** @param {string} words that may stand as a sentence */
const sentence = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');
