import pytest

from guidelines_kb.quantities import DAY, HOUR, MINUTE, Measure, quantities

SAID = [
    ("en", "Keep a customer on hold for at most 60 seconds.", Measure.TIME, 60),
    ("da", "Kunden må højst vente tres sekunder.", Measure.TIME, 60),
    ("sv", "Låt kunden vänta i högst en minut.", Measure.TIME, MINUTE),
    ("nb", "Svar innen én time.", Measure.TIME, HOUR),
    ("nb", "Sjekk hver 30. sekund.", Measure.TIME, 30),
    ("pt", "Responda em vinte e um minutos.", Measure.TIME, 21 * MINUTE),
    ("da", "Svar inden for en halv time.", Measure.TIME, HOUR / 2),
    ("en", "Refunds are paid within five bank days.", Measure.TIME, 5 * DAY),
    ("pt", "O dinheiro volta em cinco dias úteis.", Measure.TIME, 5 * DAY),
    ("sv", "Kunden har 30 dagars öppet köp.", Measure.TIME, 30 * DAY),
    ("sv", "Ge högst 20 procent.", Measure.PERCENT, 20),
    ("en", "Give up to 12.5% off.", Measure.PERCENT, 12.5),
    ("sv", "Ersätt högst 1 500 kronor.", Measure.MONEY, 1500),
    ("da", "Giv op til 2.500 kr. tilbage.", Measure.MONEY, 2500),
    ("en", "A fee of £1,500 applies.", Measure.MONEY, 1500),
    ("nb", "Gi inntil fem hundre kroner.", Measure.MONEY, 500),
    ("en", "The shop opens at nine o'clock.", Measure.CLOCK, 540),
    ("sv", "Butiken öppnar kl. 9.30.", Measure.CLOCK, 570),
    ("pt", "A loja abre às dez horas.", Measure.CLOCK, 600),
    ("pt", "A loja fecha às seis da tarde.", Measure.CLOCK, 1080),
    ("en", "The shop closes at 8 pm.", Measure.CLOCK, 1200),
    ("en", "The shop closes at 12:30 pm.", Measure.CLOCK, 750),
    ("en", "Ask at most two questions.", Measure.COUNT, 2),
    ("nb", "Ta telefonen innen tredje ring.", Measure.COUNT, 3),
]


@pytest.mark.parametrize(("language", "text", "measure", "value"), SAID)
def test_a_quantity_is_found_where_it_stands(language, text, measure, value):
    (found,) = quantities(text, language)
    assert (found.measure, found.value) == (measure, pytest.approx(value))
    assert any(c.isalnum() for c in text[found.start : found.end])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Greet a customer by name."),
        ("sv", "Fråga en kollega om andra lösningar."),
        ("da", "Hjælp den anden kunde."),
        ("en", "Use version x2y."),
        ("xx", ""),
    ],
)
def test_articles_and_others_are_no_quantities(language, text):
    assert quantities(text, language) == ()


def one(language, text):
    return quantities(text, language)[0]


@pytest.mark.parametrize(
    ("some", "other"),
    [
        (("en", "60 seconds"), ("sv", "en minut")),
        (("nb", "24 måneder"), ("pt", "dois anos")),
        (("en", "30 days"), ("da", "en måned")),
        (("en", "24 hours"), ("sv", "ett dygn")),
        (("sv", "500 kronor"), ("da", "fem hundrede kr.")),
    ],
)
def test_the_same_amount_in_other_units_and_words(some, other):
    assert one(*some).is_same(one(*other))
    assert not one(*some).is_against(one(*other))


@pytest.mark.parametrize(
    ("some", "other", "against"),
    [
        (("en", "60 seconds"), ("da", "to minutter"), True),
        (("en", "10 euros"), ("sv", "100 kronor"), False),  # no rate is known here
        (("en", "10 percent"), ("en", "two weeks"), False),
        (("en", "at least 30 seconds"), ("en", "at most 60 seconds"), False),
        (("en", "at least 90 seconds"), ("en", "at most 60 seconds"), True),
        (("sv", "minst två dagar"), ("da", "mindst tre dage"), True),
    ],
)
def test_what_cannot_both_be_kept(some, other, against):
    assert one(*some).is_against(one(*other)) is against
    assert one(*other).is_against(one(*some)) is against


def test_a_language_not_known_has_digits():
    assert one("xx", "5 %").value == 5
