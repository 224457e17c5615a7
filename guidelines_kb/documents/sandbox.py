"""Reading of the formats that can be hostile, in a process of its own with limits on time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from guidelines_kb.documents.document import Block, BlockKind, Document
from guidelines_kb.documents.limits import CPU_LIMIT_S, MEMORY_LIMIT, TIME_LIMIT_S
from guidelines_kb.errors import DocumentError

_START = (
    "import sys; sys.path[:] = sys.argv[2].split('\\n'); "
    "from guidelines_kb.documents.worker import main; main(sys.argv[1])"
)


def read(media_type: str, data: bytes) -> Document:
    """Return the document that `data` is, read as `media_type` in a limited process.

    Raises DocumentError for what the reader refuses and for whatever takes too much time or memory.
    """
    command = [sys.executable, "-I", "-c", _START, media_type, "\n".join(sys.path)]
    try:
        # our own program, and no shell
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIME_LIMIT_S, check=False)  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise DocumentError(_exhausted("time")) from error
    if done.returncode != 0:
        raise DocumentError(_exhausted("time or memory"))
    answer: Mapping[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise DocumentError(answer["error"])
    blocks = tuple(Block(BlockKind(kind), start, end, level) for kind, start, end, level in answer["blocks"])
    return Document(answer["text"], answer["title"], blocks, media_type)


def _exhausted(what: str) -> str:
    return (
        f"The document was given up because reading it took too much {what} (limits: {CPU_LIMIT_S} s, "
        f"{MEMORY_LIMIT // 1_048_576} MB): split it, or export it again from the program that made it."
    )
