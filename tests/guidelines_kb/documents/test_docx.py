import io
import zipfile

import pytest

from guidelines_kb import DocumentError
from guidelines_kb.documents.docx import read


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def test_styles_tell_headings_lists_and_tables(word):
    document = read(word)
    assert [(b.kind.value, b.level) for b in document.blocks] == [
        ("heading", 1), ("heading", 1), ("paragraph", 0), ("item", 0), ("item", 0),
    ]  # fmt: skip
    last = document.blocks[-1]
    assert document.text[last.start : last.end] == "E-mail | one working day"
    assert document.title == "Our rules"


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(DocumentError, match="unpacks to more"):
        read(archive({"word/document.xml": b"0" * 50_000_000}))


def test_an_archive_without_a_document_is_told_apart():
    with pytest.raises(DocumentError, match="holds no Word document"):
        read(archive({"readme.txt": "hello"}))


@pytest.mark.parametrize("cut", [0.3, 0.95])
def test_a_file_cut_short_is_refused(word, cut):
    with pytest.raises(DocumentError, match="cut short"):
        read(word[: int(len(word) * cut)])


def test_damaged_xml_is_refused(word):
    parts = {
        info.filename: zipfile.ZipFile(io.BytesIO(word)).read(info)
        for info in zipfile.ZipFile(io.BytesIO(word)).infolist()
    }
    with pytest.raises(DocumentError, match="damaged"):
        read(archive({**parts, "word/document.xml": parts["word/document.xml"][:500]}))


def test_entities_are_not_followed(word):
    """Neither a billion laughs nor a file of the server ends up in the text."""
    parts = {
        info.filename: zipfile.ZipFile(io.BytesIO(word)).read(info)
        for info in zipfile.ZipFile(io.BytesIO(word)).infolist()
    }
    evil = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = parts["word/document.xml"].replace(b"?>", b"?>" + evil, 1).replace(b"Nobody", b"&x;", 1)
    try:
        text = read(archive({**parts, "word/document.xml": xml})).text
    except DocumentError:
        return
    assert "root:" not in text


def test_a_locked_or_old_file_is_told_apart():
    with pytest.raises(DocumentError, match="password"):
        read(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
