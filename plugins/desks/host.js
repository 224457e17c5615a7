/** What every desk's page has: the panel, the agent's key, and the desk's messages on their way to the server. */

import '../widget/bistand-panel.js';
import { Feed } from './feed.js';
import { textsOf } from './texts.js';

/** @import {ConversationBody} from './feed.js' */
/** @import {ConversationEvent} from '../protocol/messages.js' */

const KEPT = 'bistand-key';
const BAD_TOKEN = 4101;

/**
 * @typedef {object} Choices
 * @property {string} [server] where it is not the one that this page comes from
 * @property {string} [language]
 * @property {(text: string) => Promise<boolean> | boolean} [insert] into the desk's reply box; false where it cannot
 * @property {(event: string) => void} [confirmed]
 */

export class Host {
  /** @type {Set<string>} */ #told = new Set();
  /** @type {Feed | null} */ #feed = null;
  /** @type {ConversationBody | null} */ #body = null;
  /** @type {ConversationEvent[]} Told before there was a key. */ #early = [];
  #panel = /** @type {any} */ (document.createElement('bistand-panel'));
  #note = document.createElement('p');
  #form = document.createElement('form');

  /** @param {Choices} choices */
  constructor(choices = {}) {
    this.choices = choices;
    this.server = choices.server || location.origin;
    this.texts = textsOf([choices.language ?? '', ...navigator.languages]);
    this.#panel.setAttribute('server', this.server);
    this.#panel.setAttribute('language', this.texts.language);
    this.#panel.hidden = true;
    this.#panel.addEventListener('bistand-insert', (/** @type {CustomEvent} */ { detail }) => this.#insert(detail.text));
    this.#panel.addEventListener('bistand-token', () => { this.#form.hidden = false; });
    this.#note.setAttribute('role', 'status');
    this.#build();
    document.documentElement.lang = this.texts.language;
    document.body.append(this.#form, this.#note, this.#panel);
    this.say('waiting');
    this.#begin();
  }

  /**
   * A word to the agent, by the name of its text; '' none.
   * @param {import('./texts.js').Name | ''} name
   */
  say(name) {
    this.#note.textContent = name ? this.texts.of[name] : '';
    this.#note.hidden = !name;
  }

  /**
   * The desk shows this conversation.
   * @param {ConversationBody} body
   */
  show(body) {
    if (this.#body?.id !== body.id) {
      if (this.#body) this.#feed?.leave(this.#body.id);
      this.#told.clear();
      this.#early = [];
    }
    this.#body = body;
    this.say('');
    this.#panel.hidden = false;
    if (this.#panel.getAttribute('conversation') !== body.id) this.#panel.setAttribute('conversation', body.id);
    this.#feed?.begin(body);
  }

  /**
   * Something happened in the conversation that is shown; each id once.
   * @param {ConversationEvent} event
   */
  tell(event) {
    if (!this.#body || this.#told.has(event.id)) return;
    this.#told.add(event.id);
    if (this.#feed) this.#feed.tell(this.#body.id, event);
    else this.#early.push(event);
  }

  /** A key that the agent gave before, or that the server gives its own pages on its own machine. */
  async #begin() {
    const key = sessionStorage.getItem(KEPT) ?? (this.server === location.origin ? await offeredKey() : '');
    if (key) this.#connect(key);
    else this.#form.hidden = false;
  }

  /** @param {string} key */
  #connect(key) {
    this.#form.hidden = true;
    this.#panel.token = key;
    this.#feed?.close();
    this.#feed = new Feed(this.server, key, {
      link: (state, code) => { if (code === BAD_TOKEN) this.#refused(state !== 'login_ended'); },
      failed: (_conversation, status) => { if (status !== 401) this.say('refused'); },
      confirmed: (_conversation, event) => this.choices.confirmed?.(event),
    });
    if (!this.#body) return;
    this.#feed.begin(this.#body);
    for (const event of this.#early.splice(0)) this.#feed.tell(this.#body.id, event);
  }

  /** @param {boolean} isWrong and not merely over */
  #refused(isWrong) {
    sessionStorage.removeItem(KEPT);
    this.#form.hidden = false;
    if (isWrong) this.#form.dataset.wrong = '';
  }

  #build() {
    const label = document.createElement('label');
    const field = document.createElement('input');
    const button = document.createElement('button');
    const wrong = document.createElement('span');
    label.append(this.texts.of.key, field);
    Object.assign(field, { type: 'password', autocomplete: 'off', required: true });
    Object.assign(wrong, { className: 'wrong', textContent: this.texts.of.wrong });
    button.textContent = this.texts.of.connect;
    this.#form.append(label, wrong, button);
    this.#form.hidden = true;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEPT, field.value.trim());
      delete this.#form.dataset.wrong;
      this.#connect(field.value.trim());
      field.value = '';
    });
  }

  /** @param {string} text */
  async #insert(text) {
    const isDone = await this.choices.insert?.(text);
    if (isDone) return;
    await navigator.clipboard?.writeText(text).catch(() => {}); // a frame may need the desk's leave to do so
    this.say('copied');
    setTimeout(() => { if (this.#note.textContent === this.texts.of.copied) this.say(''); }, 4000);
  }
}

async function offeredKey() {
  const answer = await fetch('/console/config.json');
  const { key } = answer.ok ? await answer.json() : {};
  return typeof key === 'string' ? key : '';
}
