/**
 * The socket to /v1/stream, for one conversation at a time. It comes back by itself, asks for what it missed
 * from the last number it saw, and sends again what was not acknowledged (the server knows events by id).
 */

/** @import {ConversationEvent, Entry} from './protocol.js' */

/** Seconds. The server sends a heartbeat every 20 s; two missed mean that the line is dead. */
const SILENCE = 45;
const FIRST_WAIT = 0.5;
const LONGEST_WAIT = 20;
const BAD_TOKEN = 4101;

/**
 * @typedef {object} Listener
 * @property {(state: 'connected' | 'reconnecting' | 'not_connected') => void} state
 * @property {(entry: Entry) => void} entry
 * @property {() => void} restarted The log begins anew: forget what was shown.
 * @property {(detail: string) => void} error
 * @property {() => void} badKey
 */

export class Connection {
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence;
  /** @type {Map<string, ConversationEvent>} Sent or to be sent, and not acknowledged yet. */ #waiting = new Map();
  /** @type {object[]} */ #feedback = [];
  #attempt = 0;
  #ready = false;
  #subscribed = false;
  #conversation = '';
  #epoch = '';
  #last = 0;

  /**
   * @param {string} key
   * @param {Listener} listener
   */
  constructor(key, listener) {
    this.key = key;
    this.listener = listener;
  }

  open() {
    clearTimeout(this.#timer);
    const url = new URL('/v1/stream', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#send({ type: 'authenticate', token: this.key }));
    socket.addEventListener('message', (message) => this.#receive(JSON.parse(message.data)));
    socket.addEventListener('close', (close) => this.#closed(socket, close.code));
    this.#listen();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /**
   * Follow this conversation and no other; an empty name follows none.
   * @param {string} conversation
   */
  follow(conversation) {
    if (this.#conversation && this.#ready) this.#send({ type: 'unsubscribe', conversation: this.#conversation });
    this.#conversation = conversation;
    this.#epoch = '';
    this.#last = 0;
    this.#subscribed = false;
    this.#waiting.clear();
    this.#feedback = [];
    this.#subscribe();
  }

  /** @param {ConversationEvent} event */
  tell(event) {
    this.#waiting.set(event.id, event);
    if (this.#subscribed) this.#send({ type: 'event', conversation: this.#conversation, event });
  }

  /**
   * @param {string} prompt
   * @param {string} action
   */
  answer(prompt, action) {
    this.#feedback.push({ type: 'feedback', conversation: this.#conversation, prompt, action });
    if (this.#subscribed) this.#flush();
  }

  /** @param {any} frame */
  #receive(frame) {
    this.#listen();
    const mine = frame.conversation === this.#conversation;
    if (frame.type === 'ready') this.#greeted();
    else if (frame.type === 'heartbeat') this.#send({ type: 'heartbeat' });
    else if (frame.type === 'subscribed' && mine) this.#following(frame);
    else if (frame.type === 'entry' && mine) this.#heard(frame);
    else if (frame.type === 'ack') this.#waiting.delete(frame.event);
    else if (frame.type === 'error') this.#refused(frame);
  }

  #greeted() {
    this.#attempt = 0;
    this.#ready = true;
    this.listener.state('connected');
    this.#subscribe();
  }

  #subscribe() {
    if (!this.#ready || !this.#conversation) return;
    const resume = this.#epoch ? { epoch: this.#epoch } : {};
    this.#send({ type: 'subscribe', conversation: this.#conversation, after: this.#last, ...resume });
  }

  /** @param {{recovered: boolean, epoch: string}} frame */
  #following(frame) {
    if (this.#last && !frame.recovered) {
      this.#last = 0;
      this.listener.restarted();
    }
    this.#epoch = frame.epoch;
    this.#subscribed = true;
    for (const event of this.#waiting.values()) this.#send({ type: 'event', conversation: this.#conversation, event });
    this.#flush();
  }

  /** @param {{seq: number, entry: Entry}} frame */
  #heard(frame) {
    if (frame.seq <= this.#last) return;
    if (frame.seq > this.#last + 1) {
      this.#subscribe();
      return;
    }
    this.#last = frame.seq;
    this.listener.entry({ ...frame.entry, seq: frame.seq });
  }

  /** @param {{event?: string, detail?: string, code?: string}} frame */
  #refused(frame) {
    if (frame.event) this.#waiting.delete(frame.event);
    this.listener.error(frame.detail ?? frame.code ?? '');
  }

  #flush() {
    for (const frame of this.#feedback.splice(0)) this.#send(frame);
  }

  /** @param {object} frame */
  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #listen() {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#silence = setTimeout(() => socket && this.#closed(socket, 1006), SILENCE * 1000);
  }

  /**
   * @param {WebSocket} socket
   * @param {number} code
   */
  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.close();
    this.#ready = false;
    this.#subscribed = false;
    if (code >= 4100 && code < 4200) {
      this.listener.state('not_connected');
      if (code === BAD_TOKEN) this.listener.badKey();
      return;
    }
    this.listener.state('reconnecting');
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.open(), Math.random() * longest * 1000);
  }
}
