/** Figures as the reader's language writes them. What is not known is a dash. */

const NOTHING = '–';
const UNITS = /** @type {const} */ ([['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]]);

export class Numbers {
  /** @param {string} reader the reader's language */
  constructor(reader) {
    const language = { pt: 'pt-PT', en: 'en-GB' }[reader] ?? reader; // alone they are those of the Americas
    this.whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.fine = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.signed = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
    this.per = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    this.units = new Map(UNITS.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 })]));
    this.days = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
    this.times = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    this.clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  }

  /** @param {number | null | undefined} number */
  count(number) {
    return number == null ? NOTHING : this.whole.format(number);
  }

  /** @param {number | null | undefined} number */
  rate(number) {
    return number == null ? NOTHING : this.fine.format(number);
  }

  /**
   * A share between 0 and 1; only what is whole is called so.
   * @param {number | null | undefined} share
   */
  share(share) {
    if (share == null) return NOTHING;
    return this.per.format(share < 1 ? Math.min(0.99, share) : share);
  }

  /**
   * A length of time in its two largest units.
   * @param {number | null | undefined} seconds
   */
  seconds(seconds) {
    if (seconds == null) return NOTHING;
    let left = Math.round(Math.abs(seconds));
    const found = [];
    for (const [unit, size] of UNITS) {
      const amount = Math.floor(left / size);
      left -= amount * size;
      if (amount) found.push([unit, amount]);
      else if (found.length) break;
    }
    const shown = found.length ? found.slice(0, 2) : [['second', 0]];
    return shown.map(([unit, amount]) => this.units.get(/** @type {any} */ (unit))?.format(Number(amount))).join(' ');
  }

  /** @param {string} day such as 2026-01-31 */
  day(day) {
    return this.days.format(new Date(`${day}T12:00:00`));
  }

  /** @param {string} time RFC 3339 */
  time(time) {
    return this.times.format(new Date(time));
  }

  /** @param {string} time RFC 3339 */
  second(time) {
    return this.clock.format(new Date(time));
  }
}
