/** A conversation written by hand: created when its first event is told, then carried by the socket. */

import { Connection } from '../protocol/connection.js';
import { BAD_TOKEN } from '../protocol/messages.js';
import { freshId } from './conversations.js';

/** @import {LinkState} from '../protocol/connection.js' */
/** @import {ConversationEvent} from '../protocol/messages.js' */
/** @import {Conversation, Entry} from './conversations.js' */
/** @import {Service} from './service.js' */

/**
 * @typedef {object} Listener
 * @property {(state: LinkState) => void} link
 * @property {(entry: Entry) => void} entry
 * @property {(conversation: string) => void} follow empty for none
 * @property {() => void} restarted The log begins anew: forget what was shown.
 * @property {(detail: string) => void} refused
 * @property {() => void} badKey
 */

export class LiveConversation {
  /** @type {Service | null} */ #service = null;
  /** @type {Connection | null} */ #connection = null;
  /** @type {Promise<void> | null} */ #begun = null;
  #id = '';

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** The conversation that is followed; empty for none. */
  get id() {
    return this.#id;
  }

  get hasBegun() {
    return this.#begun !== null;
  }

  /** @param {Service} service */
  connect(service) {
    const mine = (/** @type {string} */ conversation) => conversation === this.#id;
    this.#service = service;
    this.#connection?.close();
    this.#connection = new Connection(service.stream, service.key, {
      link: (state, code) => {
        this.listener.link(state);
        if (code === BAD_TOKEN) this.listener.badKey();
      },
      subscribed: (conversation, frame) => { if (mine(conversation) && !frame.recovered) this.listener.restarted(); },
      entry: (conversation, entry) => { if (mine(conversation)) this.listener.entry(entry); },
      refused: ({ detail }) => this.listener.refused(detail),
    });
    this.#connection.open();
    if (this.#id) this.#connection.follow(this.#id);
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
    if (this.#id) this.#connection?.tell(this.#id, { id: freshId('e-'), at: new Date().toISOString(), ...event });
  }

  leave() {
    this.#begun = null;
    this.#follow('');
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
    this.#follow(id);
  }

  /** @param {string} id */
  #follow(id) {
    if (this.#id) this.#connection?.leave(this.#id);
    this.#id = id;
    if (id) this.#connection?.follow(id);
    this.listener.follow(id);
  }
}
