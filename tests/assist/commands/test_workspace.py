"""What commands work on."""

from pathlib import Path

from assist.commands.workspace import document_name
from tests.assist.commands.running import refused


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
