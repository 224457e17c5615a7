import pytest

from guidelines_kb import DocumentError
from guidelines_kb.documents.html import read


def shapes(source):
    document = read(source if isinstance(source, bytes) else source.encode())
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_a_page_reads_as_it_looks():
    page = (
        "<!doctype html><title>Tab</title><nav>Menu</nav><main><h2>Wait<em>ing</em></h2>"
        "<p>Give <b>news</b>.<br>Often.</p>"
        "<ul><li>First<ul><li>Inner</li></ul></li><li><p>Second</p></li></ul>"
        "<table><tr><th>E-mail</th><td>a day</td></tr></table>Loose <i>words</i>"
        "<script>no()</script><p hidden>no</p></main><footer>no</footer>"
    )
    assert shapes(page) == [
        ("heading", "Waiting"),
        ("paragraph", "Give news. Often."),
        ("item", "First"),
        ("item", "Inner"),
        ("item", "Second"),
        ("item", "E-mail | a day"),
        ("paragraph", "Loose words"),
    ]


def test_the_first_heading_is_the_title_else_the_tab_text():
    assert read(b"<title>Tab</title><h1>Head</h1><p>x").title == "Head"
    assert read(b"<title> Tab \n one</title><p>x").title == "Tab one"


@pytest.mark.parametrize(
    "data",
    [
        "<p>åäö".encode(),
        "<meta charset=iso-8859-1><p>åäö".encode("latin-1"),
        "<p>åäö".encode("cp1252"),
        "<p>åäö".encode("utf-16"),
    ],
)
def test_encodings_told_or_not(data):
    assert shapes(data) == [("paragraph", "åäö")]


def test_deep_nesting_and_nul_bytes_are_refused():
    with pytest.raises(DocumentError, match="deep"):
        read(b"<div>" * 2000 + b"<b>text")
    with pytest.raises(DocumentError, match="NUL"):
        read(b"<p>a\0b")
