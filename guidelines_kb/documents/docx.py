"""Word documents (.docx): headings and lists by their styles, tables row by row, in reading order.

python-docx parses with entities off. The archive's sizes are checked before anything is unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.table import Table

from guidelines_kb.documents.document import BlockKind, Document, Piece, laid_out
from guidelines_kb.documents.limits import MAX_RATIO, MAX_UNPACKED
from guidelines_kb.errors import DocumentError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAIN_PART = "word/document.xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also what a password makes of a .docx
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_SMALL = 1_000_000  # bytes below which a part may be packed as tightly as it likes


def read(data: bytes) -> Document:
    """Return the document that a Word file is."""
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        pieces = list(_pieces(document.iter_inner_content()))
        title = document.core_properties.title
    except Exception as error:  # python-docx and lxml raise whatever a damaged part leads them to
        raise DocumentError(
            "The Word document is damaged and cannot be read: open it in Word and save it again as .docx."
        ) from error
    return laid_out(pieces, MEDIA_TYPE, title.strip() or None)


def _check_archive(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise DocumentError(
            "The file is an old .doc or is locked with a password: "
            "save it without one as .docx and send that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentError(
            "The file is not a Word document or is cut short: save it again as .docx and send the whole file."
        ) from error
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(_is_bomb(part) for part in parts):
        raise DocumentError(
            f"The file unpacks to more than a document does (limits: {MAX_UNPACKED // 1_048_576} MB in all, "
            f"{MAX_RATIO} times its size): save it again as .docx without what is embedded in it."
        )
    if _MAIN_PART not in {part.filename for part in parts}:
        raise DocumentError(
            "The file is an archive but holds no Word document: open it in Word and save it as .docx."
        )


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size)


def _pieces(content: Iterator[Paragraph | Table]) -> Iterator[Piece]:
    for block in content:
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield _piece(block)


def _rows(table: Table) -> Iterator[Piece]:
    for row in table.rows:
        texts = dict.fromkeys(
            " ".join(cell.text.split()) for cell in row.cells
        )  # merged cells come repeatedly
        yield Piece(BlockKind.ITEM, " | ".join(text for text in texts if text))


def _piece(paragraph: Paragraph) -> Piece:
    # Word keeps the English name of its own styles in every language's documents.
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if style == "Title":
        return Piece(BlockKind.HEADING, paragraph.text, 1)
    if heading := _HEADING.match(style):
        return Piece(BlockKind.HEADING, paragraph.text, min(6, int(heading[1])))
    properties = paragraph._p.pPr
    listed = style.startswith("List") or (properties is not None and properties.numPr is not None)
    return Piece(BlockKind.ITEM if listed else BlockKind.PARAGRAPH, paragraph.text)
