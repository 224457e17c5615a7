/** What a document was before: each version with what it changed, and the way back to it. */

import { element } from '../shell/elements.js';
import { confirmed } from './confirming.js';
import { differences, shown } from './differences.js';

/** @import {Page} from '../shell/page.js' */
/** @import {Changes, Version} from './shapes.js' */

/**
 * @param {Page} page
 * @param {string} name of the document
 * @param {() => Promise<void>} changed called when a version was restored
 */
export async function versions(page, name, changed) {
  const { words } = page;
  const path = `/v1/guidelines/${encodeURIComponent(name)}/versions`;
  const answer = await page.service.get(path);
  const list = element('ol', { class: 'versions' });
  for (const version of /** @type {Version[]} */ (answer.versions)) list.append(line(version));
  return element('section', {}, element('p', { class: 'quiet' }, words.of('versions_kept', { most: String(answer.most) })), list);

  /** @param {Version} version */
  function line(version) {
    const buttons = element('p', { class: 'buttons' });
    const number = String(version.version);
    if (version.made !== 'removed' && !version.is_current && page.isLead) {
      buttons.append(element('button', { click: () => restore(number) }, words.of('go_back_to', { version: number })));
    }
    if (version.bytes) buttons.append(element('button', { class: 'plain', click: () => page.attempt(() => save(number)) }, words.of('save_file', { version: number })));
    return element(
      'li', version.is_current ? { attributes: { 'aria-current': 'true' } } : {},
      element('h3', {}, heading(version)),
      element('p', { class: 'quiet' }, [when(version.at), version.by, size(version)].filter(Boolean).join(' · ')),
      version.changes ? changesOf(version.changes) : '',
      buttons,
    );
  }

  /** @param {Version} version */
  function heading(version) {
    const number = words.of('version', { version: String(version.version) });
    const made = version.made === 'restored' ? words.of('made_restored', { version: String(version.restored) }) : words.of(`made_${version.made}`);
    return `${number}: ${version.is_current ? `${made} (${words.of('now_in_use')})` : made}`;
  }

  /** @param {Version} version */
  function size(version) {
    return version.made === 'removed' ? '' : words.of('sentences_in', { count: String(version.sentences), language: words.names.of(version.language) ?? '' });
  }

  /** @param {string | null} at */
  function when(at) {
    return at ? new Date(at).toLocaleString(words.language, { dateStyle: 'medium', timeStyle: 'short' }) : words.of('time_unknown');
  }

  /** @param {Changes} changes */
  function changesOf({ added, removed, altered }) {
    if (!added.length && !removed.length && !altered.length) return element('p', {}, words.of('nothing_changed'));
    const list = element('ul', { class: 'changes' });
    for (const { before, after } of altered) {
      const [was, is] = differences(before, after);
      list.append(element('li', { data: { kind: 'altered' } }, said('altered'), element('p', {}, ...shown(was, 'del')), element('p', {}, ...shown(is, 'ins'))));
    }
    for (const text of added) list.append(element('li', { data: { kind: 'added' } }, said('added'), element('p', {}, element('ins', {}, text))));
    for (const text of removed) list.append(element('li', { data: { kind: 'removed' } }, said('removed'), element('p', {}, element('del', {}, text))));
    return list;
  }

  /** @param {string} kind */
  function said(kind) {
    return element('span', { class: 'label' }, words.of(`sentence_${kind}`));
  }

  /** @param {string} number */
  async function restore(number) {
    const title = words.of('restore_question', { version: number, document: name });
    if (!await confirmed(words, title, words.of('restore_explained'), words.of('go_back'))) return;
    if (await page.attempt(() => page.service.post(`${path}/${number}/restore`, {}))) await changed();
  }

  /** @param {string} number */
  async function save(number) {
    const address = URL.createObjectURL(await page.service.file(`${path}/${number}/file`));
    const link = element('a', { attributes: { href: address, download: `${name}-${number}` } });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 1_000);
  }
}
