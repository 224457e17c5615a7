"""One system in a process of its own, on one core: when it is ready, what it shows, what a message costs.

`python -m benchmarks.peers` starts it as `python -m benchmarks.peers.process SYSTEM DATA [FOLDER ...]`; it prints
READY, then one line of JSON.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from assist.acts.definition import load_folder as load_acts
from assist.core.playbook import Playbook
from assist.playbook.loading import BUILT_IN, load_folder
from assist.wire.reading import Transcript, read_transcript
from benchmarks.machine import spread
from benchmarks.peers.mapping import has_words, needs
from benchmarks.peers.scoring import added, scored
from benchmarks.peers.sessions import Session
from benchmarks.peers.systems import SYSTEMS, Begin
from benchmarks.server import resident_kb

READY = "ready"


def main() -> None:
    """Start the system and play the folders to it."""
    name, data, *folders = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    begin = SYSTEMS[name](Path(data))
    print(READY, flush=True)
    if folders:
        print(json.dumps(measured(begin, [Path(folder) for folder in folders])))


def measured(begin: Begin, folders: list[Path]) -> dict[str, Any]:
    """Scores and prompts by folder, milliseconds of a message over all of them, and memory after the last."""
    playbook = load_folder(BUILT_IN, load_acts().names)
    timings: list[tuple[float, float]] = []
    found = {str(folder): played(begin, folder, playbook, timings) for folder in folders}
    cpu, wall = (spread([timing[which] for timing in timings])[:2] for which in (0, 1))
    return {
        "folders": found,
        "messages": len(timings),
        "cpu_ms": cpu,
        "wall_ms": wall,
        "resident_mb": resident_kb(os.getpid()) / 1000,
    }


def played(begin: Begin, folder: Path, playbook: Playbook, timings: list[tuple[float, float]]) -> dict[str, Any]:
    """The scores of the conversations in `folder`, how many prompts came, and in how many messages."""
    classes = {moment.id: needs(moment, playbook) for moment in playbook.moments}
    scores, prompts, before = [], 0, len(timings)
    for path in sorted(folder.glob("*.json")):
        scenario = json.loads(path.read_text(encoding="utf-8"))
        body = {name: scenario[name] for name in ("conversation", "events")} | {"until": scenario["end"]}
        transcript = read_transcript(body)
        session = begin(transcript.opening.conversation)
        follow(session, transcript, timings)
        shown = session.shown()
        prompts += len(shown)
        scores.append(scored(scenario, shown, transcript.clockface, classes))
    return {
        "conversations": len(scores),
        "scores": added(scores),
        "prompts": prompts,
        "messages": len(timings) - before,
    }


def follow(session: Session, transcript: Transcript, timings: list[tuple[float, float]]) -> None:
    """Take the conversation from its first event to its end, and time (CPU, wall; ms) every message."""
    until = max(event.at for event in transcript.events) if transcript.until is None else transcript.until
    for event in sorted(transcript.events, key=lambda event: event.at):
        if event.at > until:
            break
        session.wait(event.at)
        cpu, wall = process_time(), perf_counter()
        session.take(event)
        if has_words(event):
            timings.append(((process_time() - cpu) * 1000, (perf_counter() - wall) * 1000))
    session.wait(until)


if __name__ == "__main__":
    main()
