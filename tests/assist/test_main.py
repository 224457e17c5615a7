"""The command line as a whole."""

import subprocess
import sys
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from assist.__main__ import app

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_takes_json() -> None:
    """Each command has --json."""
    for words in _paths(get_command(app)):
        assert "--json" in CliRunner().invoke(app, [*words, "--help"]).stdout, words


def test_without_a_command_it_says_what_there_is() -> None:
    """Bare `bistand` lists the commands."""
    page = CliRunner().invoke(app, []).output
    for name in ("serve", "replay", "guidelines", "playbook", "acts", "check"):
        assert name in page


def test_it_runs_as_a_module() -> None:
    """`python -m assist` is the same command line; a mistake in it ends with code 2."""
    ended = subprocess.run(
        [sys.executable, "-m", "assist", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "nonsense" in ended.stderr


def _paths(command: object, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = getattr(command, "commands", None)
    if not inner:
        return [before]
    return [path for name, each in inner.items() for path in _paths(each, (*before, name))]
