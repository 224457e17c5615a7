/** The way from one page to the others. */

import { element } from './elements.js';

/** @import {Words} from './words.js' */

const PAGES = {
  console: '/',
  dashboard: '/dashboard',
  charter: '/charter',
  guidelines: '/guidelines',
  playbook: '/playbook',
  practice: '/practice',
};

/**
 * @param {Words} words with `page_<name>` for each and `pages`
 * @param {string} here name of the page that the reader is on
 */
export function navigation(words, here) {
  const links = Object.entries(PAGES).map(([name, href]) => (
    element('a', { attributes: { href, ...(name === here ? { 'aria-current': 'page' } : {}) } }, words.of(`page_${name}`))
  ));
  return element('nav', { class: 'pages', attributes: { 'aria-label': words.of('pages') } }, ...links);
}
