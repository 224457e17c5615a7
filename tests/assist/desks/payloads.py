"""What holds for every adapter whose requests are JSON: any payload is read, or refused in a sentence."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from assist.core.events import Event, Role
from assist.desks.desk import Account, Delivery, Desk, Post
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW

ODD = (None, True, 7, -1.5, "", " ", "å\0\ud83d", "x" * 300, [], [None], [[]], {}, {"id": {}})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value inside `value`."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from places(inner, (*path, key))


def changed(value: Any, path: Sequence[Any], odd: Any) -> Any:
    """A copy of `value` with `odd` at `path`."""
    whole = copy.deepcopy(value)
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = odd
    return whole


def assert_fits(event: Event) -> None:
    """The bounds that the wire holds every event to."""
    for name in (event.id, event.caller_id, event.agent.id if event.agent else ""):
        assert name.isprintable()
        assert len(name) <= 200
    assert "\0" not in event.text
    event.text.encode()
    assert len(event.text) <= 16_000
    assert len(event.caller) <= 200


class ParseContract:
    """`samples` are payloads that say something; `signed` makes a request of one."""

    desk: Desk
    account = Account()
    samples: Sequence[Mapping[str, Any]]
    signed: Callable[..., Post]

    def parse(self, body: object, at: float = NOW) -> Delivery:
        return self.desk.parse(self.signed(body, at=at), self.account)

    def test_a_customers_words_say_whose_they_are(self) -> None:
        """By the id that erases all of that customer, where the desk has one."""
        said = [
            event.caller_id
            for sample in self.samples
            for arrival in self.parse(sample).arrivals
            for event in arrival.events
            if event.role is Role.CUSTOMER
        ]
        assert all(name.startswith(f"{self.desk.name}-") for name in said if name)
        assert any(said)

    def test_every_sample_says_something(self) -> None:
        for sample in self.samples:
            delivery = self.parse(sample)
            assert delivery.arrivals or delivery.lookups
            assert 0 < len(delivery.id) <= 200
            for arrival in delivery.arrivals:
                assert arrival.conversation.id.startswith(f"{self.desk.name}-")

    def test_what_is_sent_again_is_the_same(self) -> None:
        for sample in self.samples:
            first, again = self.parse(sample), self.parse(sample, at=NOW + 60)
            assert (first.id, first.arrivals) == (again.id, again.arrivals)
        names = [self.parse(sample).id for sample in self.samples]
        assert len(set(names)) == len(names)

    def test_any_field_may_be_odd_or_missing(self) -> None:
        """Refusals name a field; nothing else is ever raised, and what is read can be stored."""
        for sample in self.samples:
            for path in places(sample):
                for odd in ODD:
                    try:
                        delivery = self.parse(changed(sample, path, odd))
                        assert len(delivery.id) <= 200
                    except InvalidRequest as refused:
                        assert refused.faults[0].field, refused
                        continue
                    for arrival in delivery.arrivals:
                        for event in arrival.events:
                            assert_fits(event)

    def test_unicode_arrives_whole(self) -> None:
        text = "Hej 👋 åäöøæ ção"
        for sample in self.samples:
            for path in places(sample):
                if path[-1] in {"text", "content", "body", "msg", "text_content"}:
                    for arrival in self.parse(changed(sample, path, text)).arrivals:
                        assert {event.text for event in arrival.events} <= {text, *self.texts()}

    def texts(self) -> set[str]:
        found = [self.parse(sample).arrivals for sample in self.samples]
        return {event.text for arrivals in found for arrival in arrivals for event in arrival.events}

    @pytest.mark.parametrize("body", [[], [{}], 7, "x", None])
    def test_an_array_where_an_object_is_due(self, body: object) -> None:
        with pytest.raises(InvalidRequest, match="The body must be a JSON object"):
            self.parse(body)

    def test_what_is_not_told_of_is_taken_in_silence(self) -> None:
        for name in ("event", "type", "action"):
            assert self.parse({name: "something.new"}).arrivals == ()
