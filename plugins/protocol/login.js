/** A token that ends: how long it is good, whose it is, and the asking for the next one before it is over. */

import { seconds } from './messages.js';

/** @import {Ready} from './messages.js' */
/** @import {World} from './world.js' */

/** Seconds before the end at which the next token is asked for; of a short life it is a fifth. */
const AHEAD_S = 120;
const SHARE = 5;
/** Seconds: what is left then helps nobody any more. */
const TOO_LATE_S = 1;

export class Login {
  /** RFC 3339; '' for a key, which has no end, and once it is over. */
  ends = '';
  #who = '';
  #cancel = () => {};

  /**
   * @param {World} world
   * @param {(ends: string) => void} ask for a token; again and again until one has come or the time is over
   */
  constructor(world, ask) {
    this.world = world;
    this.ask = ask;
  }

  /**
   * The server has let somebody in; false when it is not who was here before.
   * @param {Ready} ready
   */
  begin({ workspace, agent, at = '', expires_at: ends = '' }) {
    this.end();
    const [before, who] = [this.#who, JSON.stringify([workspace, agent])];
    [this.#who, this.ends] = [who, ends];
    this.#wait(seconds(ends) - seconds(at)); // both by the server's clock; a key has no end, so there is nothing to wait for
    return !before || before === who;
  }

  /** The token is over, or another takes its place. */
  end() {
    this.ends = '';
    this.#cancel();
  }

  /** @param {number} left seconds */
  #wait(left) {
    if (!(left > TOO_LATE_S)) return;
    const ahead = Math.min(AHEAD_S, left / SHARE);
    this.#cancel = this.world.after(left - ahead, () => {
      this.#wait(ahead);
      this.ask(this.ends);
    });
  }
}
