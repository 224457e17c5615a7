"""The words of a text that a dictionary can be asked about: addresses, codes, abbreviations and the like are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LETTERS = r"[^\W\d_²³ºª]"
UPPER, LOWER = "[A-ZÀ-ÖØ-Þ]", "[a-zß-öø-ÿ]"
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(rf"{LETTERS}+(?:['’:-]{LETTERS}+)*")
_CODE = re.compile(r"[\d@#\\_]|://|^[^\w]*(?:www\.|[/~])", re.IGNORECASE)  # numbers, addresses, paths, hashtags
_DOTTED = re.compile(rf"{LETTERS}+(?:-{LETTERS}+)*(?:\.{LETTERS}+(?:-{LETTERS}+)*)+(?P<path>[/?]\S*)?")
_ENDING = re.compile(r"[a-z]{2,6}")  # of a domain or a file
_INITIALS = 4  # letters at most in each part of "bl.a", "f.eks"
_CODE_WORD = re.compile(  # PDF, SMS:et, PDFs, USA's; Roman numbers; iPhone, BankID
    rf"{UPPER}{{2,6}}(?:['’:-]?{LOWER}{{1,4}})?|[IVXLCDM]+|i{{2,3}}|iv|vi{{2,3}}|ix|.*{LOWER}{UPPER}.*"
)
_BEGINNING = re.compile(r"(?:[.!?:…]\W*|[\n\r]\W*|[\"“”«»„‘(\[])$")  # before a capital letter that any word would have
LONGEST_CHUNK = 100  # nobody's word, and no scan over a line of thousands of signs


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text (code points). `is_name` says that its capital letter has no other reason than a name's."""

    text: str
    start: int
    end: int
    is_capital: bool
    is_name: bool


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words between `start` and `end`, in order, `start` being where a sentence begins."""
    for chunk in _CHUNK.finditer(text, start, end):
        written = chunk.group()
        if len(written) > LONGEST_CHUNK or _CODE.search(written) or _is_dotted_name(written):
            continue
        for word in _WORD.finditer(text, *chunk.span()):
            if not is_code(word.group()):
                yield _token(text, start, *word.span())


def is_code(word: str) -> bool:
    """Whether letters stand for something else than a word: one alone, abbreviations, Roman numbers, iPhone."""
    return len(word) == 1 or _CODE_WORD.fullmatch(word) is not None


def parts_of(word: str) -> list[str]:
    """A word's parts where it is put together by signs: `BankID-appen`, `VD:n`; one part is the word itself."""
    return [part for part in re.split(r"[-:]", word) if part]


def _is_dotted_name(chunk: str) -> bool:
    """`example.com`, `invoice.pdf`, `t.ex`; but not two sentences that no space divides."""
    dotted = _DOTTED.search(chunk)
    if dotted is None:
        return False
    if dotted.group("path"):
        return True
    parts = dotted.group().split(".")
    return bool(_ENDING.fullmatch(parts[-1])) or all(len(part) <= _INITIALS for part in parts)


def _token(text: str, sentence: int, start: int, end: int) -> Token:
    word = text[start:end]
    is_capital = word[0].isupper()
    before = text[max(sentence, start - 12) : start]
    begins = not before.strip(" \"“”«»„‘'([-–*•") or _BEGINNING.search(before)
    return Token(word, start, end, is_capital, is_capital and not word.isupper() and not begins)
