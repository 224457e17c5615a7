"""What a rule holds for: rules on chats and on letters, on Sundays and weekdays, on holds and refunds do not meet.

Channels, days, and what rules with amounts in customer service are about. Words of all five languages are looked for
together; few of them mean something else in another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHANNELS = {
    "chat": r"chatt?\w*",
    "email": r"e-?mails?|e-?post\w*|e-mail\w*|mails?|mejl\w*|correio ele[c]?tr[oó]nico|emails?",
    "letter": r"letters?|brev\w*|cartas?",
    "phone": r"(?:tele)?phone\w*|telefon(?:en|er|erna|samtal\w*)?|callers?|opkald\w*|telefone\w*",
    "voicemail": r"voicemail\w*|voice messages?|röstmeddeland\w*|telefonsvar\w*|talebesked\w*|talemelding\w*"
    r"|(?:mensage(?:m|ns)|correio) de voz|answering machine",
    "social": r"social media|social[ae]? medier|sosiale medier|redes sociais|facebook|instagram",
    "form": r"web forms?|formulär\w*|formular\w*|skjema\w*|formulário\w*",
}  # fmt: skip
_DAYS = {
    "weekday": r"(?:on |på |i |nos |em )(?:weekdays|vardagar\w*|hverdag\w*|dias (?:úteis|de semana))",
    "saturday": r"saturdays?|lördag\w*|lørdag\w*|sábados?",
    "sunday": r"sundays?|söndag\w*|søndag\w*|domingos?",
    "holiday": r"(?:public )?holidays?|helgdag\w*|röda dagar|helligdag\w*|feriados?",
}
_SUBJECTS = {
    "hold": r"hold|waits?|waiting|vänta\w*|väntetid\w*|pausläge|vänt|vente\w*|vent|ventetid\w*|espera\w*|em linha",
    "refund": r"refund\w*|money back|återbetal\w*|pengarna|tilbagebetal\w*|refusion\w*|pengene|tilbakebetal\w*"
    r"|refusjon\w*|reembols\w*|dinheiro",
    "return": r"returns?|returned|retur\w*|lämnas? tillbaka|öppet köp|ångerrätt\w*|devolu\w*|devolvid\w*",
    "parcel": r"parcels?|paket\w*|pakke\w*|encomendas?",
    "warranty": r"warrant\w*|guarantee\w*|garanti\w*",
    "repair": r"repair\w*|reparation\w*|reparasjon\w*|reparaç\w*",
    "rental": r"rent\w*|hyra|hyr|uthyrning\w*|leje|udlejning\w*|leie|utleie|alug\w*",
    "discount": r"discount\w*|rabatt?\w*|descontos?",
    "compensation": r"compensat\w*|kompensation\w*|kompensasjon\w*|compensaç\w*|erstatning|ersättning|erstatte\w*",
    "callback": r"(?:call|phone|ring)\w* (?:\w+ ){0,3}(?:back|tillbaka|tilbage|tilbake|upp|opp|op)|retribu\w*"
    r"|(?:volt\w+ a )?lig(?:ar|ue)(?:-lhe)?",
    "opening": r"opens?|opening|öppnar|åbner|åpner|abre",
    "closing": r"clos(?:es?|ing)|open (?:until|till)|stänger|öppet till|lukker|åbent til|stenger|åpent? til"
    r"|fecha|aberta? até",
    "complaint": r"complain\w*|klagomål\w*|reklamation\w*|klage\w*|reklamasjon\w*|reclama\w*|queixa\w*",
    "recording": r"record\w*|spela\w* in|inspelning\w*|inspela\w*|optag\w*|opptak\w*|grava\w*",
    "trial": r"trial|prov(?:a|period)\w*|prøve(?:tid|period)\w*|período experimental|experimenta\w*",
    "exchange": r"exchange\w*|bytas?|byte|byten|ombytning\w*|bytte\w*|troca\w*",
    "fee": r"fees?|charges?|avgift\w*|gebyr\w*|\w+gebyret|taxas?",
    "shipping": r"shipping|deliver\w*|postage|frakt\w*|lever(?:ans|as|ing|es|er)\w*|fragt\w*|levering\w*|sendes? gratis"
    r"|sender gratis|envio\w*|entrega\w*|portes",
    "invoice": r"invoices?|faktura\w*|fatura\w*",
    "password": r"passwords?|reset links?|lösenord\w*|adgangskode\w*|passord\w*|palavras?-passe",  # nosec B105 # a subject, and nobody's
    "age": r"years old|aged|års ålder|år gam\w*|under \d+ år|över \d+ år|over \d+ år|fyllt|fylt|fyldt|anos de idade",
    "break": r"breaks?|paus(?:er|erna|en)?|pauser?|pausas?|intervalos?",
}
_PATTERNS = {
    kind: {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in names.items()}
    for kind, names in (("channel", _CHANNELS), ("day", _DAYS), ("subject", _SUBJECTS))
}

Scope = Mapping[str, frozenset[str]]


def scope(text: str) -> Scope:
    """Return the channels, days and subjects that a sentence names; a kind of which it names none is left out."""
    found = {
        kind: frozenset(name for name, pattern in names.items() if pattern.search(text))
        for kind, names in _PATTERNS.items()
    }
    return {kind: names for kind, names in found.items() if names}


def are_apart(one: Scope, other: Scope) -> bool:
    """Whether two rules hold for different channels or days, or are on different subjects."""
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())


def is_one(one: Scope, other: Scope) -> bool:
    """Whether both name the very same channels or subjects."""
    return any(one[kind] == other[kind] for kind in ("channel", "subject") if kind in one and kind in other)
