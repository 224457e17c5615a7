"""Real questions over real documents, with the real encoder: what a user would notice first.

The questions are as people type them, in five languages over documents in four. The numbers to hold were
measured when this was written, less one for another build of the encoder. They are few and written by the
author of the library, so they guard; how good it is they do not tell: of 543 out-of-scope questions of
CLINC150 (phones, recipes, small talk), 38 got an answer.
"""

import re

import pytest

ANSWERED = [
    ("how long may I keep a customer on hold", "60 sekunder"),
    ("hvordan svarer jeg på kritikk på Facebook", "Facebook"),
    ("check your voicemail often", "correio de voz com fre|röstbrevlåda ofta"),
    ("hur länge får kunden vänta i telefon", "60 sekunder|på vent"),
    ("må jeg tage en privat samtale mens kunden venter", "60 sekunder|personligt tel"),
    ("repeat what the customer said in your own words", "parafras"),
    ("thank the customer by name", "klientens navn|takknemlighet"),
    ("ska jag kontrollera stavningen i brev", "stavning"),
    ("o que faço se não souber responder ao cliente", "Em caso de dúvida|När du är osäker|finn noen"),
    ("the customer wants to speak to my supervisor", "veileder|supervisor|handledare|træde ind"),
    ("o cliente está furioso", "Unnskyld deg for|rolig|opprørt|uretfærdige"),
    ("vad gör jag när kunden är arg", "Unnskyld deg for|rolig|opprørt|uretfærdige"),
    ("what do I say when I pick up the phone", "mantenha o prof|behåll hälsnings|saudação|Hälsningen"),
    ("skal jeg undskylde efter at kunden har ventet", "Altid undskylde"),
    ("fråga om det är något mer innan du lägger på", "noget andet|mais alguma coisa|något annat"),
    ("encontrar uma solução boa para os dois lados", "win-win"),
    ("svare på e-post fra kunder", "e-post|e-mail"),
    ("be polite even when busy", "høflig oppførsel"),
    ("lyt til kunden uden at afbryde", "forstyrrelser|aktiv lytt"),
    ("answer all questions in an email", "responda sempre|svara alltid"),
    ("como devo escrever uma carta", "Correspondência escrita|Skriftlig|tom seja|tonen"),
    ("train employees before publishing the charter", "träning"),
    ("ta djupa andetag", "dype pusten"),
    ("greeting on the answering machine must be up to date", "Sua saudação|Din hälsning"),
    ("be om kontaktinformasjon", "contato do cliente|kontaktinformation"),
]
UNANSWERED = [
    "what is the capital of France",
    "recept på köttbullar",
    "hvem er dronning af Danmark",
    "quem ganhou o jogo do Benfica",
    "beste skiløyper i Trysil",
    "how to fix a bicycle tyre",
    "billiga flygbiljetter till Thailand",
    "bolo de chocolate",
    "hvordan blir været i morgen",
    "guitar chords for beginners",
]


def place_of(library, question, expected):
    """Where the right sentence comes among the first five, from 0; 5 if it does not."""
    texts = [match.snippet.text for match in library.search(question, k=5)]
    return next((place for place, text in enumerate(texts) if re.search(expected, text)), 5)


@pytest.mark.parametrize(("question", "expected"), ANSWERED[:8])
def test_the_right_sentence_comes_first(guidelines, question, expected):
    assert place_of(guidelines, question, expected) == 0


def test_most_questions_find_the_right_sentence(guidelines):
    places = [place_of(guidelines, question, expected) for question, expected in ANSWERED]
    assert sum(place == 0 for place in places) >= 16
    assert sum(place < 3 for place in places) >= 18


@pytest.mark.xfail(reason="e5-small finds sentences that say customer nearer than those that say upset")
def test_a_short_question_about_an_angry_customer(guidelines):
    assert place_of(guidelines, *ANSWERED[11]) == 0


@pytest.mark.parametrize("question", UNANSWERED)
def test_a_question_that_nothing_fits_is_answered_with_nothing(guidelines, question):
    assert guidelines.search(question) == ()


def test_what_is_quoted_stands_where_it_says(guidelines):
    for match in guidelines.search("hold", k=20, floor=False):
        snippet = match.snippet
        assert guidelines.text(snippet.document)[snippet.start : snippet.end] == snippet.text


def test_the_shared_documents_become_sentences_of_their_language(guidelines):
    found = {info.document: info for info in guidelines.documents()}
    assert {name: info.language for name, info in found.items()} == {n: n.split(".")[1] for n in found}
    assert sum(info.snippets for info in found.values()) == len(guidelines.snippets()) > 100
