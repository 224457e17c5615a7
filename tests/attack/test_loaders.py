"""Files that mean harm: damaged, mutated, and made to unpack into more than they are. The server goes on."""

import asyncio
import io
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import docx as python_docx
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb.documents import docx, html, markdown, pdf, read, text
from guidelines_kb.documents.document import Document
from guidelines_kb.documents.reading import DOCX, HTML, PDF
from guidelines_kb.errors import DocumentError
from tests.attack.effort import effort, examples
from tests.attack.mutations import mutated
from tests.attack.world import Host
from tests.guidelines_kb.documents.conftest import PROSE

READERS = {reader.MEDIA_TYPE: reader.read for reader in (docx, html, markdown, pdf, text)}
MARKDOWN = markdown.MEDIA_TYPE
MOST_GROWTH = 50 * 1024 * 1024  # bytes that the server itself may grow by while a bomb is read


def deflated(piece: bytes, times: int) -> bytes:
    """`piece` so many times, packed without ever being whole."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def a_pdf(packed: bytes, extra: bytes = b"") -> bytes:
    """The smallest PDF with this deflated content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%b endobj\n" % pair for pair in enumerate(objects, 1))
    return body + extra + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def a_docx(main: bytes | None = None, **more: bytes) -> bytes:
    """A Word file, its main part replaced, with more parts if given."""
    file = io.BytesIO()
    document = python_docx.Document()
    document.add_paragraph(PROSE)
    document.save(file)
    out = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for part in whole.namelist():
            is_main = main is not None and part == "word/document.xml"
            made.writestr(part, main if is_main else whole.read(part))
        for name, data in more.items():
            made.writestr(name, data)
    return out.getvalue()


def a_lying_docx() -> bytes:
    """Its directory says that the main part is small."""
    big = b"<w:document>" + b" " * 100_000_000
    return a_docx(big).replace(len(big).to_bytes(4, "little"), (900_000).to_bytes(4, "little"))


def laughs() -> bytes:
    """Entities of entities: a billion words in a kilobyte."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol lol lol">{entities}]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>"
    return f'{head}<w:document xmlns:w="{space}">{words}</w:document>'.encode()


SEEDS = {
    DOCX: [a_docx()],
    PDF: [a_pdf(deflated(b"BT /F 12 Tf 50 700 Td (Answer every customer within a day.) Tj ET", 1))],
    HTML: [f"<title>T</title><h1>Å</h1><p>{PROSE}<table><tr><td>a<td>b</table><ul><li>c</ul>".encode()],
    MARKDOWN: [f"---\ntitle: T\n---\n# Å\n\n{PROSE}\n\n- a\n- b\n\n|a|b|\n|-|-|\n|c|d|\n\n<b>x</b>\n".encode()],
    text.MEDIA_TYPE: [f"Rubrik\n\n{PROSE}\n\n1. ett\n2. två\n".encode(), "Hej".encode("utf-16")],
}


@pytest.mark.parametrize("kind", SEEDS)
@examples(40, 3_000)
@given(data=st.data())
def test_a_damaged_file_is_refused_in_a_sentence(kind: str, data: st.DataObject) -> None:
    """Whatever is done to a file, its reader gives a document or a DocumentError, and no offset points astray."""
    raw = data.draw(mutated(SEEDS[kind]))
    try:
        document = READERS[kind](raw)
    except DocumentError as error:
        assert str(error)
    else:
        check(document)


@examples(5, 200)
@given(kind=st.sampled_from((DOCX, PDF, HTML, MARKDOWN)), data=st.data())
def test_so_it_is_in_the_limited_process(kind: str, data: st.DataObject) -> None:
    """The same through the process that has limits."""
    try:
        check(read(data.draw(mutated(SEEDS[kind])), media_type=kind))
    except DocumentError as error:
        assert str(error)


def check(document: Document) -> None:
    """Blocks follow one another inside of the text."""
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(document.text)
        end = block.end


LOOP = b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>> endobj\n"  # pages among whose pages they are themselves
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": (DOCX, lambda: a_docx(b"<w:document>" + b" " * 190_000_000)),
    "zip bomb of small parts": (DOCX, lambda: a_docx(**{f"word/{n}.xml": bytes(990_000) for n in range(300)})),
    "zip with a lying directory": (DOCX, a_lying_docx),
    "zip in a zip": (DOCX, lambda: a_docx(**{"word/embeddings/1.docx": a_docx(b" " * 190_000_000)})),
    "billion laughs": (DOCX, lambda: a_docx(laughs())),
    "deep XML": (DOCX, lambda: a_docx(b"<w>" * 200_000 + b"</w>" * 200_000)),
    "deflate bomb": (PDF, lambda: a_pdf(deflated(bytes(1_000_000), 1_500))),
    "endless text operators": (PDF, lambda: a_pdf(deflated(b"BT /F 12 Tf (a) Tj ET ", 2_000_000))),
    "pages that contain themselves": (PDF, lambda: a_pdf(deflated(b"", 1), LOOP)),
    "deep HTML": (HTML, lambda: b"<div>" * effort(5_000, 2_000_000) + b"a b c"),
    "unclosed HTML": (HTML, lambda: b"<p>a<b>" * 1_000_000),
    "one huge tag": (HTML, lambda: b"<p " + b"a=1 " * 4_000_000 + b">a b c"),
    "open comments": (MARKDOWN, lambda: b"<!--" * 4_000_000 + b" a b c"),
    "open brackets": (MARKDOWN, lambda: b"![" * 8_000_000 + b" a b c"),
    "open quotes": (MARKDOWN, lambda: b"> " * 8_000_000 + b" a b c"),
}  # fmt: skip
QUICK = ("zip bomb", "zip with a lying directory", "billion laughs", "deep HTML", "pages that contain themselves")


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    """A server that reads real files."""
    running = Host(tmp_path)
    await running.start()
    yield running
    await running.stop()


@pytest.mark.parametrize("name", effort(QUICK, tuple(BOMBS)))
async def test_a_bomb_harms_nobody(host: Host, name: str) -> None:
    """It is refused, or read within the limits; meanwhile the server answers, and does not grow."""
    kind, make = BOMBS[name]
    bomb = await asyncio.to_thread(make)
    size = psutil.Process().memory_info().rss
    reading = asyncio.create_task(host.put_document("bomb", bomb, kind))
    grown = 0
    while not reading.done():
        assert (await host.call("default", "GET", "/health"))[0] == 200
        grown = max(grown, psutil.Process().memory_info().rss - size)
        await asyncio.sleep(0.05)
    status, answer = await reading
    assert status == 200 or (status == 422 and answer["detail"]), (status, answer)
    assert grown < MOST_GROWTH + 3 * len(bomb)  # the body, as it comes and as it is handed on
