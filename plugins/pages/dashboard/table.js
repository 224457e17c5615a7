/** Tables of figures: a caption, columns, and rows whose first cell names them. */

import { element } from '../shell/elements.js';

/**
 * @param {string} caption
 * @param {string[]} columns
 * @param {(Node | string)[][]} rows
 * @param {{isCaptionShown?: boolean}} [looks]
 */
export function table(caption, columns, rows, { isCaptionShown = false } = {}) {
  const head = columns.map((column) => element('th', { attributes: { scope: 'col' } }, column));
  const body = rows.map(([name, ...cells]) => element(
    'tr',
    {},
    element('th', { attributes: { scope: 'row' } }, name),
    ...cells.map((cell) => element('td', {}, cell)),
  ));
  return element(
    'div',
    { class: 'scroll', attributes: { tabindex: '0', role: 'group', 'aria-label': caption } },
    element(
      'table',
      {},
      element('caption', { class: isCaptionShown ? '' : 'unseen' }, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...body),
    ),
  );
}

/**
 * A bar made of parts, for the eye alone: its figures stand beside it.
 * @param {{colour: string, amount: number}[]} parts
 */
export function bar(parts) {
  const made = element('span', { class: 'bar-of-parts', attributes: { 'aria-hidden': 'true' } });
  for (const { colour, amount } of parts) {
    if (!amount) continue;
    const part = element('span', { class: `part ${colour}` });
    part.style.flexGrow = String(amount);
    made.append(part);
  }
  return made;
}
