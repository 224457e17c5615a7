"""The charter as Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from assist.charter.sentences import implementation, outcome, source
from assist.charter.texts import texts_in
from assist.wire.charter import CharterShown

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])|^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def markdown(charter: CharterShown) -> str:
    """The whole document."""
    return "\n\n".join(_blocks(charter)) + "\n"


def _blocks(charter: CharterShown) -> Iterator[str]:
    language = charter["language"]
    texts = texts_in(language)
    yield f"# {_plain(charter['title'])}"
    yield f"*{_plain(texts.subtitle)}*"
    for name in ("purpose", "scope"):
        yield f"## {texts.headings[name]}"
        yield _plain(charter[name])
    yield f"## {texts.headings['standards']}"
    for number, standard in enumerate(charter["standards"], 1):
        yield f"### {number}. {_plain(standard['sentence'])}"
        quote = standard["guideline"]
        if quote is not None:
            yield "\n".join(f"> {line}" for line in _plain(quote["quote"]).splitlines())
            yield f"— {_plain(source(quote, language))}"
        yield _plain(outcome(standard, language))
    if not charter["standards"]:
        yield texts.no_standards
    yield f"## {texts.headings['implementation']}"
    yield "\n".join(f"- {_plain(sentence)}" for sentence in implementation(charter))
    yield f"## {texts.headings['contact']}"
    yield _plain(charter["contact"])


def _plain(text: str) -> str:
    """Text that means nothing but itself."""
    return SPECIAL.sub(lambda found: found[2] + "\\" + found[3] if found[3] else "\\" + found[1], text)
