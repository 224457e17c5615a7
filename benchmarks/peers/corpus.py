"""What the peers learn from: the example sentences of the acts, by who may say them.

Every act of a role is a route with all its examples in all languages. To fit thresholds, a quarter of each
act's examples is held out (a stored sentence finds itself at 1.0), and the ordinary sentences, which do no act,
stand for what no route should take. Conversations that are scored are never seen.
"""

from dataclasses import dataclass

from assist.acts.definition import Acts
from assist.core.events import Role

HELD_OUT = 4  # every fourth example of an act and a language


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its act; None for a sentence that does none."""

    text: str
    act: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """One role's sentences: `kept` and `held_out` together are all examples."""

    kept: tuple[Labelled, ...]
    held_out: tuple[Labelled, ...]
    ordinary: tuple[Labelled, ...]

    @property
    def examples(self) -> tuple[Labelled, ...]:
        """Every example of every act."""
        return (*self.kept, *self.held_out)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence once, in a fixed order."""
        return tuple(dict.fromkeys(one.text for one in (*self.examples, *self.ordinary)))


def corpus_of(acts: Acts, role: Role) -> Corpus:
    """The sentences that `role` may say."""
    kept, held_out = list[Labelled](), list[Labelled]()
    for definition in acts.definitions:
        if role in definition.by:
            for words in definition.languages.values():
                for number, text in enumerate(words.examples, 1):
                    (held_out if number % HELD_OUT == 0 else kept).append(Labelled(text, definition.act))
    ordinary = tuple(
        Labelled(text, None)
        for roles, by_language in acts.ordinary.items()
        if role in roles
        for texts in by_language.values()
        for text in texts
    )
    return Corpus(tuple(kept), tuple(held_out), ordinary)
