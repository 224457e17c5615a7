/** How far each conversation has been told, and what of ours the server has not confirmed yet. */

/** @import {Line} from './line.js' */
/** @import {ConversationEvent} from './messages.js' */

/**
 * @typedef {object} Resume Where a conversation was left, to go on from there, also in another process.
 * @property {number} [after] number of the last entry seen
 * @property {string} [epoch]
 *
 * @typedef {object} Feedback
 * @property {string} prompt
 * @property {string} action
 * @property {string} [reason]
 * @property {string} [text]
 */

export class Place {
  /** @type {Map<string, ConversationEvent>} Events that are not acknowledged: sent again after a loss. */
  events = new Map();
  /** @type {Feedback[]} It has no acknowledgement but its own log entry. */
  feedback = [];
  /** @type {object | null} The line that tells of this conversation; entries of others are stale. */
  line = null;
  /** @type {number} The number up to which the log was there when we subscribed. */
  caughtUpAt = 0;
  attempts = 0;

  /**
   * @param {string} conversation
   * @param {Resume} resume
   */
  constructor(conversation, { after = 0, epoch = '' } = {}) {
    this.conversation = conversation;
    this.after = after;
    this.epoch = epoch;
  }

  get isCaughtUp() {
    return this.after >= this.caughtUpAt;
  }

  get subscription() {
    const { conversation, after, epoch } = this;
    return { type: 'subscribe', conversation, after, ...(epoch ? { epoch } : {}) };
  }

  /**
   * Send again what is not confirmed.
   * @param {Line | null} line
   */
  resend(line) {
    const { conversation } = this;
    for (const event of this.events.values()) line?.send({ type: 'event', conversation, event });
    if (!this.isCaughtUp) return; // the missed entries may hold the feedback already
    for (const feedback of this.feedback) line?.send({ type: 'feedback', conversation, ...feedback });
  }

  /**
   * The server's answer to a subscription; false when it begins anew and what was shown is void.
   * @param {object} line
   * @param {{recovered: boolean, epoch: string, last_seq: number}} frame
   */
  begin(line, { recovered, epoch, last_seq: last }) {
    this.line = line;
    this.epoch = epoch;
    this.caughtUpAt = last;
    this.attempts = 0;
    if (!recovered) this.after = 0;
    return recovered;
  }

  /** The server does not know the conversation: what is told next is told from the beginning. */
  forget() {
    this.line = null;
    this.after = 0;
    this.epoch = '';
  }

  /**
   * What a feedback entry of the log confirms.
   * @param {Record<string, unknown>} entry
   */
  confirm({ prompt, action }) {
    const index = this.feedback.findIndex((sent) => sent.prompt === prompt && sent.action === action);
    if (index >= 0) this.feedback.splice(index, 1);
  }

  /** @param {string} prompt */
  drop(prompt) {
    this.feedback = this.feedback.filter((sent) => sent.prompt !== prompt);
  }
}
