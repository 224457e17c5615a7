/** One conversation at a time, followed over the socket and told what happens in it. */

import { Connection } from '../../protocol/connection.js';
import { BAD_TOKEN } from '../../protocol/messages.js';
import { freshId } from './conversations.js';

/** @import {LinkState} from '../../protocol/connection.js' */
/** @import {ConversationEvent} from '../../protocol/messages.js' */
/** @import {Entry} from './conversations.js' */

/**
 * @typedef {object} Listener
 * @property {(state: LinkState) => void} link
 * @property {(entry: Entry) => void} entry
 * @property {(conversation: string) => void} follow empty for none
 * @property {() => void} restarted The log begins anew: forget what was shown.
 * @property {(detail: string) => void} refused
 * @property {() => void} badKey
 */

export class Live {
  /** @type {Connection | null} */ #connection = null;
  #id = '';

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** The conversation that is followed; empty for none. */
  get id() {
    return this.#id;
  }

  /** @param {{stream: string, key: string}} service */
  connect({ stream, key }) {
    const mine = (/** @type {string} */ conversation) => conversation === this.#id;
    this.#connection?.close();
    this.#connection = new Connection(stream, key, {
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

  close() {
    this.#connection?.close();
    this.#connection = null;
  }

  /** @param {string} id of a conversation there is; empty for none */
  follow(id) {
    if (this.#id) this.#connection?.leave(this.#id);
    this.#id = id;
    if (id) this.#connection?.follow(id);
    this.listener.follow(id);
  }

  /** @param {Omit<ConversationEvent, 'id'>} event */
  say(event) {
    if (this.#id) this.#connection?.tell(this.#id, { id: freshId('e-'), at: new Date().toISOString(), ...event });
  }
}
