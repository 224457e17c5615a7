/**
 * What the server's practice calls give.
 *
 * @import {Words} from '../shell/words.js'
 * @import {Service} from '../shell/service.js'
 *
 * @typedef {object} Script
 * @property {string} name
 * @property {string} title
 * @property {string} language
 * @property {number} difficulty
 * @property {string} channel
 * @property {string} customer
 * @property {string} mood
 * @property {string} briefing
 * @property {string[]} aims
 * @property {string[]} practises
 * @property {boolean} own
 * @property {string} [fault]
 *
 * @typedef {{needed: number, alone: number, prompted: number, mended: number, missed: number}} Counts
 *
 * @typedef {object} Session
 * @property {string} conversation
 * @property {string} script
 * @property {string} title
 * @property {string} language
 * @property {string} channel
 * @property {string} customer
 * @property {'shown' | 'delayed' | 'hidden'} level
 * @property {string} agent
 * @property {string} agent_name
 * @property {string} begun
 * @property {string | null} ended
 * @property {'settled' | 'escalated' | 'leaves' | null} ending
 * @property {Counts | null} counts
 *
 * @typedef {{event: string, text: string}} Quoted
 * @typedef {{quote: string, title: string, section: string, language: string}} Guideline
 *
 * @typedef {object} Need
 * @property {string} moment
 * @property {string} asks
 * @property {'alone' | 'prompted' | 'mended' | 'missed'} outcome
 * @property {number | null} seconds
 * @property {string} why
 * @property {Quoted | null} customer
 * @property {Quoted | null} agent
 * @property {string} say
 * @property {string} say_language
 * @property {Guideline | null} guideline
 *
 * @typedef {object} Times
 * @property {number[]} replies
 * @property {number | null} reply_limit_s
 * @property {number} late_replies
 * @property {number[]} holds
 * @property {number | null} hold_limit_s
 * @property {number} long_holds
 *
 * @typedef {{event: string, quote: string, finding: {rule: string, severity: string, message: string, guidelines: Guideline[]}}} Spot
 * @typedef {{moment: string, asks: string, outcome: string}} Aim
 * @typedef {Session & {needs: Need[], aims: Aim[], times: Times, findings: Spot[]}} Report
 *
 * @typedef {object} Home What the views of the page need of it.
 * @property {Words} words
 * @property {Service} service
 * @property {boolean} isLead
 * @property {{agent: string}} who
 * @property {Script[]} scripts
 * @property {(work: () => Promise<unknown> | unknown) => Promise<boolean>} attempt
 * @property {(sentence: string) => void} complain
 * @property {(script: string, level: string, name: string) => Promise<void>} start
 */

export const LEVELS = ['shown', 'delayed', 'hidden'];
export const DELAY_S = 15;

/** @param {string} name */
export const firstName = (name) => name.split(' ')[0];
