/** The server's REST calls that the console makes. */

import { Service as Calls } from '../pages/shell/service.js';

/** @import {ConversationEvent} from '../protocol/messages.js' */
/** @import {Conversation, Entry, Finding} from '../pages/talk/conversations.js' */

export class Service extends Calls {
  /** @param {Conversation} conversation */
  create(conversation) {
    return this.post('/v1/conversations', conversation);
  }

  /**
   * @param {string} conversation
   * @param {ConversationEvent[]} events
   */
  add(conversation, events) {
    return this.post(`/v1/conversations/${encodeURIComponent(conversation)}/events`, { events });
  }

  /**
   * The whole timeline of a conversation, on a clock of its own.
   * @param {Conversation} conversation
   * @param {ConversationEvent[]} events
   * @returns {Promise<{entries: Entry[]}>}
   */
  replay(conversation, events) {
    return this.post('/v1/replay', { conversation, events });
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
    const answer = await this.post('/v1/drafts/check', { draft, ...known, agent: writer }).catch(() => null);
    return answer?.findings ?? [];
  }
}
