/** A conversation written by hand: created when its first event is told, then carried by the socket. */

import { Connection } from './connection.js';
import { freshId } from './protocol.js';

/** @import {Conversation, ConversationEvent} from './protocol.js' */
/** @import {Listener} from './connection.js' */
/** @import {Service} from './service.js' */

export class LiveConversation {
  /** @type {Service | null} */ #service = null;
  /** @type {Connection | null} */ #connection = null;
  /** @type {Promise<void> | null} */ #begun = null;

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  get hasBegun() {
    return this.#begun !== null;
  }

  /** @param {Service} service */
  connect(service) {
    this.#service = service;
    this.#connection?.close();
    this.#connection = new Connection(service.key, this.listener);
    this.#connection.open();
  }

  /**
   * Create it, with what has happened already.
   * @param {Conversation} conversation
   * @param {{event: ConversationEvent, ago: number}[]} past `ago` in seconds
   */
  async begin(conversation, past = []) {
    this.#begun = this.#create(conversation, past);
    try {
      await this.#begun;
    } catch (error) {
      this.#begun = null;
      throw error;
    }
  }

  /**
   * @param {Omit<ConversationEvent, 'id'>} event
   * @param {Conversation} conversation to begin, if none has begun
   */
  async tell(event, conversation) {
    if (this.#begun) await this.#begun;
    else await this.begin(conversation);
    this.#connection?.tell({ id: freshId('e-'), at: new Date().toISOString(), ...event });
  }

  /**
   * @param {string} prompt
   * @param {string} action
   */
  answer(prompt, action) {
    this.#connection?.answer(prompt, action);
  }

  leave() {
    this.#begun = null;
    this.#connection?.follow('');
  }

  /**
   * @param {Conversation} conversation
   * @param {{event: ConversationEvent, ago: number}[]} past
   */
  async #create(conversation, past) {
    if (!this.#service) throw new Error('not connected');
    const id = freshId('console-');
    await this.#service.create({ ...conversation, id });
    const now = Date.now();
    const events = past.map(({ event, ago }) => ({ ...event, at: new Date(now - ago * 1000).toISOString() }));
    if (events.length) await this.#service.add(id, events);
    this.#connection?.follow(id);
  }
}
