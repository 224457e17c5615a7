"""Files of ours as browsers get them: whole, compressed where that helps, unchanged where it is so."""

import gzip
import os
from pathlib import Path

from assist.server.browser.packed import pack, packed_file


def test_text_is_compressed_and_pictures_are_not() -> None:
    script = pack(b"let a = 1;\n" * 100, "text/javascript")
    assert script.compressed is not None
    assert gzip.decompress(script.compressed) == script.body
    assert pack(b"let a", "text/javascript").compressed is None
    assert pack(b"\x89PNG" * 100, "image/png").compressed is None


def test_a_file_is_packed_again_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "page.css"
    path.write_text("a {}")
    first = packed_file(path)
    assert packed_file(path) is first
    path.write_text("b {}")
    os.utime(path, ns=(1, 1))
    assert packed_file(path).body == b"b {}"
    assert packed_file(path).tag != first.tag
