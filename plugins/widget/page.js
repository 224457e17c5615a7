/**
 * The page /panel?conversation=ID: the panel alone, for any desk that can show a page. The key comes from the
 * server where it may give it (its own machine), else the agent is asked once a session. Words that the agent
 * takes go to the clipboard, and to the page around this one if its origin is given as ?origin=.
 */

import './bistand-panel.js';
import { BAD_TOKEN } from '../protocol/messages.js';
import { choose } from './words.js';

/** @import {BistandPanel} from './panel.js' */

const KEPT = 'bistand-key';
/** @type {Record<string, [label: string, send: string, title: string]>} */
const TEXTS = {
  sv: ['API-nyckel', 'Anslut', 'Bistand – påminnelser'],
  da: ['API-nøgle', 'Forbind', 'Bistand – påmindelser'],
  nb: ['API-nøkkel', 'Koble til', 'Bistand – påminnelser'],
  pt: ['Chave de API', 'Ligar', 'Bistand – sugestões'],
  en: ['API key', 'Connect', 'Bistand – prompts'],
};

const wanted = new URLSearchParams(location.search);
const language = choose([wanted.get('language') ?? '', ...navigator.languages].filter(Boolean));
const panel = /** @type {BistandPanel} */ (document.querySelector('bistand-panel'));
const form = /** @type {HTMLFormElement} */ (document.querySelector('#key-form'));
const field = /** @type {HTMLInputElement} */ (document.querySelector('#key'));

const [label, send, title] = TEXTS[language];
document.documentElement.lang = language;
document.title = title;
/** @type {HTMLElement} */ (document.querySelector('h1')).textContent = title;
/** @type {HTMLElement} */ (document.querySelector('#key-label')).textContent = label;
/** @type {HTMLElement} */ (document.querySelector('#key-send')).textContent = send;

/** On loopback the server hands its own page the key that it made itself. */
async function offeredKey() {
  const answer = await fetch('/console/config.json');
  if (!answer.ok) return '';
  const { key } = await answer.json();
  return typeof key === 'string' ? key : '';
}

form.addEventListener('submit', (submit) => {
  submit.preventDefault();
  sessionStorage.setItem(KEPT, field.value.trim());
  panel.token = field.value.trim();
  form.hidden = true;
  field.value = '';
});

panel.addEventListener('bistand-token', () => { form.hidden = false; });

panel.addEventListener('bistand-link', (event) => {
  if (/** @type {CustomEvent} */ (event).detail.code !== BAD_TOKEN) return;
  sessionStorage.removeItem(KEPT);
  form.hidden = false;
});

panel.addEventListener('bistand-insert', (event) => {
  const { text } = /** @type {CustomEvent} */ (event).detail;
  navigator.clipboard?.writeText(text).catch(() => {});
});

panel.setAttribute('language', language);
panel.setAttribute('conversation', wanted.get('conversation') ?? '');
const key = sessionStorage.getItem(KEPT) ?? await offeredKey();
if (key) panel.token = key;
else form.hidden = false;
