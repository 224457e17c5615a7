"""Recall on public sets, per pair of languages: what the product does, beside four things it has to beat.

    python -m benchmarks.retrieval [--sets flores200 ...] [--half dev] [--pairs]

The sets stand beside the checkout (../shared/data). In the tables, recall is of the right passage in first place; for
dstc11_track5 it is of all right snippets among the first ten, out of those of the place that the customer asks about.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

import numpy as np

from benchmarks.machine import print_table
from benchmarks.retrieval import sets
from benchmarks.retrieval.measures import Found, f1, found, nearest_other
from benchmarks.retrieval.rankers import Ours, Ranker, rankers

PARALLEL = ("flores200", "ntrex128")
NOTHING_FITS = "nothing_fits"

Pairs = dict[tuple[str, str], Found]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = (*sets.SETS, NOTHING_FITS)
    parser.add_argument("--sets", nargs="+", choices=names, default=names, help="which sets; all by default")
    parser.add_argument("--half", default="dev", help="which half of the sets (default: dev)")
    parser.add_argument("--data", type=Path, default=sets.DATA, help="where the sets are")
    parser.add_argument("--pairs", action="store_true", help="also print each pair of languages")
    asked = parser.parse_args()
    report(asked.data, asked.half, asked.sets, rankers(), pairs=asked.pairs)


def report(data: Path, half: str, names: Sequence[str], compared: Sequence[Ranker], *, pairs: bool) -> None:
    """Print the tables of these sets."""
    columns = ("", *(ranker.name for ranker in compared))
    lines: list[tuple[str, ...]] = []
    for name in names:
        if name != NOTHING_FITS:
            measured = [measure(sets.SETS[name](data, half), ranker) for ranker in compared]
            lines.extend(_lines(name, measured))
            if pairs and len(measured[0]) > 1:
                _print_pairs(name, half, columns, measured)
        if name in PARALLEL:
            mixed = [measure(sets.together(sets.SETS[name](data, half)), ranker) for ranker in compared]
            lines.append((f"{name}, five languages in one library", *(f"{_mean(some):.3f}" for some in mixed)))
    if lines:
        print_table(f"Recall ({half})", columns, lines)
    if NOTHING_FITS in names:
        print_table(f"Knowing that nothing fits ({half})", columns, _of_nothing(data, half, compared))


def measure(tasks: Sequence[sets.Task], ranker: Ranker) -> Pairs:
    """What one ranker finds, by pair of languages."""
    return {(task.asked, task.told): found(ranker, task) for task in tasks}


def _mean(pairs: Pairs) -> float:
    return mean(some.recall for some in pairs.values())


def _lines(name: str, measured: Sequence[Pairs]) -> Iterator[tuple[str, ...]]:
    many = len(measured[0]) > 1
    recall = "recall@10" if name == "dstc11_track5" else "recall@1"
    yield (f"{name}, {recall}" + (", mean" if many else ""), *(f"{_mean(pairs):.3f}" for pairs in measured))
    if many:
        yield (f"{name}, worst pair", *(f"{min(some.recall for some in pairs.values()):.3f}" for pairs in measured))
    ranks = (mean(some.reciprocal_rank for some in pairs.values()) for pairs in measured)
    yield (f"{name}, MRR@10", *(f"{rank:.3f}" for rank in ranks))


def _print_pairs(name: str, half: str, columns: Sequence[str], measured: Sequence[Pairs]) -> None:
    rows = [
        (f"{x} → {y}", *(f"{pairs[x, y].recall:.3f}" for pairs in measured)) for x, y in measured[0]
    ]
    print_table(f"{name} ({half}), recall@1 per pair", columns, rows)


def _of_nothing(data: Path, half: str, compared: Sequence[Ranker]) -> Iterator[tuple[str, ...]]:
    from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: PLC0415 - slow to import

    clinc = sets.rows(data, "clinc150_oos_en", f"{half}.jsonl")
    texts, inside = [row["text"] for row in clinc], np.array([row["in_scope"] for row in clinc])
    near = [nearest_other(ranker, texts, np.flatnonzero(inside).tolist())[1] for ranker in compared]
    yield ("clinc150_oos_en, AUROC of in scope", *(f"{roc_auc_score(inside, some):.3f}" for some in near))
    yield ("the same, false accepts at 95 % recall", *(f"{_false_accepts(some, inside):.3f}" for some in near))
    banking = sets.rows(data, "banking77_en", f"{half}.jsonl")
    right = [_leave_one_out(ranker, banking) for ranker in compared]
    yield ("banking77_en, accuracy, leave one out", *(f"{some:.3f}" for some in right))
    turns = sets.rows(data, "dstc11_track5", f"{half}.jsonl")
    asked = [row["context"][-1]["text"] for row in turns]
    needed = np.array([row["knowledge_seeking"] for row in turns])
    told = [row["text"] for row in sets.rows(data, "dstc11_track5", "snippets.jsonl")]
    scores = [ranker.nearest(asked, told, ["en"] * len(told), 1)[1][:, 0] for ranker in compared]
    yield ("dstc11_track5 needs a snippet, AP", *(f"{average_precision_score(needed, some):.3f}" for some in scores))
    at_floor = [_at_floor(ranker, asked, told, needed) for ranker in compared]
    yield ("the same, F1 at the product's floor", *at_floor)


def _false_accepts(scores: np.ndarray, inside: np.ndarray) -> float:
    """The share of questions out of scope above the score that 95 % of those in scope reach."""
    return float((scores[~inside] >= np.quantile(scores[inside], 0.05)).mean())


def _leave_one_out(ranker: Ranker, rows: Sequence[sets.Row]) -> float:
    places, _ = nearest_other(ranker, [row["text"] for row in rows], range(len(rows)))
    return mean(rows[place]["intent"] == row["intent"] for place, row in zip(places, rows, strict=True))


def _at_floor(ranker: Ranker, asked: Sequence[str], told: Sequence[str], needed: np.ndarray) -> str:
    if not isinstance(ranker, Ours):
        return ""
    matches = ranker.matches(asked, told, ["en"] * len(told), 1, floor=True)
    return f"{f1(np.array([bool(some) for some in matches]), needed):.3f}"


if __name__ == "__main__":
    main()
