"""How letters begin and end: the greeting, the name in it, the sign-off."""

import pytest

from assist.core.drafts.salutation import check_greeting, check_sign_off
from assist.core.events import Channel
from tests.assist.core.drafts.letters import HOSTILE, LETTERS, draft_of, hostile

RIGHT = [
    ("en", "Dear Ms Holm,", "Ingrid Holm"),
    ("en", "Dear Ingrid Holm,", "Ingrid Holm"),
    ("en", "Hi Ingrid!", "Ingrid Holm"),
    ("en", "Dear Mr and Mrs Holm,", "Ingrid Holm"),
    ("en", "Hi Mike,", "Michael Gray"),
    ("en", "Hi Alex,", "Alexander Gray"),
    ("en", "Dear Desmond,", "D. Clarke"),
    ("en", "Dear Mr O'Brien,", "Sean O’Brien"),
    ("en", "Dear Ms Sousa,", "Inês"),  # a surname nobody told us
    ("en", "Ingrid,", "Ingrid Holm"),
    ("en", "hi ingrid", "Ingrid Holm"),
    ("en", "Hello, and thank you for writing, Ingrid.", "Ingrid Holm"),
    ("sv", "Bästa Ann-Marie,", "Ann-Marie Ek"),
    ("sv", "Hej Ann Marie!", "Ann-Marie Ek"),
    ("sv", "God morgon Åke!", "Ake Berg"),
    ("sv", "Hej Anna och Lars!", "Lars Berg"),
    ("da", "Kære Lars", "Lars Holm"),
    ("nb", "God kveld, Jan-Egil!", "Jan-Egil Tangen"),
    ("pt", "Exmo. Sr. Holm,", "Erik Holm"),
    ("pt", "Exma. Senhora D. Teresa Amorim Duarte,", "Teresa Amorim Duarte"),
    ("pt", "Cara Dra. Sousa,", "Paula Sousa"),
    ("pt", "Olá, João,", "JOAO PIRES"),
    ("pt", "Cara dona Marlene,", "Marlene Siqueira"),
    ("pt", "Caro(a) Vasco,", "Vasco Meireles"),
    ("en", "Dear customer,", "Fjordby AB"),
    ("en", "Hello!", "kim82@mail.example"),
    ("fi", "Moikka", "Kim"),
]
WRONG = [
    ("en", "Dear Mrs Oakley,", "Helen Okafor", "Oakley", "Okafor"),
    ("en", "Hi Ingmar,", "Ingrid Holm", "Ingmar", "Ingrid"),
    ("en", "Dear Ms Clarkson,", "D Clarke", "Clarkson", "Clarke"),
    ("sv", "Hej Markus!", "Mattias Grahn", "Markus", "Mattias"),
    ("sv", "Hej Ann-Sofie!", "Ann-Charlotte Wendt", "Ann-Sofie", "Ann-Charlotte"),
    ("da", "Hej Lise", "Louise Aagaard", "Lise", "Louise"),
    ("nb", "Hei Inger!", "Ingrid Fossum", "Inger", "Ingrid"),
    ("nb", "Hei Kari!", "Karin Moe", "Kari", "Karin"),
    ("pt", "Prezado Sr. Dirceu Barros,", "Dirceu Bastos", "Barros", "Bastos"),
    ("pt", "Olá, Camila,", "Carolina Rezende", "Camila", "Carolina"),
]
NAMELESS = [
    ("en", "Dear resident,", "Gareth Pryce", "Dear resident", ("Dear Gareth Pryce",)),
    ("en", "Hello there!", "Kelsey Moss", "Hello there", ("Hello Kelsey",)),
    ("en", "Dear Sir or Madam,", "Kelsey Moss", "Dear Sir or Madam", ("Dear Kelsey Moss",)),
    ("en", "Hi, Thank you for writing.", "Kelsey Moss", "Hi", ("Hi Kelsey",)),
    ("sv", "Hej!", "Jonna Ek", "Hej", ("Hej Jonna",)),
    ("sv", "Hej Tack för ditt mejl", "Jonna Ek", "Hej", ("Hej Jonna",)),
    ("da", "Hej", "Palle Nygaard", "Hej", ("Hej Palle",)),
    ("nb", "Hei,", "Farida Rahimi", "Hei", ("Hei Farida",)),
    ("pt", "Estimado cliente,", "Vasco Meireles", "Estimado cliente", ()),
    ("pt", "Olá!", "Vasco Meireles", "Olá", ("Olá, Vasco",)),
]
BODY = "\n\nThe parcel comes on Friday.\n\n"


@pytest.mark.parametrize(("language", "greeting", "customer"), RIGHT)
def test_a_right_greeting(language: str, greeting: str, customer: str) -> None:
    assert [*check_greeting(draft_of(greeting + BODY, language, customer=customer))] == []


@pytest.mark.parametrize(("language", "greeting", "customer", "found", "right"), WRONG)
def test_a_wrong_name(language: str, greeting: str, customer: str, found: str, right: str) -> None:
    draft = draft_of(greeting + BODY, language, customer=customer)
    (flaw,) = check_greeting(draft)
    assert (flaw.rule, draft.text[flaw.start : flaw.end], flaw.replacements) == ("wrong_name", found, (right,))
    assert flaw.slots == {"name": right, "found": found}


@pytest.mark.parametrize(("language", "greeting", "customer", "found", "better"), NAMELESS)
def test_no_name(language: str, greeting: str, customer: str, found: str, better: tuple[str, ...]) -> None:
    draft = draft_of(greeting + BODY, language, customer=customer)
    (flaw,) = check_greeting(draft)
    assert (flaw.rule, draft.text[flaw.start : flaw.end], flaw.replacements) == ("no_name", found, better)
    assert flaw.slots == {"name": customer}


def test_the_agents_own_name_is_not_the_customers() -> None:
    (flaw,) = check_greeting(draft_of("Hi, Kim here from Fjordby." + BODY, customer="Ben Ash", agent="Kim Lind"))
    assert flaw.rule == "no_name"


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.FORM, Channel.LETTER])
@pytest.mark.parametrize("text", ["Your parcel comes on Friday.", "Good news about the bag!", "Hej då!"])
def test_a_letter_without_greeting(channel: Channel, text: str) -> None:
    (flaw,) = check_greeting(draft_of(text, "sv" if text[0] == "H" else "en", channel))
    assert (flaw.rule, flaw.start, flaw.end) == ("no_greeting", 0, 0)


@pytest.mark.parametrize(
    ("channel", "text", "rules"),
    [
        (Channel.CHAT, "It comes on Friday.", []),
        (Channel.CHAT, "Hello there! It comes on Friday.", ["no_name"]),
        (Channel.CHAT, "Hi Ben! It comes on Friday.", []),
        (Channel.PHONE, "Hello!", []),
        (Channel.EMAIL, "", []),
    ],
)
def test_only_letters_must_greet(channel: Channel, text: str, rules: list[str]) -> None:
    assert [flaw.rule for flaw in check_greeting(draft_of(text, channel=channel, customer="Ben"))] == rules


SIGNED = [
    ("en", "Kind regards,\nJosh"),
    ("en", "Best,\nMarisol Vega\nTrailkin"),
    ("en", "Thanks,\nJoe"),
    ("en", "Josh Abara"),
    ("en", "-- \nJosh Abara\nBilling"),
    ("sv", "/Maja"),
    ("sv", "Med vänlig hälsning Karin"),
    ("sv", "Mvh\nKarin"),
    ("da", "Venlig hilsen\nLone Toft"),
    ("da", "Mange hilsner fra os alle"),
    ("nb", "Hilsen Linda"),
    ("pt", "Com os melhores cumprimentos,\nRui"),
    ("pt", "Um abraço,\nMarta"),
    ("pt", "Atenciosamente,"),
]
UNSIGNED = [
    ("en", "Thank you for your letter."),
    ("en", "Best before Friday."),
    ("sv", "Tack för ditt mejl."),
    ("da", "Den kommer på fredag."),
    ("nb", "Vi har åpent til fire."),
    ("pt", "Obrigado pela sua mensagem."),
]


@pytest.mark.parametrize(("language", "end"), SIGNED)
def test_a_signed_letter(language: str, end: str) -> None:
    assert [*check_sign_off(draft_of(f"Hello.{BODY}{end}", language, agent="Josh Abara"))] == []


@pytest.mark.parametrize(("language", "end"), UNSIGNED)
def test_an_unsigned_letter(language: str, end: str) -> None:
    draft = draft_of(f"Hello.{BODY}{end}", language, agent="Josh Abara")
    assert [(flaw.rule, flaw.start, flaw.end) for flaw in check_sign_off(draft)] == [
        ("no_sign_off", len(draft.text), len(draft.text))
    ]


def test_a_chat_goes_on() -> None:
    assert [*check_sign_off(draft_of("It comes on Friday.", channel=Channel.CHAT))] == []


@pytest.mark.parametrize("name", list(LETTERS))
def test_good_letters_greet_and_sign(name: str) -> None:
    assert [*check_greeting(LETTERS[name]), *check_sign_off(LETTERS[name])] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_an_endless_text_is_read_to_its_end(text: str) -> None:
    draft = hostile(text, "da")
    for check in (check_greeting, check_sign_off):
        assert all(0 <= flaw.start <= flaw.end <= len(draft.text) for flaw in check(draft))
