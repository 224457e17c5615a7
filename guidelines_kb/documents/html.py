"""HTML: what a reader sees as headings, paragraphs, list items and table rows; scripts and page furniture
left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guidelines_kb.documents.document import BlockKind, Document, Piece, laid_out
from guidelines_kb.errors import DocumentError

MEDIA_TYPE = "text/html"

_FURNITURE = (
    "script, style, noscript, template, nav, footer, aside, form, button, select, svg, iframe, object, head, "
    "body [hidden], body [aria-hidden=true]"
)
_BLOCK_NAMES = """
address article blockquote body caption dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr
html
li main ol p pre section summary details table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_ITEMS = frozenset(("li", "dd", "tr"))
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MAX_DEPTH = 500  # of elements within elements; browsers stop there too


def read(data: bytes) -> Document:
    """Return the document that a web page is: its <main> or its only <article> where it has one, else its
    body."""
    tree = LexborHTMLParser(_decoded(data))
    headline = tree.css_first("title")
    title = " ".join(headline.text().split()) if headline is not None else ""
    for node in tree.css(_FURNITURE):
        node.decompose()
    articles = tree.css("article")
    root = tree.css_first("main") or (articles[0] if len(articles) == 1 else None) or tree.body
    pieces = list(_pieces(root)) if root is not None else []
    return laid_out(pieces, MEDIA_TYPE, _heading(pieces) or title or None)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        raise DocumentError("The file holds NUL bytes, so it is not a web page: send it with its right type.")
    told = _CHARSET.search(data[:4096])
    for encoding in ((told[1].decode(),) if told else ()) + ("utf-8",):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _heading(pieces: list[Piece]) -> str | None:
    first = pieces[0] if pieces else None
    return " ".join(first.text.split()) if first is not None and first.kind is BlockKind.HEADING else None


def _pieces(root: LexborNode) -> Iterator[Piece]:
    """Text belongs to the block element nearest above it; a table row is one piece, its cells apart."""
    owner: LexborNode | None = None
    parts: list[str] = []
    cell: LexborNode | None = None
    for node in root.traverse(include_text=True):
        if node.tag == "br":
            parts.append(" ")
        if node.tag != "-text":
            continue
        block, within = _owner(node)
        if owner is None or block.mem_id != owner.mem_id:
            yield from _piece(owner, parts)
            owner, parts = block, []
        elif within is not None and cell is not None and within.mem_id != cell.mem_id:
            parts.append(" | ")
        cell = within
        parts.append(node.text(deep=False))
    yield from _piece(owner, parts)


def _owner(node: LexborNode) -> tuple[LexborNode, LexborNode | None]:
    """The block that a text belongs to (for a table, the row), and the cell it is in."""
    block: LexborNode | None = None
    cell: LexborNode | None = None
    above = node.parent
    for _ in range(MAX_DEPTH):
        if above is None:
            break
        if above.tag in {"td", "th"} and cell is None:
            cell = above
        if above.tag == "tr" or (above.tag == "li" and (block is None or block.tag == "p")):
            return above, cell
        if above.tag in _BLOCKS and block is None:
            block = above
        above = above.parent
    else:
        raise DocumentError(
            f"The page has elements more than {MAX_DEPTH} deep, which no page needs: "
            "save its text and send that."
        )
    return block or node, cell


def _piece(owner: LexborNode | None, parts: list[str]) -> Iterator[Piece]:
    text = "".join(parts)
    if owner is None or not text.strip(" |\n\t\r"):
        return
    tag = owner.tag or ""
    if heading := _HEADING.fullmatch(tag):
        yield Piece(BlockKind.HEADING, text, int(heading[1]))
    else:
        yield Piece(BlockKind.ITEM if tag in _ITEMS else BlockKind.PARAGRAPH, text)
