/** What the server answers about guidelines, as far as the page shows it; `assist/wire/guidelines.py` says it all. */

/**
 * @typedef {{document: string, title: string, language: string, sections: number, snippets: number, changed: boolean,
 *   media_type: string, characters: number}} Document
 * @typedef {{document: string, title: string, at: string | null, by: string, version: number}} Removed
 * @typedef {{section: string, language: string, quote: string, start: number, end: number}} Sentence
 * @typedef {Document & {text: string, sentences: Sentence[], language_guess: Record<string, number>}} Understood
 * @typedef {{added: string[], removed: string[], altered: {before: string, after: string}[]}} Changes
 * @typedef {{version: number, made: 'put' | 'restored' | 'removed', at: string | null, by: string,
 *   restored: number | null, is_current: boolean, title: string, language: string, sentences: number, bytes: number,
 *   changes: Changes | null}} Version
 * @typedef {{moment: string, channels: string[]}} OnChannels
 * @typedef {Sentence & {document: string, moments: string[], quoted_by: OnChannels[]}} Covered
 * @typedef {{snippets: number, cited: Covered[], uncited: Covered[], uncited_come_with: OnChannels[],
 *   without_guideline: OnChannels[]}} Coverage
 * @typedef {Sentence & {document: string, title: string, similarity: number}} Match
 * @typedef {{matches: Match[], latency_ms: number, language_guess: Record<string, number>,
 *   floors: Record<string, number>}} Found
 * @typedef {Sentence & {document: string, title: string, marks: [number, number][]}} Side
 * @typedef {{kind: 'amount' | 'polarity' | 'same', similarity: number, one: Side, other: Side}} Overlap
 */

export {};
