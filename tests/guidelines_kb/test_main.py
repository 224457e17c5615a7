import json

import pytest
from typer.testing import CliRunner

from guidelines_kb import __main__ as command


@pytest.fixture
def run(monkeypatch, hashing, calibrations):
    """Run a command with the embedder that needs no model."""
    monkeypatch.setattr(command, "open_embedder", lambda _name: hashing)

    def invoke(*words):
        return CliRunner().invoke(command.app, [str(word) for word in words])

    return invoke


@pytest.fixture
def built(run, tmp_path):
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.md").write_text("# T\n\nThank the customer by name.\n")
    (tmp_path / "in" / "b.txt").write_text("Check the spelling of letters.")
    (tmp_path / "in" / "c.xlsx").write_text("ignored")
    done = run("build", tmp_path / "in", "--into", tmp_path / "lib", "--json")
    assert done.exit_code == 0, done.output
    return tmp_path / "lib", json.loads(done.stdout)


def test_build_adds_every_readable_file(built):
    assert [info["document"] for info in built[1]["documents"]] == ["b.txt", "sub/a.md"]


def test_build_names_what_it_cannot_read(run, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"a\0b")
    done = run("build", tmp_path, "--into", tmp_path / "lib")
    assert done.exit_code == 1
    assert "bad.txt" in done.stderr


def test_search_prints_what_fits(run, built):
    done = run("search", built[0], "thank the customer by name", "-k", 1, "--json")
    assert [match["text"] for match in json.loads(done.stdout)["matches"]] == ["Thank the customer by name."]
    assert "Thank the" in run("search", built[0], "thank the customer by name").stdout
    assert run("search", built[0], "?").exit_code == 1


def test_coverage_tells_the_covered_from_the_uncovered(run, built, tmp_path):
    (tmp_path / "q").write_text("thank the customer by name\n\n")
    found = json.loads(run("coverage", built[0], "--queries", tmp_path / "q", "--json").stdout)
    assert [len(found[key]) for key in ("covered", "uncovered", "unanswered")] == [1, 1, 0]
    assert "Check the spelling" in run("coverage", built[0], "--queries", tmp_path / "q").stdout


def test_calibrate_writes_one_file(run, tmp_path):
    done = run("calibrate", "--into", tmp_path / "c", "--json")
    assert json.loads(done.stdout)["file"].startswith(str(tmp_path / "c"))
    assert len(list((tmp_path / "c").iterdir())) == 1


def test_a_refusal_is_one_sentence_and_no_trace(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["guidelines_kb", "search", ".", "x", "--embedder", "nonsense"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2
    assert 'There is no embedder "nonsense"' in " ".join(capsys.readouterr().err.split())
