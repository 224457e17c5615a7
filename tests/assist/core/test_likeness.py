"""Words that say what others say."""

from dataclasses import replace

import pytest

from assist.core.conditions import Not, Scene, Standards, evidence, holds
from assist.core.events import Act, Event, Likeness, Role, Understanding
from assist.core.likeness import Means, nearest
from tests.assist.core.samples import agent, conversation, customer

GIFT, CARD, CASH = ("en", "Can I use a gift card?"), ("sv", "Tar ni presentkort?"), ("en", "Can I pay in cash?")


def heard(event: Event, *near: tuple[tuple[str, str], float]) -> Event:
    """The event, its second word this near to these sentences."""
    likenesses = tuple(Likeness(*sentence, similarity, 3, 7) for sentence, similarity in near)
    return replace(event, understanding=Understanding(likenesses=likenesses))


SAID = customer("e1", 0, "Is my voucher fine?")
MEANS = Means(Role.CUSTOMER, (GIFT, CARD), 0.6, (CASH,))


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (heard(SAID, (GIFT, 0.7)), 0.7),
        (heard(SAID, (GIFT, 0.6)), 0.6),
        (heard(SAID, (GIFT, 0.59)), None),
        (heard(SAID, (GIFT, 0.65), (CARD, 0.8)), 0.8),
        (heard(SAID, (("sv", GIFT[1]), 0.9)), None),
        (heard(SAID, (CASH, 0.9)), None),
        (heard(SAID, (GIFT, 0.7), (CASH, 0.7)), None),
        (heard(SAID, (GIFT, 0.7), (CASH, 0.69)), 0.7),
        (heard(agent("e1", 0, "Is my voucher fine?"), (GIFT, 0.9)), None),
        (SAID, None),
    ],
)
def test_the_nearest_counts_if_it_is_near_enough(event: Event, found: float | None) -> None:
    """Of the sentences that are listened for, said by whom they are listened for, and not as near to another."""
    near = nearest(MEANS, event)
    assert (near and near.similarity) == found


def test_as_a_condition_it_holds_and_shows_the_words() -> None:
    """The evidence is the words that came nearest."""
    event = heard(SAID, (GIFT, 0.7))
    scene = Scene(conversation(), conversation(), event, {}, Standards({}), {})
    assert holds(MEANS, scene)
    assert not holds(Not(MEANS), scene)
    assert evidence(MEANS, scene) == {"means": Act("means", 0.7, 3, 7)}
    assert evidence(MEANS, replace(scene, event=SAID)) == {}
