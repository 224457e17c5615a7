"""The charter put together: what is promised stands in it, in words, and nothing else does."""

from dataclasses import replace

import pytest

from assist.charter.charter import Facts, charter
from assist.charter.edition import Edition
from assist.charter.measures import MEASURES, Figures
from assist.core.conditions import Standards
from assist.wire.charter import LANGUAGES, CharterBody, Quote, ReviewBody
from assist.wire.scorecards import Row, Times

DAY_S = 86_400.0
STANDARDS = Standards(
    {"hold_limit_s": 60.0, "ring_s": 20.0, "voicemail_s": 14_400.0, "reply_s": {"chat": 60.0, "email": 86_400.0}}
)
FACTS = Facts(STANDARDS, since=20_000 * DAY_S, until=20_090 * DAY_S, served=LANGUAGES)
QUOTE: Quote = {"document": "h", "title": "Handbook", "section": "Waiting", "language": "en", "quote": "No waiting."}


def times(within: int, judged: int) -> Times:
    return {
        "count": judged,
        "median_s": 1.0,
        "p90_s": 2.0,
        "judged": judged,
        "within": within,
        "unanswered": 0,
        "share_within": within / judged,
    }


def row(**given: object) -> Row:
    return {"needed": 0, "done": 0, "open": 0, **given}  # type: ignore[return-value]


def sentences(edition: Edition, language: str, facts: Facts = FACTS) -> dict[str, str]:
    return {one["id"]: one["sentence"] for one in charter(edition, facts, {}, language)["standards"]}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Din e-post besvarar vi inom 24\u00a0timmar."),
        ("da", "Vi svarer på din e-mail inden for 24\u00a0timer."),
        ("nb", "Vi svarer på e-posten din innen 24\u00a0timer."),
        ("pt", "Respondemos ao seu e-mail no prazo de 24\u00a0horas."),
        ("en", "We answer your e-mail within 24\u00a0hours."),
    ],
)
def test_every_language_says_the_standard_that_the_engine_uses(language: str, said: str) -> None:
    assert sentences(Edition(), language)["reply_s.email"] == said
    sooner = replace(FACTS, standards=Standards({"reply_s": {"email": 3600.0}}))
    assert sentences(Edition(), language, sooner)["reply_s.email"] != said
    whole = charter(
        Edition(text=CharterBody(published=[m.id for m in MEASURES[:8] if m.id in sentences(Edition(), "en")])),
        FACTS,
        {},
        language,
    )
    assert "{" not in str([one["sentence"] for one in whole["standards"]])


def test_what_is_not_promised_is_not_in_it() -> None:
    """No figure, no sentence: a promise without its number would be empty."""
    only_hold = replace(FACTS, standards=Standards({"hold_limit_s": 60.0}))
    said = sentences(Edition(), "en", only_hold)
    assert "hold_limit_s" in said
    assert not [name for name in said if name.startswith(("reply_s", "ring_s", "voicemail_s"))]


def test_a_limit_that_differs_by_channel_promises_the_longest_of_them() -> None:
    standards = Standards({"hold_limit_s": {"chat": 30.0, "phone": 120.0}})
    assert "2\u00a0minutes" in sentences(Edition(), "en", replace(FACTS, standards=standards))["hold_limit_s"]


def test_the_figures_are_those_of_the_right_row_and_few_cases_are_no_figure() -> None:
    measured = Figures(
        channels={"chat": row(first_reply=times(90, 100)), "email": row(first_reply=times(2, 4))},
        moments={"greet_and_introduce": row(needed=12, done=9, open=2), "keep_promise": row(needed=50, done=50)},
        total=row(holds=times(7, 8)),
    )
    shown = charter(Edition(), replace(FACTS, measured=measured), {"hold_limit_s": QUOTE}, "en")
    adherence = {one["id"]: one["adherence"] for one in shown["standards"]}
    assert adherence["reply_s.chat"] == {"kept": 90, "count": 100, "share": 0.9}
    assert adherence["reply_s.email"] is None
    assert adherence["hold_limit_s"] == {"kept": 7, "count": 8, "share": 0.875}
    assert adherence["greet_and_introduce"] == {"kept": 9, "count": 10, "share": 0.9}
    assert adherence["keep_promise"] is None
    assert next(one["guideline"] for one in shown["standards"] if one["id"] == "hold_limit_s") == QUOTE


def test_a_lead_has_the_last_word() -> None:
    text = CharterBody(
        organisation="Fjord Bank",
        purpose={"en": "To help.", "sv": " "},
        wording={"ring_s": {"en": "We are there in {number}."}},
        published=["ring_s"],
        scope={"da": "Ring til os: {channels}."},
        channels=["phone"],
        languages=["en", "da"],
        reviewed=ReviewBody(on="2026-11-28", by="Anna"),
    )
    shown = charter(Edition(3, text=text), FACTS, {}, "en")
    assert shown["title"] == "Service charter of Fjord Bank"
    assert shown["purpose"] == "To help."
    assert shown["scope"] == (
        "This charter applies to these channels: telephone. We can help you in English and Danish."
    )
    assert [one["sentence"] for one in shown["standards"]] == ["We are there in 20\u00a0seconds."]
    assert charter(Edition(3, text=text), FACTS, {}, "da")["scope"] == "Ring til os: telefon."
    assert shown["implementation"]["reviewed_by"] == "Anna"
    assert charter(Edition(3, text=text), FACTS, {}, "sv")["purpose"].startswith("Alla som vänder sig")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_was_practised(language: str) -> None:
    """Sessions and people, or that there was none."""
    practised = replace(FACTS, practice_sessions=1_234, agents_trained=7)
    shown = charter(Edition(), practised, {}, language)["implementation"]
    assert (shown["practice_sessions"], shown["agents_trained"]) == (1_234, 7)
    said = next(one for one in shown["says"] if "7" in one.replace("2027", "") and "234" in one)
    none = charter(Edition(), FACTS, {}, language)["implementation"]["says"]
    assert said not in none
    assert len(none) == len(shown["says"])
