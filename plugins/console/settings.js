/** Who talks with whom, how and in which languages: fixed when a conversation begins. */

import { element, part } from '../pages/shell/elements.js';
import { LANGUAGES } from '../pages/shell/words.js';

/** @import {Conversation} from '../pages/talk/conversations.js' */
/** @import {Words} from '../pages/shell/words.js' */

const CHANNELS = ['chat', 'phone', 'email', 'form', 'letter', 'voicemail', 'social', 'in_person'];
/** Who the agent is, and where: the organisation of the sample handbook. */
const AGENT = { id: 'console', name: 'Kim' };
const ORGANISATION = 'Fjordby';
const CUSTOMER = 'Robin Lind';

export class Settings {
  channel = part('channel', HTMLSelectElement);
  customerName = part('customer-name', HTMLInputElement);
  customerLanguage = part('customer-language', HTMLSelectElement);
  agentLanguage = part('agent-language', HTMLSelectElement);
  #agentChose = false;

  constructor() {
    this.customerName.value = CUSTOMER;
    part('settings', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
    this.agentLanguage.addEventListener('change', () => { this.#agentChose = true; });
  }

  /**
   * Name everything in the reader's language, which is also the agent's until another is chosen.
   * @param {Words} words
   */
  write(words) {
    const named = LANGUAGES.map((language) => /** @type {[string, string]} */ ([language, words.languageName(language)]));
    fill(this.channel, CHANNELS.map((channel) => [channel, words.of(channel)]));
    fill(this.customerLanguage, [['', words.of('auto')], ...named]);
    fill(this.agentLanguage, named);
    if (!this.#agentChose) this.agentLanguage.value = words.language;
  }

  /** @returns {Conversation} */
  get conversation() {
    const language = this.customerLanguage.value;
    return {
      channel: this.channel.value,
      customer: { name: this.customerName.value.trim(), ...(language ? { language } : {}) },
      agent: { ...AGENT, language: this.agentLanguage.value },
      organisation: ORGANISATION,
    };
  }

  /**
   * Show those of a sample.
   * @param {Conversation} conversation
   */
  show(conversation) {
    this.channel.value = conversation.channel;
    this.customerName.value = conversation.customer.name ?? '';
    this.customerLanguage.value = conversation.customer.language ?? '';
  }

  /**
   * A sample can be seen by an agent of any language; a live conversation keeps the one it began with.
   * @param {'free' | 'sample' | 'live'} state
   */
  lock(state) {
    for (const field of [this.channel, this.customerName, this.customerLanguage]) field.disabled = state !== 'free';
    this.agentLanguage.disabled = state === 'live';
    part('locked', HTMLElement).hidden = state === 'free';
  }
}

/**
 * @param {HTMLSelectElement} menu
 * @param {[string, string][]} choices
 */
export function fill(menu, choices) {
  const kept = menu.value;
  menu.replaceChildren(...choices.map(([value, text]) => element('option', { attributes: { value } }, text)));
  menu.value = choices.some(([value]) => value === kept) ? kept : choices[0][0];
}
