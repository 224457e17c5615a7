/**
 * What the extension keeps. Settings stay in this browser's profile; the key only until the browser is closed, in
 * memory that content scripts cannot read. Nothing that anybody said is kept anywhere.
 *
 * @typedef {object} Site A desk that the agent allowed.
 * @property {string} desk the adapter
 * @property {Record<string, string>} [selectors] of a desk of one's own
 *
 * @typedef {object} Settings
 * @property {string} server its origin; '' until it is set
 * @property {string} name the agent's
 * @property {string} agent the agent's id
 * @property {string} organisation
 * @property {string} language what the agent reads
 * @property {Record<string, Site>} sites by origin
 * @property {string} token
 *
 * @typedef {object} Place Where a conversation was left, and which prompts were open then.
 * @property {number} after
 * @property {string} epoch
 * @property {string[]} open
 */

/** What a server lists to let this extension in; in Firefox each installation has an origin of its own. */
export const ALLOWED_ORIGIN = location.protocol === 'moz-extension:' ? 'moz-extension://*' : location.origin;

export const LANGUAGES = ['sv', 'da', 'nb', 'pt', 'en'];

/** The language that the browser shows the extension's name in. */
const browserLanguage = () => chrome.i18n.getMessage('language') || 'en';

/** @returns {Promise<Settings>} */
export async function loadSettings() {
  /** @type {Partial<Settings>} */ const kept = await chrome.storage.local.get(['server', 'name', 'agent', 'organisation', 'language', 'sites']);
  /** @type {{token?: string}} */ const { token = '' } = await chrome.storage.session.get('token');
  return {
    server: '', name: '', agent: '', organisation: '', sites: {}, ...kept, language: kept.language || browserLanguage(), token,
  };
}

/** @param {Partial<Omit<Settings, 'token'>>} changes */
export const saveSettings = (changes) => chrome.storage.local.set(changes);

/** @param {string} token '' forgets it */
export const keepToken = (token) => (token ? chrome.storage.session.set({ token }) : chrome.storage.session.remove('token'));

/** @returns {Promise<Record<string, Place>>} */
export async function loadPlaces() {
  /** @type {{places?: Record<string, Place>}} */ const { places = {} } = await chrome.storage.session.get('places');
  return places;
}

/** @param {Record<string, Place>} places */
export const savePlaces = (places) => chrome.storage.session.set({ places });

/**
 * The origin of a server's address, which has to be TLS or on this machine: customers' words travel there.
 * @param {string} address
 * @returns {string} '' for what is no such address
 */
export function serverOrigin(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) ? url.origin : '';
}
