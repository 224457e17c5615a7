/**
 * The few calls of the Zendesk Apps framework that we need, over its own messages, so that no foreign script runs
 * beside customers' words. JSON texts in both directions:
 *
 *   from us   {key: 'iframe.handshake', message: {version}, appGuid, instanceGuid}, then {key: 'iframe.on:EVENT'}
 *             {id, request: 'get' | 'invoke', params, appGuid, instanceGuid}
 *   to us     {key: 'zaf.app.registered', message: {context, metadata}}, {key: 'zaf.EVENT', message}, {id, result | error}
 *
 * The framework names itself in our address: ?origin=https://NAME.zendesk.com&app_guid=...
 */

import { readMessage } from '../frame.js';

/** @import {Frame} from '../frame.js' */

const VERSION = '2.0.0';
/** Milliseconds. */
const PATIENCE = 5000;

/**
 * Who may be around us: the Zendesk of our address, if it is one.
 * @param {URLSearchParams} address
 */
export function zendeskOrigins(address) {
  const origin = address.get('origin') ?? '';
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url?.protocol === 'https:' && url.hostname.endsWith('.zendesk.com') ? [url.origin] : [];
}

export class Client {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */ #asked = new Map();
  /** @type {Map<string, () => void>} */ #events = new Map();
  #number = 0;

  /**
   * @param {Frame} frame
   * @param {string} guid of the app, from our address
   */
  constructor(frame, guid) {
    this.frame = frame;
    this.guid = guid;
    /** @type {Promise<Record<string, any>>} what the installation says of itself, once it has answered */
    this.registered = new Promise((resolve) => {
      frame.listen((text) => this.#hear(readMessage(text), resolve));
    });
    this.#post({ key: 'iframe.handshake', message: { version: VERSION } });
  }

  /**
   * @param {string[]} paths
   * @returns {Promise<Record<string, any>>}
   */
  get(paths) {
    return this.#ask('get', paths);
  }

  /** @param {string} call @param {...unknown} parameters */
  invoke(call, ...parameters) {
    return this.#ask('invoke', { [call]: parameters });
  }

  /** @param {string} event @param {() => void} task */
  on(event, task) {
    this.#events.set(event, task);
    this.#post({ key: `iframe.on:${event}`, message: { subscriberCount: 1 } });
  }

  /** @param {string} request @param {unknown} params @returns {Promise<any>} */
  #ask(request, params) {
    this.#number += 1;
    const id = this.#number;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      setTimeout(() => this.#answered(id, { error: { message: `Zendesk did not answer ${request}` } }), PATIENCE);
      this.#post({ id, request, params });
    });
  }

  /** @param {Record<string, any>} message @param {(metadata: any) => void} registered */
  #hear(message, registered) {
    if (message.key === 'zaf.app.registered') {
      registered(message.message?.metadata ?? {});
      return true;
    }
    if (message.id) this.#answered(message.id, message);
    else if (typeof message.key === 'string') this.#events.get(message.key.replace(/^zaf\./, ''))?.();
    return undefined;
  }

  /** @param {number} id @param {{result?: any, error?: any}} answer */
  #answered(id, { result, error }) {
    const waiting = this.#asked.get(id);
    this.#asked.delete(id);
    if (error) waiting?.reject(new Error(error.message ?? String(error)));
    else waiting?.resolve(result);
  }

  /** @param {object} message */
  #post(message) {
    this.frame.post(JSON.stringify({ ...message, appGuid: this.guid, instanceGuid: this.guid }));
  }
}
