import math
from functools import lru_cache
from threading import Thread
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb import languages
from guidelines_kb.languages import detect, most_likely

SENTENCES = {
    "sv": "Jag vill gärna veta när mina pengar kommer tillbaka.",
    "da": "Jeg vil gerne vide, hvornår mine penge kommer tilbage.",
    "nb": "Jeg vil gjerne vite når pengene mine kommer tilbake.",
    "pt": "Gostava de saber quando é que o meu dinheiro é devolvido.",
    "en": "I would like to know when my money comes back.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_plain_sentence_is_recognised(language):
    likely, certainty = most_likely(detect(SENTENCES[language]))
    assert (likely, certainty > 0.8) == (language, True)


@pytest.mark.parametrize("text", ["", "12:30", "ok", "😀😀"])
def test_a_text_without_evidence_is_flat(text):
    assert set(detect(text).values()) == {0.2}


def test_a_short_text_is_less_certain_than_a_long_one():
    assert most_likely(detect("hej"))[1] < 0.6


@given(st.text(max_size=80))
def test_the_posterior_sums_to_one(text):
    assert math.isclose(math.fsum(detect(text).values()), 1.0)


def test_only_the_languages_in_question_are_answered():
    assert list(detect(SENTENCES["sv"], ("en", "pt"))) == ["en", "pt"]
    assert detect("anything", ("xx",)) == {"xx": 1.0}
    with pytest.raises(ValueError, match="at least one"):
        detect("x", ())


def test_the_shared_documents_are_in_the_language_their_name_says(shared_guidelines):
    """Machine-translated Norwegian comes out as nb, the Danish as da."""
    found = {
        path.name: most_likely(detect(path.read_text(encoding="utf-8")))[0] for path in shared_guidelines
    }
    assert found == {name: name.split(".")[1] for name in found}


def test_one_language_in_question_is_no_question(monkeypatch):
    """Nothing is loaded for it: a start reads the handbook's own sentences, and knows their languages."""
    monkeypatch.setattr(languages, "_identifier", lambda: pytest.fail("the model was loaded"))
    assert detect("Jag vill gärna veta", ["da"]) == {"da": 1.0}


def test_the_model_is_loaded_once_however_many_ask_at_once(monkeypatch):
    """A first message that comes while the start is still loading waits for that."""
    loads = []
    monkeypatch.setattr(languages, "_loaded", lru_cache(lambda names: loads.append(1) or sleep(0.02)))
    languages.load_ahead()
    names = languages._names_of(languages.DEFAULT_LANGUAGES)
    threads = [Thread(target=languages._identifier, args=(names,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == [1]


def test_languages_that_the_classifier_does_not_know_are_all_as_likely():
    assert detect("Jag vill gärna veta", ["xx", "yy"]) == {"xx": 0.5, "yy": 0.5}
