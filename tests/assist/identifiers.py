"""Identifiers that belong to nobody, each with valid check digits: made by chance, the same for the same seed."""

import random
from collections.abc import Callable, Iterator

from stdnum import luhn
from stdnum.br import cpf
from stdnum.iban import calc_check_digits
from stdnum.no import fodselsnummer
from stdnum.pt import nif

NAMES = ("astrid", "lars.holm", "maria_silva", "joao-pedro", "kim", "ann.lee", "ole2", "beatriz.coelho")
HOSTS = ("example.se", "post.example.dk", "epost.example.no", "correio.example.pt", "mail.example.co.uk")
CARDS = (("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6011", 16))
BANKS = (("SE", 20), ("DK", 14), ("NO", 11), ("PT", 21), ("DE", 18))
TELEPHONES = (
    "070-{3} {2} {2}", "+46 73 {3} {2} {2}", "08-{3} {3} {2}", "+45 2{1} {2} {2} {2}", "004531{6}",
    "+47 91 {2} {2} {2}", "41{1} {2} {3}", "+351 91{1} {3} {3}", "21{1} {3} {3}", "(11) 9{4}-{4}", "+55 21 9{4}-{4}",
    "07400 {6}", "+44 20 7946 0{3}",
)  # fmt: skip


def made(number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """`number` identifiers, each kind in turn: what it is, and how somebody writes it."""
    chance = random.Random(seed)
    kinds = list(KINDS.items())
    for place in range(number):
        kind, make = kinds[place % len(kinds)]
        yield kind, make(chance)


def digits_of(identifier: str) -> str:
    """The digits alone, as a program may write them."""
    return "".join(sign for sign in identifier if sign.isdigit())


def _digits(chance: random.Random, number: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(number))


def _born(chance: random.Random) -> tuple[str, str, str]:
    return f"{chance.randint(1, 28):02}", f"{chance.randint(1, 12):02}", f"{chance.randint(45, 99)}"


def _email(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)}{chance.randint(100, 99999)}@{chance.choice(HOSTS)}"


def _telephone(chance: random.Random) -> str:
    form = chance.choice(TELEPHONES)
    while "{" in form:
        number = form[form.index("{") + 1]
        form = form.replace(f"{{{number}}}", _digits(chance, int(number)), 1)
    return form


def _card(chance: random.Random) -> str:
    begins, length = chance.choice(CARDS)
    digits = begins + _digits(chance, length - len(begins) - 1)
    digits += luhn.calc_check_digit(digits)
    sign = chance.choice(("", " ", "-"))
    return sign.join(digits[n : n + 4] for n in range(0, length, 4))


def _iban(chance: random.Random) -> str:
    country, length = chance.choice(BANKS)
    account = _digits(chance, length)
    whole = f"{country}{calc_check_digits(f'{country}00{account}')}{account}"
    return chance.choice((whole, " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))))


def _personnummer(chance: random.Random) -> str:
    day, month, year = _born(chance)
    number = _digits(chance, 3)
    check = luhn.calc_check_digit(year + month + day + number)
    return chance.choice((f"{year}{month}{day}-{number}{check}", f"19{year}{month}{day}{number}{check}"))


def _cpr(chance: random.Random) -> str:
    day, month, year = _born(chance)
    return f"{day}{month}{year}{chance.choice(('-', ''))}{chance.randint(0, 3)}{_digits(chance, 3)}"


def _fodselsnummer(chance: random.Random) -> str:
    while True:
        day, month, year = _born(chance)
        number = f"{day}{month}{year}{chance.randint(0, 499):03}"
        first = fodselsnummer.calc_check_digit1(number)
        second = fodselsnummer.calc_check_digit2(number + first)
        if len(first + second) == 2:  # one in five has none
            return chance.choice((number + first + second, f"{number[:6]} {number[6:]}{first}{second}"))


def _nif(chance: random.Random) -> str:
    digits = chance.choice("123") + _digits(chance, 7)
    digits += nif.calc_check_digit(digits)
    return chance.choice((digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}"))


def _cpf(chance: random.Random) -> str:
    digits = _digits(chance, 9)
    return str(cpf.format(digits + cpf._calc_check_digits(digits)))


KINDS: dict[str, Callable[[random.Random], str]] = {
    "e-mail": _email,
    "telephone": _telephone,
    "card": _card,
    "IBAN": _iban,
    "personnummer": _personnummer,
    "CPR": _cpr,
    "fødselsnummer": _fodselsnummer,
    "NIF": _nif,
    "CPF": _cpf,
}
