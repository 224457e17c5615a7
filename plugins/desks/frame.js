/**
 * The page around ours. We speak to origins that are configured and to no other, and hear only the frame that we
 * are in: a message's text alone says nothing about who sent it.
 */

export class Frame {
  /** @type {string} The one that answered: from then on the only one. */ #origin = '';

  /**
   * @param {string[]} origins that may be around us
   * @param {Window} around
   */
  constructor(origins, around = window.parent) {
    this.origins = origins;
    this.around = around;
  }

  /** Whether there is any page around this one, of whatever origin. */
  get isFramed() {
    return this.around !== window;
  }

  /** @param {unknown} message to the origin that answered, or to all that may be there; the browser sees to it */
  post(message) {
    const present = location.ancestorOrigins ? this.origins.filter((origin) => origin === location.ancestorOrigins[0]) : this.origins;
    for (const origin of this.#origin ? [this.#origin] : present) this.around.postMessage(message, origin);
  }

  /**
   * @param {(message: any) => void} hear
   * @param {AbortSignal} [signal]
   */
  listen(hear, signal) {
    addEventListener('message', (event) => {
      if (event.source !== this.around || !this.isFramed) return;
      if (!(this.#origin ? event.origin === this.#origin : this.origins.includes(event.origin))) return;
      if (hear(event.data) !== undefined) this.#origin = event.origin;
    }, { signal });
  }
}

/** The origins that this server lets frame its pages. */
export async function configuredOrigins() {
  const answer = await fetch('/desks/config.json');
  return /** @type {string[]} */ (answer.ok ? (await answer.json()).origins : []);
}

/**
 * An object from a message that may be one, or JSON of one, or anything else.
 * @param {unknown} message
 * @returns {Record<string, any>}
 */
export function readMessage(message) {
  let value = message;
  if (typeof message === 'string') {
    try {
      value = JSON.parse(message);
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
