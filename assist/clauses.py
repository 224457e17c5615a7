"""The clauses of a sentence: "sorry for the wait, the system was slow" apologises in one of two."""

import re

BOUNDARY = re.compile(
    r"(?:\s*[.!?,;:–—…]+\s+|\s+-\s+)(?:(?:but|men|mas|and|och|og|e)\s+)?|\s+(?:but|men|mas|porém|however)\s+",
    re.IGNORECASE,
)
FEWEST_WORDS = 2


def clauses(text: str) -> list[tuple[int, int]]:
    """The clauses of one sentence as (start, end) in code points; none when it has only one."""
    spans, start = [], 0
    for boundary in BOUNDARY.finditer(text):
        if len(text[start : boundary.start()].split()) >= FEWEST_WORDS:
            spans.append((start, boundary.start()))
            start = boundary.end()
    if spans and len(text[start:].split()) >= FEWEST_WORDS:
        spans.append((start, len(text)))
        return spans
    return []
