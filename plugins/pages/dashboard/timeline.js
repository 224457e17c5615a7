/** A conversation as it went: what was said, what was asked of the agent and why, what the agent did, what was held back. */

import { element } from '../shell/elements.js';

/** @import {Context} from './context.js' */

/**
 * @typedef {{document: string, title: string, section: string, language: string, quote: string}} Citation
 * @typedef {{event: string, start: number, end: number}} Evidence
 * @typedef {object} Prompt
 * @property {string} id
 * @property {string} moment
 * @property {string} priority
 * @property {string} instruction
 * @property {string} instruction_language
 * @property {string} say
 * @property {string} say_language
 * @property {Citation[]} guidelines
 * @property {{text: string, evidence: Evidence[]}} because
 *
 * @typedef {{id: string, type: string, role?: string, text?: string, reason?: string}} Said
 *
 * @typedef {object} Line One of a conversation's log, or of what stands beside it.
 * @property {string} at
 * @property {'event' | 'prompt_opened' | 'prompt_updated' | 'prompt_closed' | 'feedback' | 'suppressed'} kind
 * @property {Said} [event]
 * @property {Prompt | string} [prompt]
 * @property {string} [moment]
 * @property {string} [status]
 * @property {string} [action]
 * @property {string} [reason]
 * @property {string} [text]
 *
 * @typedef {{entries: Line[], suppressed?: Line[]}} Log
 */

const SPOKEN = new Set(['message', 'voicemail_left']);
const ROLES = new Set(['customer', 'agent', 'supervisor', 'bot', 'system']);

/**
 * @param {Context} context
 * @param {Log} log
 */
export function timeline(context, log) {
  const prompts = new Map();
  const texts = new Map();
  for (const { event, prompt } of log.entries) {
    if (event) texts.set(event.id, event.text ?? '');
    if (prompt && typeof prompt === 'object') prompts.set(prompt.id, prompt);
  }
  const lines = [...log.entries, ...(log.suppressed ?? [])].map((line, place) => ({ line, place, at: Date.parse(line.at) }));
  lines.sort((one, other) => one.at - other.at || one.place - other.place);
  const shown = lines.map(({ line }) => lineOf(context, line, prompts, texts)).filter((one) => one !== null);
  return [element('ol', { class: 'timeline' }, ...shown)];
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {Map<string, Prompt>} prompts
 * @param {Map<string, string>} texts
 */
function lineOf(context, line, prompts, texts) {
  const { prompt } = line;
  if (line.kind === 'event' && line.event) return happened(context, line, line.event);
  if (line.kind === 'prompt_opened' && typeof prompt === 'object') return opened(context, line, prompt, texts);
  if (line.kind === 'prompt_closed') return note(context, line, `closed ${line.status}`, context.of(`closed_${line.status}`, { moment: context.moment(line.moment ?? '') }));
  if (line.kind === 'feedback' && typeof prompt === 'string') {
    const moment = context.moment(prompts.get(prompt)?.moment ?? '');
    return note(context, line, 'feedback', context.of(`feedback_${line.action}`, { moment }), line.reason || line.text);
  }
  if (line.kind === 'suppressed') return note(context, line, 'suppressed', context.of('held_back', { moment: context.moment(line.moment ?? '') }), why(context, line.reason ?? ''));
  return null;
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {Said} event
 */
function happened(context, line, event) {
  if (!SPOKEN.has(event.type)) return note(context, line, 'happened', context.of(event.type), event.reason);
  const role = ROLES.has(event.role ?? '') ? event.role ?? '' : 'customer';
  return element(
    'li',
    { class: `said ${role}` },
    element('p', { class: 'meta' }, element('span', {}, context.of(`role_${role}`)), ' ', time(context, line.at)),
    element('p', { class: 'words' }, event.text ?? ''),
  );
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {Prompt} prompt
 * @param {Map<string, string>} texts
 */
function opened(context, line, prompt, texts) {
  const made = element(
    'li',
    { class: `prompt ${prompt.priority}` },
    element('p', { class: 'meta' }, context.of('prompt_came', { moment: context.moment(prompt.moment) }), ' ', time(context, line.at)),
    element('p', { class: 'instruction', lang: prompt.instruction_language }, prompt.instruction),
    element('p', { class: 'because' }, element('b', {}, context.of('because')), ' ', element('span', { lang: prompt.instruction_language }, prompt.because.text)),
  );
  const heard = prompt.because.evidence.map((one) => [...(texts.get(one.event) ?? '')].slice(one.start, one.end).join('').trim()).filter(Boolean);
  if (heard.length) made.append(element('p', { class: 'because' }, element('b', {}, context.of('heard')), ' ', heard.map((words) => context.of('quoted', { words })).join(' ')));
  if (prompt.say) made.append(element('p', { class: 'because' }, element('b', {}, context.of('words_to_say')), ' ', element('span', { lang: prompt.say_language }, prompt.say)));
  const [quoted] = prompt.guidelines;
  if (quoted) {
    made.append(
      element('blockquote', { lang: quoted.language }, quoted.quote),
      element('p', { class: 'meta' }, [quoted.title, quoted.section].filter(Boolean).join(' · ')),
    );
  }
  return made;
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {string} kind
 * @param {string} says
 * @param {string} [more]
 */
function note(context, line, kind, says, more = '') {
  const text = more ? `${says} – ${more}` : says;
  return element('li', { class: `note ${kind}` }, element('span', {}, text), ' ', time(context, line.at));
}

/**
 * Why a moment was held back.
 * @param {Context} context
 * @param {string} reason
 */
function why(context, reason) {
  const [name, moment] = reason.split(/:(.*)/s);
  if (name === 'excluded_by') return context.of('why_excluded_by', { moment: context.moment(moment ?? '') });
  const key = `why_${reason.replace(':', '_')}`;
  const known = context.of(key);
  return known === key ? reason : known;
}

/**
 * @param {Context} context
 * @param {string} at
 */
function time(context, at) {
  return element('time', { attributes: { datetime: at } }, context.numbers.second(at));
}
