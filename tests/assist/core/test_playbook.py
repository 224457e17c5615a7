"""What a playbook knows of its moments."""

from assist.core.conditions import All, Is, Not, Now, Passed, Standards
from assist.core.events import Channel
from assist.core.playbook import Playbook
from assist.core.prompts import Priority
from tests.assist.core.samples import OTHER, SENTENCE, moment

NOW = Now(("message",))


def test_the_most_urgent_moment_comes_first() -> None:
    """By priority, then by name."""
    moments = (
        moment("d", NOW, priority=Priority.LOW),
        moment("c", NOW),
        moment("b", NOW),
        moment("a", NOW, priority=Priority.URGENT),
        moment("e", NOW, priority=Priority.HIGH),
    )
    assert [one.id for one in Playbook(moments, Standards({})).ordered] == ["a", "e", "b", "c", "d"]


def test_moments_are_found_by_id() -> None:
    """Each under its own."""
    one, two = moment("one", NOW), moment("two", NOW)
    assert Playbook((one, two), Standards({})).by_id == {"one": one, "two": two}


def test_limits_are_found_wherever_they_stand() -> None:
    """Also inside negations and shared conditions; moments without one are left out."""
    hold, waiting = Passed("hold", "a"), Passed("waiting", "b")
    watching = moment("watching", All((Not(hold), Is("late"))))
    playbook = Playbook((watching, moment("other", NOW)), Standards({}), {"late": waiting})
    assert playbook.limits == ((watching, (hold, waiting)),)


def test_what_a_moment_quotes_first_is_cited() -> None:
    """Only the best sentence of a moment counts, and a moment may have none."""
    citations = {("a", Channel.CHAT): (SENTENCE, OTHER), ("b", Channel.CHAT): ()}
    assert Playbook((), Standards({}), citations=citations).cited == {("handbook", 10)}
