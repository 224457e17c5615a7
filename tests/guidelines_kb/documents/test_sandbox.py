import pytest

from guidelines_kb import DocumentError
from guidelines_kb.documents import html, sandbox
from guidelines_kb.documents.reading import DOCX, HTML, PDF

PAGE = "<title>T</title><h1>Å</h1><p>One two three.</p>".encode()


def test_the_limited_process_gives_what_the_reader_gives():
    assert sandbox.read(HTML, PAGE) == html.read(PAGE)


def test_pdf_and_word_are_read_within_the_limits(pdf, word):
    assert sandbox.read(PDF, pdf).section_count == 2
    assert sandbox.read(DOCX, word).title == "Our rules"


def test_a_refusal_comes_back_as_its_sentence():
    with pytest.raises(DocumentError, match="not a PDF"):
        sandbox.read(PDF, b"hello")


def test_too_much_time_or_memory_ends_it(monkeypatch):
    monkeypatch.setattr(sandbox, "TIME_LIMIT_S", 0.001)
    with pytest.raises(DocumentError, match="too much time"):
        sandbox.read(HTML, PAGE)
    monkeypatch.setattr(sandbox, "TIME_LIMIT_S", 60)
    monkeypatch.setattr(sandbox, "_START", "x = bytearray(10); raise MemoryError")
    with pytest.raises(DocumentError, match="time or memory"):
        sandbox.read(HTML, PAGE)


def test_a_memory_hog_is_stopped_by_the_limit(monkeypatch):
    monkeypatch.setattr(
        sandbox,
        "_START",
        "import sys; sys.path[:] = sys.argv[2].split('\\n'); from guidelines_kb.documents import worker; "
        "worker._limit(); bytearray(2 * 1024**3)",
    )
    with pytest.raises(DocumentError, match="time or memory"):
        sandbox.read(HTML, PAGE)
