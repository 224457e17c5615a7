/** How long to wait before the next attempt: full jitter, so that thousands do not come back together. */

export const FIRST_WAIT_S = 0.5;
export const LONGEST_WAIT_S = 20;

/**
 * Seconds, evenly spread between nothing and a bound that doubles with each attempt
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param {number} attempt from 0
 * @param {number} random in [0, 1)
 */
export function waitS(attempt, random) {
  return random * Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(attempt, 30));
}
