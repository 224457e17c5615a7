import io

import pytest
from pypdf import PdfReader, PdfWriter

from guidelines_kb import DocumentError
from guidelines_kb.documents import pdf as module
from guidelines_kb.documents.pdf import _pieces, _without_furniture, read


def line(text, size=10.0, gap=False):
    return module._Line(text, size, gap)


def test_wrapped_lines_become_paragraphs_below_their_headings(pdf):
    document = read(pdf)
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph", "heading", "paragraph"]
    assert document.title == "How we answer"
    assert "även när du ännu inte vet. Be om ursäkt" in document.text
    assert "\n" not in document.text[document.blocks[1].start : document.blocks[1].end]


def test_a_word_cut_at_the_end_of_a_line_is_made_whole():
    found = list(_pieces([line("Always give the custo-"), line("mer your full atten-"), line("tion.")]))
    assert found[-1].text == "Always give the customer your full attention."


def test_running_heads_and_page_numbers_are_left_out():
    pages = [[line("Service rules"), line(f"Text of page {n} is here."), line(str(n))] for n in range(1, 5)]
    assert [kept.text for kept in _without_furniture(pages)] == [
        f"Text of page {n} is here." for n in range(1, 5)
    ]


def test_a_locked_file_is_refused(pdf):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt("secret", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(DocumentError, match=r"password.*save a copy"):
        read(file.getvalue())


@pytest.mark.parametrize("cut", [0.2, 0.6])
def test_a_file_cut_short_is_refused(pdf, cut):
    with pytest.raises(DocumentError, match="damaged or cut short|no text layer"):
        read(pdf[: int(len(pdf) * cut)])


def test_a_scan_is_refused(scan):
    with pytest.raises(DocumentError, match="no text layer"):
        read(scan)


def test_too_many_pages_are_refused(pdf, monkeypatch):
    monkeypatch.setattr(module, "MAX_PAGES", 0)
    with pytest.raises(DocumentError, match="at most 0"):
        read(pdf)


def test_something_else_is_refused():
    with pytest.raises(DocumentError, match="not a PDF"):
        read(b"hello there")
