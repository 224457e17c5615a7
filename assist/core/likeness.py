"""Words that say what others say: the sentences a condition names, and what came near to them."""

from dataclasses import dataclass

from assist.core.conversation import speaker
from assist.core.events import Event, Likeness, Role

LIKE = 0.65  # similarity from which words say the same, unless a moment says otherwise: see benchmarks.meanings
LEAST_LIKE = 0.3  # nothing asks for what is further away
MEANS = "means"  # what the evidence is called, in the place of an act
Likened = tuple[str, str]  # a language and a sentence in it


@dataclass(frozen=True, slots=True)
class Means:
    """The words of this event say what one of the sentences `like` says, in any language.

    `at_least` is the similarity (in [-1, 1]) from which they do, unless they are as near to one of `unlike`.
    """

    by: Role
    like: tuple[Likened, ...]
    at_least: float
    unlike: tuple[Likened, ...] = ()


def nearest(means: Means, event: Event) -> Likeness | None:
    """What comes nearest to one of the sentences, if it is near enough, and nearer than to those it is not to be."""
    if speaker(event) is not means.by:
        return None
    heard = event.understanding.likenesses
    against = [one for one in heard if (one.language, one.sentence) in means.unlike]
    near = [
        one
        for one in heard
        if one.similarity >= means.at_least
        and (one.language, one.sentence) in means.like
        and all(other.similarity < one.similarity for other in against)
    ]
    return max(near, key=lambda one: one.similarity, default=None)
