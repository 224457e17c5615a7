/** The server's REST calls that the page makes. */

/** @import {ConversationEvent} from '../protocol/messages.js' */
/** @import {Conversation, Entry, Finding} from './conversations.js' */

/** What the server refused, in its own words. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** On loopback the server hands this page the key it made itself; elsewhere the reader is asked. */
export async function offeredKey() {
  const answer = await fetch('/console/config.json');
  if (!answer.ok) return '';
  const { key } = await answer.json();
  return typeof key === 'string' ? key : '';
}

export class Service {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
  }

  /** The address of the socket. */
  get stream() {
    const url = new URL('/v1/stream', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url.href;
  }

  /** @param {Conversation} conversation */
  create(conversation) {
    return this.#post('/v1/conversations', conversation);
  }

  /**
   * @param {string} conversation
   * @param {ConversationEvent[]} events
   */
  add(conversation, events) {
    return this.#post(`/v1/conversations/${encodeURIComponent(conversation)}/events`, { events });
  }

  /**
   * The whole timeline of a conversation, on a clock of its own.
   * @param {Conversation} conversation
   * @param {ConversationEvent[]} events
   * @returns {Promise<{entries: Entry[]}>}
   */
  replay(conversation, events) {
    return this.#post('/v1/replay', { conversation, events });
  }

  /**
   * What is to be mended in a draft; nothing where the server does not answer, which shows elsewhere.
   * @param {string} draft
   * @param {Conversation} conversation
   * @param {string} id of the live conversation it belongs to; '' without one
   * @returns {Promise<Finding[]>}
   */
  async checkDraft(draft, { channel, customer, agent, organisation }, id) {
    const known = id ? { conversation: id } : { channel, customer, organisation };
    const writer = { name: agent?.name, language: agent?.language };
    const answer = await this.#post('/v1/drafts/check', { draft, ...known, agent: writer }).catch(() => null);
    return answer?.findings ?? [];
  }

  /**
   * @param {string} path
   * @param {unknown} body
   */
  async #post(path, body) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.key}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Refusal(answer.status, await sentence(answer));
    return answer.json();
  }
}

/**
 * What a problem document says, field by field where it does.
 * @param {Response} answer
 */
async function sentence(answer) {
  const problem = await answer.json().catch(() => ({}));
  const fields = (problem.errors ?? []).map((/** @type {Record<string, string>} */ error) => Object.values(error).join(': '));
  return [problem.detail ?? problem.title ?? answer.statusText, ...fields].filter(Boolean).join(' ');
}
