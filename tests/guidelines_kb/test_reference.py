import pytest

from guidelines_kb.languages import DEFAULT_LANGUAGES, detect, most_likely
from guidelines_kb.reference import MAX_SENTENCES, digest, packaged


@pytest.mark.parametrize("language", DEFAULT_LANGUAGES)
def test_both_texts_exist_in_every_language(language):
    handbook, everyday = packaged().handbook[language], packaged().everyday[language]
    assert 12 <= len(handbook) <= MAX_SENTENCES
    assert len(everyday) == len(set(everyday)) == 30
    assert most_likely(detect(" ".join(handbook)))[0] == language
    assert most_likely(detect(" ".join(everyday)))[0] == language


def test_the_digest_follows_every_sentence():
    one = {"sv": ("a", "b")}
    assert digest(one) == digest({"sv": ("a", "b")})
    assert len({digest(one), digest({"sv": ("a", "c")}), digest({"en": ("a", "b")}), digest(one, one)}) == 4
