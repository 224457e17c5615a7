"""`bistand serve`, and what it refuses."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.commands.serve import open_all, say_where
from assist.settings import Access, read_settings
from assist.workspaces import list_workspaces
from tests.assist.commands.running import ran, refused


def test_a_server_for_others_needs_a_key() -> None:
    """Bound beyond loopback and without a key, it does not start."""
    assert "BISTAND_API_KEY" in refused("serve", "--host", "0.0.0.0")  # noqa: S104


def test_a_port_in_use_is_named() -> None:
    """A server whose port is taken says so at once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port}" in refused("serve", "--port", port)


@pytest.fixture
def server(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real server in its own process, and where it said it can be looked at."""
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(data), "--json"]
    root = str(Path(__file__).resolve().parents[3])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline()
        process.kill()


def test_a_server_says_where_it_is_serves_and_stops(
    server: tuple[subprocess.Popen[str], str], data: Path, tmp_path: Path
) -> None:
    """It names its address and its key's file, takes a document live, and ends well when told to stop."""
    process, line = server
    told = json.loads(line)
    assert told["key_file"] == str(data / "api_key")
    with urllib.request.urlopen(f"{told['url']}ready", timeout=60) as answer:
        assert answer.status == 200
    (tmp_path / "parcels.txt").write_text("Weigh every parcel twice before you send it.\n", encoding="utf-8")
    words = ("guidelines", "add", "parcels.txt", "--server", told["url"], "--data", str(data), "--json")
    assert json.loads(ran(*words))["documents"][0]["document"] == "parcels"
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


@pytest.mark.parametrize(
    ("address", "says"),
    [("http://0.0.0.0:80", "Look at http://127.0.0.1:80/ "), ("http://[::]:80", "Look at http://[::1]:80/ ")],
)
def test_the_line_names_an_address_that_opens(address: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A server on all addresses is looked at on this machine's own."""
    say_where(address, Access("k" * 20), as_json=False)
    assert says in capsys.readouterr().out


def test_two_workspaces_over_one_encoder(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reads, quotes and speaks by its own guidelines and moments, restarts included."""
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "parcels.en.md").write_text("# Acme\n\nWeigh every parcel before it goes.\n", encoding="utf-8")
    made = json.loads(ran("key", "new", "--role", "lead", "--json"))
    lines = f'guidelines = "acme"\n[[workspaces.acme.keys]]\nid = "lead"\nrole = "lead"\nsha256 = "{made["sha256"]}"\n'
    (tmp_path / "workspaces.toml").write_text("[workspaces.acme]\n" + lines, encoding="utf-8")
    monkeypatch.setenv("BISTAND_WORKSPACES", "workspaces.toml")
    settings = read_settings(data=data, guidelines=data / "own")
    (own, first), (acme, second) = open_all(list_workspaces(settings))
    assert (own.name, acme.name) == ("default", "acme")
    assert "parcels-en" not in {info.document for info in first.library.documents()}
    assert [info.document for info in second.library.documents()] == ["parcels-en"]
    quoted = {citation.document for found in second.playbook.citations.values() for citation in found}
    assert quoted <= {"parcels-en"}
    assert second.library.search("parcel", k=5)[0].snippet.document == "parcels-en"
    assert "parcels-en" not in {match.snippet.document for match in first.library.search("parcel", k=5)}
    assert first.interpreter.heads is second.interpreter.heads
    assert (data / "workspaces" / "acme" / "guidelines").is_dir()


def test_what_is_wrong_with_workspaces_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything slow begins."""
    issuer = 'issuer = "i"\naudience = "a"\nalgorithms = ["HS256"]\nsecret_variable = "ACME"\n'
    (tmp_path / "workspaces.toml").write_text(f"[[workspaces.acme.issuers]]\n{issuer}", encoding="utf-8")
    monkeypatch.setenv("BISTAND_WORKSPACES", "workspaces.toml")
    assert "workspace acme, field issuers.0.secret_variable: the variable ACME is not set" in refused("serve")
    monkeypatch.setenv("ACME", "short")
    assert "shorter than 32 bytes" in refused("serve")
    desk = '[[workspaces.acme.desks]]\ndesk = "chatwoot"\nsecret_variable = "CHATWOOT"\n'
    (tmp_path / "workspaces.toml").write_text(desk, encoding="utf-8")
    for command in ("serve", "worker"):
        assert "workspace acme, field desks.0.secret_variable: the variable CHATWOOT is not set" in refused(command)
