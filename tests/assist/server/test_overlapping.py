"""Overlaps are looked for once per version of the guidelines, whoever asks."""

import asyncio
from pathlib import Path

import pytest

from assist.server.overlapping import Overlapping
from guidelines_kb import Library
from guidelines_kb import overlaps as overlaps_module
from tests.guidelines_kb.conftest import HashingEmbedder

ONE = b"Keep nobody on hold for more than sixty seconds."
OTHER = b"Keep nobody on hold for more than two minutes."


@pytest.fixture
def library(calibrations: Path) -> Library:
    opened = Library.open(None, HashingEmbedder(), cache=calibrations)  # type: ignore[no-untyped-call]
    opened.add("one", ONE, language="en")
    opened.add("other", OTHER, language="en")
    return opened


async def test_a_pair_as_data(library: Library) -> None:
    """Both sentences with their places, and the words in which the conflict lies."""
    found = await Overlapping(library).find()
    assert (found["guidelines"], found["sentences"]) == (library.version, 2)
    (pair,) = found["pairs"]
    assert pair["kind"] == "amount"
    marked = [side["quote"][slice(*side["marks"][0])] for side in (pair["one"], pair["other"])]
    assert marked == ["sixty seconds", "two minutes"]


async def test_it_is_looked_for_once_and_again_after_a_change(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several who ask at once wait for one answer."""
    looked: list[Library] = []
    real = overlaps_module.overlaps

    def counted(asked: Library) -> object:
        looked.append(asked)
        return real(asked)

    monkeypatch.setattr(overlaps_module, "overlaps", counted)
    overlapping = Overlapping(library)
    first, second = await asyncio.gather(overlapping.find(), overlapping.find())
    assert first is second
    assert len(looked) == 1
    library.remove("other")
    assert (await overlapping.find())["pairs"] == []
    assert len(looked) == 2
