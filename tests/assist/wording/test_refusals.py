"""Answers of a language model, good ones and bad ones, in five languages: which are shown and why others are not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

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


TUNED, LATER = [*cases(ANSWERS)], [*cases(ANSWERS.with_name("answers_later"))]
ALL = TUNED + LATER
IDS = [f"{request.language}-{reason}-{answer[:40]}" for request, reason, answer in ALL]
OF_FORM = frozenset({"empty", "too_long", "markup", "leak", "placeholder", "link", "language"})


@pytest.mark.parametrize(("request_", "reason", "answer"), ALL, ids=IDS)
def test_an_answer_is_shown_or_refused_for_its_reason(request_: Request, reason: str | None, answer: str) -> None:
    """What states something new may do so in several ways at once: then the first counts."""
    found = refusal(tidied(answer), request_)
    if reason is None or reason in OF_FORM:
        assert found == reason
    else:
        assert found in REASONS


def test_every_reason_is_met() -> None:
    """Or a rule could be gone without anybody's noticing; and each language has good answers and bad ones."""
    assert {refusal(tidied(answer), request) for request, _, answer in TUNED} == {None, *REASONS}
    for language in LANGUAGES:
        reasons = [reason for request, reason, _ in TUNED if request.language == language]
        assert reasons.count(None) >= 8
        assert len(reasons) - reasons.count(None) >= 25


@pytest.mark.parametrize("request_", [one[0] for one in {id(case[0]): case for case in TUNED}.values()])
def test_the_playbooks_own_words_would_pass(request_: Request) -> None:
    """What the agent may say anyway is not refused to a model."""
    assert not request_.plain or refusal(request_.plain, request_) is None


@pytest.mark.parametrize(
    ("answer", "tidy"),
    [
        ('  "I am sorry."  ', "I am sorry."),
        ("”Jag beklagar.”", "Jag beklagar."),
        ("«Lamento muito.»", "Lamento muito."),
        ("I am sorry.\nReally.", "I am sorry. Really."),
        ('"Sorry", he said, "really"', '"Sorry", he said, "really"'),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_what_models_put_around_words_goes(answer: str, tidy: str) -> None:
    assert tidied(answer) == tidy


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text(max_size=300))
def test_no_answer_is_too_strange(language: str, answer: str) -> None:
    """Whatever comes is judged."""
    request = next(one for one, _, _ in TUNED if one.language == language)
    assert refusal(tidied(answer), request) in {None, *REASONS}
