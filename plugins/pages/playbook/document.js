/** A moment's YAML: read as data, and changed field by field so that the rest of the text stays as it was written. */

import { parseDocument } from '../vendor/yaml.js';

/** @typedef {(string | number)[]} Path */
/** @typedef {{instruction: string, say: string, say_upset?: string}} Said */

/**
 * A moment as its file has it; what is not there is as the engine has it then.
 * @typedef {object} Data
 * @property {string} moment
 * @property {boolean} [enabled]
 * @property {string} [priority]
 * @property {string[]} [channels]
 * @property {number} [cooldown_s]
 * @property {number} [expires_s]
 * @property {Record<string, Said>} [words]
 * @property {Record<string, string>} [because]
 * @property {{fires?: Record<string, string[][]>, silent?: Record<string, string[][]>}} [examples]
 */

const WRITTEN = { lineWidth: 0, flowCollectionPadding: false };

/**
 * What is written in `text`, or null when it is no YAML or no moment.
 * @param {string} text
 * @returns {Data | null}
 */
export function dataOf(text) {
  const document = parseDocument(text);
  if (document.errors.length) return null;
  const data = document.toJS();
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? /** @type {Data} */ (data) : null;
}

/**
 * `text` with another value at `path`; undefined takes the field out.
 * @param {string} text
 * @param {Path} path
 * @param {unknown} value
 */
export function withField(text, path, value) {
  const document = parseDocument(text);
  if (document.errors.length) return text;
  if (value === undefined) document.deleteIn(path);
  else if (value !== null && typeof value === 'object') {
    const isFlat = Array.isArray(value) && value.every((item) => typeof item === 'string');
    document.setIn(path, document.createNode(value, { flow: isFlat && path.length === 1 }));
  } else document.setIn(path, value);
  return document.toString(WRITTEN);
}

/**
 * Where the text is no YAML, as the server would say it.
 * @param {string} text
 * @returns {{line: number, detail: string}[]}
 */
export function brokenLines(text) {
  return parseDocument(text).errors.map((error) => ({
    line: error.linePos?.[0]?.line ?? 1,
    detail: error.message.split(' at line')[0],
  }));
}
