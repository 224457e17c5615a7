"""The public sets whose rows somebody labelled with what they do, and which of our acts and moments answer.

The sets stand beside the repository (`../shared/data`), each with a SOURCE.md that tells how to read it. Our
acts were chosen for service talk, so a label is answered by the acts that come nearest: anger by the customer
being upset or abusive, "no, nothing else" by any of the ways in which a customer ends a conversation.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assist.core.events import Role

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ANGER = ("upset", "abusive")
ENDING = ("nothing_else", "thanks", "goodbye")
BAD_NEWS = ("apology", "refuses", "does_not_know")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One text of a set, the labels it carries, and the conversation or film it comes from."""

    text: str
    labels: frozenset[str]
    group: str


@dataclass(frozen=True)
class Labelled:
    """Texts in one language, all said by `role`; `acts` tells which of our acts answer each label."""

    name: str
    language: str
    role: Role
    said: Sequence[Said]
    acts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Turn:
    """One turn of a dialogue: `at` in seconds, and whether its labels may be scored."""

    role: Role
    text: str
    at: float
    labels: frozenset[str]
    is_labelled: bool = True


@dataclass(frozen=True)
class Dialogues:
    """Whole conversations; `moments` tells which of our moments foresees each label of an agent's turn.

    With each moment stand the acts of the customer that bring it about.
    """

    name: str
    turns: Mapping[str, Sequence[Turn]]
    moments: Mapping[str, tuple[str, tuple[str, ...]]]


MOMENTS = {
    "anything else": ("ask_anything_else", ("satisfied", "thanks", "goodbye")),
    "confirm": ("paraphrase_to_confirm", ("problem", "need")),
    "close": ("thank_by_name", ("goodbye", "nothing_else", "thanks")),
}


def rows(data: Path, name: str, half: str) -> list[Row]:
    """The rows of one half of a set; a missing file raises FileNotFoundError."""
    with (data / name / f"{half}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def speech_acts_xling(data: Path, half: str) -> Iterator[Labelled]:
    """Closed acts and anger in subtitles and Tatoeba sentences. "I did not understand" is no act of ours."""
    by_agent = {
        "apology": ("apology",),
        "thanks": ("thanks",),
        "wait_request": ("requests_wait",),
        "goodbye": ("goodbye",),
        "ask_contact": ("takes_contact",),
    }
    for language, some in _by_language(rows(data, "speech_acts_xling", half)):
        said = [Said(row["text"], frozenset(row["acts"]), row["id"]) for row in some]
        yield Labelled("speech_acts_xling", language, Role.AGENT, said, by_agent)
        yield Labelled("speech_acts_xling", language, Role.CUSTOMER, said, {"anger_at_other": ANGER})


def xed(data: Path, half: str) -> Iterator[Labelled]:
    """Anger in subtitles, by film."""
    for language, some in _by_language(rows(data, "xed", half)):
        said = [Said(row["text"], frozenset(["anger"] if row["anger"] else []), row["group"]) for row in some]
        yield Labelled("xed", language, Role.CUSTOMER, said, {"anger": ANGER})


def goemotions_en(data: Path, half: str) -> Iterator[Labelled]:
    """Reddit comments whose writers are upset, and who say thanks."""
    said = [
        Said(row["text"], frozenset(row["emotions"]) | ({"upset"} if row["upset"] else set()), row["id"])
        for row in rows(data, "goemotions_en", half)
    ]
    yield Labelled("goemotions_en", "en", Role.CUSTOMER, said, {"upset": ANGER, "gratitude": ("thanks",)})


def angrytweets_da(data: Path, half: str) -> Iterator[Labelled]:
    """Tweets on politics and sport: negative, or not."""
    said = [Said(row["text"], frozenset([row["label"]]), row["id"]) for row in rows(data, "angrytweets_da", half)]
    yield Labelled("angrytweets_da", "da", Role.CUSTOMER, said, {"negative": ANGER})


def toldbr_pt(data: Path, half: str) -> Iterator[Labelled]:
    """Tweets in Brazilian Portuguese: insulting or obscene, or not."""
    said = [Said(row["text"], frozenset([row["label"]]), row["id"]) for row in rows(data, "toldbr_pt", half)]
    yield Labelled("toldbr_pt", "pt", Role.CUSTOMER, said, {"aggressive": ANGER})


def multidogo(data: Path, half: str) -> Iterator[Labelled]:
    """Customers' turns: does this one end the conversation?"""
    ending = {"rejection", "thankyou", "closinggreeting"}
    said = [
        Said(turn["text"], frozenset(["ending"] if ending & set(turn["intents"]) else []), row["id"])
        for row in rows(data, "multidogo", half)
        for turn in row["customer_turns"]
    ]
    yield Labelled("multidogo", "en", Role.CUSTOMER, said, {"ending": ENDING})


def sgd(data: Path, half: str) -> Iterator[Labelled]:
    """What this agent turn does."""
    acts = {
        "CONFIRM": ("paraphrase",),
        "REQ_MORE": ("asks_anything_else",),
        "NOTIFY_FAILURE": BAD_NEWS,
        "GOODBYE": ("goodbye",),
    }
    said = [
        Said(turn["text"], frozenset(turn["acts"]), row["id"])
        for row in rows(data, "sgd", half)
        for turn in row["turns"]
        if turn["speaker"] == "agent"
    ]
    yield Labelled("sgd", "en", Role.AGENT, said, acts)


def sgd_dialogues(data: Path, half: str) -> Dialogues:
    """What the agent will do next. The set has no clock: ten seconds a turn."""
    names = {"REQ_MORE": "anything else", "CONFIRM": "confirm", "GOODBYE": "close", "NOTIFY_FAILURE": "bad news"}
    turns = {
        row["id"]: [
            Turn(Role(turn["speaker"]), turn["text"], 10.0 * place, _named(names, turn["acts"]))
            for place, turn in enumerate(row["turns"])
        ]
        for row in rows(data, "sgd", half)
    }
    return Dialogues("sgd", turns, MOMENTS)


def star_dialogues(data: Path, half: str) -> Dialogues:
    """What the agent will do next, with real seconds. Turns in free text carry no label."""
    names = {
        "anything_else": "anything else",
        "confirm_before_acting": "confirm",
        "closing": "close",
        "bad_news": "bad news",
    }
    turns = {
        row["id"]: [
            Turn(
                Role(turn["speaker"]),
                turn["text"],
                float(turn["t"]),
                _named(names, turn.get("moments", ())),
                not turn.get("free_text", False),
            )
            for turn in row["turns"]
        ]
        for row in rows(data, "star", half)
    }
    return Dialogues("star", turns, MOMENTS)


LABELLED: Mapping[str, Callable[[Path, str], Iterator[Labelled]]] = {
    reader.__name__: reader
    for reader in (speech_acts_xling, xed, goemotions_en, angrytweets_da, toldbr_pt, multidogo, sgd)
}
DIALOGUES: Mapping[str, Callable[[Path, str], Dialogues]] = {"sgd": sgd_dialogues, "star": star_dialogues}


def _by_language(found: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    for language in ("sv", "da", "nb", "pt", "en"):
        some = [row for row in found if row["lang"] == language]
        if some:
            yield language, some


def _named(names: Mapping[str, str], labels: Sequence[str]) -> frozenset[str]:
    return frozenset(names[label] for label in labels if label in names)
