from dataclasses import replace

import pytest

from guidelines_kb import Library
from guidelines_kb.errors import NoSuchVersion
from guidelines_kb.snippets import DocumentInfo
from guidelines_kb.versions import MOST_BYTES, MOST_IN_ALL, MOST_OF_A_DOCUMENT, Edit, Made, Version, followed, from_json

FIRST = b"Never keep a caller waiting on hold.\n\nApologise after every hold."
SECOND = b"Never keep a caller waiting on hold.\n\nApologise after every hold, and say why."
LEAD = Edit("lead-1", 1_000.0)
INFO = DocumentInfo("d", "D", "en", 0, 1, True, "text/plain", "0" * 64, 10)


@pytest.fixture(params=["memory", "folder"])
def kept(request, hashing, calibrations, tmp_path):
    """A library in memory, and one in a folder."""
    return Library.open(tmp_path if request.param == "folder" else None, hashing, cache=calibrations)


def numbers(library, document="rules"):
    return [(version.number, version.made) for version in library.versions(document)[document]]


def test_each_change_makes_a_version_that_says_who_and_when(kept):
    kept.add("rules", FIRST, edit=LEAD)
    kept.add("rules", FIRST, edit=LEAD)  # changes nothing
    kept.add("rules", SECOND, edit=Edit("lead-2", 2_000.0))
    kept.remove("rules", Edit("lead-1", 3_000.0))
    versions = kept.versions("rules")["rules"]
    assert numbers(kept) == [(1, Made.PUT), (2, Made.PUT), (3, Made.REMOVED)]
    assert [version.edit for version in versions] == [LEAD, Edit("lead-2", 2_000.0), Edit("lead-1", 3_000.0)]
    assert [version.size for version in versions] == [len(FIRST), len(SECOND), 0]
    assert [kept.file("rules", number) for number in (1, 2)] == [FIRST, SECOND]
    assert kept.documents() == ()


def test_without_an_edit_it_is_now_and_by_nobody(kept, monkeypatch):
    monkeypatch.setattr("guidelines_kb.library.time.time", lambda: 77.0)
    kept.add("rules", FIRST)
    assert kept.versions("rules")["rules"][0].edit == Edit("", 77.0)


def test_restoring_gives_exactly_what_there_was_and_encodes_nothing(kept, hashing):
    first = kept.add("rules", FIRST)
    before = kept.snippets()
    kept.add("rules", SECOND)
    hashing.encoded.clear()
    assert kept.restore("rules", 1, LEAD) == first
    assert (kept.snippets(), hashing.encoded) == (before, [])
    assert kept.search("apologise after every hold", floor=False)[0].snippet.text == "Apologise after every hold."
    newest = kept.versions("rules")["rules"][-1]
    assert (newest.number, newest.made, newest.of, newest.edit) == (3, Made.RESTORED, 1, LEAD)
    assert kept.file("rules", 3) == FIRST


def test_restoring_what_it_is_already_changes_nothing(kept):
    kept.add("rules", FIRST)
    assert kept.restore("rules", 1).changed is False
    assert numbers(kept) == [(1, Made.PUT)]


def test_what_was_taken_out_can_be_restored(kept):
    kept.add("rules", FIRST)
    kept.remove("rules")
    assert kept.restore("rules", 1).snippets == 2
    assert numbers(kept) == [(1, Made.PUT), (2, Made.REMOVED), (3, Made.RESTORED)]
    assert len(kept.documents()) == 1


@pytest.mark.parametrize("number", [0, 2, 3, 99])
def test_a_version_that_is_not_there_is_said_so(kept, number):
    kept.add("rules", FIRST)
    kept.remove("rules")  # version 2 has nothing to restore
    with pytest.raises(NoSuchVersion, match=rf"^There is no version {number} .*\.$"):
        kept.restore("rules", number)


def test_versions_are_there_after_opening_again(hashing, calibrations, tmp_path):
    library = Library.open(tmp_path, hashing, cache=calibrations)
    library.add("rules", FIRST, edit=LEAD)
    library.add("rules", SECOND)
    library.add("other", FIRST)
    library.remove("other")
    again = Library.open(tmp_path, hashing, cache=calibrations)
    assert again.versions() == library.versions()
    assert again.restore("other", 1).snippets == 2
    assert again.file("rules", 1) == FIRST
    assert [snippet.text for snippet in again.content("rules", 1).snippets] == [
        snippet.text for snippet in library.content("rules", 1).snippets
    ]


def test_a_document_of_before_there_were_versions_gets_its_first(hashing, calibrations, tmp_path):
    library = Library.open(tmp_path, hashing, cache=calibrations)
    library.add("rules", FIRST)
    library._has.history = {}  # as an index of before is opened
    library.add("rules", SECOND)
    first, second = library.versions("rules")["rules"]
    assert (first.edit, first.size, second.number) == (Edit(), 0, 2)
    assert library.file("rules", 1) is None
    assert library.restore("rules", 1).sha256 == first.info.sha256


def test_the_oldest_go_and_take_their_files_along(hashing, calibrations, tmp_path):
    library = Library.open(tmp_path, hashing, cache=calibrations)
    for number in range(MOST_OF_A_DOCUMENT + 5):
        library.add("rules", b"Apologise after every hold.\n\nThis is version %d of it." % number)
    kept = [version.number for version in library.versions("rules")["rules"]]
    assert kept == list(range(6, MOST_OF_A_DOCUMENT + 6))
    assert len(list((tmp_path / "documents").glob("*"))) == MOST_OF_A_DOCUMENT
    assert len(list((tmp_path / "files").glob("*"))) == MOST_OF_A_DOCUMENT
    with pytest.raises(NoSuchVersion):
        library.restore("rules", 5)


def put(number, at, size=1, **other):
    digest = f"{at:064.0f}"
    return Version(number, Made.PUT, Edit("", at), replace(INFO, sha256=digest), f"c{at}", size, **other)


def test_too_many_bytes_drop_the_oldest_gone_by_and_never_what_is_in_use():
    history = {}
    for at in range(6):
        history = followed(history, f"d{at % 2}", put(0, at, MOST_BYTES // 2))
    assert {name: [version.edit.at for version in own] for name, own in history.items()} == {
        "d0": [2, 4],
        "d1": [3, 5],
    }
    history = followed(history, "d1", put(0, 6, MOST_BYTES * 2))
    history = followed(history, "d1", put(0, 7))
    assert [version.edit.at for version in history["d1"]] == [7]
    assert history["d0"][-1].edit.at == 4


def test_too_many_documents_taken_out_are_forgotten_whole():
    history = {}
    for at in range(MOST_IN_ALL):
        history = followed(history, f"d{at}", put(0, at))
        history = followed(history, f"d{at}", Version(0, Made.REMOVED, Edit("", at + 0.5)))
    assert sum(len(own) for own in history.values()) <= MOST_IN_ALL
    assert "d0" not in history
    assert [version.number for version in history[f"d{MOST_IN_ALL - 1}"]] == [1, 2]


@pytest.mark.parametrize("found", [[], {"d": 1}, {"d": [{}]}, {"d": [{"made": "x", "edit": {}, "info": None}]}])
def test_what_is_no_history_is_refused(found):
    with pytest.raises((TypeError, ValueError, AttributeError)):
        from_json(found)
