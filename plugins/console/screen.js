/** What log entries look like: the transcript in the reader's language and, in a replay, the panel beside it. */

import { part } from '../pages/shell/elements.js';
import { Words } from '../pages/shell/words.js';
import { Transcript } from '../pages/talk/transcript.js';

/** @import {BistandPanel} from '../widget/panel.js' */
/** @import {Entry} from '../pages/talk/conversations.js' */

export class Screen {
  /** @type {Entry[]} */ entries = [];
  words = new Words('en', {});
  #transcript = new Transcript(part('transcript', HTMLElement), part('talk-scroll', HTMLElement));

  /**
   * @param {BistandPanel} panel
   * @param {() => number} now seconds, on the clock of the entries
   */
  constructor(panel, now) {
    this.panel = panel;
    this.now = now;
    panel.addEventListener('bistand-point', (event) => {
      this.#transcript.mark(/** @type {CustomEvent} */ (event).detail.evidence);
    });
  }

  /** @param {Entry} entry */
  show(entry) {
    this.entries.push(entry);
    if (entry.kind === 'event') this.#transcript.add(entry, this.words);
    this.#transcript.tick(this.now());
  }

  /**
   * An entry that the panel does not hear of by itself.
   * @param {Entry & Record<string, unknown>} entry
   * @param {boolean} isQuiet without movement and announcement
   */
  play(entry, isQuiet) {
    this.show(entry);
    this.panel.feed([entry], { isQuiet });
  }

  clear() {
    this.forget();
    this.panel.clear();
  }

  /** Forget the transcript; the panel knows for itself what it follows. */
  forget() {
    this.entries = [];
    this.#transcript.clear();
  }

  /** Let what runs run on. */
  tick() {
    this.#transcript.tick(this.now());
    this.panel.tick();
  }

  /**
   * Everything again, in another language.
   * @param {Words} words
   */
  rewrite(words) {
    this.words = words;
    this.panel.setAttribute('language', words.language);
    const { entries } = this;
    this.forget();
    for (const entry of entries) this.show(entry);
  }
}
