"""What the console page shows, without a browser: texts and samples in five languages."""

import json
import re
from pathlib import Path

import pytest

from assist.wire.reading import read_transcript

PLUGINS = Path(__file__).parents[2] / "plugins"
CONSOLE = PLUGINS / "console"
SHARED = [PLUGINS / "pages" / folder / "words" for folder in ("shell", "talk")]  # what other pages say too
LANGUAGES = ("sv", "da", "nb", "pt", "en")
SLOT = re.compile(r"\{\w+\}")


def texts(language: str) -> dict[str, str]:
    return json.loads((CONSOLE / "languages" / f"{language}.json").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_slots(language: str) -> None:
    ours, english = texts(language), texts("en")
    assert ours.keys() == english.keys()
    assert all(ours.values())
    assert {key: SLOT.findall(text) for key, text in ours.items()} == {
        key: SLOT.findall(text) for key, text in english.items()
    }


def test_every_text_the_markup_asks_for_exists() -> None:
    markup = (CONSOLE / "index.html").read_text("utf-8")
    asked = set(re.findall(r'data-(?:text|label|placeholder)="(\w+)"', markup))
    shared = {key for folder in SHARED for key in json.loads((folder / "en.json").read_text("utf-8"))}
    assert asked <= {*texts("en"), *shared}
    assert texts("en").keys().isdisjoint(shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_are_transcripts_the_server_accepts(language: str) -> None:
    samples = json.loads((CONSOLE / "samples" / f"{language}.json").read_text("utf-8"))
    assert len(samples) == 2
    for sample in samples:
        assert sample["title"]
        assert sample["explanation"]
        read_transcript({"conversation": sample["conversation"], "events": sample["events"]})
