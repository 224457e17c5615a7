/** One socket from the first frame to its end: it authenticates, answers heartbeats, and notices silence. */

import { MalformedFrame, readFrame } from './messages.js';

/** @import {Ready, ServerFrame} from './messages.js' */
/** @import {Socket, World} from './world.js' */

/** Seconds. The server sends a heartbeat every 20 s: two missed, and the line is dead. */
export const SILENCE_S = 45;
/** Seconds from dialling to the server's `ready`. */
export const HANDSHAKE_S = 10;
const OPEN = 1;
const LOST = 1006;
const BROKEN = 4107;

/**
 * @typedef {object} LineListener
 * @property {(line: Line, frame: Ready) => void} ready called once
 * @property {(line: Line, frame: ServerFrame) => void} frame
 * @property {(line: Line, code: number, reason: string) => void} closed called once
 */

export class Line {
  isReady = false;
  readyAt = 0;
  /** Newer tokens that the server has not answered yet. */
  asked = 0;
  /** @type {World} */ #world;
  /** @type {LineListener} */ #listener;
  /** @type {Socket} */ #socket;
  /** @type {() => void} */ #hush = () => {};
  #isOver = false;

  /**
   * @param {World} world
   * @param {string} url of the stream, ws: or wss:
   * @param {string} token
   * @param {LineListener} listener
   */
  constructor(world, url, token, listener) {
    this.#world = world;
    this.#listener = listener;
    this.#socket = world.dial(url);
    this.#socket.addEventListener('open', () => this.send({ type: 'authenticate', token }));
    this.#socket.addEventListener('message', (/** @type {{data: unknown}} */ { data }) => this.#receive(data));
    this.#socket.addEventListener('close', (/** @type {{code: number, reason?: string}} */ close) => this.#end(close.code, close.reason ?? ''));
    this.#listen(HANDSHAKE_S);
  }

  /** @param {string} token a newer one of the same agent */
  authenticate(token) {
    this.asked += 1;
    this.send({ type: 'authenticate', token });
  }

  /** @param {object} frame */
  send(frame) {
    if (!this.#isOver && this.#socket.readyState === OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** Leave without a word to the listener. */
  close() {
    this.#isOver = true;
    this.#hush();
    this.#socket.close();
  }

  /** @param {unknown} data */
  #receive(data) {
    if (this.#isOver) return;
    this.#listen(this.isReady ? SILENCE_S : HANDSHAKE_S);
    const frame = this.#read(data);
    if (!frame) return;
    if (frame.type === 'heartbeat') this.send({ type: 'heartbeat' });
    if (frame.type !== 'ready' || this.isReady) {
      if (frame.type === 'ready') this.asked -= 1;
      this.#listener.frame(this, frame);
      return;
    }
    this.isReady = true;
    this.readyAt = this.#world.now();
    this.#listen(SILENCE_S);
    this.#listener.ready(this, frame);
  }

  /**
   * @param {unknown} data
   * @returns {ServerFrame | null}
   */
  #read(data) {
    try {
      return readFrame(data);
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error;
      this.#end(BROKEN, error.message);
      return null;
    }
  }

  /** @param {number} patience_s */
  #listen(patience_s) {
    this.#hush();
    this.#hush = this.#world.after(patience_s, () => this.#end(LOST, 'silence'));
  }

  /**
   * A browser tells of a lost line only after minutes: whoever noticed first ends it.
   * @param {number} code
   * @param {string} reason
   */
  #end(code, reason) {
    if (this.#isOver) return;
    this.close();
    this.#listener.closed(this, code, reason);
  }
}
