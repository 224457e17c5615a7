"""The charter as a lead has edited it: every edition is kept whole, with who changed which fields, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assist.charter.measures import BY_ID, MEASURES
from assist.charter.texts import texts_in
from assist.core.conditions import Standards
from assist.core.events import Channel
from assist.errors import Fault
from assist.wire.charter import LANGUAGES, CharterBody
from assist.wire.faults import fault, shown
from assist.wire.text import dump, parse

KIND = "charter"


@dataclass(frozen=True, slots=True)
class Edition:
    """The charter as it was from `at` (seconds since the epoch) on; number 0 is as Bistand ships it."""

    number: int = 0
    at: float = 0.0
    by: str = ""
    changes: tuple[str, ...] = ()
    text: CharterBody = CharterBody()

    @property
    def name(self) -> str:
        """What it is kept under."""
        return f"{self.number:09d}"

    @property
    def published(self) -> list[str]:
        """The standards that are shown, in order."""
        chosen = self.text.published
        return [one.id for one in MEASURES if one.is_published] if chosen is None else list(chosen)

    @property
    def channels(self) -> list[Channel]:
        """The channels that customers may use."""
        return list(Channel) if self.text.channels is None else list(self.text.channels)

    def languages(self, served: tuple[str, ...]) -> list[str]:
        """The languages that customers are helped in; by default those that the server understands."""
        chosen = self.text.languages
        return [one for one in LANGUAGES if one in served] if chosen is None else list(chosen)

    def sentence(self, standard: str, language: str) -> str:
        """How a standard is said, with a slot for its figure."""
        own = self.text.wording.get(standard, {})
        return own.get(language) or texts_in(language).standards[standard]  # type: ignore[call-overload]


def editions_of(kept: Mapping[str, bytes]) -> list[Edition]:
    """All editions, the latest first; the last is the one that Bistand ships."""
    return [*(_read(int(name), kept[name]) for name in sorted(kept, reverse=True)), Edition()]


def to_bytes(edition: Edition) -> bytes:
    """What is kept of an edition."""
    text = edition.text.model_dump(mode="json", exclude={"version"})
    return dump({"at": edition.at, "by": edition.by, "changes": edition.changes, "text": text})


def changes_between(before: CharterBody, after: CharterBody) -> tuple[str, ...]:
    """The fields that are not what they were."""
    fields = (name for name in CharterBody.model_fields if name != "version")
    return tuple(name for name in fields if getattr(before, name) != getattr(after, name))


def faults_in(text: CharterBody, standards: Standards) -> Iterator[Fault]:
    """What in an edition cannot be published."""
    for number, name in enumerate(text.published or ()):
        if name not in BY_ID:
            yield fault(f"published.{number}", f"is no standard of the charter; there are {', '.join(BY_ID)}")
        elif not BY_ID[name].can_be_published(standards):
            yield fault(f"published.{number}", f"is {name}, which has no figure; set one in the standards first")
        elif name in (text.published or ())[:number]:
            yield fault(f"published.{number}", f"is {name}, which is listed twice")
    for name, wording in text.wording.items():
        if name not in BY_ID:
            yield fault(f"wording.{shown(name)}", f"is no standard of the charter; there are {', '.join(BY_ID)}")
            continue
        for language, sentence in wording.items():
            if BY_ID[name].standard and sentence and "{number}" not in sentence:
                yield fault(f"wording.{name}.{language}", "has no {number}, the place where the figure goes")
    if text.reviewed and not _is_day(text.reviewed.on):
        yield fault("reviewed.on", "is no day that exists; write it as 2026-01-31")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read(number: int, body: bytes) -> Edition:
    kept = parse(body)
    return Edition(number, kept["at"], kept["by"], tuple(kept["changes"]), CharterBody.model_validate(kept["text"]))
