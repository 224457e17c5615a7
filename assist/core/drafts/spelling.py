"""Misspelt and doubled words: the first were found by dictionaries beforehand, the second show by themselves."""

import re
from collections.abc import Iterator, Mapping

from assist.core.drafts.draft import Draft, Flaw

_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’-])", re.IGNORECASE)
# Words that stand twice in good sentences: "det det handlar om", "diz que que", "all that that means", "hej hej".
RIGHT_TWICE: Mapping[str, frozenset[str]] = {
    "sv": frozenset(["det", "den", "de", "har", "hade", "ja", "nej", "jo", "hej", "tack", "bra", "så"]),
    "da": frozenset(["det", "den", "de", "har", "havde", "ja", "nej", "jo", "hej", "tak", "så"]),
    "nb": frozenset(["det", "den", "de", "har", "hadde", "ja", "nei", "jo", "hei", "takk", "så"]),
    "pt": frozenset(["que", "se", "nos", "vos", "sim", "não", "já", "muito", "logo"]),
    "en": frozenset(["had", "that", "no", "yes", "bye", "very", "so"]),
}


def misspelled_words(draft: Draft) -> Iterator[Flaw]:
    """Rules `spelling`, `capital` and `grammar`. Slots: `word` as it is and, if there is one, what is `right`."""
    for one in draft.misspellings:
        word = draft.text[one.start : one.end]
        right = {"right": one.replacements[0]} if one.replacements else {}
        yield Flaw(one.rule, one.start, one.end, one.replacements, {"word": word, **right})


def repeated_words(draft: Draft) -> Iterator[Flaw]:
    """Rule `repeated_word`: the same word twice in a row, as after a line break or a move of the cursor."""
    allowed = RIGHT_TWICE.get(draft.language, frozenset())
    for start, end in draft.sentences:
        for twice in _DOUBLED.finditer(draft.text, start, end):
            first, again = twice.group(1), twice.group(3)
            is_name = first[0].isupper() and again[0].isupper()  # "Baden Baden", "A A"
            is_pronoun = len(first) == 1 and first != again  # Danish "I i"
            if first.lower() not in allowed and not is_name and not is_pronoun:
                yield Flaw("repeated_word", *twice.span(), (first,), {"word": first})
