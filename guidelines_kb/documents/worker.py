"""The limited process: bytes of one document on standard input, its text and blocks as JSON on standard
output.

It takes its limits before it reads anything, and answers a refusal as data, so that only a broken limit
ends it
otherwise.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module

from guidelines_kb.documents.document import Document
from guidelines_kb.documents.limits import CPU_LIMIT_S, MEMORY_LIMIT
from guidelines_kb.errors import DocumentError

_READERS = {
    "text/html": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def main(media_type: str) -> None:
    """Read standard input as `media_type` and write the answer."""
    _limit()
    reader: Callable[[bytes], Document] = import_module(
        f"guidelines_kb.documents.{_READERS[media_type]}"
    ).read
    data = sys.stdin.buffer.read()
    try:
        document = reader(data)
    except DocumentError as refusal:
        answer: dict[str, object] = {"error": str(refusal)}
    else:
        blocks = [(block.kind.value, block.start, block.end, block.level) for block in document.blocks]
        answer = {"text": document.text, "title": document.title, "blocks": blocks}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where only the parent's clock limits
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
