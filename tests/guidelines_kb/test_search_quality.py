"""Real questions over real documents, with the real encoder: what a user would notice first."""

import re

import pytest

ANSWERED = [
    ("how long may I keep a customer on hold", "60 sekunder"),
    ("hur länge får kunden vänta i telefonen", "60 sekunder"),
    ("hvordan svarer jeg på kritikk på Facebook", "Facebook"),
    ("check your voicemail often", "correio de voz com fre|röstbrevlåda ofta"),
    ("do I apologise after a hold", "Altid undskylde"),
    ("repeat what the customer said in your own words", "parafras"),
    ("que faço quando não sei responder", "Em caso de dúvida|När du är osäker"),
    ("check the spelling of a letter", "precisão ortográfica|stavningsnoggrannhet"),
    ("thank the customer by name", "takknemlighet"),
]
UNANSWERED = [
    "what is the capital of France",
    "recept på köttbullar",
    "hvem er dronning af Danmark",
    "quem ganhou o jogo do Benfica",
    "beste skiløyper i Trysil",
    "how to fix a bicycle tyre",
]


@pytest.mark.parametrize(("question", "expected"), ANSWERED)
def test_the_right_sentence_comes_first(guidelines, question, expected):
    best = guidelines.search(question)[0].snippet
    assert re.search(expected, best.text)
    assert guidelines.text(best.document)[best.start : best.end] == best.text


@pytest.mark.parametrize("question", UNANSWERED)
def test_a_question_that_nothing_fits_is_answered_with_nothing(guidelines, question):
    assert guidelines.search(question) == ()


def test_the_shared_documents_become_sentences_of_their_language(guidelines):
    found = {info.document: info for info in guidelines.documents()}
    assert {name: info.language for name, info in found.items()} == {n: n.split(".")[1] for n in found}
    assert sum(info.snippets for info in found.values()) == len(guidelines.snippets()) > 100
