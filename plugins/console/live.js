/** A conversation written by hand: created when its first event is told, then carried by the socket. */

import { freshId } from '../pages/talk/conversations.js';
import { Live } from '../pages/talk/live.js';

/** @import {ConversationEvent} from '../protocol/messages.js' */
/** @import {Conversation} from '../pages/talk/conversations.js' */
/** @import {Service} from './service.js' */

export class LiveConversation extends Live {
  /** @type {Service | null} */ #service = null;
  /** @type {Promise<void> | null} */ #begun = null;

  get hasBegun() {
    return this.#begun !== null;
  }

  /** @param {Service} service */
  connect(service) {
    this.#service = service;
    super.connect(service);
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
    this.say(event);
  }

  leave() {
    this.#begun = null;
    this.follow('');
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
    this.follow(id);
  }
}
