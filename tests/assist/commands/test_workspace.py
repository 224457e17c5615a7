"""What commands work on."""

from pathlib import Path

import pytest

from assist.commands.workspace import document_name, fill
from guidelines_kb import Library
from tests.assist.commands.running import refused
from tests.guidelines_kb.conftest import HashingEmbedder


def test_a_mistake_in_a_playbook_is_named(tmp_path: Path, transcript: Path) -> None:
    """A typo in a playbook file is named with file and field."""
    (tmp_path / "moments").mkdir()
    (tmp_path / "moments" / "own.yaml").write_text("moment: x\nprioritty: high\n", encoding="utf-8")
    assert "own.yaml" in refused("replay", str(transcript), "--playbook", str(tmp_path / "moments"))


def test_a_missing_folder_of_guidelines_is_named(tmp_path: Path, transcript: Path) -> None:
    """A folder that is not there is named; the sample handbook does not take its place."""
    words = ("replay", str(transcript), "--data", str(tmp_path / "d"), "--guidelines", str(tmp_path / "none"))
    assert "none: there is no such folder of guidelines" in refused(*words)


def test_a_folder_without_documents_is_named(tmp_path: Path, transcript: Path) -> None:
    """A folder that holds no document is named, with what would be one."""
    (tmp_path / "empty").mkdir()
    words = ("replay", str(transcript), "--data", str(tmp_path / "d"), "--guidelines", str(tmp_path / "empty"))
    assert "empty: there is no document here" in refused(*words)


def test_names_of_files_become_names_of_documents() -> None:
    """The ending goes, and a language in the name stays part of it."""
    assert document_name(Path("a/qualities.da.txt")) == "qualities-da"
    assert document_name(Path("handbook.pdf")) == "handbook"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty one, and a folder `own` beside it with one document."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "hold.txt").write_text("Apologise after every hold.", encoding="utf-8")
    return Library.open(tmp_path / "index", HashingEmbedder(), cache=tmp_path)  # type: ignore[no-untyped-call]


def test_the_next_start_leaves_what_a_lead_has_changed_since(library: Library, tmp_path: Path) -> None:
    """A file of the folder counts again once it has changed itself."""
    fill(library, tmp_path / "own")
    library.add("hold", b"Apologise after every hold, and say why.")
    fill(library, tmp_path / "own")
    assert library.text("hold").endswith("say why.")
    library.remove("hold")
    fill(library, tmp_path / "own")
    assert library.documents() == ()
    (tmp_path / "own" / "hold.txt").write_text("Thank everybody who waited.", encoding="utf-8")
    fill(library, tmp_path / "own")
    assert library.text("hold") == "Thank everybody who waited."


def test_the_sample_handbook_does_not_come_back_once_it_was_taken_out(library: Library) -> None:
    """It is for a library that never had a document."""
    fill(library, None)
    assert len(library.documents()) == 5
    for info in library.documents():
        library.remove(info.document)
    fill(library, None)
    assert library.documents() == ()
