/** What log entries look like: the transcript and the prompts, in the reader's language. */

import { part } from './elements.js';
import { Words } from './languages.js';
import { Prompts } from './prompts.js';
import { seconds } from './protocol.js';
import { Transcript } from './transcript.js';

/** @import {Entry, Prompt} from './protocol.js' */

/** @param {string} id */
const byId = (id) => part(id, HTMLElement);

export class Screen {
  /** @type {Entry[]} */ entries = [];
  words = new Words('en', {});
  #transcript = new Transcript(byId('transcript'), byId('talk-scroll'));
  #prompts;

  /**
   * @param {() => number} now seconds, on the clock of the entries
   * @param {{use: (prompt: Prompt) => void, dismiss: (prompt: Prompt) => void}} choices
   */
  constructor(now, choices) {
    this.now = now;
    this.#prompts = new Prompts(
      {
        open: byId('open-prompts'),
        closed: byId('closed-prompts'),
        empty: byId('no-prompts'),
        announcement: byId('announcement'),
        scroll: byId('asks-scroll'),
      },
      {
        ...choices,
        point: (evidence) => this.#transcript.mark(evidence),
        wordsOf: (span) => this.#transcript.wordsOf(span),
      },
    );
  }

  /**
   * @param {Entry} entry
   * @param {boolean} quiet without movement and announcement
   */
  show(entry, quiet) {
    this.entries.push(entry);
    const { kind, prompt } = entry;
    if (kind === 'event') this.#transcript.add(entry, this.words);
    if (typeof prompt === 'object' && kind === 'prompt_opened') this.#prompts.open(prompt, this.words, quiet);
    if (typeof prompt === 'object' && kind === 'prompt_updated') this.#prompts.update(prompt, this.words);
    if (typeof prompt === 'string' && kind === 'prompt_closed') {
      this.#prompts.close(prompt, entry.status ?? 'done', seconds(entry.at), this.words, quiet);
    }
    this.tick();
  }

  clear() {
    this.entries = [];
    this.#transcript.clear();
    this.#prompts.clear();
  }

  /** Let what runs run on. */
  tick() {
    const now = this.now();
    this.#transcript.tick(now);
    this.#prompts.tick(now);
  }

  /**
   * Dismiss a prompt here alone, where no server keeps it.
   * @param {Prompt} prompt
   */
  dismiss(prompt) {
    this.#prompts.close(prompt.id, 'dismissed', this.now(), this.words, false);
  }

  /**
   * Everything again, in another language.
   * @param {Words} words
   */
  rewrite(words) {
    this.words = words;
    const entries = this.entries;
    this.clear();
    for (const entry of entries) this.show(entry, true);
  }
}
