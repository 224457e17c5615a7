"""One language's words, as the checks of a draft need them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assist.core.drafts.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases are written as `phrases.py` says.

    Courtesy: `rude`, `dismissive` and `blaming` are so by themselves; the `_hints` only tell which of the three an
    utterance is that is known to be one of them; `courteous` words in a sentence say that it is none.
    `slang` suits no service at all, `casual` words suit a chat. `capitals` are small words that no name and no
    product has among its words: written in capitals they shout.

    Salutation: `greetings` open a letter, `titles` stand before a name, `anyone` is written in the place of one;
    `no_names` may follow a greeting with a capital and are no name. `sign_offs` begin the lines that end a letter.

    Next steps: `promises` say that the reader will hear from somebody, `deeds` that something will be done, `vague`
    words put off; `conditions` begin what may never happen. `open_matters` say that something is still to be done;
    `steps` tell the reader what to do or what has been done, so that nothing is open; `requests` do so where a
    clause begins with them.

    `jargon` is the public officialese of the country with its plain words, "" where there is none in a word.
    """

    rude: Phrases
    dismissive: Phrases
    blaming: Phrases
    dismissive_hints: Phrases
    blaming_hints: Phrases
    courteous: Phrases
    slang: Phrases
    casual: Phrases
    capitals: frozenset[str]
    greetings: Phrases
    titles: frozenset[str]
    anyone: frozenset[str]
    no_names: frozenset[str]
    sign_offs: Phrases
    promises: Phrases
    deeds: Phrases
    vague: Phrases
    conditions: Phrases
    open_matters: Phrases
    steps: Phrases
    requests: Phrases
    jargon: Mapping[str, str]


def words_of(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


def phrases_of(text: str) -> Phrases:
    """Phrases from lines of them, several on a line divided by " / "."""
    return Phrases(_entries(text))


def jargon_of(text: str) -> dict[str, str]:
    """Plain words by the forms of what they stand for, from lines such as "commence, commences = begin, begins"."""
    plain: dict[str, str] = {}
    for entry in _entries(text):
        forms, _, replacements = entry.partition("=")
        fitting = [one.strip() for one in replacements.split(",")]
        for number, form in enumerate(forms.split(",")):
            plain[form.strip()] = fitting[min(number, len(fitting) - 1)]
    return plain


def _entries(text: str) -> Iterator[str]:
    return (entry.strip() for line in text.splitlines() for entry in line.split(" / ") if entry.strip())
