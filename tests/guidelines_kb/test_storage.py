import json

import numpy as np
import pytest

from guidelines_kb import IndexMismatch
from guidelines_kb.snippets import DocumentInfo, Snippet
from guidelines_kb.storage import Folder, State, Stored


def stored(name="d", digest="0" * 64):
    info = DocumentInfo(name, "Title ö", "sv", 1, 1, True, "text/plain", digest, 9)
    snippet = Snippet(name, "Title ö", "Sec", "sv", "Två ord.", 1, 9)
    return Stored(info, " Två ord.", (snippet,), np.ones((1, 64), np.float32))


def kept(document="d", **particulars):
    return State({document: stored(document, **particulars)}, {})


def same(one, other):
    return (one.info, one.text, one.snippets) == (other.info, other.text, other.snippets) and np.array_equal(
        one.raw, other.raw
    )


def test_what_is_committed_is_loaded(hashing, tmp_path):
    Folder(tmp_path, hashing).commit(kept(), "key")
    found = Folder(tmp_path, hashing).load()
    assert found.documents.keys() == {"d"}
    assert same(found.documents["d"], stored())
    assert Folder(tmp_path / "new", hashing).load() == State({}, {})


@pytest.mark.parametrize("writes", [0, 1])
def test_a_crash_between_two_writes_leaves_the_old_state(hashing, tmp_path, monkeypatch, writes):
    """The document's file comes first, the manifest's renaming decides; left-overs go at the next change."""
    folder = Folder(tmp_path, hashing)
    folder.commit(kept(), "key")
    done = []
    from guidelines_kb import storage  # noqa: PLC0415

    real = storage.write_atomically

    def crash(path, data):
        if len(done) == writes:
            raise KeyboardInterrupt
        done.append(path)
        real(path, data)

    monkeypatch.setattr(storage, "write_atomically", crash)
    with pytest.raises(KeyboardInterrupt):
        folder.commit(kept(digest="1" * 64), "key")
    monkeypatch.undo()
    assert same(Folder(tmp_path, hashing).load().documents["d"], stored())
    folder.commit(kept(), "key")
    assert len(list((tmp_path / "documents").iterdir())) == 1


def test_a_missing_or_damaged_file_is_named(hashing, tmp_path):
    folder = Folder(tmp_path, hashing)
    folder.commit(kept(), "key")
    (path,) = (tmp_path / "documents").iterdir()
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(IndexMismatch, match=path.name):
        folder.load()
    path.unlink()
    with pytest.raises(IndexMismatch, match="missing or damaged"):
        folder.load()


def test_a_name_like_a_path_stays_inside(hashing, tmp_path):
    Folder(tmp_path / "lib", hashing).commit(kept("../../x"), "key")
    names = json.loads((tmp_path / "lib" / "manifest.json").read_text())["documents"]
    assert names["../../x"].startswith("documents/")
    assert ".." not in names["../../x"]
