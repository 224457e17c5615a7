"""Two acts in eight dimensions, built by hand: no encoder, no file."""

from collections.abc import Mapping, Sequence

import numpy as np

from assist.acts.definition import ActDefinition, Acts, Words
from assist.acts.heads import Floats
from assist.core.events import Role

LANGUAGES = ("sv", "en")
SWEDISH_SORRY = tuple(f"förlåt {word}" for word in ("nu", "igen", "oss", "mig", "det", "allt"))
SORRY = tuple(f"sorry {word}" for word in ("now", "again", "us", "me", "that", "all"))
SWEDISH_THANKS = tuple(f"tack {word}" for word in ("nu", "igen", "oss", "mig", "det", "allt"))
THANKS = tuple(f"thanks {word}" for word in ("now", "again", "us", "me", "that", "all"))
DIMENSIONS = {"förlåt": 0, "sorry": 0, "tack": 1, "thanks": 1, "hej": 2, "hello": 2}


def definition(
    act: str, by: Sequence[Role], swedish: Words, english: Words, **others: object
) -> ActDefinition:
    """An act in two languages."""
    given = {"act": act, "means": act, "by": tuple(by), "languages": {"sv": swedish, "en": english}, **others}
    return ActDefinition(**given)  # type: ignore[arg-type]


APOLOGY = definition(
    "apology",
    [Role.AGENT],
    Words(examples=SWEDISH_SORRY, phrases=("förlåt",), never=("inte förlåt",)),
    Words(examples=SORRY, confusable=("hello sorry state",), phrases=("sorry",)),
)
GRATITUDE = definition(
    "thanks", [Role.AGENT, Role.CUSTOMER], Words(examples=SWEDISH_THANKS), Words(examples=THANKS)
)
ORDINARY = {
    (role,): {
        "sv": ("hej nu", "hej då", "hej igen", "hej hej"),
        "en": ("hello you", "hello now", "hello all", "hello"),
    }
    for role in (Role.AGENT, Role.CUSTOMER)
}
ACTS = Acts((APOLOGY, GRATITUDE), ORDINARY)


def encode(texts: Sequence[str], languages: Sequence[Mapping[str, float]]) -> Floats:
    """Each text as the direction of its first word, slightly bent by its last letter."""
    vectors = np.zeros((len(texts), 8), dtype=np.float32)
    for index, text in enumerate(texts):
        vectors[index, DIMENSIONS[text.split()[0]]] = 1.0
        vectors[index, 4 + ord(text[-1]) % 4] = 0.2
    return vectors
