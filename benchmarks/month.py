"""A month of made-up conversations for the dashboard: a team of twelve, working days and quiet week-ends, who learn.

What each conversation adds to the scorecards is made up as a whole; of what was said there is one line.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assist.app import open_store
from assist.core.conversation import Conversation, Promise
from assist.core.events import Channel, Participant
from assist.core.prompts import Status
from assist.core.tally import Deed, Kind, Outcome, Shown, Talk, Tally, Wait
from assist.ports import Append, Key, Store
from assist.settings import read_settings
from assist.wire.state import to_bytes
from assist.wire.text import dump
from assist.wire.times import write_rfc3339
from assist.wire.writing import summary_of

DAY_S, DAYS = 86_400.0, 30
TOGETHER = 200  # conversations kept at the same time
OPEN = 12  # conversations that wait for something now
# how often a moment is needed in a conversation, and how often it is then met unprompted, and after a prompt
MOMENTS = {
    "greet_and_introduce": (0.95, 0.62, 0.5),
    "ask_anything_else": (0.8, 0.4, 0.55),
    "thank_by_name": (0.8, 0.45, 0.45),
    "confirm_resolution": (0.7, 0.3, 0.6),
    "paraphrase_to_confirm": (0.5, 0.3, 0.5),
    "answer_every_question": (0.4, 0.5, 0.6),
    "calm_and_apologise": (0.3, 0.35, 0.65),
    "guideline_match": (0.3, 0.0, 0.8),
    "answer_promptly": (0.25, 0.2, 0.75),
    "apologise_for_hold": (0.25, 0.45, 0.55),
    "check_back_during_hold": (0.2, 0.1, 0.75),
    "seek_win_win": (0.15, 0.3, 0.55),
    "keep_promise": (0.12, 0.3, 0.65),
    "offer_escalation": (0.05, 0.4, 0.65),
    "stay_courteous": (0.03, 0.1, 0.55),
}
CHANNELS = {
    Channel.CHAT: (45, 60.0),
    Channel.PHONE: (25, 20.0),
    Channel.EMAIL: (20, DAY_S),
    Channel.FORM: (4, DAY_S),
    Channel.SOCIAL: (3, 3_600.0),
    Channel.VOICEMAIL: (3, 14_400.0),
}
FIRST = {Channel.PHONE: Kind.RINGING, Channel.VOICEMAIL: Kind.VOICEMAIL}
LANGUAGES = {"sv": 50, "da": 15, "nb": 15, "pt": 15, "en": 5}
AGENTS = ("anna", "bo", "carla", "dag", "eva", "fredrik", "gitte", "hugo", "ines", "jonas", "katrine", "lars")


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation to come about; `skill` adds to how often things are done."""

    channel: Channel
    agent: str
    begun: float
    skill: float
    chance: random.Random


async def keep_month(data: Path, conversations: int) -> None:
    """Make a month up and keep it in the store of a data folder."""
    store = await open_store(read_settings(data=data))
    made = list(month(conversations, time.time()))
    for first in range(0, len(made), TOGETHER):
        await asyncio.gather(*(_keep(store, one) for one in made[first : first + TOGETHER]))
    await store.close()


def month(conversations: int, now: float) -> Iterator[Conversation]:
    """So many conversations of the month before `now` (seconds since the epoch), always the same for one `now`."""
    chance = random.Random(4)
    skills = {agent: chance.uniform(-0.15, 0.15) for agent in AGENTS}
    for number in range(conversations):
        agent, ago = chance.choice(AGENTS), chance.random() * DAYS
        begun = _working_hour(now - ago * DAY_S, now, chance)
        channel = chance.choices(list(CHANNELS), [share for share, _ in CHANNELS.values()])[0]
        skill = skills[agent] + (DAYS - ago) / 300
        conversation = _conversation(f"m{number:05d}", Scene(channel, agent, begun, skill, chance))
        yield _left_open(conversation, now, chance) if number < OPEN else conversation


def _working_hour(at: float, now: float, chance: random.Random) -> float:
    """A time of that day, most about noon; three in four conversations of a week-end are moved to a working day."""
    weekday = time.gmtime(at).tm_wday
    if weekday > 4 and chance.random() < 0.75:
        at -= (weekday - chance.randint(0, 4)) * DAY_S
    return min(at - at % DAY_S + chance.gauss(12.5, 2.4) * 3_600, now - 1_800)


def _conversation(name: str, scene: Scene) -> Conversation:
    chance, ends = scene.chance, scene.begun + scene.chance.uniform(200, 1_500)
    outcomes = tuple(sorted(_outcomes(scene, ends), key=lambda one: one.at))
    prompted = [one for one in outcomes if one.is_prompted]
    tally = Tally(
        begun=scene.begun,
        last=ends,
        has_answer=True,
        outcomes=outcomes,
        waits=tuple(_waits(scene)),
        talks=(Talk(scene.agent, scene.begun, ends - scene.begun),),
        shown=tuple(_shown(number, one, chance) for number, one in enumerate(prompted, 1)),
    )
    return Conversation(
        name,
        scene.channel,
        Participant("Robin", chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]),
        Participant(scene.agent.title(), None, scene.agent),
        clock=ends,
        steps=20,
        ended=True,
        tally=tally,
    )


def _outcomes(scene: Scene, ends: float) -> Iterator[Outcome]:
    chance, agent = scene.chance, scene.agent
    for moment, (needed, unprompted, prompted) in MOMENTS.items():
        if chance.random() >= needed:
            continue
        at = chance.uniform(scene.begun, ends)
        if chance.random() < unprompted + scene.skill:
            yield Outcome(moment, at, agent, False, Status.DONE, at)
            continue
        status = Status.DONE
        if chance.random() >= prompted + scene.skill:
            status = chance.choices([Status.EXPIRED, Status.WITHDRAWN, Status.DISMISSED], [5, 3, 2])[0]
        yield Outcome(moment, at, agent, True, status, at + chance.expovariate(1 / 25))


def _waits(scene: Scene) -> Iterator[Wait]:
    chance, agent, begun = scene.chance, scene.agent, scene.begun
    standard = CHANNELS[scene.channel][1]
    first = standard * (0.45 - scene.skill / 2) * chance.lognormvariate(0, 0.8)
    yield Wait(FIRST.get(scene.channel, Kind.REPLY), begun, first, agent, chance.random() > 0.02, True)
    for _ in range(chance.randint(0, 4)):
        yield Wait(Kind.REPLY, begun + 100, standard * 0.4 * chance.lognormvariate(0, 0.7), agent, True, False)
    if scene.channel in {Channel.CHAT, Channel.PHONE} and chance.random() < 0.3:
        yield Wait(Kind.HOLD, begun + 200, 40 * chance.lognormvariate(0, 0.6), agent, True, False)


ENDED = {Status.DISMISSED: Deed.DISMISSED, Status.EXPIRED: Deed.EXPIRED}


def _shown(number: int, outcome: Outcome, chance: random.Random) -> Shown:
    deeds = ENDED.get(outcome.status, Deed.NONE)
    if chance.random() < 0.85:
        deeds |= Deed.SHOWN
        if outcome.status is Status.DONE:
            deeds |= chance.choices([Deed.USED, Deed.EDITED, Deed.COPIED, Deed.NONE], [4, 2, 1, 3])[0]
    if chance.random() < 0.04:
        deeds |= chance.choices([Deed.HELPFUL, Deed.UNHELPFUL], [2, 1])[0]
    return Shown(f"p{number}", outcome.moment, outcome.agent, outcome.at, int(deeds))


def _left_open(conversation: Conversation, now: float, chance: random.Random) -> Conversation:
    """The same, waiting for an answer or for what was promised."""
    begun = replace(conversation, ended=False, clock=now - 900)
    if chance.random() < 0.5:
        return replace(begun, waiting_since=now - chance.expovariate(1 / 200))
    return replace(begun, promises=(Promise("e1", "today", now - 7_200, now + chance.uniform(-5_000, 9_000)),))


async def _keep(store: Store, conversation: Conversation) -> None:
    key = Key("default", conversation.id)
    said = {"id": "e1", "type": "message", "role": "customer", "text": "(made up)"}
    line = {"at": write_rfc3339(conversation.tally.begun or 0.0), "kind": "event", "event": said}
    await store.create(key, b"{}", b"{}", summary_of(replace(conversation, steps=0)))
    saved = await store.load(key)
    assert saved is not None
    step = Append(to_bytes(conversation), (dump(line),), {"e1": 0}, None, summary=summary_of(conversation))
    await store.append(key, saved.version, step)
