import pytest

from guidelines_kb import DocumentError
from guidelines_kb.documents import media_type_of, read, reading
from guidelines_kb.documents.limits import MAX_BYTES


@pytest.mark.parametrize(
    ("told", "name", "data", "expected"),
    [
        ("text/plain; charset=utf-8", "x.pdf", b"a", "text/plain"),
        ("application/octet-stream", "x.MD", b"a", "text/markdown"),
        (None, "x.htm", b"a", "text/html"),
        (None, None, b"%PDF-1.7", "application/pdf"),
        (None, None, b"\n<!DOCTYPE html>", "text/html"),
        (None, None, b"PK\x03\x04", reading.DOCX),
        (None, None, b"hello", "text/plain"),
    ],
)
def test_the_type_is_what_is_told_else_the_suffix_else_the_bytes(told, name, data, expected):
    assert media_type_of(data, media_type=told, filename=name) == expected


@pytest.mark.parametrize("told", [{"media_type": "image/png"}, {"filename": "x.xlsx"}])
def test_an_unknown_type_is_answered_with_the_known_ones(told):
    with pytest.raises(DocumentError, match="plain text, Markdown, HTML, PDF or Word"):
        read(b"data", **told)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_file_is_refused(data):
    with pytest.raises(DocumentError, match="empty"):
        read(data)


def test_a_file_without_words_is_refused():
    with pytest.raises(DocumentError, match="no words"):
        read(b"--- ... !!!")


def test_a_file_too_large_is_refused():
    with pytest.raises(DocumentError, match=r"20\.0 MB and at most 20 MB"):
        read(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04zip", b"\x89PNG\r\n"])
def test_a_binary_called_text_is_told_apart(data):
    with pytest.raises(DocumentError, match="sent as text but is a"):
        read(data, filename="notes.txt")


def test_every_message_is_one_sentence(scan):
    for data, name in [
        (b"", "a.txt"),
        (b"x", "a.png"),
        (b"a\0b", "a.txt"),
        (b"no", "a.docx"),
        (scan, "a.pdf"),
    ]:
        with pytest.raises(DocumentError) as refused:
            read(data, filename=name)
        message = str(refused.value)
        assert message.endswith(".")
        assert "\n" not in message
        assert ". " not in message
