"""The panel as one file: its modules after one another, without comments and spaces that nobody needs.

Two dozen small modules are good to read and slow to fetch from a desk's page. Browsers get one; nothing has to be
built beforehand. It knows the plain style that our modules are written in and refuses any other: imports are
`import { a, b } from './x.js';`, exports stand before what they export or in a list, block comments are comments,
a style sheet is a template behind `/* css */`, and no two modules have a name in common at their top level.
"""

import re
from collections import Counter
from pathlib import Path

from rjsmin import jsmin

from assist.server.browser.packed import Packed, pack

IMPORT = re.compile(r"^import \{ [\w, ]+ \} from '(\.[\w./-]+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
LISTED = re.compile(r"^export \{ ([\w, ]+) \};\n?", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
TOP_LEVEL = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
STYLES = re.compile(r"/\* css \*/ `([^`]*)`")
COMMENT = re.compile(r"[ \t]*/\*.*?\*/\n?", re.DOTALL)


def bundle(entry: Path) -> Packed:
    """The module `entry` with everything it imports; ValueError names what is written in another style."""
    modules: dict[Path, str] = {}
    _collect(entry.resolve(), modules)
    names = Counter(name for text in modules.values() for name in TOP_LEVEL.findall(text))
    if twice := [name for name, count in names.items() if count > 1]:
        raise ValueError(f"{entry.name}: more than one module has {', '.join(twice)} at its top level")
    exported = ", ".join(_exported(entry.read_text(encoding="utf-8")))
    code: str = jsmin("\n".join([*modules.values(), f"export {{ {exported} }};"]))
    return pack(code.encode(), "text/javascript")


def _collect(path: Path, modules: dict[Path, str], above: tuple[Path, ...] = ()) -> None:
    """Put a module into `modules` after those it imports."""
    if path in above:
        raise ValueError(f"{path.name} and {above[-1].name} import each other")
    if path in modules:
        return
    text = COMMENT.sub("", STYLES.sub(_squeezed, path.read_text(encoding="utf-8")))
    for imported in IMPORT.findall(text):
        _collect((path.parent / imported).resolve(), modules, (*above, path))
    text = LISTED.sub("", EXPORT.sub("", IMPORT.sub("", text)))
    if unknown := UNKNOWN.search(text):
        raise ValueError(f"{path.name}: write {unknown[0]!r} in the style that the bundle knows")
    modules[path] = text


def _squeezed(styles: re.Match[str]) -> str:
    """A style sheet without the spaces that separate nothing; its strings have no sign of the language in them."""
    text = re.sub(r"\s+", " ", styles[1].strip())
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    return f"`{re.sub('(?<=[a-z-]): ', ':', text).replace(';}', '}')}`"


def _exported(text: str) -> list[str]:
    return [*EXPORT.findall(text), *(name for listed in LISTED.findall(text) for name in listed.split(", "))]
