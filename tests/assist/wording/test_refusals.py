"""Answers of a language model, good ones and bad ones, in five languages: which are shown and why others are not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assist.core.prompts import Polish
from assist.wording.placeholders import Placeholders
from assist.wording.refusals import REASONS, refusal, tidied
from assist.wording.request import Line, Request

ANSWERS = Path(__file__).parent / "answers"
LANGUAGES = ("sv", "da", "nb", "pt", "en")


def cases(folder: Path = ANSWERS) -> Iterator[tuple[Request, str | None, str]]:
    """What was asked, why the answer is to be refused, the answer."""
    for language in LANGUAGES:
        for case in yaml.safe_load((folder / f"{language}.yaml").read_text(encoding="utf-8")):
            request = request_of(language, case)
            for answer in case["good"]:
                yield request, None, answer
            for reason, answers in case["bad"].items():
                for answer in answers:
                    yield request, reason, answer


def request_of(language: str, case: dict[str, Any]) -> Request:
    """A request as the files have it, from {customer} called Robin and {agent} called Kim."""
    placeholders = Placeholders("Robin Lind", "Kim")
    placeholders.hide("070-123 45 67") if "{telephone}" in str(case["said"]) else None
    lines = [one.partition(": ") for one in case["said"]]
    return Request(
        Polish(case["polish"]),
        language,
        case.get("plain", ""),
        tuple(Line(role, text) for role, _, text in lines),
        tuple(case.get("quotes", ())),
        tuple(case.get("facts", ())),
        placeholders,
    )


ALL = [*cases()]


@pytest.mark.parametrize(
    ("request_", "reason", "answer"), ALL, ids=[f"{r.language}-{why}-{a[:40]}" for r, why, a in ALL]
)
def test_an_answer_is_shown_or_refused_for_its_reason(request_: Request, reason: str | None, answer: str) -> None:
    """Good ones pass. Bad ones do not, and where several reasons hold, the first counts."""
    found = refusal(tidied(answer), request_)
    if reason is None:
        assert found is None
    else:
        assert found is not None
        assert found in REASONS
