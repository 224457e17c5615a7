"""The scripts that come with Bistand: enough of them, each playable to every end, each in its own language."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest

from assist.acts.definition import load_folder as load_acts
from assist.core.conditions import AnyOf, Now, parts_of
from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Event, EventType, Participant, Role, Understanding
from assist.core.playbook import Playbook
from assist.core.practice import Script, advance, opening, place_of
from assist.core.session import step
from assist.playbook.loading import BUILT_IN, known_marks, load_folder
from assist.practice.loading import Vocabulary, built_in, parse_script

ACTS = load_acts().names
PLAYBOOK: Playbook = load_folder(BUILT_IN, ACTS)
KNOWN = Vocabulary(known_marks(ACTS), frozenset(PLAYBOOK.by_id), frozenset(PLAYBOOK.shared))
SCRIPTS = {name: parse_script(text, name, KNOWN) for name, text in built_in().items()}
LANGUAGES = ("sv", "da", "nb", "pt", "en")
# Words of neighbours that the language itself does not have: one of them in a script is a slip.
FOREIGN = {
    "sv": "ikke af hvad hvorfor nogen noget meget jeg noe noen mye deg meg hva være blive jer dere hvordan fik",
    "da": "och inte är jag något någon också av hva noe noen mye deg meg dere fikk etter gått bli mycket hur",
    "nb": "och inte är jag något någon också af hvad noget nogen meget mig dig jer ikkje efter fik gået blive mycket",
    "pt": "você vocês ônibus celular cadastro registro fato planejar econômico contato time trem tela",
    "en": "color center favor apologize realize organize catalog canceled canceling",
}
LETTERS = {"sv": "æøÆØ", "da": "äöÄÖ", "nb": "äöÄÖ", "pt": "åäöæø", "en": "åäöæøãõç"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_customers_from_calm_to_furious_on_every_channel(language: str) -> None:
    own = [script for script in SCRIPTS.values() if script.language == language]
    assert len(own) >= 3
    assert {script.difficulty for script in own} == {1, 2, 3}
    assert {script.channel for script in own} == {Channel.CHAT, Channel.PHONE, Channel.EMAIL}
    assert len({script.customer.name for script in own}) == len(own)


def test_every_script_lies_in_the_folder_of_its_language() -> None:
    from assist.practice.loading import BUILT_IN as FOLDER  # noqa: PLC0415

    assert {path.stem: path.parent.name for path in FOLDER.glob("*/*.yaml")} == {
        name: script.language for name, script in SCRIPTS.items()
    }


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_node_and_every_ending_is_come_to_by_what_an_agent_can_do(script: Script) -> None:
    assert walked(script) == script.nodes.keys()


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_no_line_holds_a_word_or_letter_of_a_neighbour(script: Script) -> None:
    said = " ".join((script.title, script.briefing, *lines_of(script)))
    words = set(re.findall(r"\w+", said.lower()))
    assert sorted(words & set(FOREIGN[script.language].split())) == []
    names = {"Björn", "Håkan", *script.customer.name.split(), *script.organisation.split()}
    plain = " ".join(word for word in said.split() if word.strip(".,!?:") not in names)
    assert [letter for letter in LETTERS[script.language] if letter in plain] == []


def lines_of(script: Script) -> Iterator[str]:
    for node in script.nodes.values():
        yield node.says
        yield from (turn.says for turn in node.turns)
    yield from (turn.says for turn in script.always)


def walked(script: Script) -> set[str]:
    """Every node that some agent comes to, by deeds alone, or else also by two at once."""
    found = reached(script, at_once=1)
    return found if found == script.nodes.keys() else reached(script, at_once=2)


def reached(script: Script, at_once: int) -> set[str]:
    """The nodes that are come to, tried out step by step: up to so many deeds at once, silence and holds."""
    begun = take(
        Conversation(script.name, script.channel, agent=Participant("Kim", script.language)), opening(script, 0.0)
    )
    ahead, seen, found = deque([begun]), set(), set[str]()
    while ahead:
        conversation = ahead.popleft()
        place = place_of(conversation)
        if place is not None:
            state = (place.node, place.patience, conversation.is_on_hold)
            if state in seen:
                continue
            seen.add(state)
            found.add(place.node)
        node = place.node if place else ""
        ahead += [after for after in ways_on(script, conversation, node, at_once) if not after.ended]
        if found == script.nodes.keys():
            break
    return found


def ways_on(script: Script, conversation: Conversation, node: str, at_once: int) -> Iterator[Conversation]:
    """What may have become of the conversation when the customer has spoken next."""
    for events in deeds(script, node, conversation, at_once):
        after = conversation
        for event in events:
            after = take(after, event)
        reply = advance(script, after, PLAYBOOK)
        if reply is not None:
            yield take(after, reply)


def deeds(script: Script, node: str, conversation: Conversation, at_once: int) -> Iterator[list[Event]]:
    at, count = conversation.clock + 1.0, conversation.steps
    if conversation.ringing_since is not None:
        yield [Event(f"e{count}", EventType.CALL_ANSWERED, at), said(f"m{count}", at, ())]
        return
    yield []  # silence
    yield [Event(f"e{count}", EventType.TRANSFER_COMPLETED, at, to="supervisor")]
    if script.channel is Channel.PHONE:
        yield [Event(f"e{count}", EventType.HOLD_STARTED, at)]
    turns = (*script.always, *(script.nodes[node].turns if node else ()))
    acts = {name.removeprefix("agent.") for turn in turns for name in marks_of(turn.when) if name.startswith("agent.")}
    acts -= {"message", "greets_fully", "thanks_by_name"}
    for number in range(at_once + 1):
        for some in combinations(sorted(acts), number):
            yield [said(f"m{count}", at, some)]


def marks_of(condition: object) -> Iterator[str]:
    for part in parts_of(condition or AnyOf(()), PLAYBOOK.shared):  # type: ignore[arg-type]
        if isinstance(part, Now):
            yield from part.marks


def said(name: str, at: float, acts: Iterable[str]) -> Event:
    done = tuple(Act(act, 0.9, 0, 2) for act in acts)
    return Event(name, EventType.MESSAGE, at, Role.AGENT, "Hm", understanding=Understanding(acts=done))


def take(conversation: Conversation, event: Event) -> Conversation:
    return step(conversation, event, PLAYBOOK).conversation
