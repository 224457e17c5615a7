/** The server's REST calls, and who may make them. */

/** What the server refused, in its own words. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {{field: string, detail: string}[]} faults each thing that is wrong
   */
  constructor(status, detail, faults = []) {
    super(detail);
    this.status = status;
    this.faults = faults;
  }
}

/** On loopback the server hands this page the key it made itself; elsewhere the reader is asked. */
export async function offeredKey() {
  const answer = await fetch('/console/config.json');
  if (!answer.ok) return '';
  const { key } = await answer.json();
  return typeof key === 'string' ? key : '';
}

/** Calls the server with a key. Every call gives the parsed answer, or throws a Refusal. */
export class Service {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
  }

  /** The address of the socket. */
  get stream() {
    const url = new URL('/v1/stream', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url.href;
  }

  /**
   * @param {string} path
   * @param {Record<string, string | number | boolean | undefined>} query what is undefined or '' is left out
   */
  get(path, query = {}) {
    const wanted = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]));
    return this.#call('GET', wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path);
  }

  /**
   * @param {string} path
   * @param {unknown} body as JSON
   */
  post(path, body) {
    return this.#call('POST', path, JSON.stringify(body), 'application/json');
  }

  /**
   * @param {string} path
   * @param {BodyInit} body
   * @param {string} type
   */
  put(path, body, type = 'application/json') {
    return this.#call('PUT', path, body, type);
  }

  /**
   * The answer's lines (JSON each) as they come, until the signal ends it.
   * @param {string} path
   * @param {unknown} body as JSON
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<any>}
   */
  async* lines(path, body, signal) {
    const answer = await this.#answer('POST', path, JSON.stringify(body), 'application/json', signal);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  }

  /** @param {string} path */
  delete(path) {
    return this.#call('DELETE', path);
  }

  /**
   * A file that the server makes, to be saved under a name.
   * @param {string} path
   * @returns {Promise<Blob>}
   */
  async file(path) {
    return (await this.#answer('GET', path)).blob();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {BodyInit} [body]
   * @param {string} [type]
   */
  async #call(method, path, body, type) {
    const answer = await this.#answer(method, path, body, type);
    return answer.status === 204 ? null : answer.json();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {BodyInit} [body]
   * @param {string} [type]
   * @param {AbortSignal} [signal]
   */
  async #answer(method, path, body, type, signal) {
    const headers = { Authorization: `Bearer ${this.key}`, ...(type ? { 'Content-Type': type } : {}) };
    const answer = await fetch(path, { method, headers, body, signal });
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }
}

/**
 * What a problem document says, field by field where it does.
 * @param {Response} answer
 */
async function refusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const faults = problem.errors ?? [];
  const fields = faults.map((/** @type {Record<string, string>} */ error) => Object.values(error).join(': '));
  const said = [problem.detail ?? problem.title ?? answer.statusText, ...fields].filter(Boolean).join(' ');
  return new Refusal(answer.status, said, faults);
}
