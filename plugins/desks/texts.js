/** The few words of the pages around the panel, in five languages. */

/** @typedef {'waiting' | 'key' | 'connect' | 'wrong' | 'copied' | 'alone' | 'refused'} Name */

/** @type {Record<string, Record<Name, string>>} */
const TEXTS = {
  sv: {
    waiting: 'Väntar på att ärendesystemet visar ett samtal …',
    key: 'API-nyckel',
    connect: 'Anslut',
    wrong: 'Servern känner inte till den här nyckeln.',
    copied: 'Texten ligger i urklipp.',
    refused: 'Servern tog inte emot samtalet.',
    alone: 'Den här sidan hör hemma i ett ärendesystem som finns i BISTAND_FRAME_ORIGINS.',
  },
  da: {
    waiting: 'Venter på, at kundesystemet viser en samtale …',
    key: 'API-nøgle',
    connect: 'Forbind',
    wrong: 'Serveren kender ikke denne nøgle.',
    copied: 'Teksten ligger i udklipsholderen.',
    refused: 'Serveren tog ikke imod samtalen.',
    alone: 'Denne side hører hjemme i et kundesystem, der står i BISTAND_FRAME_ORIGINS.',
  },
  nb: {
    waiting: 'Venter på at kundesystemet viser en samtale …',
    key: 'API-nøkkel',
    connect: 'Koble til',
    wrong: 'Serveren kjenner ikke denne nøkkelen.',
    copied: 'Teksten ligger på utklippstavlen.',
    refused: 'Serveren tok ikke imot samtalen.',
    alone: 'Denne siden hører hjemme i et kundesystem som står i BISTAND_FRAME_ORIGINS.',
  },
  pt: {
    waiting: 'À espera de que o sistema de atendimento mostre uma conversa…',
    key: 'Chave de API',
    connect: 'Ligar',
    wrong: 'O servidor não conhece esta chave.',
    copied: 'O texto está na área de transferência.',
    refused: 'O servidor não aceitou a conversa.',
    alone: 'Esta página pertence a um sistema de atendimento indicado em BISTAND_FRAME_ORIGINS.',
  },
  en: {
    waiting: 'Waiting for the desk to show a conversation…',
    key: 'API key',
    connect: 'Connect',
    wrong: 'The server doesn’t know this key.',
    copied: 'The words are on your clipboard.',
    refused: 'The server refused this conversation.',
    alone: 'This page belongs into a desk that is among BISTAND_FRAME_ORIGINS.',
  },
};

/**
 * The texts in the first of the languages that we speak.
 * @param {readonly string[]} wanted
 */
export function textsOf(wanted) {
  const codes = wanted.map((tag) => tag.toLowerCase().split(/[-_]/)[0]).map((code) => (['no', 'nn'].includes(code) ? 'nb' : code));
  const language = codes.find((code) => Object.hasOwn(TEXTS, code)) ?? 'en';
  return { language, of: TEXTS[language] };
}
