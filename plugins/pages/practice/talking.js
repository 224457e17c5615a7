/** Holding the conversation: what was said, the box to answer in, and the panel beside it, as the level has it. */

import { BistandPanel } from '../../widget/bistand-panel.js';
import { element } from '../shell/elements.js';
import { Findings } from '../talk/findings.js';
import { Live } from '../talk/live.js';
import { Sides } from '../talk/sides.js';
import { Transcript } from '../talk/transcript.js';
import { Delayed } from './delayed.js';
import { DELAY_S } from './shapes.js';

/** @import {ConversationEvent} from '../../protocol/messages.js' */
/** @import {Entry} from '../talk/conversations.js' */
/** @import {Home, Script, Session} from './shapes.js' */

const BUTTONS = { answer: 'answer', hold: 'hold_start', 'end-hold': 'hold_end', transfer: 'transfer', 'transfer-done': 'transfer_done', end: 'end_conversation' };
const TICK_MS = 500;

export class Talking {
  #list = element('ol', { class: 'transcript' });
  #scroll;
  #panel = /** @type {BistandPanel} */ (document.createElement('bistand-panel'));
  #delayed = new Delayed(this.#panel);
  #over;
  #live;
  /** @type {Sides | null} */ #sides = null;
  /** @type {Transcript} */ #transcript;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #ticking;

  /**
   * @param {Home} home
   * @param {Session} session
   * @param {Script | undefined} script
   */
  constructor(home, session, script) {
    this.home = home;
    this.session = session;
    this.script = script;
    const { words } = home;
    this.#scroll = element('div', { class: 'scroll', attributes: { tabindex: '0', role: 'log', 'aria-label': words.of('conversation') } }, this.#list);
    this.#transcript = new Transcript(this.#list, this.#scroll);
    const report = element('a', { class: 'button primary', attributes: { href: `#report/${session.conversation}` } }, words.of('see_report'));
    this.#over = element('div', { class: 'over', attributes: { role: 'status' } }, element('p', {}, words.of('over')), report);
    this.#over.hidden = true;
    this.#live = new Live({
      entry: (entry) => this.#hear(entry),
      restarted: () => this.#restart(),
      follow: () => {},
      link: () => {},
      refused: (detail) => home.complain(words.of('refused', { detail })),
      badKey: () => home.complain(words.of('need_key')),
    });
    this.root = element('div', { class: 'stage', data: { level: session.level } }, this.#talk(), this.#asks());
  }

  /** To be called once the view stands in the page. */
  async begin() {
    const { service, words } = this.home;
    this.#sides = new Sides((event) => this.#tell(event));
    this.#sides.isLetter = this.session.channel === 'email';
    this.#sides.begin(this.session.channel);
    if (this.session.level === 'shown') {
      const list = /** @type {HTMLElement} */ (this.root.querySelector('.findings'));
      new Findings(this.#sides.agentText, list, (draft) => this.#check(draft));
    }
    this.#panel.addEventListener('bistand-insert', (event) => this.#sides?.put(/** @type {CustomEvent} */ (event).detail.text));
    this.#panel.addEventListener('bistand-point', (event) => this.#transcript.mark(/** @type {CustomEvent} */ (event).detail.evidence));
    this.#panel.setAttribute('language', words.language);
    if (this.session.level === 'shown') {
      this.#panel.token = service.key;
      this.#panel.setAttribute('conversation', this.session.conversation);
    } else if (this.session.level === 'delayed') {
      this.#panel.addEventListener('bistand-feedback', (event) => this.#feedback(/** @type {CustomEvent} */ (event).detail));
    }
    this.#live.connect(service);
    this.#live.follow(this.session.conversation);
    this.#sides.agentText.focus({ preventScroll: true });
    this.#ticking = setInterval(() => this.#transcript.tick(Date.now() / 1000), TICK_MS);
  }

  leave() {
    clearInterval(this.#ticking);
    this.#delayed.clear();
    this.#live.close();
  }

  /** @param {Entry} entry */
  #hear(entry) {
    if (this.session.level === 'delayed') this.#delayed.hear(entry);
    if (!entry.event) return;
    this.#transcript.add(entry, this.home.words);
    this.#sides?.follow(entry.event);
    if (entry.event.type === 'call_ringing') document.getElementById('answer')?.focus({ preventScroll: true });
    if (entry.event.type === 'conversation_ended') this.#end();
  }

  #end() {
    this.#over.hidden = false;
    this.root.dataset.over = 'true';
    this.#over.querySelector('a')?.focus({ preventScroll: true });
  }

  #restart() {
    this.#transcript.clear();
    if (this.session.level === 'delayed') this.#delayed.clear();
  }

  /** @param {Omit<ConversationEvent, 'id'>} event */
  async #tell(event) {
    return this.home.attempt(() => this.#live.say({ ...event, at: undefined })); // by the server's clock, as the customer's
  }

  /** @param {{prompt: string, action: string}} detail */
  #feedback({ prompt, action }) {
    const path = `/v1/conversations/${this.session.conversation}/prompts/${prompt}/feedback`;
    return this.home.attempt(() => this.home.service.post(path, { action }));
  }

  /** @param {string} draft */
  async #check(draft) {
    const answer = await this.home.service.post('/v1/drafts/check', { draft, conversation: this.session.conversation }).catch(() => null);
    return answer?.findings ?? [];
  }

  #talk() {
    const { words } = this.home;
    const briefing = element('details', { class: 'briefing' }, element('summary', {}, words.of('briefing')), element('p', { lang: this.session.language }, this.script?.briefing ?? ''));
    briefing.open = true;
    return element(
      'section', { class: 'talk', attributes: { 'aria-labelledby': 'script-title' } },
      element('div', { class: 'heading' }, element('h2', { lang: this.session.language, attributes: { id: 'script-title' } }, this.session.title), element('p', { class: 'meta' }, `${this.session.customer} · ${words.of(this.session.channel)}`)),
      briefing,
      this.#scroll,
      this.#over,
      this.#box(),
    );
  }

  #box() {
    const { words } = this.home;
    const isLetter = this.session.channel === 'email';
    const box = element('textarea', { lang: this.session.language, attributes: { id: 'agent-text', rows: isLetter ? '8' : '2', maxlength: '16000', placeholder: words.of(isLetter ? 'write_letter' : 'write_as_agent'), 'aria-label': words.of('write_as_agent') } });
    const send = Object.assign(element('button', { class: 'primary' }, words.of('send')), { type: 'submit' });
    const findings = element('ul', { class: 'findings', attributes: { 'aria-label': words.of('findings'), 'aria-live': 'polite' } });
    findings.hidden = true;
    const buttons = Object.entries(BUTTONS).map(([id, word]) => element('button', { attributes: { id } }, words.of(word)));
    const reason = element('input', { attributes: { id: 'reason', maxlength: '200', autocomplete: 'off', placeholder: words.of('hold_reason'), 'aria-label': words.of('hold_reason') } });
    const asking = element(
      'div', { class: 'reason', attributes: { id: 'hold-reason' } }, reason,
      element('button', { class: 'primary', attributes: { id: 'hold-confirm' } }, words.of('hold_start')),
      element('button', { class: 'plain', attributes: { id: 'hold-cancel' } }, words.of('cancel')),
    );
    asking.hidden = true;
    return element('form', { class: 'side', attributes: { id: 'agent-side' } }, element('div', { class: 'write' }, box, send), findings, element('div', { class: 'buttons', attributes: { id: 'agent-buttons' } }, ...buttons), asking);
  }

  #asks() {
    const { words } = this.home;
    const { level } = this.session;
    const note = level === 'shown' ? [] : [element('p', { class: 'quiet note' }, words.of(`note_${level}`, { seconds: String(DELAY_S) }))];
    const panel = level === 'hidden' ? [] : [this.#panel];
    return element('section', { class: 'asks', attributes: { 'aria-labelledby': 'prompts-heading' } }, element('div', { class: 'heading' }, element('h2', { attributes: { id: 'prompts-heading' } }, words.of('prompts'))), ...note, ...panel);
  }
}
