/** The options: which server, who the agent is, which sites are read, and how a desk of one's own is read. */

import { ALLOWED_ORIGIN, LANGUAGES, loadSettings, saveSettings, serverOrigin } from '../settings.js';
import { DESKS, nameOf } from '../sites.js';
import { wordsOf } from '../words.js';

const SELECTORS = ['pattern', 'stream', 'message', 'customer', 'text', 'composer'];
const EXAMPLES = { pattern: '/tickets/(\\d+)', stream: '.conversation', message: '.message', customer: '.from-customer', text: '.body', composer: 'textarea' };
const CHANNELS = ['chat', 'email', 'form', 'social'];

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);

let settings = await loadSettings();
let words = await wordsOf(settings.language);
write();

function write() {
  part('selectors').replaceChildren(...SELECTORS.map((name) => field(name)));
  part('channel').replaceChildren(...CHANNELS.map((channel) => new Option(words.of(`channel_${channel}`), channel)));
  words.write(document);
  const names = new Intl.DisplayNames([settings.language], { type: 'language' });
  part('language').replaceChildren(...LANGUAGES.map((language) => new Option(names.of(language), language)));
  for (const name of ['server', 'name', 'organisation', 'language']) part(name).value = Reflect.get(settings, name);
  part('origin').textContent = `BISTAND_ALLOWED_ORIGINS=${ALLOWED_ORIGIN}`;
  list();
}

/** @param {string} name */
function field(name) {
  const label = document.createElement('label');
  const text = document.createElement('span');
  const input = document.createElement('input');
  label.className = 'field';
  text.textContent = words.of(`own_${name}`);
  Object.assign(input, { id: `own-${name}`, placeholder: Reflect.get(EXAMPLES, name), spellcheck: false, autocomplete: 'off' });
  label.append(text, input);
  return label;
}

function list() {
  const sites = Object.entries(settings.sites);
  part('no-sites').hidden = sites.length > 0;
  part('sites').replaceChildren(...sites.map(([origin, { desk }]) => row(origin, desk)));
  const own = sites.filter(([, { desk }]) => desk === 'generic').map(([origin]) => origin);
  const kept = part('own-site').value;
  part('own').hidden = !own.length;
  part('own-site').replaceChildren(...own.map((origin) => new Option(new URL(origin).host, origin)));
  if (own.includes(kept)) part('own-site').value = kept;
  fill();
}

/** @param {string} origin @param {string} desk */
function row(origin, desk) {
  const item = document.createElement('li');
  const name = document.createElement('b');
  const kind = document.createElement('select');
  const forget = document.createElement('button');
  name.textContent = new URL(origin).host;
  kind.append(...DESKS.map((known) => new Option(known.name || words.of('desk_generic'), known.desk)));
  kind.value = desk;
  kind.setAttribute('aria-label', words.of('desk_is'));
  kind.addEventListener('change', () => chrome.runtime.sendMessage({ type: 'allow', origin, desk: kind.value, tab: -1 }));
  forget.type = 'button';
  forget.textContent = words.of('forget');
  forget.addEventListener('click', () => chrome.runtime.sendMessage({ type: 'forget', origin }));
  item.append(name, kind, forget);
  return item;
}

function fill() {
  const selectors = settings.sites[part('own-site').value]?.selectors ?? {};
  for (const name of SELECTORS) part(`own-${name}`).value = selectors[name] ?? '';
  part('channel').value = selectors.channel ?? 'chat';
}

const written = () => ({ ...Object.fromEntries(SELECTORS.map((name) => [name, part(`own-${name}`).value.trim()])), channel: part('channel').value });

/** @param {any} report */
function resultOf(report) {
  if (!report) return words.of('test_no_tab', { site: nameOf('generic', part('own-site').value) });
  if (report.error) return words.of('test_error', { error: report.error });
  if (!report.conversation) return words.of('test_no_conversation');
  if (!report.stream) return words.of('test_no_stream');
  const box = words.of(report.composer ? 'test_box' : 'test_no_box');
  return `${words.of('test_found', report)} ${box}`;
}

part('settings').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const server = serverOrigin(part('server').value.trim());
  part('bad-server').hidden = Boolean(server);
  part('saved').hidden = true;
  if (!server) return;
  await saveSettings({ server, name: part('name').value.trim(), organisation: part('organisation').value.trim(), language: part('language').value });
  part('saved').hidden = false;
});

part('own').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const origin = part('own-site').value;
  await saveSettings({ sites: { ...settings.sites, [origin]: { desk: 'generic', selectors: written() } } });
});

part('test').addEventListener('click', async () => {
  const report = await chrome.runtime.sendMessage({ type: 'test', origin: part('own-site').value, desk: 'generic', selectors: written() });
  part('result').textContent = resultOf(report);
  part('result').hidden = false;
});

part('own-site').addEventListener('change', fill);
part('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(ALLOWED_ORIGIN);
  part('copied').hidden = false;
});

chrome.storage.onChanged.addListener(async (changes) => {
  settings = await loadSettings();
  if (changes.language) {
    words = await wordsOf(settings.language);
    write();
  } else if (changes.sites) list();
});
