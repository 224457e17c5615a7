/** What an agent would read: a text of a moment with its slots filled as the engine fills them. */

/** @type {Record<string, Record<string, string>>} */
const SAMPLES = {
  sv: { hold: 'två minuter', reason: 'jag ser efter i lagret', questions: '“Vad kostar det att hyra ett tält?”', quote: 'Pengarna är tillbaka inom fem bankdagar.' },
  da: { hold: 'to minutter', reason: 'jeg ser efter på lageret', questions: '“Hvad koster det at leje et telt?”', quote: 'Pengene er tilbage inden for fem bankdage.' },
  nb: { hold: 'to minutter', reason: 'jeg ser etter på lageret', questions: '“Hva koster det å leie et telt?”', quote: 'Pengene er tilbake innen fem bankdager.' },
  pt: { hold: 'dois minutos', reason: 'vou ver no armazém', questions: '“Quanto custa alugar uma tenda?”', quote: 'O dinheiro é devolvido em cinco dias úteis.' },
  en: { hold: 'two minutes', reason: 'I am looking in the stockroom', questions: '“What does it cost to rent a tent?”', quote: 'Refunds reach the card within five bank days.' },
};
const COMMON = { name: 'Robin', agent: 'Kim', organisation: 'Fjordby' };
export const SLOTS = ['name', 'agent', 'organisation', 'hold', 'reason', 'questions', 'quote'];

/**
 * What stands for a slot in a sample.
 * @param {string} language
 * @returns {Record<string, string>}
 */
export const sampleSlots = (language) => ({ ...COMMON, ...(SAMPLES[language] ?? SAMPLES.en) });

/**
 * `template` with its slots filled; of what needs an unknown slot a [part in brackets] goes, else its sentence.
 * @param {string} template
 * @param {Record<string, string>} slots
 */
export function fill(template, slots) {
  const isKnown = (/** @type {string} */ text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => slots[name]);
  const chosen = template.replace(/\[([^[\]]*)\]/g, (_, inner) => (isKnown(inner) ? inner : ''));
  const sentences = chosen.split(/(?<=[.!?])\s+/).filter(isKnown).join(' ');
  const filled = sentences.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? '');
  return filled.split(/\s+/).filter(Boolean).join(' ').replace(/\s+([,.!?])/g, '$1');
}

/**
 * The slots of a text that the engine does not know.
 * @param {string} template
 */
export const unknownSlots = (template) => [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).filter((name) => !SLOTS.includes(name));
