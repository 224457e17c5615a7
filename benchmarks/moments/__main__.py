"""Are the acts heard, and the moments foreseen, in text that nobody on this project wrote?

    python -m benchmarks.moments [--data FOLDER] [--half dev] [--set NAME ...] [--rows N] [--errors FILE]

Every text goes through the product as it runs: its sentences, its encoder, its heads, its thresholds; nothing is
learnt from the sets. Beside it stands the floor, a character n-gram model that learns from one half of the
same rows and is scored on the other. Labels of speech_acts_xling are made by patterns, those of xed are projected
from another language: a few are wrong, and few positives say little.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from sklearn.metrics import average_precision_score
from threadpoolctl import threadpool_limits

from benchmarks.machine import print_table
from benchmarks.moments.floor import floor
from benchmarks.moments.hearing import Hearing
from benchmarks.moments.sets import DATA, DIALOGUES, LABELLED, Dialogues, Labelled


@dataclass(frozen=True)
class Judged:
    """One label in one language: truth, our scores, where we flag, and the floor's scores; one entry a text."""

    name: str
    language: str
    label: str
    texts: Sequence[str]
    truth: NDArray[np.bool_]
    scores: NDArray[np.float64]
    flags: NDArray[np.bool_]
    floor: NDArray[np.float64]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the sets")
    parser.add_argument("--half", default="dev", help="which file of each set")
    parser.add_argument("--set", nargs="*", default=[*LABELLED, "star"], help="which sets")
    parser.add_argument("--rows", type=int, default=None, help="at most so many texts, or dialogues, of each")
    parser.add_argument("--errors", type=Path, help="write what was wrongly flagged or missed here, as JSON lines")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, threadpool_limits(1):
        hearing = Hearing(Path(folder))
        heard = [
            judged
            for name in args.set
            if name in LABELLED
            for labelled in LABELLED[name](args.data, args.half)
            for judged in judge(hearing, labelled, args.rows)
        ]
        foreseen = [
            judged
            for name in args.set
            if name in DIALOGUES
            for judged in foresee(hearing, DIALOGUES[name](args.data, args.half), args.rows)
        ]
    if heard:
        print_judged("What a text does:", heard)
    if foreseen:
        print_judged("What the agent does next, told from the text before:", foreseen)
    if args.errors:
        write_errors(args.errors, [*heard, *foreseen])


def judge(hearing: Hearing, labelled: Labelled, most: int | None) -> Iterator[Judged]:
    """Every label of a set in one language."""
    said = labelled.said[:most]
    acts = sorted({act for some in labelled.acts.values() for act in some})
    shown = track(said, f"{labelled.name} {labelled.language}", transient=True)
    found = [hearing.score(one.text, labelled.role, acts) for one in shown]
    truth = np.array([[label in one.labels for label in labelled.acts] for one in said])
    texts = [one.text for one in said]
    counted = floor(texts, [one.group for one in said], truth)
    for place, (label, own) in enumerate(labelled.acts.items()):
        scores = np.array([max(some[act] for act in own) for some in found])
        flags = np.array([hearing.flags({act: some[act] for act in own}) for some in found])
        yield Judged(
            labelled.name, labelled.language, label, texts, truth[:, place], scores, flags, counted[:, place]
        )


def foresee(hearing: Hearing, dialogues: Dialogues, most: int | None) -> Iterator[Judged]:
    """Every label of what the agents of a set do next."""
    chosen = [*dialogues.turns.items()][:most]
    labels = [*dialogues.moments]
    texts, groups, truth, scores = [], [], [], []
    for name, turns in track(chosen, f"{dialogues.name} dialogues", transient=True):
        for turn, said in hearing.foreseen(turns, dialogues.moments):
            place = turns.index(turn)
            texts.append(" / ".join(before.text for before in turns[max(0, place - 2) : place]))
            groups.append(name)
            truth.append([label in turn.labels for label in labels])
            scores.append([said[label] for label in labels])
    known, ours = np.array(truth), np.array(scores)
    counted = floor(texts, groups, known)
    for place, label in enumerate(labels):
        own = ours[:, place]
        yield Judged(dialogues.name, "en", label, texts, known[:, place], own, own >= 1, counted[:, place])


def print_judged(title: str, judged: Sequence[Judged]) -> None:
    """One table a set, one line a label and language."""
    columns = ("", "of", "positive", "AP", "floor", "precision", "recall", "F1", "floor's F1")
    for name in dict.fromkeys(one.name for one in judged):
        print_table(f"{title} {name}", columns, [_line(one) for one in judged if one.name == name])


def _line(one: Judged) -> tuple[object, ...]:
    positive, hits, flagged = int(one.truth.sum()), int((one.truth & one.flags).sum()), int(one.flags.sum())
    return (
        f"{one.language} {one.label}",
        len(one.truth),
        positive,
        _two(average_precision_score(one.truth, one.scores) if positive else None),
        _two(average_precision_score(one.truth, one.floor) if positive else None),
        f"{_two(hits / flagged if flagged else None)} of {flagged}",
        _two(hits / positive if positive else None),
        _two(_f1(one.truth, one.flags)),
        _two(_f1(one.truth, one.floor >= 0.5)),
    )


def _f1(truth: NDArray[np.bool_], flags: NDArray[np.bool_]) -> float:
    return float(2 * (truth & flags).sum() / max(1, truth.sum() + flags.sum()))


def _two(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def write_errors(path: Path, judged: Sequence[Judged]) -> None:
    """Keep what was missed or flagged without a label, to be read by a person."""
    with path.open("w", encoding="utf-8") as file:
        for one in judged:
            for place in np.flatnonzero(one.truth != one.flags):
                row = {
                    "set": one.name,
                    "language": one.language,
                    "label": one.label,
                    "missed": bool(one.truth[place]),
                    "score": round(float(one.scores[place]), 3),
                    "text": one.texts[place],
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
