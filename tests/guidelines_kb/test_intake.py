import hashlib

import pytest

from guidelines_kb import DocumentError
from guidelines_kb.intake import File, check_name, understood

TEXT = b"# Rules\n\nNever keep a caller waiting on hold. Apologise after every hold."


def file(data=TEXT, **told):
    return File("rules", data, "text/markdown", **told)


def test_a_file_becomes_text_sentences_and_a_vector_each(hashing):
    stored = understood(file(), hashing, ("en", "sv"), None)
    assert [snippet.text for snippet in stored.snippets] == [
        "Never keep a caller waiting on hold.",
        "Apologise after every hold.",
    ]
    assert stored.raw.shape == (2, 64)
    assert stored.info.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_sentences_of_before_are_not_encoded_again(hashing):
    before = understood(file(), hashing, ("en",), None)
    hashing.encoded.clear()
    after = understood(file(TEXT + b" Then say thank you."), hashing, ("en",), before)
    assert hashing.encoded == ["Then say thank you."]
    assert (after.raw[:2] == before.raw).all()


def test_the_title_told_counts_then_its_own_then_its_file_then_its_name(hashing):
    plain = File("rules", b"Apologise after every hold.", "text/plain")
    named = File("rules", b"Apologise after every hold.", "text/plain", filename="hold.txt")
    given = [file(title="Ours"), file(), named, plain]
    titles = [understood(one, hashing, ("en",), None).info.title for one in given]
    assert titles == ["Ours", "Rules", "hold", "rules"]


def test_the_same_bytes_with_the_same_words_about_them_are_the_same(hashing):
    info = understood(file(), hashing, ("en",), None).info
    assert file().is_already(info)
    assert file(title="Rules", language="en").is_already(info)
    assert not file(TEXT + b".").is_already(info)
    assert not file(language="sv").is_already(info)


def test_a_file_without_a_sentence_is_refused(hashing):
    with pytest.raises(DocumentError, match="holds no sentence"):
        understood(file(b"# Rules"), hashing, ("en",), None)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201])
def test_a_name_that_cannot_be_is_refused(name):
    with pytest.raises(DocumentError):
        check_name(name)
