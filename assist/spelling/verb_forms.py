# ruff: noqa: E501, SIM905 - a table is read by the row
"""Danish verbs with an -r too many or too few (`at betaler`, `vi sende`): both are words, so no dictionary sees them.

The schoolbook's rule, where it leaves no doubt: after `at` and after modal verbs stands the infinitive; after a
pronoun that no modal verb goes before, and right before one, stands the present. Only for words that can hardly be
anything but verbs: both forms are common, and so is a past tense of theirs, or they are among the strong verbs below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assist.core.drafts.draft import Misspelling
from assist.spelling.frequencies import frequencies

_PIECE = re.compile(r"\w+|[^\w\s]")
MODALS = frozenset(["kan", "skal", "vil", "må", "bør", "kunne", "skulle", "ville", "måtte", "burde", "tør"])
SUBJECTS = frozenset(["jeg", "du", "han", "hun", "vi", "man"])
BETWEEN = SUBJECTS | {
    *("i", "de", "det", "den", "ikke", "altid", "også", "aldrig", "gerne", "dog"),
    *("nok", "lige", "jo", "vel", "desværre", "straks", "snart", "her"),
    *("da", "så", "nu", "alle", "kun", "selv", "derfor", "mig", "os", "jer"),
}
BEGIN_CLAUSES = frozenset([",", ".", "!", "?", ":", ";", "fordi", "når", "hvis", "hvad", "og", "men", "da", "så", "at"])
DETERMINERS = frozenset(  # before a noun that a clause follows: "det arbejde vi har udført"
    "den det de en et hver hvert hvilken hvilket hvilke min mit mine din dit dine vores jeres deres alt al noget nogen".split()
)
TAKES_INFINITIVE = MODALS | {"at", "lad"}
_STRONG = re.compile(  # verbs without -ede and -te, and what is put before them: `overholde`
    "(?:af|an|be|for|frem|ind|inde|med|ned|om|op|over|plan|på|sammen|til|tilkende|ud|ved)?"
    "(?:finde|skrive|sidde|drikke|binde|vinde|synge|springe|hjælpe|vælge|tage|give|komme|blive|holde|falde|gribe|bide"
    "|drive|stige|bryde|byde|nyde|svinde|fortælle|følge|spørge|sælge|sige|lægge|træde|bede|bære|skære|ligge|hænge)"
)
SHORT: Mapping[str, str] = {
    "gå": "går", "få": "får", "se": "ser", "bo": "bor", "stå": "står", "gøre": "gør", "forstå": "forstår",
    "foreslå": "foreslår", "modtage": "modtager",
}  # fmt: skip
LONG = {present: infinitive for infinitive, present in SHORT.items()}
OTHERWISE = frozenset(["bare", "stille", "lande"])  # adverbs and nouns that look like verbs
ONLY_VERBS = re.compile(  # hardly ever nouns or adjectives
    rf"(?!stige|drive|binde)(?:{_STRONG.pattern})|\w{{3,}}ere|betale|(?:be)?svare|(?:for)?mene|arbejde|spille|bruge|sende"
    "|ringe|bestille|vente|leve|høre|kende|tænke|danse|male|lave|koste|undersøge|forsøge|ønske|beholde|tilbyde"
)
FAR = 4  # pieces before a pronoun in which a modal verb would still govern


def wrong_verb_forms(text: str, start: int, end: int) -> Iterator[Misspelling]:
    """The verbs of one Danish sentence that have the wrong form, each with the right one."""
    pieces = list(_PIECE.finditer(text, start, end))
    low = [piece.group().lower() for piece in pieces]
    for place, (piece, word) in enumerate(zip(pieces, low, strict=True)):
        right = _right_form(word, low[:place], low[place + 1] if place + 1 < len(low) else "")
        if right:
            yield Misspelling(*piece.span(), (right,))


def _right_form(word: str, before: Sequence[str], after: str) -> str | None:
    if not before or word in OTHERWISE:
        return None
    infinitive, present = _infinitive(word), _present(word)
    if infinitive and _asks_for_infinitive(before):
        return infinitive
    if present and not TAKES_INFINITIVE & set(before[-FAR - 1 :]) and _asks_for_present(word, before, after):
        return present
    return None


def _asks_for_infinitive(before: Sequence[str]) -> bool:
    """Right behind `at`, or behind a modal verb with at most two small words between."""
    governor = next((word for word in reversed(before[-3:]) if word not in BETWEEN), "")
    return before[-1] == "at" or governor in MODALS


def _asks_for_present(word: str, before: Sequence[str], after: str) -> bool:
    """Right behind a subject or before one; `de` is one where a clause begins and nothing but a verb follows."""
    if before[-1] in SUBJECTS | {"der"}:
        return True
    begins = len(before) == 1 or before[-2] in BEGIN_CLAUSES
    is_asked = (after in SUBJECTS and not DETERMINERS & set(before[-3:])) or (before[-1] == "de" and begins)
    return is_asked and ONLY_VERBS.fullmatch(word) is not None


def _infinitive(word: str) -> str | None:
    """Of a present tense: `betaler`, `går`."""
    if word in LONG:
        return LONG[word]
    return word[:-1] if word.endswith("er") and _is_verb(word[:-1]) else None


def _present(word: str) -> str | None:
    """Of an infinitive: `betale`, `gå`."""
    return SHORT.get(word) or (word + "r" if _is_verb(word) else None)


def _is_verb(infinitive: str) -> bool:
    common, stem = frequencies("da"), infinitive[:-1]
    if len(infinitive) < 4 or not infinitive.endswith("e") or not {infinitive, infinitive + "r"} <= common.keys():
        return False
    return bool(_STRONG.fullmatch(infinitive)) or stem + "ede" in common or stem + "te" in common
