"""What steps add to a tally, case by case; tests/assist/scorecards/test_measure.py does it for any conversation."""

from dataclasses import replace

from assist.core.conditions import Now, Standards
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant
from assist.core.lateness import caught_up
from assist.core.playbook import Playbook
from assist.core.prompts import Status
from assist.core.session import step
from assist.core.tally import MOST, Deed, Tally
from assist.core.tallying import with_feedback
from assist.replay import replay
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import PLAYBOOK, agent, conversation, customer, happened, moment

E = EventType
KIM = conversation(agent=Participant("Kim", id="kim"))
SORRY = Playbook((moment("m", Now(("message",)), done_when=Now(("agent.apology",))),), Standards({}))


def counted(
    *events: Event, playbook: Playbook = PLAYBOOK, start: Conversation = KIM, until: float | None = None
) -> Tally:
    return replay(start, events, until, lambda state, event: event, playbook).conversation.tally


def outcomes(tally: Tally) -> list[tuple[str, bool, Status, float | None]]:
    """Moment, whether prompted, how it ended, and after how many seconds."""
    return [
        (one.moment, one.is_prompted, one.status, None if one.ended_at is None else one.ended_at - one.at)
        for one in tally.outcomes
    ]


def waits(tally: Tally) -> list[tuple[str, float, bool, bool]]:
    return [(one.kind.value, one.seconds, one.is_answered, one.is_first) for one in tally.waits]


def test_what_was_asked_for_and_done_is_one_need() -> None:
    """The message that fulfils a prompt meets its moment too; that is the need there was, and no further one."""
    tally = counted(customer("e1", T, "Hi"), agent("e2", T + 7, "Sorry", "apology"), playbook=SORRY)
    assert outcomes(tally) == [("m", True, Status.DONE, 7.0)]


def test_what_was_met_before_any_prompt_is_a_need_of_its_own() -> None:
    tally = counted(agent("e1", T, "Sorry", "apology"), agent("e2", T + 9, "Sorry", "apology"), playbook=SORRY)
    assert outcomes(tally) == [("m", False, Status.DONE, 0.0)] * 2
    assert tally.shown == ()


def test_a_prompt_that_takes_its_own_place_leaves_a_missed_need() -> None:
    """Each limit that a hold passes asks again."""
    hold = (happened("e1", T, E.HOLD_STARTED), happened("e2", T + 700, E.HOLD_ENDED))
    tally = counted(*hold)
    found = [one for one in outcomes(tally) if one[0] == "check_back"]
    assert found == [("check_back", True, Status.EXPIRED, 300.0), ("check_back", True, Status.DONE, 100.0)]
    assert waits(tally) == [("hold", 700.0, True, False)]


def test_nobodys_need_is_of_whoever_ends_it() -> None:
    nobody = conversation(agent=Participant())
    joins = happened("e2", T + 50, E.AGENT_JOINED, agent=Participant("Lee", id="lee"))
    tally = counted(customer("e1", T, "Hi"), joins, agent("e3", T + 60, "Hello"), start=nobody)
    assert {(one.moment, one.agent) for one in tally.outcomes} == {("greet", ""), ("answer", "lee")}
    assert [one.agent for one in tally.waits] == ["lee"]


def test_waiting_ends_with_an_answer_or_without() -> None:
    """The first answer is the first reply; a conversation that ends leaves the customer unanswered."""
    said = (customer("e1", T, "Hi?"), agent("e2", T + 20, "Yes?"), customer("e3", T + 30, "Where is it?", "question"))
    tally = counted(*said, happened("e4", T + 90, E.CONVERSATION_ENDED))
    assert waits(tally) == [("reply", 20.0, True, True), ("reply", 60.0, False, False)]
    phone = replace(KIM, channel=Channel.PHONE)
    rang = (happened("e1", T, E.CALL_RINGING), happened("e2", T + 25, E.VOICEMAIL_LEFT))
    tally = counted(*rang, happened("e3", T + 3625, E.CALL_ANSWERED), start=phone)
    assert waits(tally) == [("ringing", 25.0, False, True), ("voicemail", 3600.0, True, True)]


def test_no_clock_runs_during_a_hold() -> None:
    """Who is told to wait waits for the hold's end; an answer before it counts from before the hold."""
    asked = (customer("e1", T, "Where is it?", "question"), happened("e2", T + 10, E.HOLD_STARTED))
    tally = counted(*asked, agent("e3", T + 100, "Here"), happened("e4", T + 110, E.HOLD_ENDED))
    assert waits(tally) == [("reply", 10.0, True, True), ("hold", 100.0, True, False)]


def test_a_moment_that_was_only_asked_for_is_no_hold() -> None:
    """Words that ask for a moment begin a hold; below a minute it was none, and a long one counts."""
    wait = agent("e1", T, "One moment", "requests_wait")
    assert waits(counted(wait, agent("e2", T + 30, "So"))) == []
    assert waits(counted(wait, agent("e2", T + 90, "So"))) == [("hold", 90.0, True, False)]
    assert waits(counted(wait, happened("e2", T + 90, E.CONVERSATION_ENDED))) == [("hold", 90.0, True, False)]


def test_time_in_conversation_is_cut_short_at_five_minutes() -> None:
    """By agent and day; a first event lasts no time."""
    tally = counted(customer("e1", T, "Hi"), customer("e2", T + 100, "Hi"), customer("e3", T + 90_000, "Hi"))
    assert [(one.agent, one.seconds) for one in tally.talks] == [("kim", 400.0)]
    tally = counted(customer("e1", T, "Hi"), customer("e2", T + 90_000, "Hi"), customer("e3", T + 90_030, "Hi"))
    assert [(one.since - T, one.seconds) for one in tally.talks] == [(0.0, 300.0), (90_000.0, 30.0)]


def test_feedback_is_remembered_with_its_prompt() -> None:
    """Also of one that is closed already; dismissing ends the need as well."""
    feedback = [
        happened(f"f{number}", T + 10 + number, E.FEEDBACK, prompt=prompt, action=action)
        for number, (prompt, action) in enumerate([("p1", "shown"), ("p1", "dismissed"), ("p1", "unhelpful")])
    ]
    tally = counted(customer("e1", T, "Hi"), *feedback)
    assert outcomes(tally) == [("greet", True, Status.DISMISSED, 11.0)]
    assert [Deed(one.deeds) for one in tally.shown] == [Deed.SHOWN | Deed.DISMISSED | Deed.UNHELPFUL]
    expired = counted(customer("e1", T, "Hi"), until=T + 500)
    assert (expired.outcomes[0].status, expired.shown[0].deeds) == (Status.EXPIRED, Deed.EXPIRED)


def test_lists_keep_their_latest() -> None:
    """A state stays small, however long the conversation."""
    said = [agent(f"e{n}", T + 60 * n, "Sorry", "apology") for n in range(MOST + 9)]
    tally = counted(*said, playbook=SORRY)
    assert len(tally.outcomes) == MOST
    assert tally.outcomes[-1].at == said[-1].at


def test_what_began_before_tallies_were_kept_is_left_uncounted() -> None:
    """A part would be taken for the whole; also when events come late."""
    before = replace(KIM, steps=3, clock=T)
    assert counted(customer("e1", T, "Hi"), agent("e2", T + 5, "Hello"), start=before) == Tally()
    late = agent("e0", T - 5, "Hello")
    folded = step(KIM, late, PLAYBOOK)
    assert folded.conversation.tally != Tally()
    assert caught_up(before, folded.conversation, [folded], [late], PLAYBOOK).conversation.tally == Tally()


def test_what_was_dismissed_stays_so_when_events_are_taken_in_again() -> None:
    """If it was open at that time in the order of time, too; later than it ended, a dismissal changes nothing."""
    folded = counted(customer("e1", T, "Hi"), agent("e2", T + 60, "Hello", "offers_help"), playbook=SORRY, until=T + 90)
    assert outcomes(with_feedback(folded, (), [("m", T + 30)]))[0] == ("m", True, Status.DISMISSED, 30.0)
    ended = counted(customer("e1", T, "Hi"), agent("e2", T + 20, "Sorry", "apology"), playbook=SORRY)
    assert with_feedback(ended, (), [("m", T + 30)]).outcomes == ended.outcomes
    assert with_feedback(ended, (), [("other", T + 10)]).outcomes == ended.outcomes
