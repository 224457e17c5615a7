"""The command line, over the real encoder and small data."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assist.__main__ import app
from assist.acts import weights
from assist.acts.definition import load_folder
from guidelines_kb import open_embedder

GUIDELINES = (
    "# Service\n\n## Holds\n\nApologise to the customer after every hold and explain why it took so long.\n"
)
TRANSCRIPT = {
    "conversation": {
        "id": "c1",
        "channel": "phone",
        "customer": {"name": "Lars"},
        "agent": {"id": "a1", "name": "Kim"},
    },
    "events": [
        {
            "id": "e1",
            "at": 0,
            "type": "message",
            "role": "agent",
            "text": "One moment, I will ask the warehouse.",
        },
        {"id": "e2", "at": 5, "type": "hold_started", "reason": "asking the warehouse"},
        {"id": "e3", "at": 105, "type": "hold_ended"},
    ],
    "end": 110,
    "expect": [],
}


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith("BISTAND_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one small guideline in it; the heads must come from the package."""
    acts, embedder = load_folder(), open_embedder()
    folder = tmp_path_factory.mktemp("data")
    if weights.find(acts, embedder, folder) is None:
        pytest.fail("the packaged heads do not fit the examples of the acts: run `bistand acts train`")
    (folder / "own").mkdir()
    (folder / "own" / "service.en.md").write_text(GUIDELINES, encoding="utf-8")
    ran("check", "--data", str(folder), "--guidelines", str(folder / "own"))
    return folder


def ran(*words: str, code: int = 0) -> str:
    """Standard output of a command that ends with `code`."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == code, result.output
    return result.stdout


def refused(*words: str) -> str:
    """The one sentence of a command that cannot run."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A file of the shape that replay reads."""
    path = tmp_path / "call.json"
    path.write_text(json.dumps(TRANSCRIPT), encoding="utf-8")
    return path


def test_replay_prints_who_what_when_and_the_quoted_sentence(data: Path, transcript: Path) -> None:
    """The timeline holds the hold, the prompts it opened, and the guideline sentence verbatim."""
    page = " ".join(ran("replay", str(transcript), "--data", str(data)).split())
    assert "0:05 [hold started] asking the warehouse" in page
    assert "1:05 ▶ prompt check_back_during_hold" in page
    assert "1:45 ▶ prompt apologise_for_hold" in page
    assert "“Apologise to the customer after every hold and explain why it took so long.”" in page


def test_replay_as_json_is_the_answer_of_the_server(data: Path, transcript: Path) -> None:
    """With --json the entries are numbered, times are numbers again, and prompts have their status."""
    answer = json.loads(ran("replay", str(transcript), "--data", str(data), "--json"))
    assert [entry["seq"] for entry in answer["entries"]] == list(range(1, len(answer["entries"]) + 1))
    opened = {e["prompt"]["moment"]: e["at"] for e in answer["entries"] if e["kind"] == "prompt_opened"}
    assert opened["check_back_during_hold"] == 65
    assert answer["summary"]["events"] == 3


def test_replay_reads_a_list_of_transcripts(data: Path, tmp_path: Path) -> None:
    """A file may hold several transcripts; each has its own answer."""
    path = tmp_path / "two.json"
    path.write_text(json.dumps([TRANSCRIPT, TRANSCRIPT]), encoding="utf-8")
    answers = json.loads(ran("replay", str(path), "--data", str(data), "--json"))
    assert [answer["summary"]["events"] for answer in answers] == [3, 3]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not valid JSON"),
        ("[1]", "is a JSON object"),
        ('{"events": []}', "conversation is missing"),
        ('{"conversation": {"channel": "fax"}, "events": []}', "conversation.channel"),
    ],
)
def test_a_file_that_is_no_transcript_is_named(content: str, says: str, tmp_path: Path) -> None:
    """The sentence names the file and what is wrong in it."""
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    sentence = refused("replay", str(path))
    assert "bad.json" in sentence
    assert says in sentence


def test_a_missing_file_is_named() -> None:
    """A transcript that is not there is named."""
    assert "nowhere.json: No such file or directory" in refused("replay", "nowhere.json")


def test_guidelines_can_be_added_listed_and_found(data: Path, tmp_path: Path) -> None:
    """A document added from the command line is listed, and its sentence found."""
    path = tmp_path / "gifts.txt"
    path.write_text("Wrap every gift in paper before you send it.\n", encoding="utf-8")
    added = json.loads(ran("guidelines", "add", str(path), "--data", str(data), "--json"))
    assert [info["document"] for info in added["documents"]] == ["gifts"]
    listed = json.loads(ran("guidelines", "list", "--data", str(data), "--json"))
    assert "gifts" in [info["document"] for info in listed["documents"]]
    found = json.loads(
        ran("guidelines", "search", "how do I wrap a gift in paper?", "--data", str(data), "--json")
    )
    assert found["matches"][0]["quote"] == "Wrap every gift in paper before you send it."


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_added(data: Path, tmp_path: Path) -> None:
    """One refused file is named, with exit code 1; the rest is in."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "keys.txt").write_text("Hand the keys over in person, never by post.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["guidelines", "add", "empty.txt", "keys.txt", "--data", str(data)])
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "keys: en, 1 sentences" in result.stdout


def test_coverage_says_which_sentences_are_quoted(data: Path) -> None:
    """The sentence about holds is quoted by the moment about holds."""
    found = json.loads(ran("guidelines", "coverage", "--data", str(data), "--json"))
    moments = {each["quote"]: each["moments"] for each in found["cited"]}
    assert (
        "apologise_for_hold"
        in moments["Apologise to the customer after every hold and explain why it took so long."]
    )


def test_the_examples_of_one_moment_can_be_run(data: Path) -> None:
    """`playbook test MOMENT` runs that moment's examples and counts them."""
    found = json.loads(ran("playbook", "test", "check_back_during_hold", "--data", str(data), "--json"))
    assert found["passed"] == found["examples"] > 0


def test_an_unknown_moment_is_named(data: Path) -> None:
    """A moment that the playbook does not have is named, and those it has are listed."""
    sentence = refused("playbook", "test", "nonsense", "--data", str(data))
    assert "'nonsense'" in sentence
    assert "apologise_for_hold" in sentence


def test_check_finds_a_good_workspace_good(data: Path) -> None:
    """Every finding is well."""
    found = json.loads(ran("check", "--data", str(data), "--json"))
    assert found["ok"] is True
    assert [each["what"] for each in found["findings"]] == [
        "settings", "key", "store", "encoder", "guidelines", "playbook",
    ]  # fmt: skip


def test_check_names_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad value of the environment is named by its variable, with exit code 1."""
    monkeypatch.setenv("BISTAND_STORE", "papyrus")
    assert "BISTAND_STORE" in ran("check", code=1)


def test_a_server_for_others_needs_a_key() -> None:
    """Bound beyond loopback and without a key, it does not start."""
    assert "BISTAND_API_KEY" in refused("serve", "--host", "0.0.0.0")  # noqa: S104


def test_a_port_in_use_is_named() -> None:
    """A server whose port is taken says so at once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port}" in refused("serve", "--port", port)


def test_a_mistake_in_a_playbook_is_named(tmp_path: Path) -> None:
    """A typo in a playbook file is named with file and field."""
    (tmp_path / "own.yaml").write_text("moment: x\nprioritty: high\n", encoding="utf-8")
    assert "own.yaml" in refused("replay", _call(tmp_path), "--playbook", str(tmp_path))


@pytest.fixture
def server(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real server in its own process, and where it said it can be looked at."""
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(data), "--json"]
    root = str(Path(__file__).resolve().parents[2])
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
    with urllib.request.urlopen(f"{told['url']}ready", timeout=10) as answer:
        assert answer.status == 200
    (tmp_path / "parcels.txt").write_text("Weigh every parcel twice before you send it.\n", encoding="utf-8")
    words = ("guidelines", "add", "parcels.txt", "--server", told["url"], "--data", str(data), "--json")
    assert json.loads(ran(*words))["documents"][0]["document"] == "parcels"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_no_server_where_one_is_named(data: Path, tmp_path: Path) -> None:
    """Adding to a server that is not there is one sentence."""
    (tmp_path / "a.txt").write_text("Be kind to every customer.\n", encoding="utf-8")
    words = ("guidelines", "add", "a.txt", "--server", "http://127.0.0.1:9", "--data", str(data))
    assert re.search(r"http://127\.0\.0\.1:9: no server answers", refused(*words))


def _call(folder: Path) -> str:
    path = folder / "call.json"
    path.write_text(json.dumps(TRANSCRIPT), encoding="utf-8")
    return str(path)
