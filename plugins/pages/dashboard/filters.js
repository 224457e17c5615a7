/** What the reader wants to see, kept in the page's address so that it can be sent to somebody. */

const DAY_MS = 86_400_000;
export const PERIODS = ['today', '7', '30', '90', 'month', 'last_month', 'custom'];
const NAMES = /** @type {const} */ (['channel', 'agent', 'moment', 'language']);
const USUAL = '30';

/** @typedef {{since: Date, until: Date}} Span both days are counted */

/**
 * A day as the server reads it, in the reader's own time zone.
 * @param {Date} date
 */
export function isoDay(date) {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/**
 * @param {string} text
 * @returns {Date | null}
 */
function readDay(text) {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T12:00:00`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/**
 * @param {Date} date
 * @param {number} days
 */
const daysLater = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12);

/** The period and the names that are wanted; immutable. */
export class Filters {
  /** @param {URLSearchParams} address */
  constructor(address = new URLSearchParams()) {
    const period = address.get('period') ?? '';
    this.period = PERIODS.includes(period) ? period : USUAL;
    this.from = address.get('from') ?? '';
    this.to = address.get('to') ?? '';
    this.channel = address.get('channel') ?? '';
    this.agent = address.get('agent') ?? '';
    this.moment = address.get('moment') ?? '';
    this.language = address.get('language') ?? '';
    this.small = address.get('small') === 'show' ? 'show' : ''; // agents with few conversations, by name
  }

  /** @param {Partial<Record<'period' | 'from' | 'to' | 'channel' | 'agent' | 'moment' | 'language' | 'small', string>>} changes */
  with(changes) {
    return new Filters(new URLSearchParams({ ...this.#kept(), ...changes }));
  }

  /** Whether anything but the period is narrowed down. */
  get isNarrow() {
    return NAMES.some((name) => this[name]);
  }

  /**
   * First and last day.
   * @returns {Span}
   */
  span(now = new Date()) {
    const first = new Date(now.getFullYear(), now.getMonth(), 1, 12);
    if (this.period === 'custom') {
      const until = readDay(this.to) ?? now;
      return { since: readDay(this.from) ?? daysLater(until, 1 - Number(USUAL)), until };
    }
    if (this.period === 'month') return { since: first, until: now };
    if (this.period === 'last_month') return { since: new Date(now.getFullYear(), now.getMonth() - 1, 1, 12), until: daysLater(first, -1) };
    return { since: daysLater(now, this.period === 'today' ? 0 : 1 - Number(this.period)), until: now };
  }

  /**
   * The span of the same length just before.
   * @returns {Span}
   */
  before(now = new Date()) {
    const { since, until } = this.span(now);
    const days = Math.round((daysLater(until, 0).getTime() - daysLater(since, 0).getTime()) / DAY_MS) + 1;
    return { since: daysLater(since, -days), until: daysLater(since, -1) };
  }

  /**
   * What to ask the server.
   * @param {Span} span
   */
  query(span = this.span()) {
    const { channel, agent, moment, language, small } = this;
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { from: isoDay(span.since), to: isoDay(span.until), timezone, channel, agent, moment, language, small };
  }

  /**
   * The page's address, with what else is open on it.
   * @param {Record<string, string>} more
   */
  address(more = {}) {
    const wanted = Object.entries({ ...this.#kept(), ...more }).filter(([name, value]) => value && !(name === 'period' && value === USUAL));
    return wanted.length ? `?${new URLSearchParams(wanted)}` : location.pathname;
  }

  #kept() {
    const { period, channel, agent, moment, language, small } = this;
    const own = period === 'custom' ? { from: this.from, to: this.to } : {};
    return { period, ...own, channel, agent, moment, language, small };
  }
}
