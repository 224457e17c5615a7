/**
 * A desk's conversations on their way to the server: each begun there once, its messages told until they are
 * acknowledged, and what comes back heard. The extension and the pages for desks' iframes share it.
 */

import { waitS } from '../protocol/backoff.js';
import { Connection } from '../protocol/connection.js';
import { WORLD } from '../protocol/world.js';

/** @import {LinkState} from '../protocol/connection.js' */
/** @import {ConversationEvent, LogEntry} from '../protocol/messages.js' */
/** @import {Resume} from '../protocol/places.js' */
/** @import {World} from '../protocol/world.js' */

/**
 * @typedef {object} ConversationBody What begins a conversation.
 * @property {string} id
 * @property {string} channel
 * @property {{name?: string}} [customer]
 * @property {{id: string, name?: string, language?: string}} [agent]
 * @property {string} [organisation]
 *
 * @typedef {object} Listener Every part may be left out.
 * @property {(state: LinkState, code: number) => void} [link]
 * @property {(conversation: string, isRecovered: boolean) => void} [subscribed]
 * @property {(conversation: string, entry: LogEntry & Record<string, unknown>) => void} [entry]
 * @property {(conversation: string, event: string) => void} [confirmed] it is on the server's disk, or refused for good
 * @property {(conversation: string, status: number) => void} [failed] the server will not begin it
 * @property {() => void} [stranger] the newer token is somebody else's, or none: nothing goes on
 */

const BAD_TOKEN = 4101;
/** Those that another attempt cannot change: the body is wrong, or the key is. 409: somebody began it before us. */
const FINAL = new Set([400, 401, 403, 413, 422]);
const EXISTS = 409;
/**
 * Desks whose webhooks name messages otherwise than their pages can. Where the server hears of them by webhook, the
 * page keeps silent, or each message would be there twice.
 */
const NAMED_OTHERWISE = new Set(['freshdesk', 'zendesk']);

/**
 * A name that the server takes as an id and that stays whole in an address.
 * @param {string} desk
 * @param {string} id
 */
export const conversationId = (desk, id) => `${desk}-${id}`.replace(/[^\w.-]+/g, '-').slice(0, 150);

/** @param {string} server */
export function streamUrl(server) {
  const url = new URL('/v1/stream', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

export class Feed {
  /** @type {Map<string, ConversationEvent[]>} Told before their conversation was begun. */ #early = new Map();
  /** @type {Set<string>} */ #begun = new Set();
  /** @type {Promise<Set<string>> | null} Desks that tell the server by themselves. */ #heard = null;
  /** @type {Set<string>} Conversations of such desks. */ #silent = new Set();

  /**
   * @param {string} server its address
   * @param {string} token
   * @param {Listener} listener
   * @param {World} world
   */
  constructor(server, token, listener, world = WORLD) {
    this.server = server;
    this.token = token;
    this.listener = listener;
    this.world = world;
    this.connection = new Connection(streamUrl(server), token, {
      link: (state, code) => listener.link?.(state, code),
      subscribed: (conversation, { recovered }) => listener.subscribed?.(conversation, recovered),
      entry: (conversation, entry) => listener.entry?.(conversation, entry),
      ack: (conversation, event) => listener.confirmed?.(conversation, event),
      stranger: () => listener.stranger?.(),
      refused: ({ conversation = '', event }) => { if (event) listener.confirmed?.(conversation, event); },
    }, world);
    this.connection.open();
  }

  /**
   * Begin a conversation on the server, or find it there, and follow it from where we left it.
   * @param {ConversationBody} body
   * @param {Resume} resume
   */
  begin(body, resume = {}) {
    if (this.#early.has(body.id) || this.#begun.has(body.id)) return;
    this.#early.set(body.id, []);
    this.#create(body, resume, 0);
  }

  /**
   * @param {string} conversation begun
   * @param {ConversationEvent} event
   */
  tell(conversation, event) {
    if (this.#silent.has(conversation)) this.listener.confirmed?.(conversation, event.id);
    else if (this.#begun.has(conversation)) this.connection.tell(conversation, event);
    else this.#early.get(conversation)?.push(event);
  }

  /** @param {string} conversation */
  leave(conversation) {
    this.#early.delete(conversation);
    this.#silent.delete(conversation);
    if (this.#begun.delete(conversation)) this.connection.leave(conversation);
  }

  /** @param {string} token a newer one of the same agent */
  authenticate(token) {
    this.token = token;
    this.connection.authenticate(token);
  }

  close() {
    this.#early.clear();
    this.connection.close();
  }

  /**
   * @param {ConversationBody} body
   * @param {Resume} resume
   * @param {number} attempt
   */
  async #create(body, resume, attempt) {
    const status = await this.#post(body);
    const early = this.#early.get(body.id);
    if (!early) return; // left meanwhile
    if (status === 401) this.connection.close(BAD_TOKEN);
    if (FINAL.has(status)) {
      this.listener.failed?.(body.id, status);
      return;
    }
    if (status < 300 || status === EXISTS) {
      const desk = body.id.split('-')[0];
      const isHeard = NAMED_OTHERWISE.has(desk) && (await this.#hears()).has(desk);
      if (!this.#early.delete(body.id)) return; // left meanwhile
      this.#begun.add(body.id);
      if (isHeard) this.#silent.add(body.id);
      this.connection.follow(body.id, resume);
      for (const event of early) this.tell(body.id, event);
      return;
    }
    this.world.after(0.25 + waitS(attempt, this.world.random()), () => this.#create(body, resume, attempt + 1));
  }

  /** Which desks tell our workspace by themselves; none where the server does not say. */
  #hears() {
    const headers = { Authorization: `Bearer ${this.token}` };
    this.#heard ??= fetch(new URL('/desks/config.json', this.server), { headers, credentials: 'omit' })
      .then((answer) => answer.json())
      .then(({ webhooks }) => new Set(Array.isArray(webhooks) ? webhooks : []), () => new Set());
    return this.#heard;
  }

  /**
   * @param {ConversationBody} body
   * @returns {Promise<number>} the answer's status; 503 where none came
   */
  async #post(body) {
    try {
      const answer = await fetch(new URL('/v1/conversations', this.server), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` },
        body: JSON.stringify(body),
        credentials: 'omit',
      });
      return answer.status;
    } catch {
      return 503;
    }
  }
}
