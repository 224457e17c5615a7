"""Identifiers of persons, taken out of text before it leaves the service or is written where it need not be.

Checksums are checked where a number has one, so that an order number seldom goes as well; a telephone number has
none, and eight digits in a row may be one in Denmark and Norway: in doubt it goes. What stands in its place says
what it was, so that a reader understands the sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from phonenumbers import NumberParseException, is_valid_number, parse
from stdnum import iban, luhn
from stdnum.br import cpf
from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.pt import nif
from stdnum.se import personnummer

EMAIL, IBAN, CARD, PERSON, TELEPHONE = "[e-mail]", "[IBAN]", "[payment card]", "[personal number]", "[telephone]"
REGIONS = ("SE", "DK", "NO", "PT", "BR", "GB")
LEAST_DIGITS = 7  # of a telephone number; what is shorter is a price, a year or a street
MOST_GROUPS = 8
CANDIDATE = re.compile(r"(?<![\w.,-])(?:\+|\()?\d(?:[ ()./-]{0,2}\d){6,17}(?!\d)")
DATE = re.compile(r"(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d")

Finder = Callable[[str], Iterator[tuple[int, int]]]


def mask(text: str) -> str:
    """`text` with e-mail addresses, IBANs, cards, personal numbers and telephone numbers named instead of shown."""
    for label, find in FINDERS:
        for start, end in sorted(find(text), reverse=True):
            text = f"{text[:start]}{label}{text[end:]}"
    return text


def masked(value: object) -> object:
    """A JSON value with every text in it masked; names of fields stay."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {name: masked(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [masked(part) for part in value]
    return value


def _matching(form: str, *are_valid: Callable[[str], bool]) -> Finder:
    pattern = re.compile(form, re.IGNORECASE)

    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            if not are_valid or any(is_valid(match.group()) for is_valid in are_valid):
                yield match.span()

    return find


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    """The longest valid beginning of what looks like one: words may follow without a sign between."""
    for match in re.finditer(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b", text, re.IGNORECASE):
        for end in range(match.end(), match.start() + 14, -1):
            if iban.is_valid(text[match.start() : end]):
                yield match.start(), end
                break


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    """The longest beginning of each row of digits that is a number in one of the regions."""
    for match in CANDIDATE.finditer(text):
        ends = [match.start() + part.end() for part in re.finditer(r"\d+", match.group())]
        for end in reversed(ends[-MOST_GROUPS:]):
            if _is_telephone(text[match.start() : end]):
                yield match.start(), end
                break


def _is_telephone(number: str) -> bool:
    if sum(character.isdigit() for character in number) < LEAST_DIGITS or DATE.match(number):
        return False
    return any(_is_valid(number, region) for region in REGIONS)


def _is_valid(number: str, region: str) -> bool:
    try:
        return bool(is_valid_number(parse(number, region)))
    except NumberParseException:
        return False


def _is_card(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))


# In this order: a longer number is not to be taken for the telephone number inside of it.
FINDERS: tuple[tuple[str, Finder], ...] = (
    (EMAIL, _matching(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")),
    (IBAN, _ibans),
    (PERSON, _matching(r"(?<![\d-])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)", cpf.is_valid)),
    (PERSON, _matching(r"(?<!\d)\d{6}[ ]?\d{5}(?!\d)", fodselsnummer.is_valid, cpf.is_valid)),
    (PERSON, _matching(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)", personnummer.is_valid, cpr.is_valid)),
    (CARD, _matching(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", _is_card)),
    (PERSON, _matching(r"(?<!\d)[1-35-9]\d{2}[ ]?\d{3}[ ]?\d{3}(?!\d)", nif.is_valid)),
    (TELEPHONE, _telephones),
)
