from collections.abc import Callable

import pytest

from assist.core.events import Channel
from assist.core.practice import Ending, Mood
from assist.practice.loading import InvalidScript, Vocabulary, built_in, parse_script

KNOWN = Vocabulary(
    frozenset({"agent.apology", "agent.rude", "customer.message"}), frozenset({"apologise"}), frozenset({"ending"})
)
TEXT = """\
title: The tent
language: en
difficulty: 2
channel: chat
customer: {name: Robin Lind, mood: angry}
briefing: |
  The tent is 40 days old.
aims: [apologise]
start: first
gives_up: gone
always:
  - when: {now: agent.rude}
    go: gone
  - when: {passed: {since: waiting, standard: reply_s, repeat: true}}
    says: Hello?
    patience: -1
nodes:
  first:
    says: My tent leaks.
    turns:
      - when: {now: agent.apology}
        go: done
    otherwise: asks
  asks:
    says: |
      And now?

      Robin
    otherwise: gone
    patience: -1
  done: {says: Thanks., ending: settled}
  gone: {says: Goodbye., ending: leaves}
"""


def parsed(text: str = TEXT):
    return parse_script(text, "tent", KNOWN)


def test_a_script_is_read() -> None:
    script = parsed()
    assert (script.name, script.title, script.channel, script.mood) == ("tent", "The tent", Channel.CHAT, Mood.ANGRY)
    assert script.customer.name == "Robin Lind"
    assert script.briefing == "The tent is 40 days old."
    assert script.nodes["asks"].says == "And now?\n\nRobin"
    assert script.nodes["done"].ending is Ending.SETTLED
    assert [(turn.go, turn.says, turn.patience) for turn in script.always] == [("gone", "", 0), ("", "Hello?", -1)]
    assert script.patience == 3


def replaced(old: str, new: str) -> Callable[[], str]:
    assert old in TEXT
    return lambda: TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("changed", "place", "says"),
    [
        (replaced("channel: chat", "channel: fax"), "line 4, field channel", "Input should be"),
        (replaced("difficulty: 2", "difficulty: 4"), "line 3, field difficulty", "less than or equal to 3"),
        (replaced("mood: angry", "mood: hungry"), "line 5, field customer.mood", "'furious'"),
        (replaced("otherwise: asks", "otherwize: asks"), "line 23, field nodes.first.otherwize", "no such field"),
        (replaced("go: done", "go: nowhere"), "line 22, field nodes.first.turns.0.go", "there is no node 'nowhere'"),
        (replaced("agent.apology", "agent.apologies"), "line 21, field nodes.first.turns.0.when.now", "no mark"),
        (replaced("aims: [apologise]", "aims: [dance]"), "line 8, field aims.0", "there is no moment 'dance'"),
        (replaced("gives_up: gone", "gives_up: asks"), "line 10, field gives_up", "name a node with an ending"),
        (replaced("    patience: -1\nnodes", "nodes"), "line 15, field always.1.says", "has to cost patience"),
        (replaced("    otherwise: asks", "    otherwise: gone"), "field nodes.asks", "nothing leads to the node"),
        (replaced("    otherwise: gone\n", "    otherwise: asks\n"), "field nodes.asks", "no ending can be reached"),
        (replaced("    otherwise: gone\n", ""), "field nodes.asks", "say where it goes `otherwise`"),
        (replaced(", ending: settled", ", otherwise: gone"), "field nodes", "no node has the ending 'settled'"),
        (replaced("    go: gone\n", "    go: gone\n    says: Bye.\n"), "field always.0", "give either `go`"),
        (replaced("    go: gone\n", "    go: gone\n    patience: 1\n"), "field always.0", "leave it out here"),
        (replaced("ending: settled", "ending: settled, otherwise: gone"), "field nodes.done", "nothing comes after"),
        (replaced("{now: agent.rude}", "{is: settled}"), "line 12, field always.0.when.is", "no shared condition"),
        (lambda: "title: [", "line ", "this is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_script_line_and_field(changed: Callable[[], str], place: str, says: str) -> None:
    with pytest.raises(InvalidScript) as refused:
        parsed(changed())
    assert refused.value.detail.startswith("script tent, ")
    assert place in refused.value.detail
    assert says in refused.value.detail


def test_every_mistake_that_is_found_is_told() -> None:
    with pytest.raises(InvalidScript) as refused:
        parsed(TEXT.replace("go: done", "go: nowhere").replace("aims: [apologise]", "aims: [dance]"))
    assert len(refused.value.faults) >= 2


def test_what_a_playbook_does_not_know_may_stand_among_the_aims_of_what_is_kept() -> None:
    known = Vocabulary(KNOWN.marks, None)
    assert parse_script(TEXT.replace("apologise]", "dance]"), "tent", known).aims == ("dance",)


def test_scripts_come_along() -> None:
    assert len(built_in()) >= 15
