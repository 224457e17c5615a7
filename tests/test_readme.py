"""What the README says is so."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from assist.__main__ import app
from assist.acts.definition import load_folder as load_acts
from assist.connections import check_connections
from assist.playbook.loading import BUILT_IN, known_marks, load_folder
from assist.practice.loading import Vocabulary, parse_script
from assist.server.guards.issuers import open_issuers
from assist.server.guards.key_sets import KeySet
from assist.server.guards.targets import Targets
from assist.server.guards.tokens import Tokens
from assist.settings import PREFIX, DeskSettings, Settings, read_settings
from assist.workspaces import list_workspaces

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table() -> None:
    """Each variable of the settings has a line with its default, and the table has no other."""
    table = re.findall(r"^\| `(BISTAND_[A-Z_<>]+)` \| (.+?) \|", README, re.MULTILINE)
    names = {name: name.upper() for name in Settings.model_fields if name != "desks"}
    of_desks = {f"DESK_<DESK>_{name.upper().removesuffix('S')}" for name in DeskSettings.model_fields}
    assert {name for name, _ in table} == {PREFIX + name for name in (*names.values(), *of_desks)}
    shown = dict(table)
    for name, field in Settings.model_fields.items():
        if name == "desks":
            continue
        default = ",".join(field.default) if isinstance(field.default, tuple) else field.default
        if default in (None, ""):
            expected = "none"
        else:
            expected = f"`{default:g}`" if isinstance(default, float) else f"`{default}`"
        assert shown[PREFIX + names[name]] == expected, name


def test_every_command_named_exists() -> None:
    """Each `bistand ...` of the README is a command, and each command is in the README."""
    group = get_command(app)
    named = {tuple(words.split()) for words in re.findall(r"bistand ((?:[a-z]+ ?){1,2})", README)}
    known = set(_paths(group))
    for words in named:
        assert words[:1] in {path[:1] for path in known}, words
        if any(len(path) == 2 and path[0] == words[0] for path in known):
            assert words[:2] in known or len(words) == 1, words
    for path in known:
        assert f"bistand {' '.join(path)}" in README, path


def test_every_make_target_named_exists() -> None:
    """Each `make ...` of the README is a target."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    for target in re.findall(r"\bmake (run|test|lint|attack|audit|bench|clean)\b", README):
        assert target in targets
    assert {"run", "test"} <= targets


def test_every_benchmark_named_exists() -> None:
    """Each `python -m benchmarks.NAME` is a module, and each of those is in the README."""
    named = set(re.findall(r"python -m benchmarks\.(\w+)", README))
    folder = ROOT / "benchmarks"
    commands = {path.stem for path in folder.glob("*.py") if "\ndef main(" in path.read_text()}
    commands |= {path.parent.name for path in folder.glob("*/__main__.py")}
    assert named == commands


def test_every_dependency_is_named_with_its_licence() -> None:
    """Each package that is installed has its line among the licences."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    section = README.partition("## Licence")[2]
    for requirement in wanted:
        name = re.split(r"[\[<>=; ]", requirement)[0]
        assert re.search(rf"^\| {re.escape(name)}\b", section, re.MULTILINE), name


def test_links_to_files_exist() -> None:
    """Each relative link and each path in the drawing of the layout is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    for folder in re.findall(r"^([a-z_]+)/ ", README.partition("## Development")[2], re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_the_moment_shown_can_be_loaded(tmp_path: Path) -> None:
    """The moment of the README, put beside the built-in ones, loads with them."""
    shown = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    folder = tmp_path / "moments"
    shutil.copytree(BUILT_IN, folder)
    (folder / "mention_return_label.yaml").write_text(shown.group(1), encoding="utf-8")
    assert "mention_return_label" in load_folder(folder, load_acts().names).by_id


def test_the_script_shown_can_be_played() -> None:
    """The customer of the README is one to practise with."""
    shown = re.search(r"```yaml\n(.*?)```", README.partition("## Practice")[2], re.DOTALL)
    assert shown is not None
    acts = load_acts().names
    playbook = load_folder(BUILT_IN, acts)
    known = Vocabulary(known_marks(acts), frozenset(playbook.by_id), frozenset(playbook.shared))
    assert parse_script(shown[1], "readme", known).nodes.keys() == {"first", "asks_again", "happy", "gone"}


def test_the_workspaces_shown_can_be_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the README loads, and the token minted beside it opens what it says."""
    section = README.partition("## Workspaces and keys")[2]
    shown = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    program = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert shown is not None
    assert program is not None
    assert len(program.group(1).splitlines()) == 6
    file = tmp_path / "workspaces.toml"
    file.write_text(shown.group(1), encoding="utf-8")
    monkeypatch.setenv("ACME_JWT_SECRET", "a secret that has enough bytes to be one")
    own, acme, nord = list_workspaces(read_settings(workspaces=file))
    minted = subprocess.run([sys.executable, "-c", program.group(1)], capture_output=True, text=True, check=True)
    who = Tokens(open_issuers(acme, lambda url: KeySet(url, Targets()))).who(minted.stdout.strip())
    assert (who.workspace, who.agent, who.profile["name"]) == ("acme", "lee", "Lee")
    assert [key.id for key in acme.keys] == ["desk", "lees-desk"]
    held = {"CHATWOOT_SECRET": "s3cret", "CHATWOOT_TOKEN": "t0ken", "WEBHOOK_SECRET": "whsec_" + "QUJD" * 10}
    for name, value in held.items():
        monkeypatch.setenv(f"ACME_{name}", value)
    check_connections([own, acme, nord])
    assert (own.name, nord.name) == ("default", "nord")


def test_no_placeholder_is_left() -> None:
    """Every figure is filled in."""
    assert "TODO" not in README


def test_the_procfile_runs_a_command_that_exists() -> None:
    """The web process is this package's own command, on the port that the runner gives."""
    _, _, command = (ROOT / "Procfile").read_text(encoding="utf-8").partition(":")
    words = shlex.split(command)
    assert words[:2] == [".venv/bin/bistand", "serve"]
    assert words[words.index("--port") + 1] == "$PORT"
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]["bistand"]


def _paths(command: object, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = getattr(command, "commands", None)
    if not inner:
        return [before]
    return [path for name, each in inner.items() for path in _paths(each, (*before, name))]
