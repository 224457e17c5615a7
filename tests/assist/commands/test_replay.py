"""`bistand replay` over the real encoder."""

import json
import shutil
from pathlib import Path

import pytest

from assist.playbook.loading import BUILT_IN
from tests.assist.commands.running import TRANSCRIPT, ran, refused


def test_replay_prints_who_what_when_and_the_quoted_sentence(data: Path, transcript: Path) -> None:
    """The timeline holds the hold, the prompts it opened, and the guideline sentence verbatim."""
    page = " ".join(ran("replay", str(transcript), "--data", str(data)).split())
    assert "0:05 [hold started] asking the warehouse" in page
    assert "1:05 ▶ prompt check_back_during_hold" in page
    assert "1:45 ▶ prompt apologise_for_hold" in page
    assert "“Apologise to the customer after every hold and explain why it took so long.”" in page


def test_replay_says_what_was_held_back_and_why(tmp_path: Path, data: Path) -> None:
    """With --held-back the timeline has what the budget of the agent's tenure kept from them, and why."""
    playbook = tmp_path / "moments"
    shutil.copytree(BUILT_IN, playbook)
    budget = "hold_limit_s: 60\nattention: {new: {at_once: {urgent: 0}}}\n"
    (playbook / "_standards.yaml").write_text(budget, encoding="utf-8")
    newcomer = {**TRANSCRIPT["conversation"], "agent": {"id": "a1", "name": "Kim", "tenure": "new"}}
    path = tmp_path / "new.json"
    path.write_text(json.dumps({**TRANSCRIPT, "conversation": newcomer}), encoding="utf-8")
    words = ("replay", str(path), "--data", str(data), "--playbook", str(playbook))
    page = " ".join(ran(*words, "--held-back").split())
    assert "1:05 – held back check_back_during_hold: enough prompts are open for this agent" in page
    assert "▶ prompt check_back_during_hold" not in page
    assert "– held back" not in ran(*words)


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
