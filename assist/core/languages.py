"""Which language somebody writes: what they declare, else a vote over everything they wrote.

Short Danish and Norwegian texts are easily confused, so no single message decides; undecided is an answer.
"""

from collections.abc import Mapping
from math import exp, log

FLOOR = 0.02  # no single message may rule a language out
MARGIN = 0.75  # posterior needed before a language counts as decided


def vote(votes: Mapping[str, float], posterior: Mapping[str, float]) -> dict[str, float]:
    """Add one text's posterior to the running sums of log-probabilities.

    A language that this text or the earlier ones leave out has least probability there, not a fresh start.
    """
    if not posterior:
        return dict(votes)
    unheard = min(votes.values()) + log(FLOOR) if votes else 0.0
    return {
        language: votes.get(language, unheard) + log(max(posterior.get(language, 0.0), FLOOR))
        for language in sorted({*votes, *posterior})
    }


def posterior(votes: Mapping[str, float]) -> dict[str, float]:
    """The vote as probabilities; empty when nobody has voted."""
    top = max(votes.values(), default=0.0)
    weights = {language: exp(v - top) for language, v in votes.items()}
    total = sum(weights.values())
    return {language: weight / total for language, weight in weights.items()}


def decided(votes: Mapping[str, float]) -> str | None:
    """The language that the vote has settled on, or None."""
    language = likeliest(votes)
    return language if language and posterior(votes)[language] >= MARGIN else None


def likeliest(votes: Mapping[str, float]) -> str | None:
    """The language with most of the vote, decided or not; ties go to the first by name."""
    return max(sorted(votes), key=lambda language: votes[language]) if votes else None
