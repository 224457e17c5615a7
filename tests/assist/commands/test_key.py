"""`bistand key new`."""

import json
import tomllib
from pathlib import Path

import pytest

from assist.server.guards.auth import digest_of
from assist.settings import read_settings
from assist.workspaces import Role, list_workspaces
from tests.assist.commands.running import ran, refused, result_of


@pytest.mark.parametrize("role", Role)
def test_a_key_and_what_lets_it_in(tmp_path: Path, role: Role) -> None:
    """The key is long and new each time; the lines are those of the file, and hold the digest alone."""
    said = ran("key", "new", "--role", role, "--workspace", "acme", "--id", "desk")
    key = next(line for line in said.splitlines() if line.startswith("bistand_"))
    lines = said.partition("names:\n")[2]
    assert len(key) > 40
    assert key not in lines
    assert key not in ran("key", "new", "--role", role)
    assert tomllib.loads(lines)["workspaces"]["acme"]["keys"][0]["sha256"] == digest_of(key).hex()
    file = tmp_path / "workspaces.toml"
    file.write_text(lines, encoding="utf-8")
    _, acme = list_workspaces(read_settings(workspaces=file))
    assert (acme.name, acme.keys[0].id, acme.keys[0].role) == ("acme", "desk", role)


def test_as_json() -> None:
    """For programs."""
    made = json.loads(ran("key", "new", "--role", "agent", "--json"))
    assert digest_of(made["key"]).hex() == made["sha256"]
    assert (made["role"], made["workspace"]) == ("agent", "default")
    assert made["id"].startswith("agent-")


def test_what_cannot_be() -> None:
    """A role that there is not, a name that no file could have."""
    code, _, _ = result_of("key", "new", "--role", "boss")
    assert code == 2
    assert "--id: 'the desk' is not made of" in refused("key", "new", "--role", "agent", "--id", "the desk")
    assert "--workspace: " in refused("key", "new", "--role", "agent", "--workspace", "../etc")
