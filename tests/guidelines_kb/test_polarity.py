import pytest

from guidelines_kb.polarity import polarity

FORBIDS = [
    ("en", "Never interrupt the customer."),
    ("en", "Don't promise a date."),
    ("en", "No customer may wait in silence."),
    ("en", "It is not allowed to record the call."),
    ("sv", "Det är förbjudet att ge rabatt."),
    ("sv", "Lova aldrig något som du inte kan hålla."),
    ("da", "Ingen må love en dato."),
    ("da", "Når kunden er vred, skal du ikke svare igen."),
    ("nb", "Ikke hils kunden med navn."),
    ("pt", "Nunca atenda chamadas pessoais."),
    ("pt", "É proibido gravar a chamada."),
]
BIDS = [
    ("en", "Always ask."),
    ("en", "Compensation of up to 100 euros needs no approval."),
    ("en", "If you do not know the answer, ask a colleague."),
    ("en", "Write plainly, and avoid jargon."),
    ("en", "It is not forbidden to give a discount."),
    ("sv", "Det är tillåtet att ge rabatt."),
    ("sv", "Be om ursäkt när det inte gick som kunden ville."),
    ("da", "Kender du ikke svaret, så spørg en, der ved det."),
    ("da", "Kunden kan ikke altid få det, han ville have."),
    ("nb", "Pakker som ikke blir hentet, går i retur."),
    ("pt", "As encomendas não levantadas são devolvidas."),
    ("xx", "Never."),
]


@pytest.mark.parametrize(("language", "text"), FORBIDS)
def test_what_forbids(language, text):
    found = polarity(text, language)
    assert found.forbids
    assert all(text[start:end].strip() for start, end in found.marks)
    assert found.marks


@pytest.mark.parametrize(("language", "text"), BIDS)
def test_what_bids(language, text):
    assert not polarity(text, language).forbids


def test_a_negated_comparison_with_an_amount_is_a_limit():
    limit = "No customer should wait longer than sixty seconds."
    assert polarity(limit, "en").forbids
    assert not polarity(limit, "en", has_amount=True).forbids
    assert polarity("Lov aldrig mere, end du kan holde.", "da").forbids
