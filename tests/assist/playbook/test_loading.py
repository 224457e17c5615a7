"""A playbook folder, and the one sentence that each mistake in it gets."""

from pathlib import Path

import pytest

from assist.acts import load_folder as load_acts
from assist.core.attention import Allowance
from assist.core.conditions import NEVER, All, Is, Not, Now, Passed, Seen, State
from assist.core.drafts.draft import RULES, Severity
from assist.core.events import Channel
from assist.core.playbook import Rule
from assist.core.prompts import Priority
from assist.playbook.loading import (
    BUILT_IN,
    InvalidPlaybook,
    known_marks,
    load_folder,
    parse_moment,
    parse_standards,
)

HELLO = """moment: say_hello
priority: high
opens:
  now: customer.message
because:
  en: "it began"
query:
  en: "Greet."
words:
  en:
    instruction: "Greet."
    say: "Hello[ {name}]."
"""
ACTS = ("apology",)


def folder(path: Path, **files: str) -> Path:
    """A playbook folder with these files."""
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def test_a_folder_becomes_a_playbook(tmp_path: Path) -> None:
    """Every file a moment, beside shared conditions and standards; the version tells the moments apart."""
    shared = "late:\n  passed: {since: waiting, standard: reply_s}\nboth:\n  is: late\n  now: agent.apology\n"
    given = {"_conditions": shared, "_standards": "reply_s: {chat: 60}\n", "hello": HELLO}
    playbook = load_folder(folder(tmp_path, **given, bye=HELLO.replace("say_hello", "bye")), ACTS)
    assert [moment.id for moment in playbook.moments] == ["bye", "say_hello"]
    assert playbook.by_id["say_hello"].opens == Now(("customer.message",))
    assert playbook.by_id["say_hello"].priority is Priority.HIGH
    late = Passed("waiting", "reply_s")
    assert playbook.shared == {"late": late, "both": All((Now(("agent.apology",)), Is("late")))}
    assert playbook.standards.get("reply_s", Channel.CHAT) == 60
    before = playbook.version
    folder(tmp_path, hello=HELLO.replace("Greet.", "Hello."))
    assert load_folder(tmp_path, ACTS).version != before


MISTAKES = {
    "a typo in a field": (("because:", "becuase:"), "line 5, field becuase: there is no such field"),
    "a typo further in": (("    say:", "    sya:"), "line 12, field words.en.sya: there is no such field"),
    "a missing field": (('because:\n  en: "it began"\n', ""), "line 1, field because: Field required"),
    "an unknown mark": (
        ("customer.message", "customer.mesage"),
        "line 4, field opens.now: there is no mark 'customer.mesage'",
    ),
    "an unknown mark, denied": (
        ("now: customer.message", "not: {any: [{now: message}, {seen: agent.x}]}"),
        "line 4, field opens.not.any.1.seen: there is no mark 'agent.x'",
    ),
    "an unknown mark elsewhere": (
        ("because", "done_when: {after: {mark: message, than: [agent.x]}}\nbecause"),
        "line 5, field done_when.after.than.0: there is no mark 'agent.x'",
    ),
    "an unknown shared condition": (
        ("now: customer.message", "is: nothing"),
        "line 4, field opens.is: no shared condition is called 'nothing'",
    ),
    "an unknown state": (
        ("now: customer.message", "state: liev"),
        "line 4, field opens: there is no state 'liev'; use one",
    ),
    "an unknown clock": (
        ("now: customer.message", "passed: {since: hodl, standard: x}"),
        "line 4, field opens.passed: there is no clock 'hodl'; use one of hold, promise, ringing",
    ),
    "an unknown slot": (
        ("{name}", "{nmae}"),
        "line 11, field words.en: there is no slot {nmae}; use one of agent",
    ),
    "an unknown detail": (
        ("because", "details: [due, dew]\nbecause"),
        "line 5, field details: there is no detail 'dew'",
    ),
    "an unknown priority": (("high", "hihg"), "line 2, field priority: Input should be 'low'"),
    "an unknown channel": (
        ("because", "channels: [chat, chta]\nbecause"),
        "line 5, field channels.1: Input should be",
    ),
    "an unknown moment excluded": (
        ("because", "excludes: [say_hello, bye]\nbecause"),
        "line 5, field excludes.1: there is no moment 'bye'",
    ),
    "no English": (
        ("  en:\n    instruction", "  sv:\n    instruction"),
        "line 10, field words: English ('en') is needed",
    ),
    "no condition": (
        ("\n  now: customer.message", " {}"),
        "line 3, field opens: an empty condition would always hold",
    ),
    "not YAML": (("opens:", "opens: ["), "line 5: this is not YAML (did not find expected ',' or ']'"),
    "a list": ((HELLO, "- a\n"), "line 1, field (the whole file): Input should be a valid dictionary"),
    "nothing": ((HELLO, ""), "line 1, field (the whole file): Input should be a valid dictionary"),
}


@pytest.mark.parametrize(("change", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_file_line_and_field(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """One sentence says where the mistake is and what would be right."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(folder(tmp_path, hello=HELLO.replace(*change)), ACTS)
    assert str(error.value).startswith(f"{tmp_path / 'hello.yaml'}, {said}")


SPELL = """moment: spell
query:
  en: "Check the spelling."
findings:
  spelling:
    severity: warn
    messages:
      en: "{word} is not a word."
"""


def test_a_moment_for_drafts_alone_never_opens(tmp_path: Path) -> None:
    """It has findings and what it quotes, and neither words nor a condition."""
    playbook = load_folder(folder(tmp_path, hello=HELLO, spell=SPELL), ACTS)
    spell = playbook.by_id["spell"]
    assert (spell.opens, spell.words, spell.queries) == (NEVER, {}, {"en": "Check the spelling."})
    assert spell.findings == {"spelling": Rule(Severity.WARN, {"en": "{word} is not a word."})}
    assert playbook.by_rule == {"spelling": spell}


def test_a_moment_that_opens_may_have_findings_too(tmp_path: Path) -> None:
    """One file says both."""
    both = HELLO + SPELL[SPELL.index("findings:") :]
    moment = load_folder(folder(tmp_path, hello=both), ACTS).by_id["say_hello"]
    assert (moment.opens, [*moment.findings]) == (Now(("customer.message",)), ["spelling"])


SPELL_MISTAKES = {
    "words": ("query:", "words: {}\nquery:", "line 2, field words: there is no such field"),
    "a rule": ("  spelling:", "  speling:", "line 5, field findings: no check finds 'speling'; use one of"),
    "a severity": ("warn", "wran", "line 6, field findings.spelling.severity: Input should be 'info'"),
    "a slot": ("{word}", "{wrod}", "line 8, field findings.spelling.messages: there is no slot {wrod}; use one of"),
    "English": ("      en", "      sv", "line 8, field findings.spelling.messages: English ('en') is needed"),
    "no findings": ("findings:", "opens:", "line 5, field opens.spelling: there is no such field"),
}


@pytest.mark.parametrize(("old", "new", "said"), SPELL_MISTAKES.values(), ids=SPELL_MISTAKES)
def test_a_mistake_in_findings_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """With its line and field, like any other."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(folder(tmp_path, spell=SPELL.replace(old, new)), ACTS)
    assert str(error.value).startswith(f"{tmp_path / 'spell.yaml'}, {said}")


def test_a_rule_belongs_to_one_moment(tmp_path: Path) -> None:
    """A finding has one moment, so two that claim a rule are told."""
    with pytest.raises(InvalidPlaybook, match="moment other, field findings.spelling: rule 'spelling' belongs to"):
        load_folder(folder(tmp_path, a=SPELL, b=SPELL.replace("moment: spell", "moment: other")), ACTS)


SHARED_MISTAKES = {
    "late:\n  now: agent.nix\n": "line 2, field late.now: there is no mark 'agent.nix'",
    "late:\n  now: message\n  is: never\n": "line 3, field late.is: no shared condition is called 'never'",
    "a:\n  is: b\nb:\n  is: a\n": "line 2, field a.is: no shared condition is called 'b' (or it comes later)",
    "late: {state: liev}\n": "line 1, field late: there is no state 'liev'",
}


@pytest.mark.parametrize(("text", "said"), SHARED_MISTAKES.items())
def test_shared_conditions_are_checked_too(tmp_path: Path, text: str, said: str) -> None:
    """Unknown names and circles are found on reading, not in the middle of a conversation."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(folder(tmp_path, _conditions=text, hello=HELLO), ACTS)
    assert str(error.value).startswith(f"{tmp_path / '_conditions.yaml'}, {said}")


def test_two_files_with_one_id(tmp_path: Path) -> None:
    """The second file is named with its line, and the first beside it."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(folder(tmp_path, one=HELLO, two="# again\n" + HELLO), ACTS)
    first, second = tmp_path / "one.yaml", tmp_path / "two.yaml"
    said = f"{second}, line 2, field moment: moment 'say_hello' is defined in {first} already"
    assert str(error.value) == said


def test_an_empty_folder(tmp_path: Path) -> None:
    """It says what a playbook is made of."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(tmp_path, ACTS)
    assert str(error.value).startswith(f"{tmp_path}: there is no *.yaml file here")


def test_every_mistake_is_told_and_typos_first(tmp_path: Path) -> None:
    """All faults are listed, each with its own line."""
    with pytest.raises(InvalidPlaybook) as error:
        load_folder(
            folder(tmp_path, hello=HELLO.replace("high", "hihg").replace("because:", "becuase:")), ACTS
        )
    assert [fault.field for fault in error.value.faults] == [
        "line 2, field priority",
        "line 5, field becuase",
        "line 1, field because",
    ]


def test_marks_are_events_and_acts_by_role() -> None:
    """Any role may do any act, and the composed marks are known."""
    marks = known_marks(ACTS)
    assert {"hold_ended", "bot.apology", "customer.message", "agent.greets_fully", "tick"} <= marks
    assert "apology" not in marks


def test_one_moment_is_read_from_text() -> None:
    """Shared conditions may be given by name alone; the parts keep a fixed order."""
    text = HELLO.replace(
        "\n  now: customer.message", " {is: late, not: {state: live}, seen: [message, hold_ended]}"
    )
    moment = parse_moment(text, "here", known_marks(ACTS), ["late"])
    assert moment.opens == All((Seen(("message", "hold_ended")), Is("late"), Not(State("live"))))


def test_standards_are_numbers() -> None:
    """Seconds for all channels or for each; words are refused with their place."""
    assert parse_standards("hold_limit_s: 60\n", "here").get("hold_limit_s", Channel.CHAT) == 60
    with pytest.raises(InvalidPlaybook, match="here, line 2, field reply_s"):
        parse_standards("hold_limit_s: 60\nreply_s: soon\n", "here")


def test_attention_is_a_standard() -> None:
    """Most prompts by tenure and priority; tenures are spelt in any case."""
    text = "hold_limit_s: 60\nattention:\n  New: {at_once: {low: 1, normal: 3}}\n  anyone:\n    per_minute: {low: 0}\n"
    standards = parse_standards(text, "here")
    assert standards.get("hold_limit_s", Channel.CHAT) == 60
    assert standards.attention == {
        "new": Allowance(at_once={Priority.LOW: 1, Priority.NORMAL: 3}),
        "anyone": Allowance(per_minute={Priority.LOW: 0}),
    }
    assert parse_standards("hold_limit_s: 60\n", "here").attention == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("at_once: {hihg: 3}", "line 3, field attention.new.at_once.hihg: Input should be 'low'"),
        ("at_onc: {high: 3}", "line 3, field attention.new.at_onc: there is no such field"),
        ("at_once: {low: -1}", "line 3, field attention.new.at_once.low: Input should be greater than or equal to 0"),
        ("at_once: {low: few}", "line 3, field attention.new.at_once.low: Input should be a valid integer"),
    ],
)
def test_a_mistake_in_attention_is_named(line: str, said: str) -> None:
    """With its line and field, like any other."""
    with pytest.raises(InvalidPlaybook) as error:
        parse_standards(f"attention:\n  new:\n    {line}\n", "here")
    assert str(error.value).startswith(f"here, {said}")


def test_the_built_in_budget_never_holds_back_what_presses() -> None:
    """There is one for newcomers, one for the experienced and one for anyone; none limits high or urgent prompts."""
    attention = load_folder(BUILT_IN, load_acts().names).standards.attention
    assert attention.keys() == {"anyone", "new", "experienced"}
    limited = {priority for one in attention.values() for priority in (*one.at_once, *one.per_minute)}
    assert limited == {Priority.LOW, Priority.NORMAL}


def test_the_built_in_playbook_is_whole() -> None:
    """Every moment speaks five languages, has a query in each, and examples that fire or stay silent."""
    playbook = load_folder(BUILT_IN, load_acts().names)
    assert len(playbook.moments) >= 25
    for moment in playbook.moments:
        assert {"sv", "da", "nb", "pt", "en"} <= moment.queries.keys(), moment.id
        for rule in moment.findings.values():
            assert {"sv", "da", "nb", "pt", "en"} == rule.messages.keys(), moment.id
    assert playbook.by_rule.keys() == RULES
    for moment in (moment for moment in playbook.moments if moment.opens != NEVER):
        assert {"sv", "da", "nb", "pt", "en"} <= moment.words.keys() & moment.queries.keys(), moment.id
        for fires in (True, False):
            told = {example.language for example in moment.examples if example.fires is fires}
            assert {"sv", "da", "nb", "pt", "en"} <= told, moment.id
