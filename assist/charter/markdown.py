"""The charter as Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from assist.charter.texts import texts_in
from assist.wire.charter import CharterShown

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])|^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def markdown(charter: CharterShown) -> str:
    """The whole document."""
    return "\n\n".join(_blocks(charter)) + "\n"


def _blocks(charter: CharterShown) -> Iterator[str]:
    headings, texts = charter["headings"], texts_in(charter["language"])
    yield f"# {_plain(charter['title'])}"
    yield f"*{_plain(charter['subtitle'])}*"
    for name in ("purpose", "scope"):
        yield f"## {headings[name]}"
        yield _plain(charter[name])
    yield f"## {headings['standards']}"
    for number, standard in enumerate(charter["standards"], 1):
        yield f"### {number}. {_plain(standard['sentence'])}"
        quote = standard["guideline"]
        if quote is not None:
            yield "\n".join(f"> {line}" for line in _plain(quote["quote"]).splitlines())
            yield f"— {_plain(standard['source'])}"
        yield _plain(standard["outcome"])
    if not charter["standards"]:
        yield texts.no_standards
    yield f"## {headings['implementation']}"
    yield "\n".join(f"- {_plain(sentence)}" for sentence in charter["implementation"]["says"])
    yield f"## {headings['contact']}"
    yield _plain(charter["contact"])


def _plain(text: str) -> str:
    """Text that means nothing but itself."""
    return SPECIAL.sub(lambda found: found[2] + "\\" + found[3] if found[3] else "\\" + found[1], text)
