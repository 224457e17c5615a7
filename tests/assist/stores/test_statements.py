"""Every statement of SQL says which workspace it is of, or is one of a few that need not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STORES = Path(__file__).resolve().parents[3] / "assist" / "stores"
TABLES = re.compile(
    r"\b(?:FROM|INTO|UPDATE|JOIN)\s+"
    r"(conversations|entries|accepted|suppressed|kept|notices|remembered|scores|customers|audit|\{table\})"
)
NAMES_ITS_WORKSPACE = re.compile(r"\bworkspace\b|\{OF_KEY\}|\{where\}|INTO (kept|remembered|scores) VALUES")
# Statements about rows whose workspace was checked before them in the same transaction, or that give it to the caller.
OTHERS = {
    "INSERT INTO entries VALUES": "under the number of a conversation just read by its workspace",
    "INSERT INTO accepted VALUES": "the same",
    "INSERT INTO suppressed (conversation": "the same",
    "UPDATE conversations SET {changed}": "the same",
    "DELETE FROM {table} WHERE conversation = ?": "the same",
    "DELETE FROM conversations WHERE id = ?": "the same",
    "DELETE FROM scores WHERE conversation = ?": "the same",
    "SELECT min(wake_at) FROM conversations": "the time of the next timer, of nobody",
    "SELECT min(due) FROM notices": "the same, of notices",
    "UPDATE notices SET due = ? WHERE number": "of notices just read, which carry their workspace",
}


def statements(path: Path) -> Iterator[str]:
    """The statements of a file; what is put in stands as `{name}`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                part.value if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
                for part in node.values
            ]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            parts = [node.value]
        else:
            continue
        text = "".join(map(str, parts))
        if TABLES.search(text) and not text.lstrip().startswith("CREATE"):
            yield text


ALL = [(path.name, text) for path in sorted(STORES.glob("*.py")) for text in statements(path)]


@pytest.mark.parametrize(("file", "text"), ALL, ids=[f"{file}: {text[:60]}" for file, text in ALL])
def test_it_names_its_workspace(file: str, text: str) -> None:
    """In a condition, as a value, or through the key of its conversation."""
    assert NAMES_ITS_WORKSPACE.search(text) or any(text.startswith(known) for known in OTHERS), text


def test_there_are_statements() -> None:
    """Those that need not are all there still, and the others are found."""
    assert len(ALL) >= 25
    for known in OTHERS:
        assert any(text.startswith(known) for _, text in ALL), known
