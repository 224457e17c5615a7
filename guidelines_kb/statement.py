"""What a rule is about, apart from how much and whether: what is left of a sentence when both are taken out.

"Answer e-mails within 24 hours" and "within two days" are one statement with two amounts; so are "always ask" and
"never ask". Encoded without them, contradicting rules lie near each other, and rules that merely share a number do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guidelines_kb.polarity import Polarity, Span, polarity
from guidelines_kb.quantities import Measure, Quantity, quantities
from guidelines_kb.scope import Scope, are_apart, is_one, scope
from guidelines_kb.splitting import word_count

_LONGEST = 25  # words of a sentence that says one thing; a longer one mostly says several
_LEAST_SHARE = 0.4  # of the longer one's words that the other has to have
_SPACES = re.compile(r"\s+(?=[.,;!?]|\s|$)|^\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence taken apart; `bare` is its text without quantities and without the words that bid or forbid."""

    bare: str
    quantities: tuple[Quantity, ...]
    polarity: Polarity
    scope: Scope


def statement(text: str, language: str) -> Statement:
    """Take a sentence in `language` apart."""
    amounts = quantities(text, language)
    bidding = polarity(text, language, has_amount=bool(amounts))
    spans = [(amount.start, amount.end) for amount in amounts] + [*bidding.marks]
    return Statement(_without(text, spans), amounts, bidding, scope(text))


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        kept.append(text[position:start])
        position = max(position, end)
    bare = _SPACES.sub("", "".join([*kept, text[position:]]))
    return bare[:1].upper() + bare[1:]


def conflicting(one: Statement, other: Statement) -> tuple[Quantity, Quantity] | None:
    """Return a quantity of each that cannot both be kept to, where they have no amount of that measure in common."""
    for measure in Measure:
        ours = [amount for amount in one.quantities if amount.measure is measure]
        theirs = [amount for amount in other.quantities if amount.measure is measure]
        if any(mine.is_same(yours) for mine in ours for yours in theirs):
            continue
        for mine in ours:
            for yours in theirs:
                if mine.is_against(yours):
                    return mine, yours
    return None


def shares_amount(one: Statement, other: Statement) -> bool:
    """Whether both name the same amount of something that has a unit."""
    return any(
        mine.is_same(yours) and mine.measure is not Measure.COUNT
        for mine in one.quantities
        for yours in other.quantities
    )


def are_opposed(one: Statement, other: Statement) -> bool:
    """Whether one forbids and the other does not, both being of a length at which each says one thing."""
    shorter, longer = sorted(word_count(told.bare) for told in (one, other))
    return one.polarity.forbids != other.polarity.forbids and longer <= _LONGEST and shorter >= _LEAST_SHARE * longer


def hold_apart(one: Statement, other: Statement) -> bool:
    """Whether they hold for different channels, days or subjects, so that they cannot contradict each other."""
    return are_apart(one.scope, other.scope)


def are_on_one_subject(one: Statement, other: Statement) -> bool:
    """Whether both name the very same channels or subjects."""
    return is_one(one.scope, other.scope)
