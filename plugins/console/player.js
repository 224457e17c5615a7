/** Plays a finished timeline on a clock of its own, as fast as the reader likes. */

import { seconds } from '../protocol/messages.js';

/** @import {Entry} from '../pages/talk/conversations.js' */

/** Real seconds: at more than natural speed no silence lasts longer than this. */
const LONGEST_SILENCE = 3.5;

/**
 * @typedef {object} Screen
 * @property {(entry: Entry, quiet: boolean) => void} show
 * @property {() => void} clear
 * @property {() => void} moved The clock, the end or the state of play has changed.
 */

export class Player {
  /** @type {Entry[]} */ #entries = [];
  #next = 0;
  #frame = 0;
  #before = 0;
  time = 0;
  end = 0;
  speed = 4;
  isPlaying = false;

  /** @param {Screen} screen */
  constructor(screen) {
    this.screen = screen;
  }

  get isLoaded() {
    return this.#entries.length > 0;
  }

  get isAtEnd() {
    return this.#next >= this.#entries.length;
  }

  /** @param {Entry[]} entries in order */
  load(entries) {
    this.pause();
    this.#entries = entries;
    this.end = entries.length ? seconds(entries[entries.length - 1].at) : 0;
    this.seek(0);
  }

  unload() {
    this.pause();
    this.#entries = [];
    this.#next = 0;
    this.time = 0;
    this.end = 0;
    this.screen.moved();
  }

  play() {
    if (!this.isLoaded || this.isPlaying) return;
    if (this.isAtEnd) this.seek(0);
    this.isPlaying = true;
    this.#before = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#advance(now));
    this.screen.moved();
  }

  pause() {
    cancelAnimationFrame(this.#frame);
    this.isPlaying = false;
    this.screen.moved();
  }

  /** On to the next thing that happens, with all that follows from it at once. */
  step() {
    this.pause();
    if (this.isAtEnd) return;
    this.#showUntil(seconds(this.#entries[this.#next].at));
  }

  /**
   * Show the conversation as it stood at this time.
   * @param {number} time
   */
  seek(time) {
    this.screen.clear();
    this.#next = 0;
    this.#showUntil(time, true);
  }

  /** @param {number} now milliseconds */
  #advance(now) {
    const passed = (now - this.#before) / 1000;
    this.#before = now;
    this.#showUntil(Math.min(this.end, this.time + passed * this.#rate()));
    if (this.isAtEnd) this.pause();
    else this.#frame = requestAnimationFrame((later) => this.#advance(later));
  }

  #rate() {
    const next = this.#entries[this.#next];
    const last = this.#entries[this.#next - 1];
    if (this.speed === 1 || !next || !last) return this.speed;
    return Math.max(this.speed, (seconds(next.at) - seconds(last.at)) / LONGEST_SILENCE);
  }

  /**
   * @param {number} time
   * @param {boolean} quiet
   */
  #showUntil(time, quiet = false) {
    this.time = time;
    while (!this.isAtEnd && seconds(this.#entries[this.#next].at) <= time) {
      this.#next += 1;
      this.screen.show(this.#entries[this.#next - 1], quiet);
    }
    this.screen.moved();
  }
}
