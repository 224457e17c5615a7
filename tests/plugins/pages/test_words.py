"""What the team's pages say, without a browser: every text in five languages, with the same slots."""

import json
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[3] / "plugins" / "pages"
FOLDERS = sorted(path.parent for path in PAGES.glob("*/words/en.json"))
SLOT = re.compile(r"\{\w+\}")
ASKED = re.compile(r'data-(?:text|label|placeholder)="(\w+)"')


def texts(folder: Path, language: str) -> dict[str, str]:
    return json.loads((folder / f"{language}.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["sv", "da", "nb", "pt"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_language_has_every_text_with_the_same_slots(folder: Path, language: str) -> None:
    ours, english = texts(folder, language), texts(folder, "en")
    assert ours.keys() == english.keys()
    assert all(ours.values())
    slots = {key: sorted(SLOT.findall(text)) for key, text in english.items()}
    assert {key: sorted(SLOT.findall(text)) for key, text in ours.items()} == slots


@pytest.mark.parametrize("markup", sorted(PAGES.glob("*/index.html")), ids=lambda path: path.parent.name)
def test_every_text_the_markup_asks_for_exists(markup: Path) -> None:
    known = {**texts(PAGES / "shell" / "words", "en"), **texts(markup.parent / "words", "en")}
    assert {"title", "tagline"} <= known.keys()
    assert set(ASKED.findall(markup.read_text("utf-8"))) <= known.keys()
