/**
 * What a connection needs of the world: sockets, timers, time and chance. Nothing else in this folder touches
 * it, so that tests bring a world of their own.
 *
 * @typedef {object} Socket The part of a WebSocket that we use.
 * @property {number} readyState
 * @property {(data: string) => void} send
 * @property {(code?: number) => void} close
 * @property {(kind: string, listener: (event: any) => void) => void} addEventListener
 *
 * @typedef {object} World
 * @property {(url: string) => Socket} dial
 * @property {(delay_s: number, task: () => void) => () => void} after calls it back later; returns what cancels it
 * @property {() => number} now seconds, never going back
 * @property {() => number} random in [0, 1)
 */

/** @type {any} */
const here = globalThis;

/** @type {World} */
export const WORLD = {
  dial: (url) => new here.WebSocket(url),
  after(delay, task) {
    const timer = here.setTimeout(task, delay * 1000);
    return () => here.clearTimeout(timer);
  },
  now: () => here.performance.now() / 1000,
  random: Math.random,
};
