/**
 * What the scorecards answer; the server's `assist/wire/scorecards.py` says what each figure means.
 *
 * @typedef {object} Times
 * @property {number} count
 * @property {number | null} median_s
 * @property {number | null} p90_s
 * @property {number} judged
 * @property {number} within
 * @property {number} unanswered
 * @property {number | null} share_within
 *
 * @typedef {object} Use
 * @property {number} prompts
 * @property {number} shown
 * @property {number} used
 * @property {number} edited
 * @property {number} copied
 * @property {number} helpful
 * @property {number} unhelpful
 * @property {number} dismissed
 * @property {number} unused
 * @property {number} useful
 * @property {number | null} useful_share
 * @property {number} nuisance
 * @property {number} hours
 * @property {number | null} nuisance_per_hour
 *
 * @typedef {object} Row
 * @property {string} [moment]
 * @property {string} [agent]
 * @property {string} [channel]
 * @property {string} [day]
 * @property {boolean} [is_pooled]
 * @property {number} needed
 * @property {number} done
 * @property {number} missed
 * @property {number} dismissed
 * @property {number} prompted
 * @property {number} unprompted
 * @property {number} open
 * @property {number | null} adherence
 * @property {number | null} median_s_to_done
 * @property {number} conversations
 * @property {Use} use
 * @property {Times} [first_reply]
 * @property {Times} [replies]
 * @property {Times} [ringing]
 * @property {Times} [holds]
 *
 * @typedef {object} Standard
 * @property {string} standard
 * @property {string} channel
 * @property {number} seconds
 *
 * @typedef {object} Scorecards
 * @property {string} as_of
 * @property {Row[]} rows
 * @property {Row} total
 * @property {Standard[]} standards
 * @property {{least: number, is_shown: boolean, agents: number}} small
 * @property {number} uncounted
 *
 * @typedef {object} Late
 * @property {string} conversation
 * @property {string} agent
 * @property {string} channel
 * @property {string} [kind]
 * @property {string} [due]
 * @property {number} [waited_s]
 * @property {number | null} [standard_s]
 * @property {number | null} over_s
 * @property {boolean} is_late
 *
 * @typedef {object} Now
 * @property {string} as_of
 * @property {Late[]} waiting
 * @property {Late[]} promises
 * @property {number} waiting_count
 * @property {number} waiting_late
 * @property {number} promises_count
 * @property {number} promises_late
 * @property {number} [dead_letters] deliveries of the helpdesk that could not be used; for leads
 *
 * @typedef {object} Need
 * @property {string} moment
 * @property {string} needed_at
 * @property {boolean} is_prompted
 * @property {'open' | 'done' | 'expired' | 'withdrawn' | 'dismissed'} status
 *
 * @typedef {object} Wait
 * @property {'reply' | 'voicemail' | 'ringing' | 'hold'} kind
 * @property {number} seconds
 * @property {number | null} standard_s
 * @property {boolean} is_late
 *
 * @typedef {object} Measured
 * @property {string} id
 * @property {string[]} agents
 * @property {string} channel
 * @property {string} language
 * @property {string} begun
 * @property {Need[]} needs
 * @property {Wait[]} waits
 *
 * @typedef {object} Drill
 * @property {string} of
 * @property {Measured[]} conversations
 * @property {number} total
 * @property {number | null} next_offset
 */

export const CHANNELS = ['chat', 'phone', 'email', 'form', 'letter', 'voicemail', 'social', 'in_person'];
export const OUTCOMES = /** @type {const} */ (['unprompted', 'prompted', 'missed', 'dismissed']);

/**
 * How long a customer may wait for the first answer on a channel; null where nothing is promised.
 * @param {Standard[]} standards
 * @param {string} channel
 */
export function firstReplyStandard(standards, channel) {
  const name = { phone: 'ring_s', voicemail: 'voicemail_s' }[channel] ?? 'reply_s';
  return standards.find((one) => one.standard === name && one.channel === channel)?.seconds ?? null;
}
