"""What a system's prompts come to, by the rules of `benchmarks.scenarios`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from assist.wire.times import Clockface
from benchmarks.peers.mapping import Needs
from benchmarks.peers.sessions import Shown
from benchmarks.scenarios import verdicts

UNASKED: dict[str, Any] = {"status": None, "say": [], "not_say": []}
Score = tuple[int, int]  # right, asked


def scored(
    scenario: Mapping[str, Any], shown: Iterable[Shown], clockface: Clockface, classes: Mapping[str, Needs]
) -> dict[str, Score]:
    """(right, asked) by measure: recall and silence for each class of moments, and "as asked".

    Recall asks only for the moment at its time, since a router has no words and no end of a prompt; "as asked"
    asks for the status and the words of the scenario as well.
    """
    answer = answer_of(shown, clockface)
    plain = {**scenario, "expect": [{**expected, **UNASKED} for expected in scenario["expect"]]}
    right, asked = Counter[str](), Counter[str]()
    judged = [(f"{one.kind}, {classes[one.moment]}", one.problem) for one in verdicts(plain, answer, {})]
    judged += [("as asked", one.problem) for one in verdicts(scenario, answer, {}) if one.kind == "recall"]
    for measure, problem in judged:
        asked[measure] += 1
        right[measure] += not problem
    return {measure: (right[measure], asked[measure]) for measure in asked}


def answer_of(shown: Iterable[Shown], clockface: Clockface) -> dict[str, Any]:
    """The part of a replay's answer that is scored."""
    prompts = [
        {"id": str(number), "moment": one.moment, "say": one.say, "status": one.status, "at": clockface.write(one.at)}
        for number, one in enumerate(shown)
    ]
    return {
        "prompts": prompts,
        "entries": [{"kind": "prompt_opened", "at": prompt["at"], "prompt": prompt} for prompt in prompts],
    }


def added(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The sums by measure."""
    total: dict[str, Score] = {}
    for score in scores:
        for measure, (right, asked) in score.items():
            before = total.get(measure, (0, 0))
            total[measure] = (before[0] + right, before[1] + asked)
    return total
