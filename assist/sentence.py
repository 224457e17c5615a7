"""A sentence of an agent's message, and whether it says anything that could answer a question."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assist.core.asking import ends_with_question_mark
from assist.core.events import Act

# what a sentence may do without saying anything about a question,
EMPTY_ACTS = frozenset(
    [
        "offers_help",
        "requests_wait",
        "asks_anything_else",
        "asks_resolved",
        "asks_preference",
        "takes_contact",
        "does_not_know",
        "seeks_help",
        "paraphrase",
        "personal_matter",
        "rude",
        "question",
    ]
)
# and what it may do in passing: "Hello Robin, we open at nine" says more than hello
POLITE_ACTS = frozenset(["greeting", "introduces_self", "apology", "empathy", "thanks", "goodbye"])
MERELY_POLITE_WORDS = 6  # a polite sentence of so few words says nothing else
FEWEST_WORDS, FORMAL_WORDS, SIGNED_WORDS = 2, 8, 14  # of an answer, of a greeting or thanks, of closing lines
BLANK_LINE = re.compile(r"\n[ \t]*\n")
ASKS_FOR_MORE = re.compile(
    r"^\W*(?:and |och |og |e |men |but |mas )?(?:what|when|where|who|which|why|how|"
    r"vad|när|var|vart|vem|vilken|vilket|vilka|varför|hur|"
    r"hvad|hvornår|hvor|hvem|hvilken|hvilket|hvilke|hvorfor|hvordan|hva|når|"
    r"o que|que|qual|quais|quando|onde|quem|como|quanto|quantos|quanta|quantas|porque|por que)\b",
    re.IGNORECASE,
)
SAYS_YES_OR_NO = re.compile(
    r"^\W*(?:and |och |og |e )?(?:yes|yeah|no|not|nope|certainly|of course|absolutely|sure|we do|it is|it does|you can|"
    r"ja|jo|jepp|nej|nei|absolut|självklart|javisst|naturligtvis|selvfølgelig|naturligvis|selvsagt|"
    r"det går|det kan|det gør|det gjør|sim|não|nao|claro|com certeza|podem?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the agent's message: its span, its words, what it does, and in which paragraph it stands."""

    start: int
    end: int
    text: str
    acts: frozenset[str]
    paragraph: int = 0

    @property
    def is_formal(self) -> bool:
        """Whether it is a salutation, thanks or closing lines: said by its words alone, in every letter."""
        words = len(self.text.split())
        if "\n" in self.text.strip():
            return words <= SIGNED_WORDS
        return bool(self.acts & POLITE_ACTS) and words <= MERELY_POLITE_WORDS

    @property
    def may_answer(self) -> bool:
        """Whether it can be an answer in a letter, where salutation and name stand in lines of their own."""
        words = len(self.text.split())
        if words < FEWEST_WORDS or ends_with_question_mark(self.text):
            return False
        if "rude" in self.acts or (self.acts & {"greeting", "thanks"} and words <= FORMAL_WORDS):
            return False
        return not self.is_formal

    @property
    def is_substantial(self) -> bool:
        """Whether it states something at all."""
        if self.acts & POLITE_ACTS and len(self.text.split()) <= MERELY_POLITE_WORDS:
            return False
        return bool(self.text.strip(" .!")) and not self.acts & EMPTY_ACTS


def sentences_in(text: str, spans: Sequence[tuple[int, int]], acts: Iterable[Act]) -> list[Sentence]:
    """The sentences of a letter, each with the acts that begin where it does and the number of its paragraph."""
    done: dict[int, set[str]] = {}
    for act in acts:
        done.setdefault(act.start, set()).add(act.name)
    blanks = [blank.start() for blank in BLANK_LINE.finditer(text)]
    return [
        Sentence(start, end, text[start:end], frozenset(done.get(start, ())), bisect_left(blanks, start))
        for start, end in spans
    ]
