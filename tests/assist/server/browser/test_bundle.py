"""Many modules as one file."""

import gzip
import re
from pathlib import Path

import pytest

from assist.server.browser.bundle import bundle
from assist.server.browser.pages import PLUGINS

MOST_COMPRESSED = 20_000


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_modules_come_after_what_they_import_each_once(tmp_path: Path) -> None:
    """In one scope, without comments, indentation and the imports that are no longer needed."""
    entry = written(
        tmp_path,
        entry="import { two } from './two.js';\nimport { one } from './one.js';\n\nexport const both = one + two;\n",
        two="/** Two. */\nimport { one } from './one.js';\n\nexport function two() {\n  return one /* 1 */ + 1;\n}\n",
        one="class One {}\n/**\n * @type {number}\n */\nexport const one = 0; // a number\nexport { One };\n",
    )
    assert bundle(entry).body.decode() == (
        "class One{}\nconst one=0;function two(){return one+1;}\nconst both=one+two;export{both};"
    )


def test_styles_lose_what_separates_nothing(tmp_path: Path) -> None:
    """Where a template says that it is a style sheet; other templates stay as they are."""
    rule = '\n.a > li, .b :hover {\n  margin: calc(1px + 2px) 0;\n  content: "x ";\n}\n'
    sheet = f"{rule}@media (width < 9em) {{ p {{ top: 0; }} }}\n"
    entry = written(
        tmp_path, entry=f"export const text = /* css */ `{sheet}`;\nexport const other = `a: b; {{ c }}`;\n"
    )
    code = bundle(entry).body.decode()
    assert '`.a > li,.b :hover{margin:calc(1px + 2px) 0;content:"x "}@media (width < 9em){p{top:0}}`' in code
    assert "`a: b; { c }`" in code


@pytest.mark.parametrize("line", ["import x from './one.js';", "export default 1;", "export * from './one.js';"])
def test_another_style_is_refused(tmp_path: Path, line: str) -> None:
    """A bundle that silently lacks something would be worse than none."""
    with pytest.raises(ValueError, match=r"entry\.js"):
        bundle(written(tmp_path, entry=line, one="export const x = 1;"))


def test_a_circle_is_refused(tmp_path: Path) -> None:
    """One of two modules that need each other would not be there yet."""
    circle = {"entry": "import { a } from './a.js';\n", "a": "import { b } from './entry.js';\nexport const a = b;"}
    with pytest.raises(ValueError, match="import each other"):
        bundle(written(tmp_path, **circle))


def test_a_name_belongs_to_one_module(tmp_path: Path) -> None:
    """In one file the second would be an error, and all of the panel with it."""
    modules = {"entry": "import { a } from './a.js';\nconst own = a;", "a": "const own = 1;\nexport const a = own;"}
    with pytest.raises(ValueError, match="more than one module has own"):
        bundle(written(tmp_path, **modules))


def test_texts_stay_as_they_are_written() -> None:
    """What people read, and patterns: spaces count there."""
    source = (PLUGINS / "widget" / "words.js").read_text(encoding="utf-8")
    texts = [text for text in re.findall(r"'([^'\n]+)'", source.partition("export const TEXTS")[2]) if " " in text]
    code = bundle(PLUGINS / "widget" / "bistand-panel.js").body.decode()
    assert len(texts) > 100
    assert [text for text in texts if text not in code] == []


def test_the_panel_is_small() -> None:
    """Under 20 KB over the wire, everything included: code, words in five languages, looks."""
    made = bundle(PLUGINS / "widget" / "bistand-panel.js")
    assert gzip.decompress(made.compressed) == made.body
    assert len(made.compressed) < MOST_COMPRESSED
