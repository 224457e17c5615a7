"""PDF: the text layer, put back into paragraphs; lines that repeat on most pages are left out.

A PDF has lines in places, not paragraphs: a line that is larger than the body's letters is a heading, a
line that ends
a sentence before the right edge ends its paragraph, and a word cut at the end of a line is made whole.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader

from guidelines_kb.documents.document import BlockKind, Document, Piece, laid_out
from guidelines_kb.documents.limits import MAX_CHARACTERS, MAX_PAGES
from guidelines_kb.errors import DocumentError

MEDIA_TYPE = "application/pdf"

_ITEM = re.compile(r"(?:[-*•‣◦▪–—\x7f\uf0a7\uf0b7]|\(?\d{1,3}[.)])\s+(?=\S)")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"\D{0,8}\d{1,4}(?:\s*(?:/|of|av|af|de)\s*\d{1,4})?", re.IGNORECASE)
_CUT_WORD = re.compile(r"(?<=\w)-$")
_LARGER = 1.12  # a heading's letters to the body's


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float  # of its largest letters, in points
    gap: bool  # an empty line or a new page stands before it


def read(data: bytes) -> Document:
    """Return the document that a PDF is; its text layer only, no recognition of pictures."""
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # its complaints would mix with the answer's sentence
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(
            "The file is not a PDF (it does not begin like one): send it with its right type."
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except Exception as error:  # pypdf raises whatever a damaged object leads it to
        raise _damaged() from error
    if locked:
        raise DocumentError("The PDF is locked with a password: save a copy without one and send that.")
    if pages > MAX_PAGES:
        raise DocumentError(
            f"The PDF has {pages} pages and at most {MAX_PAGES} are read: split it into parts."
        )
    try:
        lines = _without_furniture([_lines(page) for page in reader.pages])
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except DocumentError:
        raise
    except Exception as error:
        raise _damaged() from error
    document = laid_out(list(_pieces(lines)), MEDIA_TYPE, _usable(title))
    if not document.text:
        raise DocumentError(
            "The PDF has no text layer (it is a scan): run text recognition on it, or send the text itself."
        )
    return document


def _damaged() -> DocumentError:
    return DocumentError("The PDF is damaged or cut short: export it again and send the whole file.")


def _usable(title: str) -> str | None:
    """Programs that make PDFs leave file names and "untitled" where a title belongs."""
    found = " ".join(title.split())
    dull = not found or re.search(
        r"\.\w{2,4}$|^microsoft word|^\W*(untitled|anonymous)", found, re.IGNORECASE
    )
    return None if dull else found


def _lines(page: PageObject) -> list[_Line]:
    sizes: dict[str, float] = {}  # by the text with its spaces taken out: what a run of letters was set in
    runs: list[tuple[str, float]] = []

    def seen(text: str, _cm: object, matrix: Sequence[float], _font: object, size: float) -> None:
        if text.strip():
            runs.append((_squeezed(text), abs(size * (matrix[3] or matrix[1] or 1.0))))

    text = page.extract_text(visitor_text=seen)
    if len(text) > MAX_CHARACTERS:
        raise DocumentError("The PDF has a page with more text than a book: split it into parts.")
    for run, size in runs:
        sizes[run] = max(size, sizes.get(run, 0.0))
    lines: list[_Line] = []
    gap = True
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if line:
            lines.append(_Line(line, sizes.get(_squeezed(line), 0.0), gap))
        gap = not line
    return lines


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines, less page numbers and what stands at the top or foot of most pages."""
    edges = Counter(line.text for page in pages for line in {*page[:2], *page[-2:]})
    often = {text for text, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2}
    kept: list[_Line] = []
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place in {0, len(page) - 1}
            if line.text not in often and not (at_edge and _PAGE_NUMBER.fullmatch(line.text)):
                kept.append(line)
    return kept


def _pieces(lines: Sequence[_Line]) -> Iterator[Piece]:
    body = _body_size(lines)
    width = _usual_width(lines)
    kind, text = BlockKind.PARAGRAPH, ""
    before: _Line | None = None
    for line in lines:
        heading = _is_heading(line, body)
        item = None if heading else _ITEM.match(line.text)
        if heading or item or before is None or kind is BlockKind.HEADING or _ends(before, line, width):
            yield Piece(kind, text, 2 if kind is BlockKind.HEADING else 0)
            kind = BlockKind.HEADING if heading else BlockKind.ITEM if item else BlockKind.PARAGRAPH
            text = line.text[item.end() :] if item else line.text
        elif _CUT_WORD.search(text) and line.text[0].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
        before = line
    yield Piece(kind, text, 2 if kind is BlockKind.HEADING else 0)


def _body_size(lines: Sequence[_Line]) -> float:
    """The letters' size that most characters are set in; 0 if no size is known."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_width(lines: Sequence[_Line]) -> int:
    """How many characters a full line has: nine of ten lines have no more."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _is_heading(line: _Line, body: float) -> bool:
    if len(line.text) > 100 or _END.search(line.text) or line.text[0].islower():
        return False
    return bool(body) and line.size > body * _LARGER


def _ends(before: _Line, line: _Line, width: int) -> bool:
    """Whether a paragraph ends between these lines."""
    finished = bool(_END.search(before.text))
    if line.gap and (finished or line.text[0].isupper()):
        return not (len(before.text) > 0.8 * width and not finished)
    return finished and len(before.text) < 0.7 * width
