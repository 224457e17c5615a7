/** Which pages are read: none, until the agent allows one. Permission and scripts come and go together. */

/** @import {Site} from './settings.js' */

/**
 * @typedef {object} Known
 * @property {string} desk
 * @property {string} name
 * @property {RegExp} host where it is hosted by its maker
 * @property {string} path what of the site is read
 */

/** @type {Known[]} */
export const DESKS = [
  { desk: 'chatwoot', name: 'Chatwoot', host: /(^|\.)chatwoot\.com$/, path: '/app/*' },
  { desk: 'zendesk', name: 'Zendesk', host: /\.zendesk\.com$/, path: '/agent/*' },
  { desk: 'intercom', name: 'Intercom', host: /^app\.(eu\.|au\.)?intercom\.com$/, path: '/a/*' },
  { desk: 'freshdesk', name: 'Freshdesk', host: /\.(freshdesk|myfreshworks)\.com$/, path: '/a/*' },
  { desk: 'zammad', name: 'Zammad', host: /\.zammad\.com$/, path: '/*' },
  { desk: 'gmail', name: 'Gmail', host: /^mail\.google\.com$/, path: '/mail/*' },
  { desk: 'generic', name: '', host: /$^/, path: '/*' },
];

const FOLDER = 'extension/';
const SCRIPTS = ['content/page.js', 'content/selftest.js', 'content/watch.js', 'content/compose.js'];

/** @param {string} desk @returns {string[]} in the order they need each other */
const scriptsOf = (desk) => [...SCRIPTS, `adapters/${desk}.js`, 'content/link.js'].map((name) => FOLDER + name);

/** @param {string} origin */
const scriptId = (origin) => `desk:${origin}`;

/** Match patterns know no ports: a pattern without one is for all. @param {string} origin */
const patternOf = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}`;

/** @param {string} origin */
export const permissionOf = (origin) => ({ origins: [`${patternOf(origin)}/*`] });

/**
 * The desk that is hosted at an address; `generic` where we cannot know.
 * @param {string} origin
 */
export const deskAt = (origin) => DESKS.find(({ host }) => host.test(new URL(origin).hostname))?.desk ?? 'generic';

/** @param {string} desk @param {string} origin */
export const nameOf = (desk, origin) => DESKS.find((known) => known.desk === desk)?.name || new URL(origin).host;

/**
 * Make the browser run the scripts of exactly the allowed sites, now and after each start.
 * @param {Record<string, Site>} sites
 */
export async function registerSites(sites) {
  const allowed = [];
  for (const [origin, { desk }] of Object.entries(sites)) {
    if (await chrome.permissions.contains(permissionOf(origin))) allowed.push({ origin, desk });
  }
  await chrome.scripting.unregisterContentScripts();
  await chrome.scripting.registerContentScripts(allowed.map(({ origin, desk }) => ({
    id: scriptId(origin),
    matches: [patternOf(origin) + (DESKS.find((known) => known.desk === desk)?.path ?? '/*')],
    js: scriptsOf(desk),
    runAt: 'document_idle',
  })));
}

/**
 * Begin at once in a tab that is open already.
 * @param {number} tabId
 * @param {string} desk
 */
export const runIn = (tabId, desk) => chrome.scripting.executeScript({ target: { tabId }, files: scriptsOf(desk) });
