/** The charter as its readers see it. */

import { element } from '../shell/elements.js';

/** @import {Charter, Standard} from './shapes.js' */

/**
 * @param {Charter} charter
 * @param {string} none what to say where no standard is published
 */
export function documentOf(charter, none) {
  const { headings, language } = charter;
  const standards = charter.standards.length
    ? element('ol', { class: 'standards' }, ...charter.standards.map((one) => standard(one)))
    : element('p', {}, none);
  return element(
    'article',
    { class: 'charter', lang: language, attributes: { 'aria-labelledby': 'charter-title' } },
    element('header', {}, element('h2', { attributes: { id: 'charter-title' } }, charter.title), element('p', { class: 'subtitle' }, charter.subtitle)),
    part(headings.purpose, text(charter.purpose)),
    part(headings.scope, text(charter.scope)),
    part(headings.standards, standards),
    part(headings.implementation, ...charter.implementation.says.map(text)),
    part(headings.contact, text(charter.contact)),
  );
}

/**
 * @param {string} heading
 * @param {...Node} content
 */
const part = (heading, ...content) => element('section', {}, element('h3', {}, heading), ...content);

/** @param {string} words */
const text = (words) => element('p', { class: 'text' }, words);

/** @param {Standard} one */
function standard(one) {
  const made = element('li', { data: { standard: one.id } }, element('p', { class: 'promise' }, one.sentence));
  if (one.guideline) {
    made.append(
      element('blockquote', { lang: one.guideline.language }, one.guideline.quote),
      element('p', { class: 'source' }, one.source),
    );
  }
  made.append(element('p', { class: one.adherence ? 'outcome measured' : 'outcome' }, one.outcome));
  return made;
}
