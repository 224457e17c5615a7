import pytest

from guidelines_kb.languages import DEFAULT_LANGUAGES, detect, most_likely
from guidelines_kb.reference import MAX_SENTENCES, digest, packaged


@pytest.mark.parametrize("language", DEFAULT_LANGUAGES)
def test_every_text_exists_in_every_language(language):
    handbook = packaged().handbook[language]
    assert 12 <= len(handbook) <= MAX_SENTENCES
    assert most_likely(detect(" ".join(handbook)))[0] == language
    for texts, count in ((packaged().everyday, 74), (packaged().service, 36)):
        assert len(texts[language]) == len(set(texts[language])) == count
        assert most_likely(detect(" ".join(texts[language])))[0] == language


def test_the_digest_follows_every_sentence():
    one = {"sv": ("a", "b")}
    assert digest(one) == digest({"sv": ("a", "b")})
    assert len({digest(one), digest({"sv": ("a", "c")}), digest({"en": ("a", "b")}), digest(one, one)}) == 4
