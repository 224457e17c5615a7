"""Drafts of our own with planted faults and their clean twins: are the faults found, and is the rest left alone?

Every draft goes the whole way of `bistand draft`. A planted fault is found when a finding of its rule overlaps its
words (where it has none: when there is one at all). What is found beside it counts against the rule, with two
exceptions that the drafts' authors name: officialese is full of jargon that nobody listed, and of one sentence it may
be said that it is rude, that it blames or that it dismisses. A question counts as asked when a found one overlaps it.

The ledger is judged as a person reads it: every question of the customer stands there as answered or as left open.
What it calls answered, and what it calls open, each have their precision and recall; a question that was not found is
missed in its own kind, and what is no question counts against the kind it was given. Nearly all questions are
answered, so the first is high for whoever calls them all so: that stands beside it.
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rich.progress import track

from assist.commands.workspace import Workspace, opened
from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel, Participant
from assist.settings import read_settings
from benchmarks.machine import print_table

COURTEOUS = frozenset({"rude", "dismissive", "blaming", "shouting", "too_casual"})
ONE_TONE = frozenset({"rude", "dismissive", "blaming"})
SENT = 1_772_442_000.0  # a Monday in March at nine: "by Friday" is a date
Span = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """A letter of a customer, with a faulty and a clean answer."""

    language: str
    entry: Mapping[str, Any]

    def writing(self, twin: str) -> Writing:
        """One of the answers as it comes in."""
        entry = self.entry
        return Writing(
            text=entry[twin]["text"],
            channel=Channel(entry["channel"]),
            customer=Participant((entry.get("customer") or {}).get("name", "")),
            agent=Participant((entry.get("agent") or {}).get("name", "")),
            organisation=entry.get("organisation", ""),
            replies_to=(entry["in_reply_to"],),
        )


@dataclass
class Counts:
    """What was right, what was said for nothing, what was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: "Counts") -> "Counts":
        self.right, self.wrong, self.missed = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )
        return self

    @property
    def row(self) -> tuple[str, str, str, int, int, int]:
        """Precision, recall and F1 with what they come from."""
        precision = _share(self.right, self.right + self.wrong)
        recall = _share(self.right, self.right + self.missed)
        f1 = _share(2 * self.right, 2 * self.right + self.wrong + self.missed)
        return precision, recall, f1, self.right, self.wrong, self.missed


@dataclass
class Score:
    """All counts of a corpus, and what was wrong, for a person to read."""

    detection: Counts = field(default_factory=Counts)
    answered: Counts = field(default_factory=Counts)
    unanswered: Counts = field(default_factory=Counts)
    rules: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    tone: Counts = field(default_factory=Counts)
    clean: Counter[str] = field(default_factory=Counter)
    clean_drafts: int = 0
    told: list[str] = field(default_factory=list)


def main(folders: Sequence[Path], *, shows_errors: bool = False) -> None:
    """Measure every folder and print."""
    with tempfile.TemporaryDirectory() as data:
        workspace = opened(read_settings(data=Path(data)))
        for folder in folders:
            pairs = [*pairs_in(folder)]
            if not pairs:
                print(f"{folder}: there are no drafts here")
                continue
            by_language: dict[str, Score] = defaultdict(Score)
            for pair in track(pairs, description=str(folder), transient=True):
                judge(pair, workspace, by_language[pair.language])
            _print(folder, pairs, by_language, shows_errors=shows_errors)


def pairs_in(folder: Path) -> Iterator[Pair]:
    """The pairs of every language."""
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Pair(path.stem, entry)


def judge(pair: Pair, workspace: Workspace, score: Score) -> None:
    """Check both answers of a pair and count."""
    for twin in ("faulty", "clean"):
        writing = pair.writing(twin)
        encode = workspace.interpreter.encode
        proof = workspace.drafter.check(writing, workspace.playbook, encode, SENT)
        name = f"{pair.entry['id']} {twin}"
        _judge_questions(pair, twin, proof, score, name)
        faults = pair.entry[twin].get("faults", []) if twin == "faulty" else []
        _judge_findings(writing.text, faults, proof, score, name)
        if twin == "clean":
            score.clean_drafts += 1
            score.clean.update(one.rule for one in proof.findings if one.rule != "unanswered_question")


def _judge_questions(pair: Pair, twin: str, proof: Proof, score: Score, name: str) -> None:
    text, left = pair.entry["in_reply_to"], [*proof.questions]
    for words, is_answered in zip(pair.entry["questions"], pair.entry[twin]["answers"], strict=True):
        start = text.index(words)
        same = [one for one in left if one.start < start + len(words) and start < one.end]
        found = max(same, key=lambda one: min(one.end, start + len(words)) - max(one.start, start), default=None)
        if found is not None:
            left.remove(found)
        is_open = found is not None and found.answered_by is None
        is_closed = found is not None and not is_open
        score.detection += Counts(right=int(found is not None), missed=int(found is None))
        score.answered += _outcome(is_closed, is_answered)
        score.unanswered += (outcome := _outcome(is_open, not is_answered))
        if outcome.wrong or outcome.missed:
            what = "wrongly open" if outcome.wrong else "open, not told"
            answer = writing_span(pair, twin, found.answer_start, found.answer_end) if found and not is_open else ""
            score.told.append(f"{name}: question {what}: {words} {answer}")
    for extra in left:
        score.detection += Counts(wrong=1)
        score.answered += Counts(wrong=int(extra.answered_by is not None))
        score.unanswered += Counts(wrong=int(extra.answered_by is None))
        score.told.append(f"{name}: no question: {extra.text}")


def _outcome(is_told: bool, is_so: bool) -> Counts:
    return Counts(int(is_told and is_so), int(is_told and not is_so), int(is_so and not is_told))


def writing_span(pair: Pair, twin: str, start: int, end: int) -> str:
    """Words of an answer."""
    return f"<- {pair.entry[twin]['text'][start:end]!r}"


def _judge_findings(text: str, faults: Sequence[Mapping[str, str]], proof: Proof, score: Score, name: str) -> None:
    found = [one for one in proof.findings if one.rule != "unanswered_question"]
    officialese = any(fault["rule"] == "hard_to_read" for fault in faults)
    planted = [(fault["rule"], _span(text, fault.get("at"))) for fault in faults]
    for rule, span in planted:
        alike = ONE_TONE if rule in ONE_TONE else {rule}
        hit = any(one.rule in alike and _overlap((one.start, one.end), span) for one in found)
        counts = Counts(right=int(hit), missed=int(not hit))
        score.rules[rule] += counts
        score.tone += counts if rule in COURTEOUS else Counts()
        if not hit:
            score.told.append(f"{name}: {rule} missed: {_words(text, span)}")
    for one in found:
        alike = ONE_TONE if one.rule in ONE_TONE else {one.rule}
        is_planted = any(rule in alike and _overlap((one.start, one.end), span) for rule, span in planted)
        if is_planted or (officialese and one.rule in {"jargon", "long_sentence"}):
            continue
        score.rules[one.rule] += Counts(wrong=1)
        score.tone += Counts(wrong=int(one.rule in COURTEOUS))
        score.told.append(f"{name}: {one.rule} for nothing: {text[one.start : one.end]!r} ({one.message})")


def _span(text: str, at: str | None) -> Span | None:
    return None if at is None else (text.index(at), text.index(at) + len(at))


def _overlap(one: Span, other: Span | None) -> bool:
    return other is None or (one[0] < other[1] and other[0] < one[1])


def _words(text: str, span: Span | None) -> str:
    return "" if span is None else repr(text[slice(*span)])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def filed(score: Score) -> tuple[int, int]:
    """How many questions of the customer were found and called what they are, and how many there are."""
    return score.answered.right + score.unanswered.right, score.detection.right + score.detection.missed


def all_answered(score: Score) -> Counts:
    """What would be right if every question were found and called answered."""
    return Counts(
        right=score.answered.right + score.answered.missed, wrong=score.unanswered.right + score.unanswered.missed
    )


def _print(folder: Path, pairs: Sequence[Pair], by_language: Mapping[str, Score], *, shows_errors: bool) -> None:
    everything = Score()
    for score in by_language.values():
        everything.detection += score.detection
        everything.answered += score.answered
        everything.unanswered += score.unanswered
        everything.tone += score.tone
        everything.clean += score.clean
        everything.clean_drafts += score.clean_drafts
        everything.told += score.told
        for rule, counts in score.rules.items():
            everything.rules[rule] += counts
    columns = ("", "precision", "recall", "F1", "right", "wrong", "missed")
    rows = [
        ("questions found", *everything.detection.row),
        ("called answered", *everything.answered.row),
        ("  were all called so", *all_answered(everything).row),
        ("called left open", *everything.unanswered.row),
        *((f"  {language}", *score.unanswered.row) for language, score in by_language.items()),
        ("tone, all rules", *everything.tone.row),
        *((rule, *counts.row) for rule, counts in sorted(everything.rules.items())),
    ]
    print_table(f"{len(pairs)} pairs of drafts in {folder}", columns, rows)
    found = ", ".join(f"{rule} {times}" for rule, times in everything.clean.most_common()) or "none"
    told, asked = filed(everything)
    print(f"Filed rightly, as answered or as left open: {told} of {asked} questions ({told / asked:.1%})")
    print(f"Findings in {everything.clean_drafts} clean drafts (questions left out): {found}")
    if shows_errors:
        print(*everything.told, sep="\n")
