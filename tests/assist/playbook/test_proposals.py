"""A moment proposed from a guideline sentence."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import yaml

from assist.core.conditions import Standards
from assist.core.events import Channel, Citation
from assist.core.playbook import Playbook
from assist.playbook.changes import change
from assist.playbook.loading import InvalidPlaybook, known_marks
from assist.playbook.proposals import Heard, Proposal, propose
from guidelines_kb import Library, Query
from tests.guidelines_kb.conftest import HashingEmbedder

LANGUAGES = ("sv", "en")
SENTENCE = Query("Refunds reach the customer's card within five bank days.", "en")
ASKED = "When do refunds reach my card, in five bank days, {}?"
EMPTY = Playbook((), Standards({}))
Ask = Callable[..., Proposal]


@pytest.fixture
def ask(calibrations: Path) -> Ask:
    """A proposal for the sentence, from what was heard."""
    embedder = HashingEmbedder()
    library = Library.open(None, embedder, languages=LANGUAGES, cache=calibrations)
    library.add("refunds", f"{SENTENCE.text}\n\nDogs may come in.\n".encode(), media_type="text/plain", language="en")

    def encode(texts: object) -> np.ndarray:
        return embedder.encode(texts, "query")  # type: ignore[no-any-return, no-untyped-call]

    def asked(*heard: Heard, playbook: Playbook = EMPTY, sentence: Query = SENTENCE) -> Proposal:
        return propose(sentence, LANGUAGES, heard, playbook, library, encode)

    return asked


def said(text: str, channel: Channel = Channel.CHAT, *names: str) -> Heard:
    """In English."""
    return Heard(text, "en", channel, names)


def test_half_of_what_customers_said_is_listened_for_and_half_is_tried(ask: Ask) -> None:
    """What the guidelines answer with another sentence, or with none, is neither."""
    proposal = ask(*(said(ASKED.format(name)) for name in ("Ann", "Bob", "Cid")), said("May dogs come in?"), said("Hi"))
    data = yaml.safe_load(proposal.yaml)
    listened = data["opens"]["means"]["like"]["en"]
    tried = [lines[-1].removeprefix("customer: ") for lines in data["examples"]["fires"]["en"]]
    assert (len(listened), len(tried)) == (2, 1)
    assert (
        {*listened, *tried}
        == {ASKED.format(name) for name in ("Ann", "Bob", "Cid")}
        == {one.text for one in proposal.found}
    )
    assert data["query"] == {"en": SENTENCE.text}
    assert data["examples"]["fires"]["en"][0][0] == "channel: chat"


def test_what_cannot_be_proposed_is_empty_and_named(ask: Ask) -> None:
    """It cannot be published so, and every gap is found at its line; filled in, it is a moment."""
    proposal = ask()
    assert {*proposal.missing} == {
        *("query.sv", "words.sv", "words.en", "opens", "examples.fires", "examples.silent", "done_when")
    }
    with pytest.raises(InvalidPlaybook) as refused:
        change(EMPTY, {proposal.moment: proposal.yaml}, known_marks([]))
    fields = " ".join(fault.field for fault in refused.value.faults)
    assert "words.sv.instruction" in fields
    assert "words.en.say" in fields
    assert "opens.means" in fields
    filled = proposal.yaml.replace('instruction: ""', 'instruction: "Do"').replace('say: ""', 'say: "{quote}"')
    filled = filled.replace("like: {}", "like: {en: [When is it refunded?]}")
    (moment,) = change(EMPTY, {proposal.moment: filled}, known_marks([])).moments
    assert (moment.id, moment.words["sv"].say) == ("refunds_reach_the_customer_s", "{quote}")


def test_persons_are_left_out(ask: Ask) -> None:
    """Identifiers and the names of those who took part; the same again counts once."""
    text = "Kim, when do refunds reach the customer's card within five bank days? Robin Lind, robin@example.com"
    proposal = ask(said(text, Channel.CHAT, "Robin Lind", "Kim"), said(text, Channel.CHAT, "Robin Lind", "Kim"))
    (found,) = proposal.found
    assert (
        found.text == "[name], when do refunds reach the customer's card within five bank days? [name] [name], [e-mail]"
    )


def test_name_and_channels(ask: Ask) -> None:
    """A name that is free; the channels of the moments that quote the sentence first, else all."""
    first = ask()
    texts = {first.moment: first.yaml.replace('""', '"x"').replace("like: {}", "like: {en: [a b]}")}
    playbook = change(EMPTY, texts, known_marks([]))
    assert ask(playbook=playbook).moment == "refunds_reach_the_customer_s_2"
    assert yaml.safe_load(first.yaml)["channels"] == [channel.value for channel in Channel]
    cited = Citation("refunds", "", "", "en", SENTENCE.text, 0, len(SENTENCE.text), 1.0)
    quoting = Playbook((), Standards({}), citations={("m", Channel.EMAIL): (cited,), ("n", Channel.CHAT): ()})
    assert yaml.safe_load(ask(playbook=quoting).yaml)["channels"] == ["email"]
    assert ask(sentence=Query("14 dagars öppet köp på Ålö: ærlig talt", "sv")).moment == "moment_14_dagars_oppet_kop_pa"
