import threading
from dataclasses import replace

import numpy as np
import pytest

from guidelines_kb import DocumentError, IndexMismatch, Library, Query
from guidelines_kb.languages import detect

RULES = (
    "# Rules\n\nNever keep a caller waiting on hold. Apologise after every hold.\n\n"
    "- Thank the customer by name.\n"
)
MORE = "Check the spelling of each letter before you send it."


def add(library, name="rules", text=RULES, **told):
    return library.add(name, text.encode(), media_type="text/markdown", **told)


def test_adding_tells_what_is_known_of_the_document(library):
    info = add(library)
    assert (info.document, info.title, info.language) == ("rules", "Rules", "en")
    assert (info.sections, info.snippets, info.changed) == (1, 3, True)
    assert info.characters == len(library.text("rules"))
    assert library.documents() == (info,)


def test_every_snippet_is_where_it_says(library):
    add(library)
    text = library.text("rules")
    assert [text[s.start : s.end] for s in library.snippets()] == [s.text for s in library.snippets("rules")]
    assert [s.section for s in library.snippets()] == ["Rules"] * 3


def test_the_same_bytes_change_nothing_and_encode_nothing(library, hashing):
    info = add(library)
    version = library.version
    hashing.encoded.clear()
    assert add(library) == replace(info, changed=False)
    assert (hashing.encoded, library.version) == ([], version)


def test_a_new_version_replaces_the_old_and_encodes_only_what_is_new(library, hashing):
    add(library)
    hashing.encoded.clear()
    assert add(library, text=RULES + "\nCall back within the hour.\n").changed
    assert hashing.encoded == ["Call back within the hour."]
    assert len(library.documents()) == 1
    assert (
        library.search("call back within the hour", floor=False)[0].snippet.text
        == "Call back within the hour."
    )


def test_another_title_or_language_is_a_change(library):
    add(library)
    assert add(library, title="Our rules").changed
    assert library.snippets()[0].title == "Our rules"
    assert add(library, title="Our rules", language="sv").changed
    assert {snippet.language for snippet in library.snippets()} <= {"sv", "en"}


@pytest.mark.parametrize("data", [b"", b"a\0b", b"# Only a heading\n"])
def test_a_refused_document_leaves_the_library_as_it_was(library, data):
    add(library)
    before = (library.version, library.documents())
    with pytest.raises(DocumentError):
        library.add("rules", data, media_type="text/markdown")
    assert (library.version, library.documents()) == before


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201])
def test_a_name_must_be_printable_and_short(library, name):
    with pytest.raises(DocumentError, match="name"):
        add(library, name)


def test_removing(library):
    add(library)
    add(library, "letters", MORE)
    assert library.remove("rules")
    assert not library.remove("rules")
    assert {match.snippet.document for match in library.search("hold", k=9, floor=False)} == {"letters"}
    with pytest.raises(KeyError):
        library.text("rules")


def test_the_version_follows_the_content_only(hashing, calibrations):
    one, other = (Library.open(None, hashing, cache=calibrations) for _ in range(2))
    empty = one.version
    add(one), add(one, "letters", MORE)
    add(other, "letters", MORE), add(other)
    assert one.version == other.version != empty
    one.remove("letters")
    assert one.version != other.version


def test_a_folder_reopened_gives_the_same_version_and_results(hashing, calibrations, tmp_path):
    library = Library.open(tmp_path, hashing, cache=calibrations)
    add(library), add(library, "a/b: ö?", MORE), add(library, "gone", MORE)
    library.remove("gone")
    again = Library.open(tmp_path, hashing, cache=calibrations)
    assert again.version == library.version
    assert (again.documents(), again.snippets()) == (library.documents(), library.snippets())
    for query in ("hold", "spelling of a letter", "thank by name"):
        assert again.search(query, floor=False) == library.search(query, floor=False)
    assert add(again).changed is False


def test_another_embedder_cannot_open_the_folder(hashing, calibrations, tmp_path):
    add(Library.open(tmp_path, hashing, cache=calibrations))
    other = type(hashing)("other", 32)
    with pytest.raises(
        IndexMismatch, match=r'"hashing-1" \(64 dimensions\).*"other" \(32 dimensions\).*: open'
    ):
        Library.open(tmp_path, other, cache=calibrations)


def test_a_commit_that_fails_changes_nothing(hashing, calibrations, tmp_path, monkeypatch):
    """The disk is full: neither the memory nor the folder has half of it."""
    library = Library.open(tmp_path, hashing, cache=calibrations)
    add(library)
    version = library.version

    def full(_path, _data):
        raise OSError("No space left on device")

    monkeypatch.setattr("guidelines_kb.storage.write_atomically", full)
    with pytest.raises(OSError, match="space"):
        add(library, "letters", MORE)
    assert library.version == version == Library.open(tmp_path, hashing, cache=calibrations).version


def test_only_snippets_of_the_language_asked_for(library):
    add(library)
    add(library, "sv", "Låt aldrig en kund vänta i telefonen.", language="sv")
    found = library.search("hold", k=9, language="sv", floor=False)
    assert [match.snippet.language for match in found] == ["sv"]
    assert library.search("hold", language="pt", floor=False) == ()


def test_a_need_said_in_two_languages_is_one_query(library):
    add(library)
    queries = [Query("apologise after a hold", "en"), Query("be om ursäkt efter väntan", "sv")]
    assert library.search(queries, floor=False)[0].snippet.text == "Apologise after every hold."


@pytest.mark.parametrize("query", ["", "  ?! ", []])
def test_a_query_without_words_finds_nothing(library, query):
    add(library)
    assert library.search(query, floor=False) == ()


def test_vectors_already_at_hand_give_what_the_text_gives(library, hashing):
    add(library)
    text = "thank the customer"
    found = library.search_vectors(
        hashing.encode([text] * 2, "query"), [text] * 2, [detect(text)] * 2, k=2, floor=False
    )
    expected = library.search(text, k=2, floor=False)
    for matches in found:
        assert [match.snippet for match in matches] == [match.snippet for match in expected]
        similarities = [match.similarity for match in expected]
        assert [match.similarity for match in matches] == pytest.approx(similarities, abs=1e-6)
    assert library.search_vectors(np.empty((0, 64), np.float32), [], [], k=2) == []


def test_searches_go_on_while_documents_change(library):
    """Every search sees the document as it was or as it is: never two versions, never none."""
    add(library)
    versions = [RULES, RULES.replace("caller", "visitor").replace("Never", "Do not ever")]
    stop, wrong = threading.Event(), []

    def ask():
        while not stop.is_set():
            texts = [match.snippet.text for match in library.search("hold caller visitor", k=9, floor=False)]
            if len(texts) != 3 or sum("keep a" in text for text in texts) != 1:
                wrong.append(texts)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    for turn in range(10):
        add(library, text=versions[turn % 2])
    stop.set()
    for asker in askers:
        asker.join()
    assert not wrong


def test_at_least_one_language_is_needed(hashing):
    with pytest.raises(ValueError, match="language"):
        Library.open(None, hashing, ())
