"""HTML as a reader sees it, for messages and mails that come as HTML.

Paragraphs are apart by an empty line, `br`, list items and table rows begin a line, quoted blocks stand behind
`> `; links keep their words. List marks are left out, as a browser's `innerText` does it: panel and webhook then
read the same words.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_HTML = 500_000  # characters of it that a message may have: the markup is often longer than the words
MOST_QUOTES = 8  # blocks quoted within each other that are told apart
DEEPEST = 400  # elements within each other; a parser's time grows with the square of it, and no writer comes near

_UNSEEN_NAMES = "head script style title noscript template svg object iframe select textarea"
_PARAGRAPH_NAMES = "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre"
_LINE_NAMES = """
address article aside body caption center dd details div dt fieldset figcaption figure footer form header hr li
main nav section summary tbody tfoot thead tr
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_PARAGRAPHS = frozenset(_PARAGRAPH_NAMES.split())
_LINES = frozenset(_LINE_NAMES.split())
_CELLS = frozenset({"td", "th"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}+(?:>|\Z)", re.IGNORECASE)  # a picture; or tens of thousands of attributes
# left open, these are opened again in whatever follows, all of them each time
_STYLING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_EMPTY_NAMES = "area base br col embed hr img input link meta source track wbr"
_EMPTY = frozenset(_EMPTY_NAMES.split())
_ENDED_BY_THE_NEXT = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
_INVISIBLE = "\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff"  # what a mail fills its preview with


def text_of(html: str) -> str:
    """The words of `html` in lines, without what is hidden; "" when there are none. Any text is taken."""
    root = LexborHTMLParser(_shallow(html)).body
    if root is None:
        return ""
    page = _Page()
    for node, is_open in _walk(root):
        if is_open:
            page.enter(node)
        else:
            page.leave(node)
    return page.text()


def _shallow(html: str) -> str:
    """`html` with one element for all that is only style, and without tags where it is deeper than anybody writes."""
    html = _STYLING.sub(r"<\1span", _LONG_TAG.sub("", html))
    open_names: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag.group(2).lower()
        if name in _EMPTY or (name in _ENDED_BY_THE_NEXT and open_names[-1:] == [name] and not tag.group(1)):
            continue
        if not tag.group(1):
            open_names.append(name)
        elif name in open_names:
            while open_names.pop() != name:
                pass
        if len(open_names) > DEEPEST:
            return html[: tag.start()] + _ANY_TAG.sub(" ", html[tag.start() :])
    return html


class _Page:
    """Lines in the making: `_gap` line ends are due before the next word, `_quotes` blocks are open."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._gap = 0
        self._quotes = 0
        self._pres = 0

    def enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text(deep=False))
        elif tag == "br":
            self._break(1, again=True)
        elif tag == "img":
            self._write(_emoji(node))
        elif tag in _CELLS:
            self._write(" ")
        else:
            self._edge(tag, 1)

    def leave(self, node: LexborNode) -> None:
        self._edge(node.tag or "", -1)

    def text(self) -> str:
        """Everything written, with at most one empty line in between."""
        self._end_line()
        shown = ["> " * min(quotes, MOST_QUOTES) + line for quotes, line in self._lines]
        whole = "\n".join(line.rstrip() for line in shown)
        return re.sub(r"\n{3,}", "\n\n", whole).strip("\n")

    def _edge(self, tag: str, step: int) -> None:
        if tag in _PARAGRAPHS:
            self._break(2)
        elif tag in _LINES:
            self._break(1)
        if tag == "blockquote":
            self._end_line()
            self._quotes += step
        elif tag == "pre":
            self._pres += step

    def _break(self, gap: int, *, again: bool = False) -> None:
        self._gap = min(2, self._gap + gap) if again else max(self._gap, gap)

    def _write(self, text: str) -> None:
        if self._pres:
            for index, line in enumerate(text.splitlines()):
                if index:
                    self._break(1, again=True)
                self._put(line)
            if text.endswith("\n"):
                self._break(1, again=True)
        else:
            self._put(_SPACE.sub(" ", text))

    def _put(self, text: str) -> None:
        if self._gap:
            if not text.strip(" \t" + _INVISIBLE):
                return
            self._end_line()
            if self._gap > 1 and self._lines:
                quotes = min(self._quotes, self._lines[-1][0])
                self._lines.append((quotes, ""))
            self._gap = 0
        self._parts.append(text)

    def _end_line(self) -> None:
        line = "".join(self._parts)
        line = line.strip() if self._pres else _SPACE.sub(" ", line).strip()
        if line.strip(_INVISIBLE + " "):
            self._lines.append((self._quotes, line))
        self._parts = []


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node that shows, when it opens and when it closes; by a loop, for mails nest deeper than calls may."""
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        child = None
        if _shows(node):
            yield node, True
            child = node.child
            if child is not None:
                open_nodes.append(node)
            else:
                yield node, False
        following = child or (node.next if open_nodes else None)
        while following is None and open_nodes:
            closed = open_nodes.pop()
            yield closed, False
            following = closed.next if open_nodes else None
        node = following


def _shows(node: LexborNode) -> bool:
    if node.tag in _UNSEEN:
        return False
    attributes = node.attributes if node.is_element_node else {}
    return "hidden" not in attributes and not _NOT_SHOWN.search(attributes.get("style") or "")


def _emoji(image: LexborNode) -> str:
    """An emoji that stands as an image; other images have no words of the writer's."""
    alternative = (image.attributes.get("alt") or "").strip()
    return "" if any(character.isalnum() or character == "_" for character in alternative) else alternative
