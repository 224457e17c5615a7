"""Deliveries as parcels: what they hold, what they are called, and that nothing is lost on the way."""

from dataclasses import replace

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Arrival, Delivery, Lookup
from assist.errors import InvalidEvent
from assist.packing import Contents, checked, pack, unpack
from assist.ports import Key
from assist.wire.times import WHEN_RECEIVED

NOW = 1795860000.125
KIM = Participant("Kim", "sv", "a1", "new")


def said(name: str, conversation: str = "c1", **more: object) -> Arrival:
    event = Event(name, EventType.MESSAGE, NOW - 60, role=Role.CUSTOMER, text="Var är paketet? 🙂")
    return Arrival(Conversation(conversation, Channel.CHAT), (replace(event, **more),))


def test_what_goes_in_comes_out() -> None:
    """Every field of an event, times to the last bit; one without a time happened when it was received."""
    agent = said("e2", role=Role.AGENT, agent=KIM, language="sv", at=NOW + 0.0001)
    hold = Event("e3", EventType.HOLD_STARTED, NOW - 1 / 3, text="lager")
    untimed = said("e4", at=WHEN_RECEIVED, caller="Lars", caller_id="crm-1")
    arrivals = (said("e1"), agent, replace(said("e3"), events=(hold,)), untimed)
    (one,) = pack("acme", "plain", Delivery("d1", arrivals), NOW)
    assert (one.parcel.key, one.parcel.desk, one.parcel.at) == (Key("acme", "c1"), "plain", NOW)
    assert one.parcel.customers == ("crm-1",)
    events = unpack(one.parcel).events
    assert [event.id for event in events] == ["e1", "e2", "e3", "e4"]
    assert events[0] == arrivals[0].events[0]
    assert events[1] == replace(agent.events[0], at=NOW)  # nothing comes from the future
    assert events[2] == hold
    assert events[3] == replace(untimed.events[0], at=NOW)


def test_lookups_go_by_themselves() -> None:
    """Each is a parcel of its conversation, which may have others."""
    conversation = Conversation("c1", Channel.EMAIL, customer=Participant("Lars"), agent=KIM)
    lookups = tuple(Lookup(conversation, ("thread/1", name)) for name in ("m1", "m2"))
    packed = pack("acme", "plain", Delivery("d1", (said("e1"),), lookups), NOW)
    assert [one.conversation for one in packed] == [said("e1").conversation, None, None]
    assert [unpack(one.parcel) for one in packed[1:]] == [Contents((), lookup) for lookup in lookups]
    assert {one.parcel.key.conversation for one in packed} == {"c1"}
    assert len({one.parcel.name for one in packed}) == 3


def test_names_are_the_same_when_it_is_sent_again() -> None:
    """In whatever order it tells; other desks, deliveries and conversations have others, of which none can be read."""

    def names(*arrivals: Arrival, desk: str = "plain", name: str = "<lars@example.com>") -> list[str]:
        return [one.parcel.name for one in pack("acme", desk, Delivery(name, arrivals), NOW)]

    told = names(said("e1"), said("e2", "c2"))
    assert names(said("e2", "c2"), said("e1")) == told
    assert names(said("e9"), said("e8", "c2")) == told
    others = [*names(said("e1"), desk="other"), *names(said("e1"), name="d2"), names(said("e1"), said("e1", "c3"))[1]]
    assert len({*told, *others}) == 5
    assert all(len(name) == 64 and int(name, 16) for name in (*told, *others))


@pytest.mark.parametrize("bad", [{"at": 5.0}, {"text": "a\0b"}, {"caller": "L\a"}, {"role": None}, {"id": "e\n"}])
def test_what_could_not_be_read_back_is_refused_whole(bad: dict[str, object]) -> None:
    """With its field named, and of what is looked up as well."""
    arrivals = (said("e1", "c2"), said("e2", **bad))
    for refused in (
        lambda: pack("acme", "plain", Delivery("d1", arrivals), NOW),
        lambda: checked(arrivals[1].events, NOW),
    ):
        with pytest.raises(InvalidEvent) as error:
            refused()
        assert error.value.faults[0].field in bad
