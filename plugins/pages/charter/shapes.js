/**
 * What the charter's and the standards' calls answer; `assist/wire/charter.py` and `standards.py` say what it means.
 *
 * @typedef {object} Standard
 * @property {string} id
 * @property {string} sentence
 * @property {{language: string, quote: string} | null} guideline
 * @property {string} source
 * @property {{kept: number, count: number, share: number} | null} adherence
 * @property {string} outcome
 *
 * @typedef {object} Charter
 * @property {string} language
 * @property {string} title
 * @property {string} subtitle
 * @property {Record<string, string>} headings
 * @property {string} purpose
 * @property {string} scope
 * @property {Standard[]} standards
 * @property {{says: string[]}} implementation
 * @property {string} contact
 *
 * @typedef {object} Text what a lead says; texts by language
 * @property {string} organisation
 * @property {Record<string, string>} purpose
 * @property {Record<string, string>} scope
 * @property {Record<string, string>} contact
 * @property {string[] | null} channels
 * @property {string[] | null} languages
 * @property {Record<string, Record<string, string>>} wording
 * @property {string[] | null} published
 * @property {{on: string, by: string} | null} reviewed
 *
 * @typedef {object} Editable
 * @property {string} id
 * @property {string | null} standard
 * @property {string | null} channel
 * @property {number | null} seconds
 * @property {boolean} can_be_published
 * @property {Record<string, string>} wording
 *
 * @typedef {object} CharterText
 * @property {number} version
 * @property {Text} text
 * @property {Pick<Text, 'purpose' | 'scope' | 'contact'> & {channels: string[], languages: string[], published: string[]}} shipped
 * @property {Editable[]} standards
 * @property {{version: number, at: string, by: string, changes: string[]}[]} versions
 * @property {boolean} is_public
 *
 * @typedef {Record<string, number | Record<string, number> | null>} Values
 *
 * @typedef {object} Standards
 * @property {number} version
 * @property {Values} standards
 * @property {{version: number, at: string, by: string, note: string, changes: {field: string, before: number | null, after: number | null}[]}[]} versions
 */

export const CHANNELS = ['chat', 'phone', 'email', 'form', 'letter', 'voicemail', 'social', 'in_person'];
