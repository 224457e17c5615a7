"""The words that the charter ships with, one YAML file a language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "texts"
FALLBACK = "en"


class Texts(BaseModel):
    """The charter's words in one language; those in braces are slots."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    subtitle: str
    of: str
    headings: Mapping[str, str]
    purpose: str
    scope: str
    contact: str
    both: str
    channels: Mapping[str, str]
    languages: Mapping[str, str]
    standards: Mapping[str, str]
    queries: Mapping[str, str]
    quoted: str
    quoted_plain: str
    kept: str
    not_measured: str
    not_counted: str
    no_standards: str
    measured: str
    unmeasured: str
    trained: str
    untrained: str
    reviewed_by: str
    reviewed: str
    not_reviewed: str
    changed: str
    days: tuple[str, str]
    months: tuple[str, ...]
    date: str
    thousands: str
    percent: str

    def listed(self, names: list[str]) -> str:
        """Names as a sentence lists them."""
        return f" {self.both} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


@cache
def texts_in(language: str) -> Texts:
    """The words of one of the five languages."""
    return Texts.model_validate(yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8")))
