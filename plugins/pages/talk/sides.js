/** The boxes to write in, and the buttons that make sense on this channel at this point, as far as the page has them. */

import { part } from '../shell/elements.js';

/** @import {ConversationEvent} from '../../protocol/messages.js' */

const LIVE_CHANNELS = ['chat', 'phone', 'in_person'];
/** What has happened in a conversation that decides what can be done next. */
const FRESH = { started: false, ended: false, holding: false, transferring: false, ringing: false };

/** How each kind of event changes that. */
/** @type {Record<string, Partial<typeof FRESH>>} */
const CHANGES = {
  call_ringing: { ringing: true },
  call_answered: { ringing: false },
  hold_started: { holding: true },
  hold_ended: { holding: false },
  transfer_started: { transferring: true },
  transfer_completed: { transferring: false },
  conversation_ended: { ended: true, holding: false, transferring: false, ringing: false },
  conversation_reopened: { ended: false },
};

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {{new (): Kind}} kind
 */
function own(id, kind) {
  const found = document.getElementById(id);
  return found instanceof kind ? found : null;
}

/** @param {string} id */
const button = (id) => own(id, HTMLButtonElement);

export class Sides {
  customerText = own('customer-text', HTMLTextAreaElement);
  agentText = part('agent-text', HTMLTextAreaElement);
  #reason = part('reason', HTMLInputElement);
  #state = FRESH;
  #channel = 'chat';
  isLetter = false; // in a letter Enter begins a line; with Ctrl it sends

  /** @param {(event: Omit<ConversationEvent, 'id'>) => Promise<boolean>} tell whether it was taken */
  constructor(tell) {
    this.tell = tell;
    if (this.customerText) this.#writing('customer-side', this.customerText, 'customer');
    this.#writing('agent-side', this.agentText, 'agent');
    const events = {
      call: { type: 'call_ringing' },
      answer: { type: 'call_answered' },
      'end-hold': { type: 'hold_ended' },
      transfer: { type: 'transfer_started', to: 'supervisor' },
      'transfer-done': { type: 'transfer_completed', to: 'supervisor' },
      end: { type: 'conversation_ended' },
      reopen: { type: 'conversation_reopened' },
    };
    for (const [id, event] of Object.entries(events)) button(id)?.addEventListener('click', () => tell(event));
    this.#holding();
  }

  /** @param {string} channel */
  begin(channel) {
    this.#channel = channel;
    this.#state = FRESH;
    this.#askReason(false);
    this.#show();
  }

  /** @param {ConversationEvent} event */
  follow(event) {
    this.#state = { ...this.#state, started: true, ...CHANGES[event.type] };
    this.#show();
  }

  /**
   * Put words into the agent's box, after what stands there.
   * @param {string} words
   */
  put(words) {
    const written = this.agentText.value.trimEnd();
    this.agentText.value = written ? `${written} ${words}` : words;
    this.agentText.focus();
    this.agentText.dispatchEvent(new Event('input'));
  }

  #show() {
    const { started, ended, holding, transferring, ringing } = this.#state;
    const going = started && !ended;
    const shown = {
      call: this.#channel === 'phone' && !started,
      answer: ringing,
      hold: going && !holding && !ringing && LIVE_CHANNELS.includes(this.#channel),
      'end-hold': holding,
      transfer: going && !transferring && !ringing,
      'transfer-done': transferring,
      end: going,
      reopen: ended,
    };
    for (const [id, isShown] of Object.entries(shown)) {
      const found = button(id);
      if (found) found.hidden = !isShown;
    }
    for (const box of [this.customerText, this.agentText]) if (box) box.disabled = ended;
    if (!shown.hold) this.#askReason(false);
  }

  #holding() {
    button('hold')?.addEventListener('click', () => this.#askReason(true));
    const cancel = () => {
      this.#askReason(false);
      button('hold')?.focus();
    };
    button('hold-cancel')?.addEventListener('click', cancel);
    const confirm = () => {
      const reason = this.#reason.value.trim();
      this.#askReason(false);
      this.tell({ type: 'hold_started', ...(reason ? { reason } : {}) });
    };
    button('hold-confirm')?.addEventListener('click', confirm);
    this.#reason.addEventListener('keydown', (key) => {
      if (key.key === 'Escape') cancel();
      if (key.key !== 'Enter') return;
      key.preventDefault();
      confirm();
    });
  }

  /** @param {boolean} asking */
  #askReason(asking) {
    part('hold-reason', HTMLElement).hidden = !asking;
    part('agent-buttons', HTMLElement).hidden = asking;
    this.#reason.value = '';
    if (asking) this.#reason.focus();
  }

  /**
   * @param {string} id
   * @param {HTMLTextAreaElement} box
   * @param {'customer' | 'agent'} role
   */
  #writing(id, box, role) {
    const form = part(id, HTMLFormElement);
    box.addEventListener('keydown', (key) => {
      if (key.key !== 'Enter' || key.shiftKey || key.isComposing) return;
      if (this.isLetter && !key.ctrlKey && !key.metaKey) return;
      key.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener('submit', async (submit) => {
      submit.preventDefault();
      const text = box.value.trim();
      if (!text) return;
      this.#write(box, '');
      const taken = await this.tell(this.#said(role, text));
      if (!taken && !box.value) this.#write(box, text);
    });
  }

  /**
   * @param {HTMLTextAreaElement} box
   * @param {string} text
   */
  #write(box, text) {
    box.value = text;
    box.dispatchEvent(new Event('input'));
  }

  /**
   * @param {'customer' | 'agent'} role
   * @param {string} text
   */
  #said(role, text) {
    const isVoicemail = role === 'customer' && this.#channel === 'voicemail';
    return isVoicemail ? { type: 'voicemail_left', text } : { type: 'message', role, text };
  }
}
