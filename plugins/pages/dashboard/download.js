/** The figures as a file: what is shown, or every single need or wait. */

import { element } from '../shell/elements.js';

/** @import {Context} from './context.js' */

const TABLES = /** @type {const} */ (['rows', 'needs', 'waits']);
const FORMATS = /** @type {const} */ (['csv', 'parquet']);

/**
 * @param {Context} context
 * @param {(table: string, format: string) => void} save
 */
export function downloads(context, save) {
  const chosen = element('select', { attributes: { 'aria-label': context.of('download_what') } });
  for (const name of TABLES) chosen.append(new Option(context.of(`table_${name}`), name));
  const buttons = FORMATS.map((format) => element('button', { click: () => save(chosen.value, format) }, context.of(`as_${format}`)));
  return element(
    'section',
    { class: 'panel downloads', attributes: { 'aria-labelledby': 'downloads-heading' } },
    element('h2', { attributes: { id: 'downloads-heading' } }, context.of('downloads')),
    element('p', { class: 'summary' }, context.of('downloads_say')),
    element('div', { class: 'row' }, chosen, ...buttons),
  );
}
