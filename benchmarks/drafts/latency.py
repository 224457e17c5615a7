"""How long a draft takes: each clean one of the corpora as it comes first, and ten thousand words."""

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import track
from threadpoolctl import threadpool_limits

from assist.commands.workspace import Workspace, opened
from assist.core.drafts.writing import Writing
from assist.settings import read_settings
from benchmarks.drafts.corpus import SENT, Pair, pairs_in
from benchmarks.machine import print_table, spread
from guidelines_kb import Embedder, open_embedder

WORDS = 10_000


def main(folders: Sequence[Path]) -> None:
    """Measure and print. The encoder remembers nothing, as if no sentence was seen before; dictionaries are loaded."""
    pairs = [pair for folder in folders for pair in pairs_in(folder)]
    rows: list[tuple[str, float, float, float]] = []
    with tempfile.TemporaryDirectory() as data, threadpool_limits(1, "blas"):
        workspace = opened(read_settings(data=Path(data)))
        encoder = open_embedder(workspace.settings.embedder)
        for suggestions in (False, True):
            named = f"{'with' if suggestions else 'without'} suggestions"
            letters = [replace(pair.writing("clean"), suggestions=suggestions) for pair in pairs]
            for letter in {pair.language: one for pair, one in zip(pairs, letters, strict=True)}.values():
                milliseconds(letter, workspace, encoder)
            times = [
                milliseconds(letter, workspace, encoder) for letter in track(letters, description=named, transient=True)
            ]
            rows.append((f"{len(times)} letters {named}", *spread(times)))
            long = [long_writing(some, suggestions=suggestions) for some in by_language(pairs)]
            times = [milliseconds(one, workspace, encoder) for one in track(long, description=named, transient=True)]
            rows.append((f"{WORDS} words {named}", *spread(times)))
    print_table("Milliseconds until a draft is checked", ("", "median", "p95", "most"), rows)


def milliseconds(writing: Writing, workspace: Workspace, encoder: Embedder) -> float:
    """How long one draft takes."""
    started = time.perf_counter()
    workspace.drafter.check(writing, workspace.playbook, lambda texts: encoder.encode(texts, "query"), SENT)
    return (time.perf_counter() - started) * 1000


def by_language(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """The pairs of each language."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.language, []).append(pair)
    return [*found.values()]


def long_writing(pairs: Sequence[Pair], *, suggestions: bool) -> Writing:
    """An answer of ten thousand words, made of all answers in a language, faults and all."""
    whole = "\n\n".join(pair.entry[twin]["text"] for pair in pairs for twin in ("faulty", "clean"))
    while len(whole.split()) < WORDS:
        whole = f"{whole}\n\n{whole}"
    words = 0
    for place, line in enumerate(lines := whole.split("\n")):
        words += len(line.split())
        if words >= WORDS:
            whole = "\n".join(lines[: place + 1])
            break
    return replace(pairs[0].writing("clean"), text=whole, suggestions=suggestions)
