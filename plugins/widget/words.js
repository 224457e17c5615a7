/** The panel's own words in five languages, one line a text. Slots stand in braces. */

export const LANGUAGES = /** @type {const} */ (['sv', 'da', 'nb', 'pt', 'en']);

/** @typedef {typeof LANGUAGES[number]} Language */

/** @type {Record<string, [sv: string, da: string, nb: string, pt: string, en: string]>} */
export const TEXTS = {
  panel: ['Påminnelser från riktlinjerna', 'Påmindelser fra retningslinjerne', 'Påminnelser fra retningslinjene', 'Sugestões das orientações', 'Prompts from the guidelines'],
  prompts: ['Öppna påminnelser', 'Åbne påmindelser', 'Åpne påminnelser', 'Sugestões em aberto', 'Open prompts'],
  urgent: ['Brådskande', 'Haster', 'Haster', 'Urgente', 'Urgent'],
  high: ['Viktigt', 'Vigtigt', 'Viktig', 'Importante', 'Important'],
  normal: ['Påminnelse', 'Påmindelse', 'Påminnelse', 'Sugestão', 'Prompt'],
  low: ['Tips', 'Tip', 'Tips', 'Dica', 'Tip'],
  done: ['Klart', 'Gjort', 'Gjort', 'Feito', 'Done'],
  expired: ['Tiden gick ut', 'Tiden løb ud', 'Tiden gikk ut', 'Fora de prazo', 'Time ran out'],
  dismissed: ['Avvisad', 'Afvist', 'Avvist', 'Dispensada', 'Dismissed'],
  withdrawn: ['Inte längre aktuell', 'Ikke længere aktuel', 'Ikke lenger aktuell', 'Já não se aplica', 'No longer relevant'],
  settled: ['Avklarat: {count}', 'Afsluttet: {count}', 'Avsluttet: {count}', 'Tratadas: {count}', 'Settled: {count}'],
  fresh: ['{count} till nedanför', '{count} mere nedenfor', '{count} til nedenfor', 'Mais {count} em baixo', '{count} more below'],
  calm: ['Inget att göra just nu', 'Intet at gøre lige nu', 'Ingenting å gjøre akkurat nå', 'Nada a fazer de momento', 'Nothing to do right now'],
  calm_more: [
    'När riktlinjerna kräver något av dig syns det här, med ord du kan säga.',
    'Når retningslinjerne kræver noget af dig, står det her med ord, du kan sige.',
    'Når retningslinjene krever noe av deg, står det her med ord du kan si.',
    'Quando as orientações pedirem algo de si, aparece aqui, com palavras para dizer.',
    'When the guidelines ask something of you, it appears here with words to say.',
  ],
  say: ['Förslag på formulering', 'Forslag til formulering', 'Forslag til formulering', 'Sugestão de resposta', 'Words to say'],
  insert: ['Infoga', 'Indsæt', 'Sett inn', 'Inserir', 'Insert'],
  inserted: ['Infogat', 'Indsat', 'Satt inn', 'Inserido', 'Inserted'],
  edit: ['Ändra först', 'Ret først', 'Endre først', 'Editar antes', 'Edit first'],
  cancel: ['Avbryt', 'Annuller', 'Avbryt', 'Cancelar', 'Cancel'],
  copy: ['Kopiera', 'Kopiér', 'Kopier', 'Copiar', 'Copy'],
  copied: ['Kopierat', 'Kopieret', 'Kopiert', 'Copiado', 'Copied'],
  helpful: ['Till hjälp', 'Nyttig', 'Nyttig', 'Útil', 'Helpful'],
  unhelpful: ['Inte till hjälp', 'Ikke nyttig', 'Ikke nyttig', 'Pouco útil', 'Not helpful'],
  dismiss: ['Avvisa', 'Afvis', 'Avvis', 'Dispensar', 'Dismiss'],
  waiting: ['Har väntat {time}', 'Har ventet {time}', 'Har ventet {time}', 'À espera há {time}', 'Waiting {time}'],
  polished: ['Omformulerat av en språkmodell', 'Omformuleret af en sprogmodel', 'Omformulert av en språkmodell', 'Reformulado por um modelo de linguagem', 'Reworded by a language model'],
  why: ['Varför', 'Hvorfor', 'Hvorfor', 'Porquê', 'Why'],
  no_guideline: ['Ingen riktlinje tar upp det här.', 'Ingen retningslinje dækker dette.', 'Ingen retningslinje dekker dette.', 'Nenhuma orientação abrange este caso.', 'No guideline covers this.'],
  following: ['Följer samtalet', 'Følger samtalen', 'Følger samtalen', 'A acompanhar a conversa', 'Following the conversation'],
  ended: ['Samtalet är avslutat', 'Samtalen er afsluttet', 'Samtalen er avsluttet', 'Conversa encerrada', 'Conversation ended'],
  on_hold: ['Kunden är på vänt', 'Kunden er på hold', 'Kunden står på vent', 'Cliente em espera', 'Customer on hold'],
  customer_waits: ['Kunden väntar på svar', 'Kunden venter på svar', 'Kunden venter på svar', 'O cliente aguarda resposta', 'Customer awaits a reply'],
  no_conversation: ['Inget samtal valt', 'Ingen samtale valgt', 'Ingen samtale valgt', 'Nenhuma conversa escolhida', 'No conversation chosen'],
  missing: ['Samtalet finns inte på servern än', 'Samtalen findes ikke på serveren endnu', 'Samtalen finnes ikke på serveren ennå', 'A conversa ainda não existe no servidor', 'The server does not know this conversation yet'],
  connecting: ['Ansluter …', 'Forbinder …', 'Kobler til …', 'A ligar…', 'Connecting…'],
  reconnecting: ['Återansluter …', 'Genopretter forbindelsen …', 'Kobler til på nytt …', 'A restabelecer a ligação…', 'Reconnecting…'],
  not_connected: ['Ingen anslutning', 'Ingen forbindelse', 'Ikke tilkoblet', 'Sem ligação', 'Not connected'],
  bad_token: ['Servern godtar inte nyckeln', 'Serveren godkender ikke nøglen', 'Serveren godtar ikke nøkkelen', 'O servidor não aceita a chave', 'The server does not accept the key'],
  login_ended: ['Inloggningen har gått ut', 'Dit login er udløbet', 'Innloggingen har utløpt', 'A sessão expirou', 'Your login has expired'],
  ledger: ['Kvar att göra', 'Udestående', 'Gjenstår', 'Pendente', 'Still open'],
  questions: ['Obesvarade frågor: {count}', 'Ubesvarede spørgsmål: {count}', 'Ubesvarte spørsmål: {count}', 'Perguntas sem resposta: {count}', 'Unanswered questions: {count}'],
  promises: ['Löften: {count}', 'Løfter: {count}', 'Løfter: {count}', 'Promessas: {count}', 'Promises: {count}'],
  due: ['senast {time}', 'senest {time}', 'innen {time}', 'até {time}', 'by {time}'],
  overdue: ['skulle ha skett {time}', 'skulle være sket {time}', 'skulle vært gjort {time}', 'devia ter sido até {time}', 'was due {time}'],
  search: ['Sök i riktlinjerna', 'Søg i retningslinjerne', 'Søk i retningslinjene', 'Procurar nas orientações', 'Search the guidelines'],
  nothing_found: ['Riktlinjerna säger inget om det.', 'Retningslinjerne siger ikke noget om det.', 'Retningslinjene sier ikke noe om det.', 'As orientações nada dizem sobre isto.', 'The guidelines say nothing about this.'],
  search_failed: ['Sökningen gick inte. Försök igen.', 'Søgningen lykkedes ikke. Prøv igen.', 'Søket lyktes ikke. Prøv igjen.', 'A procura falhou. Tente de novo.', 'The search failed. Try again.'],
  detail_questions: ['Obesvarat', 'Ubesvaret', 'Ubesvart', 'Sem resposta', 'Unanswered'],
  detail_promise: ['Utlovat', 'Lovet', 'Lovet', 'Prometido', 'Promised'],
  detail_due: ['Senast', 'Senest', 'Senest', 'Até', 'Due'],
  detail_text: ['Sammanfattning', 'Resumé', 'Sammendrag', 'Resumo', 'Summary'],
  detail_customer: ['Kund', 'Kunde', 'Kunde', 'Cliente', 'Customer'],
  detail_problem: ['Ärende', 'Problem', 'Problem', 'Problema', 'Problem'],
  detail_tried: ['Gjort hittills', 'Gjort indtil nu', 'Gjort til nå', 'Feito até agora', 'Tried so far'],
  detail_mood: ['Sinnesstämning', 'Stemning', 'Stemning', 'Estado de espírito', 'Mood'],
  mood_calm: ['lugn', 'rolig', 'rolig', 'calmo', 'calm'],
  mood_upset: ['upprörd', 'oprevet', 'opprørt', 'aborrecido', 'upset'],
  mood_angry: ['arg', 'vred', 'sint', 'zangado', 'angry'],
  tried_apology: ['bett om ursäkt', 'undskyldt', 'beklaget', 'pediu desculpa', 'apologised'],
  tried_proposes_solution: ['föreslagit en lösning', 'foreslået en løsning', 'foreslått en løsning', 'propôs uma solução', 'proposed a solution'],
  tried_offers_alternative: ['erbjudit ett alternativ', 'tilbudt et alternativ', 'tilbudt et alternativ', 'ofereceu uma alternativa', 'offered an alternative'],
  tried_resolves: ['löst en del', 'løst en del af sagen', 'løst en del av saken', 'resolveu uma parte', 'settled part of it'],
  tried_refuses: ['sagt nej till ett önskemål', 'sagt nej til et ønske', 'sagt nei til et ønske', 'recusou um pedido', 'declined a request'],
};

/**
 * The language to speak: the first wanted one that is among ours; Norwegian of any kind is bokmål here.
 * @param {readonly string[]} wanted language tags
 * @returns {Language}
 */
export function choose(wanted) {
  const codes = wanted.map((tag) => tag.toLowerCase().split(/[-_]/)[0]).map((code) => (['no', 'nn'].includes(code) ? 'nb' : code));
  return LANGUAGES.find((ours) => ours === codes.find((code) => LANGUAGES.some((known) => known === code))) ?? 'en';
}

export class Words {
  /** @param {Language} language */
  constructor(language) {
    this.language = language;
  }

  /** The reader's own variant of the language: it decides how a time is written. */
  get #locale() {
    const own = navigator.languages.find((tag) => tag.split('-')[0] === this.language && tag.includes('-'));
    return own ?? (this.language === 'en' ? 'en-GB' : this.language);
  }

  /** @param {string} key */
  has(key) {
    return Object.hasOwn(TEXTS, key);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} slots
   */
  of(key, slots = {}) {
    const text = this.has(key) ? TEXTS[key][LANGUAGES.indexOf(this.language)] : key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(slots[name] ?? whole));
  }

  /**
   * The time of day, with the weekday unless it is today's.
   * @param {number} at seconds
   * @param {number} now seconds
   */
  timeOfDay(at, now) {
    const [then, today] = [new Date(at * 1000), new Date(now * 1000)];
    if (Number.isNaN(then.getTime())) return '';
    const day = then.toDateString() === today.toDateString() ? {} : { weekday: /** @type {const} */ ('short') };
    return then.toLocaleString(this.#locale, { hour: '2-digit', minute: '2-digit', ...day });
  }

  /**
   * What a language is called; empty for none.
   * @param {string} code
   */
  languageName(code) {
    if (!/^[a-z]{2,3}$/i.test(code)) return '';
    const name = new Intl.DisplayNames([this.language], { type: 'language' }).of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(this.language) + name.slice(1);
  }
}
