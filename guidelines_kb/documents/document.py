"""A document once read: one text, and the blocks it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of text is; only headings are never quoted."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text: `start` and `end` in code points; `level` is 1-6 for headings,
    else 0."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The text that every offset counts in, its blocks in order without overlap, and its own title if it
    has one."""

    text: str
    title: str | None
    blocks: tuple[Block, ...]
    media_type: str

    @property
    def section_count(self) -> int:
        """How many headings have something written below them."""
        kinds = [block.kind for block in self.blocks]
        return sum(
            1
            for kind, following in zip(kinds, kinds[1:], strict=False)
            if kind is BlockKind.HEADING and following is not BlockKind.HEADING
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it has a place: a reader of a structured format gives these in reading order."""

    kind: BlockKind
    text: str
    level: int = 0


_SPACES = re.compile(r"\s+")


def laid_out(pieces: Sequence[Piece], media_type: str, title: str | None = None) -> Document:
    """Return the document these pieces make: white space inside a piece is one space, list items are
    lines."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    before: BlockKind | None = None
    for piece in pieces:
        text = _SPACES.sub(" ", piece.text).strip()
        if not text:
            continue
        if before is not None:
            gap = "\n" if before is piece.kind is BlockKind.ITEM else "\n\n"
            parts.append(gap)
            position += len(gap)
        parts.append(text)
        blocks.append(Block(piece.kind, position, position + len(text), piece.level))
        position += len(text)
        before = piece.kind
    text = "".join(parts)
    return Document(text, title or first_title(text, blocks), tuple(blocks), media_type)


def first_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the heading the document begins with, if it begins with one."""
    if blocks and blocks[0].kind is BlockKind.HEADING:
        return text[blocks[0].start : blocks[0].end]
    return None
