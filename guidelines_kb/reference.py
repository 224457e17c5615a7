"""The texts the package ships to measure an embedder with, sentence by sentence the same in all its languages.

The handbook's sentences say what guidelines look like to the embedder, the everyday ones (weather, football, news,
science) what a question looks like that no guideline answers, and the service ones are what customers of quite
other organisations ask and are told. All but the handbook were written for this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guidelines_kb.documents import markdown
from guidelines_kb.extraction import snippets_of
from guidelines_kb.languages import DEFAULT_LANGUAGES

_PACKAGE = Path(__file__).parent
MAX_SENTENCES = 100  # of the handbook per language: enough for a mean, and bounds what a new embedder costs


@dataclass(frozen=True)
class Reference:
    """Sentences by language, and a hash that changes with any of them."""

    handbook: Mapping[str, tuple[str, ...]]
    everyday: Mapping[str, tuple[str, ...]]
    service: Mapping[str, tuple[str, ...]]
    digest: str


@lru_cache(maxsize=1)
def packaged() -> Reference:
    """Return the reference texts of this package, read once."""
    handbook = {language: _handbook_sentences(language) for language in DEFAULT_LANGUAGES}
    everyday = {language: _lines("everyday", language) for language in DEFAULT_LANGUAGES}
    service = {language: _lines("service", language) for language in DEFAULT_LANGUAGES}
    return Reference(handbook, everyday, service, digest(handbook, everyday, service))


def digest(*texts: Mapping[str, tuple[str, ...]]) -> str:
    """Return a hash of all these sentences, in order."""
    found = hashlib.sha256()
    for by_language in texts:
        for language, sentences in by_language.items():
            for line in (language, *sentences):
                found.update(line.encode() + b"\n")
    return found.hexdigest()


def _handbook_sentences(language: str) -> tuple[str, ...]:
    document = markdown.read((_PACKAGE / "handbook" / f"handbook.{language}.md").read_bytes())
    found = snippets_of(document, name="handbook", title="", language=language, languages=(language,))
    step = max(1.0, len(found) / MAX_SENTENCES)
    chosen = [found[int(index * step)] for index in range(min(len(found), MAX_SENTENCES))]
    return tuple(snippet.text for snippet in chosen)


def _lines(name: str, language: str) -> tuple[str, ...]:
    text = (_PACKAGE / name / f"{name}.{language}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())
