/** Prompts that come late: whoever thinks of it first sees none. */

import { seconds } from '../../protocol/messages.js';
import { DELAY_S } from './shapes.js';

/** @import {BistandPanel} from '../../widget/panel.js' */
/** @import {Entry} from '../talk/conversations.js' */

/** Feeds a panel the log, each prompt only some seconds after it was opened, and not at all if it is closed by then. */
export class Delayed {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */ #waiting = new Map();

  /** @param {BistandPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** @param {Entry & Record<string, any>} entry */
  hear(entry) {
    if (entry.kind === 'prompt_opened') this.#later(entry);
    else if (entry.kind === 'prompt_closed' && this.#waiting.has(entry.prompt)) this.#forget(entry.prompt);
    else this.panel.feed([entry]);
  }

  clear() {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.panel.clear();
  }

  /** @param {Entry & Record<string, any>} entry */
  #later(entry) {
    const { id } = entry.prompt;
    const due = (seconds(entry.at) + DELAY_S) * 1000 - Date.now();
    this.#waiting.set(id, setTimeout(() => {
      this.#waiting.delete(id);
      this.panel.feed([entry]);
    }, Math.max(0, due)));
  }

  /** @param {string} id */
  #forget(id) {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
  }
}
