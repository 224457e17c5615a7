"""Numbers and times as values, in five languages."""

import pytest

from assist.wording.figures import figures_of


@pytest.mark.parametrize(
    ("language", "source", "answer", "lacking"),
    [
        ("en", "I waited three weeks", "Three weeks is long", None),
        ("en", "I waited three weeks", "3 weeks is long", None),
        ("en", "I waited three weeks", "Four weeks is long", "number"),
        ("en", "I called three times", "This is the third call", None),
        ("en", "It is 1,299 kr", "1299 kr", None),
        ("en", "It takes 20 minutes", "20 % off", "number"),
        ("en", "It takes 20 minutes", "That is 20 kr", "number"),
        ("en", "It costs €20", "So 20 euros?", None),
        ("en", "We leave on Saturday", "You leave on Saturday", None),
        ("en", "We leave on Saturday", "You leave on Sunday", "date"),
        ("en", "We leave on Saturday", "You leave next week", "date"),
        ("en", "We leave tomorrow", "You leave tomorrow before 3 pm", "number"),
        ("en", "I bought it in March", "You bought it in April", "date"),
        ("en", "Send it to me", "Send 2 of them", "number"),
        ("sv", "Jag köpte fem tält i maj", "Du köpte 5 tält i maj", None),
        ("sv", "Jag har väntat i tre veckor", "Tre veckor är länge", None),
        ("sv", "Jag behöver den på lördag", "Du behöver den på lördag", None),
        ("sv", "Jag behöver den på lördag", "Du behöver den i morgon", "date"),
        ("da", "Jeg har to telte", "Du har to telte", None),
        ("da", "Jeg har et telt", "Du har to telte", "number"),
        ("da", "Det er fjerde gang", "Fire gange", None),
        ("nb", "Den kom for seks uker siden", "Seks uker er lenge", None),
        ("nb", "Den kom på mandag", "Den kom på tirsdag", "date"),
        ("pt", "Comprei três mochilas em março", "Comprou 3 mochilas em março", None),
        ("pt", "Comprei em março", "Comprou em abril", "date"),
        ("pt", "Vou no sábado", "Vai na quinta-feira", "date"),
        ("pt", "O reembolso", "O reembolso de 89 euros", "number"),
    ],
)
def test_what_an_answer_adds(language: str, source: str, answer: str, lacking: str | None) -> None:
    assert figures_of([source], language).lacks(figures_of([answer], language)) == lacking
