/** The two REST calls of the panel: a conversation as it stands, and a search in the guidelines. */

import { readCitations } from '../protocol/prompts.js';

const MOST_FOUND = '5';
/** Milliseconds to wait after an event before the conversation is fetched: several often come together. */
const SNAPSHOT_MS = 150;

export class Service {
  /**
   * @param {string} server origin, such as https://assist.example.com
   * @param {string} token
   */
  constructor(server, token) {
    this.server = server;
    this.token = token;
  }

  get stream() {
    const url = new URL('/v1/stream', this.server);
    url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
    return url.href;
  }

  /**
   * @param {string} conversation
   * @param {AbortSignal} signal
   * @returns {Promise<unknown>}
   */
  snapshot(conversation, signal) {
    return this.#get(`/v1/conversations/${encodeURIComponent(conversation)}`, { prompts: 'open' }, signal);
  }

  /**
   * @param {string} wanted
   * @param {AbortSignal} signal
   */
  async search(wanted, signal) {
    const answer = await this.#get('/v1/guidelines/search', { q: wanted, k: MOST_FOUND }, signal);
    return readCitations(answer.matches);
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} query
   * @param {AbortSignal} signal
   */
  async #get(path, query, signal) {
    const url = new URL(path, this.server);
    url.search = String(new URLSearchParams(query));
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${this.token}` }, credentials: 'omit', cache: 'no-store', signal });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }
}

/** A conversation as it stands, after each change. */
export class Snapshots {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #asked = new AbortController();

  /** @param {(snapshot: unknown) => void} take */
  constructor(take) {
    this.take = take;
  }

  /**
   * @param {Service} service
   * @param {string} conversation
   */
  fetch(service, conversation) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      this.#asked.abort();
      const { signal } = this.#asked = new AbortController();
      const snapshot = await service.snapshot(conversation, signal).catch(() => null);
      if (snapshot && !signal.aborted) this.take(snapshot);
    }, SNAPSHOT_MS);
  }

  /** What was asked of one conversation must not come in another. */
  forget() {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }
}
