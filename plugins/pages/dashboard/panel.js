/** A part of the dashboard: heading, a sentence that says it all, the plot, and its figures as a table. */

import { element } from '../shell/elements.js';
import { frame } from './plots.js';

/** @import {Words} from '../shell/words.js' */
/** @import {Plot} from './plots.js' */

let panels = 0;

/**
 * @param {Words} words
 * @param {object} content
 * @param {string} content.name of its words
 * @param {string} content.summary
 * @param {Plot} [content.plot]
 * @param {HTMLElement} content.figures
 * @param {boolean} [content.isOpen] the figures are the point, and stand open
 * @param {(Node | string)[]} [content.more]
 */
export function panel(words, { name, summary, plot, figures, isOpen = false, more = [] }) {
  const id = `panel-${(panels += 1)}`;
  const heading = element('h2', { attributes: { id } }, words.of(name));
  const made = element(
    'section',
    { class: `panel ${name}`, attributes: { 'aria-labelledby': id } },
    heading,
    element('p', { class: 'summary' }, summary),
  );
  if (plot) made.append(frame(summary, plot));
  made.append(isOpen ? figures : element('details', {}, element('summary', {}, words.of('show_figures')), figures), ...more);
  return made;
}
