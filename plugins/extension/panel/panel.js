/** The side panel: the prompts of the conversation in the tab beside it, or the one step that is missing before. */

import '../../widget/bistand-panel.js';
import { ALLOWED_ORIGIN, keepToken, loadSettings } from '../settings.js';
import { DESKS, permissionOf } from '../sites.js';
import { wordsOf } from '../words.js';

const BAD_TOKEN = 4101;
/** Milliseconds without a connection before it is worth a word. */
const PATIENCE = 4000;

/**
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @returns {Kind}
 */
const part = (id) => /** @type {Kind} */ (document.getElementById(id));

/** @type {any} */ const panel = part('panel');
/** A panel in a tab of its own names the tab that it looks at: panel.html?tab=7. */
const pinned = Number(new URLSearchParams(location.search).get('tab')) || 0;
let settings = await loadSettings();
let words = await wordsOf(settings.language);
/** @type {any} What the background shows us. */ let view = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let impatience;
/** Which site the agent said what it is. */ let chosen = '';
/** @type {'' | 'key_wrong' | 'key_ends' | 'key_ended'} Why another key is asked for. */ let why = '';

connect();
write();

/** The background sleeps now and then; it wakes when we call. */
async function connect() {
  const window = await chrome.windows.getCurrent();
  const port = chrome.runtime.connect({ name: `panel:${window.id}:${pinned}` });
  port.onMessage.addListener((message) => {
    view = message;
    if (view.link === 'login_ended') why = 'key_ended';
    else if (view.link === 'connected' && why !== 'key_ends') why = '';
    show();
  });
  port.onDisconnect.addListener(() => setTimeout(connect, 500));
}

function write() {
  words.write(document);
  chosen = '';
  part('desk').replaceChildren(...DESKS.map(({ desk, name }) => new Option(name || words.of('desk_generic'), desk)));
  show();
}

/** The first step that is missing, by the id of what asks for it; '' where all is set. */
function missing() {
  if (!settings.server || !settings.name) return 'setup';
  if (!settings.token) return 'key';
  if (!view?.origin) return 'no_page';
  if (!view.isAllowed) return 'allow';
  if (view.report?.broken) return 'changed';
  return view.conversation ? '' : 'no_conversation';
}

function show() {
  const step = missing();
  for (const id of ['setup', 'key', 'allow', 'changed']) part(id).hidden = step !== id;
  part('site').textContent = view?.isAllowed ? view.name : 'Bistand';
  part('calm').hidden = !['no_page', 'no_conversation'].includes(step);
  part('calm').textContent = step === 'no_page' || step === 'no_conversation' ? words.of(step, { site: view?.name ?? '' }) : '';
  if (step === 'allow') askToAllow();
  part('changed-title').textContent = words.of('changed_title', { desk: view?.name ?? '' });
  part('choose').hidden = view?.desk !== 'generic';
  follow(step === '' || step === 'changed' ? view.conversation : '');
  tellOfLink(Boolean(settings.token) && step !== 'setup');
  if (why && settings.token) part('key').hidden = false; // beside what is shown, which goes on with the next one
  part('wrong-key').hidden = !why;
  part('wrong-key').textContent = why ? words.of(why) : '';
}

function askToAllow() {
  const site = new URL(view.origin).host;
  part('allow-title').textContent = words.of('allow_title', { site });
  part('allow-text').textContent = words.of('allow_text', { server: new URL(settings.server).host });
  part('allow-button').textContent = words.of('allow', { site });
  if (chosen !== view.origin) /** @type {HTMLSelectElement} */ (part('desk')).value = view.desk;
  chosen = view.origin;
}

/** @param {string} conversation */
function follow(conversation) {
  panel.hidden = !conversation;
  if (!conversation) {
    panel.removeAttribute('conversation');
    return;
  }
  for (const [name, value] of Object.entries({ language: settings.language, server: settings.server, conversation })) {
    if (panel.getAttribute(name) !== value) panel.setAttribute(name, value);
  }
  panel.token = settings.token; // last: it connects
}

/** @param {boolean} isWanted */
function tellOfLink(isWanted) {
  if (isWanted && view?.code === BAD_TOKEN && view.link === 'not_connected') {
    keepToken('');
    why = 'key_wrong';
  }
  const isLost = isWanted && view && !['connected', 'login_ended'].includes(view.link);
  if (!isLost) {
    clearTimeout(impatience);
    impatience = undefined;
    part('unreachable').hidden = true;
    return;
  }
  const slots = { server: settings.server, origin: ALLOWED_ORIGIN };
  part('unreachable-text').textContent = words.of('unreachable', slots);
  impatience ??= setTimeout(() => { part('unreachable').hidden = false; }, PATIENCE);
}

panel.addEventListener('bistand-token', () => {
  if (why) return;
  why = 'key_ends';
  show();
});

part('key').addEventListener('submit', async (event) => {
  event.preventDefault();
  /** @type {HTMLInputElement} */ const field = part('token');
  why = '';
  show();
  await keepToken(field.value.trim());
  field.value = '';
});

part('allow').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { origin, tab } = view;
  const desk = /** @type {HTMLSelectElement} */ (part('desk')).value;
  const isGranted = await chrome.permissions.request(permissionOf(origin)).catch(() => false); // first: it needs the click
  part('refused').hidden = isGranted;
  part('refused').textContent = words.of('refused', { site: new URL(origin).host });
  if (!isGranted) return;
  await chrome.runtime.sendMessage({ type: 'allow', origin, desk, tab });
  if (desk === 'generic') chrome.runtime.openOptionsPage();
});

for (const id of ['settings', 'open-settings', 'choose']) part(id).addEventListener('click', () => chrome.runtime.openOptionsPage());

panel.addEventListener('bistand-insert', async (/** @type {CustomEvent} */ { detail }) => {
  const isDone = await chrome.runtime.sendMessage({ type: 'insert', tab: view?.tab ?? -1, text: detail.text });
  part('not-inserted').hidden = isDone;
  if (!isDone) await navigator.clipboard.writeText(detail.text);
});

chrome.storage.onChanged.addListener(async (changes) => {
  if (Object.keys(changes).every((name) => name === 'places')) return;
  settings = await loadSettings();
  if (changes.token?.newValue) why = '';
  if (changes.language) words = await wordsOf(settings.language);
  write();
});
