"""How often what is said of two guideline sentences is right: `python -m benchmarks.overlaps [tuned|apart|last]`.

The pairs of tests/guidelines_kb/pairs are put into one library, so that each sentence is compared with all others, and
what is found between the two of a pair is set against what a person said of it. `--sentences N` measures the time
instead, over N different sentences.
"""

import argparse
import csv
import time
from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from guidelines_kb import Library, open_embedder
from guidelines_kb.overlaps import Kind, overlaps
from guidelines_kb.reference import packaged

PAIRS = Path(__file__).parents[1] / "tests" / "guidelines_kb" / "pairs"
NOTHING = "other"  # unrelated, or about the same and neither double nor contradicting
KINDS = ("number", "polarity", "same")
FOUND_AS = {Kind.AMOUNT: "number", Kind.POLARITY: "polarity", Kind.SAME: "same"}


@dataclass(frozen=True, slots=True)
class Judged:
    """Two sentences, each with its language, and what a person said of them."""

    kind: str
    one: tuple[str, str]
    other: tuple[str, str]


def read(name: str) -> list[Judged]:
    """The pairs of one file."""
    with (PAIRS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [Judged(kind, (spoken, text), (language, other)) for kind, spoken, text, language, other in rows]


def library_of(pairs: list[Judged]) -> Library:
    """All sentences, one document a language."""
    library = Library.open(None, open_embedder("e5-small"))
    sentences = {side for pair in pairs for side in (pair.one, pair.other)}
    for language in sorted({spoken for spoken, _ in sentences}):
        text = "\n\n".join(sorted(text for spoken, text in sentences if spoken == language))
        library.add(language, text.encode(), media_type="text/plain", language=language)
    return library


def judged(pairs: list[Judged]) -> tuple[list[tuple[Judged, str]], int]:
    """Each pair with what was found between its two, and how many further pairs were found that nobody listed."""
    found = {
        frozenset(((one.one.language, one.one.text), (one.other.language, one.other.text))): FOUND_AS[one.kind]
        for one in overlaps(library_of(pairs))
    }
    answers = [(pair, found.get(frozenset((pair.one, pair.other)), NOTHING)) for pair in pairs]
    listed = {frozenset((pair.one, pair.other)) for pair in pairs}
    return answers, len(found.keys() - listed)


def scores(answers: list[tuple[Judged, str]]) -> dict[str, tuple[float, float]]:
    """Precision and recall of each kind, and of contradictions whatever their kind."""
    table: dict[str, tuple[float, float]] = {}
    groups = {**{kind: {kind} for kind in KINDS}, "contradiction": {"number", "polarity"}}
    for name, kinds in groups.items():
        said = [pair.kind for pair, found in answers if found in kinds]
        right = sum(kind in kinds for kind in said)
        wanted = sum(pair.kind in kinds for pair, _ in answers)
        table[name] = (right / max(1, len(said)), right / wanted)
    return table


def timed(count: int) -> None:
    """How long it takes over so many sentences, each with an amount: the most there can be to do."""
    reference = packaged()
    texts = [text for part in (reference.handbook, reference.service) for some in part.values() for text in some]
    rounds = cycle(texts)
    sentences = [f"Within {number} minutes: {next(rounds)}" for number in range(2, count + 2)]
    library = Library.open(None, open_embedder("e5-small"))
    library.add("many", "\n\n".join(sentences).encode(), media_type="text/plain")
    started, worked = time.perf_counter(), time.process_time()
    found = overlaps(library)
    took, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{len(library.snippets())} sentences, {len(found)} pairs: {took:.1f} s, {worked:.1f} of the processor's")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("set", choices=("tuned", "apart", "last"), nargs="?", default="tuned")
    arguments.add_argument("--wrong", action="store_true", help="show what was wrong (of the tuned set only)")
    arguments.add_argument("--sentences", type=int, help="measure the time over so many instead")
    asked = arguments.parse_args()
    if asked.sentences:
        timed(asked.sentences)
        return
    pairs = read(asked.set)
    answers, further = judged(pairs)
    print(f"{asked.set}: {len(pairs)} pairs, {dict(Counter(pair.kind for pair in pairs))}; {further} not listed")
    for name, (precision, recall) in scores(answers).items():
        print(f"{name:14} precision {precision:.2f}  recall {recall:.2f}")
    if asked.wrong and asked.set == "tuned":
        for pair, found in answers:
            if found != pair.kind:
                print(f"{pair.kind:8} found as {found:8} {pair.one[1]} | {pair.other[1]}")


if __name__ == "__main__":
    main()
