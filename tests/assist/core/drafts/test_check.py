"""What is to be mended, with small checks and a playbook of three rules."""

from collections.abc import Iterator

from assist.core.conditions import NEVER, Standards
from assist.core.drafts.check import MOST_OF_A_RULE, check
from assist.core.drafts.draft import Draft, Flaw, Severity
from assist.core.events import Channel, Participant
from assist.core.playbook import Moment, Playbook, Rule
from assist.core.prompts import Priority
from tests.assist.core.samples import SENTENCE

TEXT = "Dear Ann, lol you broke it."


def moment(name: str, channels: frozenset[Channel] = frozenset(Channel), **rules: Rule) -> Moment:
    """A moment for drafts alone."""
    return Moment(name, Priority.LOW, NEVER, {}, {}, {"en": "x"}, channels, findings=rules)


COURTEOUS = moment(
    "courteous",
    rude=Rule(Severity.ERROR, {"en": "Rude.", "sv": "Ohövligt."}),
    blaming=Rule(Severity.WARN, {"en": "Blames."}),
    too_casual=Rule(Severity.INFO, {"en": "Too casual."}),
)
SPELLING = moment("spell", spelling=Rule(Severity.WARN, {"en": "“{word}” is no word."}))
LETTERS = moment("greet", frozenset({Channel.LETTER}), no_greeting=Rule(Severity.WARN, {"en": "Greet."}))
PLAYBOOK = Playbook((COURTEOUS, SPELLING, LETTERS), Standards({}), citations={("spell", Channel.EMAIL): (SENTENCE,)})


def found(*flaws: Flaw, agent: str | None = None, language: str = "en") -> list[tuple[str, str]]:
    """The rule and the message of each finding, from checks that give these flaws."""
    draft = Draft(TEXT, language, Channel.EMAIL, agent=Participant("Kim", agent))

    def some(draft: Draft) -> Iterator[Flaw]:
        yield from flaws

    return [(finding.rule, finding.message) for finding in check(draft, PLAYBOOK, [some])]


def test_a_finding_has_its_moment_its_words_and_its_guideline() -> None:
    """The message is filled, the sentence quoted for this channel, nothing else is made up."""

    def spelled(draft: Draft) -> Iterator[Flaw]:
        yield Flaw("spelling", 10, 13, ("LOL",), {"word": draft.text[10:13]})

    (finding,) = check(Draft(TEXT, "en", Channel.EMAIL), PLAYBOOK, [spelled])
    assert (finding.moment, finding.rule, finding.severity) == ("spell", "spelling", Severity.WARN)
    assert (finding.start, finding.end, finding.replacements) == (10, 13, ("LOL",))
    assert (finding.message, finding.guidelines) == ("“lol” is no word.", (SENTENCE,))


def test_the_agents_language_comes_before_the_drafts() -> None:
    """English is for languages without words."""
    rude = Flaw("rude", 10, 27)
    assert found(rude, agent="sv") == [("rude", "Ohövligt.")]
    assert found(rude, language="sv") == [("rude", "Ohövligt.")]
    assert found(rude, agent="fi", language="de") == [("rude", "Rude.")]


def test_a_rule_that_no_moment_has_on_this_channel_finds_nothing() -> None:
    """A workspace may leave a rule out, altogether or on a channel."""
    assert found(Flaw("no_greeting", 0, 0), Flaw("jargon", 0, 4)) == []


def test_one_sentence_is_rude_or_blames() -> None:
    """The gravest is said; another sentence has its own."""
    assert found(Flaw("blaming", 14, 27), Flaw("rude", 10, 27)) == [("rude", "Rude.")]
    assert found(Flaw("blaming", 14, 27), Flaw("rude", 0, 9)) == [("rude", "Rude."), ("blaming", "Blames.")]


def test_a_word_that_is_to_go_need_not_be_spelt() -> None:
    """Spelling gives way to what is wrong with the word itself, in any order."""
    misspelt, casual = Flaw("spelling", 10, 13, slots={"word": "lol"}), Flaw("too_casual", 10, 13)
    assert found(misspelt, casual) == found(casual, misspelt) == [("too_casual", "Too casual.")]


def test_findings_stand_in_the_order_of_their_places() -> None:
    """Of one place the gravest first; twice the same is said once."""
    flaws = [Flaw("too_casual", 10, 13), Flaw("rude", 10, 13), Flaw("too_casual", 0, 4), Flaw("too_casual", 10, 13)]
    expected = [("too_casual", "Too casual."), ("rude", "Rude."), ("too_casual", "Too casual.")]
    assert found(*flaws) == found(*reversed(flaws)) == expected


def test_nobody_is_told_of_a_thousand_mistakes() -> None:
    """Of each rule the first in the text."""
    flaws = [Flaw("spelling", place, place + 1, slots={"word": "x"}) for place in range(1000)]
    assert len(found(*flaws)) == MOST_OF_A_RULE


def test_a_slot_that_nobody_fills_is_no_empty_message() -> None:
    """The sentence stays, with a sign where the word is missing."""
    assert found(Flaw("spelling", 10, 13)) == [("spelling", "“…” is no word.")]
