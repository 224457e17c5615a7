"""Identifiers of persons, taken out of text before it leaves the service or is written where it need not be.

Checksums are checked where a number has one, and numbers that are nobody's stay (figures.py); a telephone number has
no checksum, and eight digits in a row may be one in Denmark and Norway: in doubt it goes. What stands in its place
says what it was, so that a reader understands the sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from phonenumbers import NumberParseException, PhoneNumber, is_possible_number, is_valid_number, parse
from stdnum import iban, luhn
from stdnum.br import cpf
from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.pt import nif
from stdnum.se import personnummer

from assist.figures import is_reference, without

EMAIL, IBAN, CARD, PERSON, TELEPHONE = "[e-mail]", "[IBAN]", "[payment card]", "[personal number]", "[telephone]"
# Where a number is looked for: by a zero that nobody leaves out of a Swedish or British one, else by how long it is.
BY_ZERO = ("SE", "GB", "BR")
BY_LENGTH = {8: ("DK", "NO"), 9: ("PT",), 10: ("BR",), 11: ("BR",)}
LEAST_DIGITS = 7  # of a telephone number; what is shorter is a price, a year or a street
MOST_DIGITS = 17  # fifteen, as E.164 allows, and two zeros
MOST_GROUPS = 8
CANDIDATE = re.compile(r"(?<![\w.,-])(?:\+|\()?\d(?:[ ()./-]{0,2}\d){6,17}(?!\w)")
CARDS = re.compile(r"4\d{15}(?:\d{3})?|3[068]\d{12}|3[47]\d{13}|[2356]\d{15}|6\d{18}")

Finder = Callable[[str], Iterator[tuple[int, int]]]


def mask(text: str) -> str:
    """`text` with e-mail addresses, IBANs, cards, personal numbers and telephone numbers named instead of shown."""
    return replaced(text, lambda label, original: label)


def replaced(text: str, stand_in: Callable[[str, str], str]) -> str:
    """`text` with what `stand_in` gives in the place of each identifier, from its label and itself."""
    if "@" not in text and sum(map(str.isdigit, text)) < LEAST_DIGITS:
        return text
    for label, find in FINDERS:
        for start, end in sorted(find(text), reverse=True):
            text = f"{text[:start]}{stand_in(label, text[start:end])}{text[end:]}"
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


def _matching(form: str, *are_valid: Callable[[str], bool], is_sure: bool = True) -> Finder:
    """What has this form and is valid; of one that is not sure, what no word before it claims."""
    pattern = re.compile(form, re.IGNORECASE)

    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            if are_valid and not any(is_valid(match.group()) for is_valid in are_valid):
                continue
            if is_sure or not is_reference(text, *match.span()):
                yield match.span()

    return find


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    """The longest valid beginning of what looks like one: words may follow without a sign between."""
    for match in re.finditer(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b", text, re.IGNORECASE):
        for end in range(match.end(), match.start() + 14, -1):
            if iban.is_valid(text[match.start() : end], check_country=False):
                yield match.start(), end
                break


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    """The longest beginning of each row of digits that is a number in one of the regions."""
    for match in CANDIDATE.finditer(without(text)):
        ends = [match.start() + part.end() for part in re.finditer(r"\d+", match.group())]
        for end in reversed(ends[-MOST_GROUPS:]):
            if _is_telephone(text[match.start() : end]):
                if not is_reference(text, match.start(), end):
                    yield match.start(), end
                break


def _is_telephone(number: str) -> bool:
    digits = sum(map(str.isdigit, number))
    if not LEAST_DIGITS <= digits <= MOST_DIGITS:
        return False
    begins = number.lstrip("(")
    if begins.startswith(("+", "00")):
        return _is(is_possible_number, number, "SE")
    regions = BY_ZERO if begins[0] == "0" else BY_LENGTH.get(digits, ())
    return any(_is(is_valid_number, number, region) for region in regions)


def _is(what: Callable[[PhoneNumber], bool], number: str, region: str) -> bool:
    try:
        return what(parse(number, region))
    except NumberParseException:
        return False


def _is_card(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return CARDS.fullmatch(digits) is not None and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


# In this order: a longer number is not to be taken for the telephone number inside of it.
FINDERS: tuple[tuple[str, Finder], ...] = (
    (EMAIL, _matching(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")),
    (IBAN, _ibans),
    (PERSON, _matching(r"(?<![\w-])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)", cpf.is_valid)),
    (PERSON, _matching(r"(?<!\w)\d{6} ?\d{5}(?!\w)", fodselsnummer.is_valid, cpf.is_valid, is_sure=False)),
    (PERSON, _matching(r"(?<!\w)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\w)", personnummer.is_valid, cpr.is_valid, is_sure=False)),
    (CARD, _matching(r"(?<!\w)\d(?:[ -]?\d){12,18}(?!\w)", _is_card)),
    (PERSON, _matching(r"(?<![\w+])(?<!351 )[1-35-9]\d{2} ?\d{3} ?\d{3}(?! ?\w?\d|\w)", nif.is_valid, is_sure=False)),
    (TELEPHONE, _telephones),
)
