"""How many expected prompts open, and how many forbidden ones stay silent.

    python -m benchmarks.scenarios FOLDER [--guidelines FOLDER] [--key FILE]

FOLDER holds conversations as JSON files: `conversation`, `events`, `end`, `expect`, `forbid`. Each is played
through POST /v1/replay of a real server. The key file says which sentences are right as a prompt's first
citation: {"MOMENT": ["a sentence", ...], ...}; a citation is right when it and a sentence are the same or
one holds the other.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import track

from benchmarks.machine import print_table
from benchmarks.server import Server

SLACK_S = 6.0  # conversation time between an event and the prompt it opens


@dataclass(frozen=True)
class Verdict:
    """One question put to one conversation, and what is wrong with the answer (empty when nothing)."""

    kind: str
    moment: str
    problem: str


def main() -> None:
    """Play every conversation and print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--guidelines", type=Path, help="documents to load in place of the sample handbook")
    parser.add_argument("--key", type=Path, help="which sentences are right as first citation")
    args = parser.parse_args()
    right = json.loads(args.key.read_text(encoding="utf-8")) if args.key else {}
    paths = sorted(args.folder.glob("*.json"))
    good, asked = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as data, Server(Path(data), guidelines=args.guidelines) as server:
        for path in track(paths, description="Playing"):
            scenario = json.loads(path.read_text(encoding="utf-8"))
            body = {name: scenario[name] for name in ("conversation", "events")} | {"until": scenario["end"]}
            for verdict in verdicts(scenario, server.call("POST", "/v1/replay", body), right):
                asked[verdict.kind] += 1
                good[verdict.kind] += not verdict.problem
                if verdict.problem:
                    print(f"{path.name}: {verdict.moment} {verdict.problem}")
    print_table(
        f"{len(paths)} conversations of {args.folder}",
        ("", "right", "asked", "share"),
        [(kind, good[kind], asked[kind], f"{good[kind] / asked[kind]:.3f}") for kind in asked],
    )


def verdicts(
    scenario: Mapping[str, Any], answer: Mapping[str, Any], right: Mapping[str, Any]
) -> Iterator[Verdict]:
    """What each expectation, each forbidden moment and each first citation comes to."""
    times = {event["id"]: event["at"] for event in scenario["events"]}
    final = {prompt["id"]: prompt for prompt in answer["prompts"]}
    opened = [
        (entry["at"], entry["prompt"]) for entry in answer["entries"] if entry["kind"] == "prompt_opened"
    ]
    for expected in scenario["expect"]:
        own = [(at, final[prompt["id"]]) for at, prompt in opened if prompt["moment"] == expected["moment"]]
        problems = [complaint(expected, at, prompt, times) for at, prompt in own] or ["never opened"]
        yield Verdict("recall", expected["moment"], "" if "" in problems else problems[0])
    for moment in scenario["forbid"]:
        at_all = next((at for at, prompt in opened if prompt["moment"] == moment), None)
        yield Verdict("silence", moment, "" if at_all is None else f"opened at {at_all}")
    for _, prompt in opened:
        if prompt["moment"] in right:
            yield Verdict(
                "first citation", prompt["moment"], misquoted(prompt["guidelines"], right[prompt["moment"]])
            )


def complaint(
    expected: Mapping[str, Any], at: float, prompt: Mapping[str, Any], times: Mapping[str, float]
) -> str:
    """What is wrong with this prompt as an answer to `expected`; empty when nothing."""
    say = (prompt.get("say") or "").lower()
    found = ""
    if expected["between"] and not expected["between"][0] <= at <= expected["between"][1]:
        found = f"opened at {at}"
    elif expected["after"] and not 0 <= at - times[expected["after"]] <= SLACK_S:
        found = f"opened at {at}, not at {expected['after']}"
    elif expected["by"] and at > times[expected["by"]] + SLACK_S:
        found = f"opened at {at}, after {expected['by']}"
    elif expected["status"] and prompt["status"] != expected["status"]:
        found = f"is {prompt['status']}, not {expected['status']}"
    elif any(word.lower() not in say for word in expected["say"]) or any(
        word.lower() in say for word in expected["not_say"]
    ):
        found = f"says: {prompt.get('say')}"
    return found


def misquoted(guidelines: Sequence[Mapping[str, Any]], sentences: Sequence[str]) -> str:
    """Empty when the first citation is one of the right sentences."""
    if not guidelines:
        return "quotes nothing"
    quote = _plain(guidelines[0]["quote"])
    fits = any(quote in _plain(sentence) or _plain(sentence) in quote for sentence in sentences)
    return "" if fits else f"quotes: {guidelines[0]['quote']}"


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


if __name__ == "__main__":
    main()
