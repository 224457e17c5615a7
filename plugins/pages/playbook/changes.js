/** What is changed and not published yet: every field before and after, tried, replayed, and published as one version. */

import { element } from '../shell/elements.js';
import { Refusal } from '../shell/service.js';
import { LANGUAGES } from '../shell/words.js';
import { differences } from './difference.js';
import { faultList } from './editor.js';
import { replaying } from './replaying.js';

/** @import {Playbook} from './playbook.js' */

const CHANNELS = ['chat', 'phone', 'email', 'form', 'letter', 'voicemail', 'social', 'in_person'];
const CONFLICT = 409;
const LONG = 400; // code points of a value that are shown

/** @param {Playbook} page */
export async function changesView(page) {
  const { words, draft } = page;
  if (!draft.size) return [element('h2', {}, words.of('view_changes')), element('p', { class: 'quiet' }, words.of('no_changes'))];
  const outcome = element('div', { class: 'outcome' });
  const faults = element('div', { class: 'faults', attributes: { role: 'alert' } });
  const moments = await Promise.all([...draft.moments].map(async ([name, text]) => (
    element('section', { class: 'change' },
      element('h3', {}, element('a', { attributes: { href: `#moment/${encodeURIComponent(name)}` } }, name), ' ', discard(page, name)),
      differencesShown(page, await page.liveText(name), text))
  )));
  return [
    element('h2', {}, words.of('view_changes')),
    element('p', { class: 'hint' }, words.of('changes_hint')),
    ...moments,
    tools(page, outcome, faults), faults, outcome,
  ];
}

/**
 * Every field that differs, before and after.
 * @param {Playbook} page
 * @param {string} before
 * @param {string} after
 */
export function differencesShown(page, before, after) {
  const { words } = page;
  const found = differences(before, after);
  if (!found.length) return element('p', { class: 'quiet' }, words.of(before === after ? 'nothing_changed' : 'only_layout'));
  const rows = found.flatMap((one) => [
    element('dt', {}, element('code', {}, one.field || words.of('yaml_way'))),
    element('dd', {},
      ...(one.before === undefined ? [] : [element('del', {}, short(one.before))]), ' ',
      ...(one.after === undefined ? [] : [element('ins', {}, short(one.after))])),
  ]);
  return element('dl', { class: 'differences' }, ...rows);
}

/** @param {string} text */
const short = (text) => (text.length > LONG ? `${text.slice(0, LONG)} …` : text);

/**
 * @param {Playbook} page
 * @param {string} name
 */
function discard(page, name) {
  return element('button', { class: 'plain', attributes: { 'aria-label': `${page.words.of('undo')}: ${name}` }, click: async () => {
    page.draft.drop(name);
    await page.go();
    page.focus();
  } }, page.words.of('undo'));
}

/**
 * @param {Playbook} page
 * @param {HTMLElement} outcome
 * @param {HTMLElement} faults
 */
function tools(page, outcome, faults) {
  const { words } = page;
  const last = element('input', { attributes: { type: 'number', min: '1', max: '500', value: '50', 'aria-label': words.of('how_many') } });
  const channel = choice(words.of('channel'), words.of('every_channel'), CHANNELS.map((name) => [name, words.of(name)]));
  const language = choice(words.of('customers_language'), words.of('every_language'), LANGUAGES.map((code) => [code, words.languageName(code)]));
  const guarded = (/** @type {() => Promise<void>} */ work) => () => guard(page, faults, outcome, work);
  const replay = guarded(() => replaying(page, outcome, {
    moments: page.draft.texts(), last: Number(last.value) || 50,
    ...(channel.value ? { channel: channel.value } : {}), ...(language.value ? { language: language.value } : {}),
  }));
  return element('div', { class: 'publishing' },
    element('div', { class: 'tools' },
      element('button', { click: guarded(() => tryAll(page, outcome)) }, words.of('try_examples')),
      element('label', { class: 'inline' }, words.of('replay'), ' ', last), channel, language,
      element('button', { click: replay }, words.of('replay_now'))),
    element('button', { class: 'primary large', click: guarded(() => publish(page)) }, words.of('publish', { count: String(page.draft.size) })));
}

/**
 * @param {string} label
 * @param {string} all
 * @param {string[][]} options
 */
function choice(label, all, options) {
  const made = element('select', { attributes: { 'aria-label': label } });
  made.append(new Option(all, ''), ...options.map(([value, text]) => new Option(text, value)));
  return made;
}

/**
 * @param {Playbook} page
 * @param {HTMLElement} faults
 * @param {HTMLElement} outcome
 * @param {() => Promise<void>} work
 */
async function guard(page, faults, outcome, work) {
  faults.replaceChildren();
  await page.attempt(async () => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcome.replaceChildren();
      if (error.status === CONFLICT) faults.replaceChildren(conflict(page, error.message));
      else if (error.faults.length) faults.replaceChildren(faultList(page, error.faults, (name) => { location.hash = `#moment/${encodeURIComponent(name)}`; }));
      else throw error;
    }
  });
}

/**
 * @param {Playbook} page
 * @param {string} said
 */
function conflict(page, said) {
  const { words } = page;
  const goOn = element('button', { click: async () => {
    await page.load();
    page.draft.goOnFrom(page.number);
    await page.go();
    page.focus();
  } }, words.of('go_on'));
  return element('div', { class: 'fault-list' }, element('p', {}, words.of('conflict')), element('p', { class: 'quiet' }, said), goOn);
}

/**
 * @param {Playbook} page
 * @param {HTMLElement} outcome
 */
async function tryAll(page, outcome) {
  const { words } = page;
  outcome.replaceChildren(element('p', { class: 'quiet', attributes: { role: 'status' } }, words.of('trying')));
  const tried = await page.service.post('/v1/playbook/test', { moments: page.draft.texts() });
  const failed = tried.failed.map((/** @type {{moment: string, language: string, lines: string[]}} */ one) => (
    element('li', {}, element('a', { attributes: { href: `#moment/${encodeURIComponent(one.moment)}` } }, one.moment), ` (${words.languageName(one.language)}) `, element('q', {}, one.lines.join(' / ')))
  ));
  const said = words.of(failed.length ? 'some_failed' : tried.examples ? 'all_passed' : 'no_examples', { passed: String(tried.passed), count: String(tried.examples) });
  outcome.replaceChildren(element('div', { class: `judged ${failed.length ? 'bad' : 'good'}`, attributes: { role: 'status' } }, element('p', {}, said), element('ul', {}, ...failed)));
}

/** @param {Playbook} page */
async function publish(page) {
  const published = await page.service.post('/v1/playbook/publish', { moments: page.draft.texts(), since: page.draft.since });
  page.draft.clear();
  await page.load();
  const target = '#versions';
  if (location.hash === target) await page.go();
  else location.hash = target;
  page.announce(page.words.of('published', { number: String(published.number) }));
}
