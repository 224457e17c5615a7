"""Which language somebody writes: what they declare, else a vote over everything they wrote.

Short Danish and Norwegian texts are easily confused, so no single message decides; undecided is an answer.
"""

from collections.abc import Mapping
from math import log

FLOOR = 0.02  # no single message may rule a language out
MARGIN = 0.75  # posterior needed before a language counts as decided


def vote(votes: Mapping[str, float], posterior: Mapping[str, float]) -> dict[str, float]:
    """Add one text's posterior to the running sums of log-probabilities."""
    return {
        language: votes.get(language, 0.0) + log(max(p, FLOOR))
        for language, p in sorted(posterior.items())
    } or dict(votes)


def posterior(votes: Mapping[str, float]) -> dict[str, float]:
    """The vote as probabilities; empty when nobody has voted."""
    if not votes:
        return {}
    top = max(votes.values())
    weights = {language: 2.718281828 ** (v - top) for language, v in votes.items()}
    total = sum(weights.values())
    return {language: w / total for language, w in weights.items()}


def decided(votes: Mapping[str, float]) -> str | None:
    """The language that the vote has settled on, or None."""
    language = likeliest(votes)
    return language if language and posterior(votes)[language] >= MARGIN else None


def likeliest(votes: Mapping[str, float]) -> str | None:
    """The language with most of the vote, decided or not; ties go to the first by name."""
    return max(sorted(votes), key=lambda language: votes[language]) if votes else None
