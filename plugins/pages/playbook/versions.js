/** What was published when and by whom, what it changed, and the way back. */

import { element } from '../shell/elements.js';
import { differencesShown } from './changes.js';

/** @import {Playbook} from './playbook.js' */
/** @typedef {{number: number, at: string, by: string, moments: string[], restores: number | null}} Version */

/** @param {Playbook} page */
export async function versionsView(page) {
  const { words } = page;
  /** @type {{versions: Version[]}} */
  const { versions } = await page.service.get('/v1/playbook/versions');
  const latest = versions[0]?.number ?? 0;
  const rows = versions.map((version) => row(page, version, latest));
  const first = element('li', { class: 'version' }, element('div', { class: 'version-head' },
    element('strong', {}, words.of('first_version')), ...(latest && page.isLead ? [back(page, 0)] : [])));
  return [
    element('h2', {}, words.of('view_versions')),
    element('p', { class: 'hint' }, words.of(versions.length ? 'versions_hint' : 'no_versions')),
    element('ol', { class: 'versions' }, ...rows, first),
  ];
}

/**
 * @param {Playbook} page
 * @param {Version} version
 * @param {number} latest
 */
function row(page, version, latest) {
  const { words } = page;
  const at = new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(version.at));
  const names = element('span', { class: 'names' }, ...version.moments.flatMap((name, place) => [place ? ', ' : '', element('code', {}, name)]));
  const restored = version.restores === null ? [] : [element('span', { class: 'quiet' }, words.of('goes_back', { number: String(version.restores) }))];
  const live = version.number === latest ? [element('span', { class: 'badge good' }, words.of('is_live'))] : page.isLead ? [back(page, version.number)] : [];
  const inner = element('div');
  const more = element('details', {}, element('summary', {}, words.of('what_changed')), inner);
  more.addEventListener('toggle', () => { if (more.open && !inner.hasChildNodes()) void page.attempt(() => fill(page, version.number, inner)); });
  return element('li', { class: 'version' },
    element('div', { class: 'version-head' },
      element('strong', {}, words.of('version', { number: String(version.number) })),
      element('time', { class: 'quiet', attributes: { datetime: version.at } }, at),
      element('span', { class: 'quiet' }, version.by || words.of('servers_key')), ...restored, ...live),
    names, more);
}

/**
 * @param {Playbook} page
 * @param {number} number
 * @param {HTMLElement} place
 */
async function fill(page, number, place) {
  /** @type {{yaml: Record<string, string | null>, before: Record<string, string>}} */
  const shown = await page.service.get(`/v1/playbook/versions/${number}`);
  place.replaceChildren(...Object.entries(shown.yaml).flatMap(([name, text]) => [
    element('h3', {}, name),
    text === null ? element('p', { class: 'quiet' }, page.words.of('as_in_files')) : differencesShown(page, shown.before[name] ?? '', text),
  ]));
}

/**
 * A button that asks once more in its own place before it goes back.
 * @param {Playbook} page
 * @param {number} number
 */
function back(page, number) {
  const { words } = page;
  const label = words.of('go_back_to', { number: String(number) });
  const ask = element('button', { attributes: { 'aria-label': label }, click: () => {
    ask.replaceWith(sure);
    yes.focus();
  } }, words.of('go_back'));
  const yes = element('button', { class: 'primary', attributes: { 'aria-label': `${words.of('yes_go_back')} (${number})` }, click: () => page.attempt(async () => {
    const done = await page.service.post(`/v1/playbook/versions/${number}/restore`, {});
    await page.load();
    await page.go();
    page.announce(words.of(done.published ? 'published' : 'same_already', { number: String(done.number) }));
  }) }, words.of('yes_go_back'));
  const no = element('button', { click: () => {
    sure.replaceWith(ask);
    ask.focus();
  } }, words.of('cancel'));
  const sure = element('span', { class: 'sure' }, words.of('sure_back', { number: String(number) }), ' ', yes, ' ', no);
  return ask;
}
