/** The panel's icons, as strokes on a 24 by 24 field. A button that shows one alone says in words what it does. */

import { element } from './elements.js';

/** @import {Words} from './words.js' */

const STROKES = {
  insert: ['M9 10 4 15l5 5', 'M20 4v7a4 4 0 0 1-4 4H4'],
  edit: ['m4 20 1-5L16 4l4 4L9 19z'],
  copy: ['M9 9h11v11H9z', 'M15 5V4H4v11h1'],
  helpful: ['M7 11v9H4v-9z', 'm7 11 4-8a2 2 0 0 1 2 2v4h6l-1.500 9a2 2 0 0 1-2 2H7'],
  unhelpful: ['M7 13V4H4v9z', 'm7 13 4 8a2 2 0 0 0 2-2v-4h6l-1.500-9a2 2 0 0 0-2-2H7'],
  dismiss: ['M6 6l12 12', 'M18 6 6 18'],
  search: ['M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13z', 'm15.500 15.500 5 5'],
  done: ['m4 13 5 5L20 6'],
};

/** @typedef {keyof typeof STROKES} Icon */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Icon} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const stroke of STROKES[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', stroke);
    svg.append(path);
  }
  return svg;
}

/**
 * A button that shows an icon alone and is named by its act.
 * @param {Icon} name of the icon and of its text
 * @param {Words} words
 * @param {() => void} click
 * @param {string} key that does the same
 */
export function iconButton(name, words, click, key = '') {
  const label = words.of(name);
  return element('button', { class: 'icon', data: { action: name }, 'aria-label': label, title: key ? `${label} (${key})` : label, 'aria-keyshortcuts': key, click }, icon(name));
}
