/**
 * The stream, kept up: it comes back after a loss with what it missed, sends again what was not acknowledged,
 * and where a restart is announced opens the next line before it leaves the old one.
 */

import { waitS } from './backoff.js';
import { Line } from './line.js';
import { Login } from './login.js';
import { BAD_TOKEN, RESTART, TOO_FAST, mayReturn } from './messages.js';
import { Place } from './places.js';
import { WORLD } from './world.js';

/** @import {ConversationEvent, EntryFrame, LogEntry, Ready, Refusal, ServerFrame, Subscribed} from './messages.js' */
/** @import {Feedback, Resume} from './places.js' */
/** @import {World} from './world.js' */

/** @typedef {'connecting' | 'connected' | 'reconnecting' | 'login_ended' | 'not_connected'} LinkState */

/**
 * @typedef {object} Listener Every part may be left out.
 * @property {(state: LinkState, code: number) => void} [link] `not_connected` is final until `open`; `code` says why
 * @property {(ends: string) => void} [expiring] the token ends then, or has ended: `authenticate` with a newer one
 * @property {() => void} [stranger] a token was not of the agent who was here: nothing of before may be shown
 * @property {(conversation: string, frame: Subscribed) => void} [subscribed] not `recovered`: the log begins anew
 * @property {(conversation: string, entry: LogEntry & Record<string, unknown>) => void} [entry] each once, in order
 * @property {(conversation: string, event: string, seq: number) => void} [ack]
 * @property {(conversation: string) => void} [missing] the server does not know it; it is asked again by and by
 * @property {(refusal: Refusal) => void} [refused]
 * @property {(at: string) => void} [heartbeat]
 */

/** Seconds of a planned change of lines that nobody needs to hear of. */
const UNNOTICED_S = 2;
/** Seconds: a line that lived this long was a good one, and the next wait is short again. */
const STEADY_S = 5;
const LEAST_ATTEMPT_TOO_FAST = 4;
const NOT_FOUND = 'not_found';
const RESTARTING = 'restarting';

export class Connection {
  /** @type {Line | null} */ #line = null;
  /** @type {Line | null} */ #next = null;
  /** @type {Set<string>} Conversations that the next line has not answered for. */ #moving = new Set();
  /** @type {Map<string, Place>} */ #places = new Map();
  /** @type {() => void} */ #cancelDial = () => {};
  /** @type {() => void} */ #cancelNotice = () => {};
  /** @type {LinkState} */ #link = 'not_connected';
  #attempt = 0;

  /**
   * @param {string} url of the stream: wss://host/v1/stream
   * @param {string} token goes into the first frame, never into an address
   * @param {Listener} listener
   * @param {World} world
   */
  constructor(url, token, listener, world = WORLD) {
    this.url = url;
    this.token = token;
    this.listener = listener;
    this.world = world;
    this.login = new Login(world, (ends) => listener.expiring?.(ends));
  }

  get link() {
    return this.#link;
  }

  open() {
    if (this.#line || this.#next) return;
    this.#tell('connecting');
    this.#dial();
  }

  /** @param {number} code why, as the listener is told */
  close(code = 1000) {
    this.#cancelDial();
    this.#line?.close();
    this.#next?.close();
    this.#line = this.#next = null;
    const ended = code === BAD_TOKEN && this.login.ends;
    this.login.end();
    this.#tell(ended ? 'login_ended' : 'not_connected', code);
    if (ended) this.listener.expiring?.(ended);
  }

  /**
   * Go on with a newer token of the same agent: on the line that is open, or on the next.
   * @param {string} token
   */
  authenticate(token) {
    this.token = token;
    if (this.#line) this.#line.authenticate(token);
    else this.login.end();
    if (!this.#next) return this.open();
    this.#next.close(); // it has the token from before
    this.#dial();
  }

  /** A fresh line, the old one kept until the new one stands: after a change of network, or before a restart. */
  renew() {
    if (this.#next || ['login_ended', 'not_connected'].includes(this.#link)) return;
    this.#dial();
  }

  /**
   * @param {string} conversation
   * @param {Resume} resume
   */
  follow(conversation, resume = {}) {
    this.#places.set(conversation, new Place(conversation, resume));
    this.#subscribe(conversation);
  }

  /** @param {string} conversation */
  leave(conversation) {
    if (this.#places.delete(conversation)) this.#line?.send({ type: 'unsubscribe', conversation });
    this.#moved(conversation);
  }

  /**
   * Where a followed conversation stands, to go on from there later.
   * @param {string} conversation
   */
  placeOf(conversation) {
    const { after = 0, epoch = '' } = this.#places.get(conversation) ?? {};
    return { after, epoch };
  }

  /**
   * Tell of an event in a followed conversation, again after a loss, until it is acknowledged.
   * @param {string} conversation
   * @param {ConversationEvent} event
   */
  tell(conversation, event) {
    const place = this.#places.get(conversation);
    if (!place) throw new Error(`follow ${conversation} before telling of it`);
    place.events.set(event.id, event);
    if (place.line) this.#line?.send({ type: 'event', conversation, event });
  }

  /**
   * Say what the agent did with a prompt.
   * @param {string} conversation
   * @param {Feedback} feedback
   */
  answer(conversation, feedback) {
    const place = this.#places.get(conversation);
    if (!place) throw new Error(`follow ${conversation} before answering in it`);
    place.feedback.push(feedback);
    if (place.line && place.isCaughtUp) this.#line?.send({ type: 'feedback', conversation, ...feedback });
  }

  #dial() {
    this.#cancelDial();
    this.#next = new Line(this.world, this.url, this.token, {
      ready: (line, frame) => this.#ready(line, frame),
      frame: (line, frame) => this.#hear(line, frame),
      closed: (line, code) => this.#closed(line, code),
    });
  }

  #giveUp() {
    this.close();
    this.listener.stranger?.();
  }

  /** @param {Line} line @param {Ready} frame */
  #ready(line, frame) {
    if (!this.login.begin(frame)) return this.#giveUp();
    this.#moving = new Set(this.#places.keys());
    for (const place of this.#places.values()) line.send(place.subscription);
    if (!this.#line || !this.#moving.size) this.#move(line);
  }

  /**
   * The next line has become the line.
   * @param {Line} line
   */
  #move(line) {
    this.#line?.close();
    this.#line = line;
    this.#next = null;
    this.#tell('connected');
    for (const place of this.#places.values()) if (place.line === line) place.resend(line);
  }

  /** @param {Line} line @param {ServerFrame} frame */
  #hear(line, frame) {
    if (frame.type === 'heartbeat') this.listener.heartbeat?.(frame.at);
    else if (frame.type === 'subscribed') this.#subscribed(line, frame);
    else if (frame.type === 'entry') this.#entry(line, frame);
    else if (frame.type === 'error') this.#refused(line, frame);
    else if (frame.type === 'ready') this.login.begin(frame);
    else if (frame.type === 'ack' && this.#places.get(frame.conversation)?.events.delete(frame.event)) {
      this.listener.ack?.(frame.conversation, frame.event, frame.seq);
    }
  }

  /** @param {Line} line @param {Subscribed} frame */
  #subscribed(line, frame) {
    const place = this.#places.get(frame.conversation);
    if (!place) return;
    place.begin(line, frame);
    this.listener.subscribed?.(frame.conversation, frame);
    if (line === this.#line) place.resend(line);
    this.#moved(frame.conversation);
  }

  /** @param {Line} line @param {EntryFrame} frame */
  #entry(line, { conversation, seq, entry }) {
    const place = this.#places.get(conversation);
    if (!place || place.line !== line || seq <= place.after) return;
    if (seq > place.after + 1) {
      place.line = null; // a gap: ask again from where we are
      line.send(place.subscription);
      return;
    }
    place.after = seq;
    if (entry.kind === 'feedback') place.confirm(entry);
    this.listener.entry?.(conversation, { ...entry, seq });
    if (seq === place.caughtUpAt) place.resend(this.#line);
  }

  /** @param {Line} line @param {Refusal} frame */
  #refused(line, frame) {
    const { conversation = '', event, prompt } = frame;
    const place = this.#places.get(conversation);
    if (frame.code === RESTARTING) {
      this.world.after((frame.retry_after_ms ?? 0) / 1000, () => { if (this.#line === line) this.renew(); });
    }
    else if (!conversation && line.asked) {
      line.asked -= 1;
      if (frame.retryable) this.#again(() => line.authenticate(this.token), 1);
      else this.#giveUp();
    }
    else if (place && event && frame.retryable) this.#again(() => place.resend(this.#line), 1);
    else if (place && !event && !prompt && frame.code === NOT_FOUND) this.#missing(place);
    else {
      if (event) place?.events.delete(event);
      if (prompt) place?.drop(prompt);
      this.listener.refused?.(frame);
    }
  }

  /** @param {Place} place */
  #missing(place) {
    const { conversation } = place;
    place.forget();
    place.attempts += 1;
    this.listener.missing?.(conversation);
    this.#moved(conversation);
    this.#again(() => { if (this.#places.get(conversation) === place && !place.line) this.#subscribe(conversation); }, place.attempts);
  }

  /** @param {string} conversation */
  #subscribe(conversation) {
    const place = this.#places.get(conversation);
    const line = this.#next?.isReady ? this.#next : this.#line;
    if (!place || !line) return;
    if (line === this.#next) this.#moving.add(conversation);
    line.send(place.subscription);
  }

  /** @param {string} conversation */
  #moved(conversation) {
    this.#moving.delete(conversation);
    if (this.#next?.isReady && !this.#moving.size) this.#move(this.#next);
  }

  /** @param {Line} line @param {number} code */
  #closed(line, code) {
    if (line === this.#next) this.#next = null;
    else if (line === this.#line) this.#line = null;
    for (const place of this.#places.values()) if (place.line === line) place.line = null;
    if (!mayReturn(code)) return this.close(code);
    if (this.#line || this.#next) return;
    if (line.isReady && this.world.now() - line.readyAt > STEADY_S) this.#attempt = 0;
    if (code === TOO_FAST) this.#attempt = Math.max(this.#attempt, LEAST_ATTEMPT_TOO_FAST);
    const wait = waitS(this.#attempt, this.world.random());
    this.#attempt += 1;
    this.#cancelDial = this.world.after(wait, () => this.#dial());
    this.#cancelNotice();
    if (code !== RESTART || this.#link !== 'connected') this.#tell('reconnecting', code);
    else this.#cancelNotice = this.world.after(UNNOTICED_S, () => this.#tell('reconnecting', code));
  }

  /** @param {() => void} task @param {number} attempt */
  #again(task, attempt) {
    this.world.after(0.25 + waitS(attempt, this.world.random()), task);
  }

  /** @param {LinkState} state @param {number} code */
  #tell(state, code = 0) {
    this.#cancelNotice();
    if (state === this.#link && !code) return;
    this.#link = state;
    this.listener.link?.(state, code);
  }
}
