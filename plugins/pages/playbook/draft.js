/** Changes that are not published yet: kept by the browser, so that they survive a reload and the night. */

/** @typedef {{since: number, moments: Record<string, string>}} Kept */

export class Draft {
  /**
   * @param {string} workspace
   * @param {Storage} storage
   */
  constructor(workspace, storage = localStorage) {
    this.name = `bistand-playbook-draft:${workspace}`;
    this.storage = storage;
    const kept = /** @type {Partial<Kept>} */ (read(storage.getItem(this.name)));
    /** @type {Map<string, string>} */ this.moments = new Map(Object.entries(kept.moments ?? {}));
    this.since = kept.since ?? 0;
  }

  /** How many moments are changed. */
  get size() {
    return this.moments.size;
  }

  /**
   * The body of a call that takes changes.
   * @param {string[]} names all changes when there is none
   */
  texts(...names) {
    return Object.fromEntries([...this.moments].filter(([name]) => !names.length || names.includes(name)));
  }

  /**
   * Keep a change; one that is as it is live is none.
   * @param {string} name
   * @param {string} text
   * @param {string} live
   * @param {number} number of the version that is live
   */
  put(name, text, live, number) {
    if (!this.size) this.since = number;
    if (text === live) this.moments.delete(name);
    else this.moments.set(name, text);
    this.#keep();
  }

  /** @param {string} name */
  drop(name) {
    this.moments.delete(name);
    this.#keep();
  }

  clear() {
    this.moments.clear();
    this.#keep();
  }

  /**
   * Go on from a newer version: what others published meanwhile was looked at.
   * @param {number} number
   */
  goOnFrom(number) {
    this.since = number;
    this.#keep();
  }

  #keep() {
    if (!this.size) this.storage.removeItem(this.name);
    else this.storage.setItem(this.name, JSON.stringify({ since: this.since, moments: Object.fromEntries(this.moments) }));
  }
}

/** @param {string | null} kept */
function read(kept) {
  try {
    const value = JSON.parse(kept ?? '{}');
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
