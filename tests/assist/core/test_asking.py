"""Where a sentence asks."""

import pytest

from assist.core.asking import asks, ends_with_question_mark, questions_in


@pytest.mark.parametrize(
    "text",
    [
        "Is it open on Sunday?",
        "what does it cost to rent one",
        "I was wondering whether you ship to Malta",
        "Please let me know when the doctor is back.",
        "We don't know which form to use.",
        "Jag undrar om ni har fler i lager",
        "Det vore bra att veta när ni stänger.",
        "Vi vet inte hur man nollställer den.",
        "Jeg vil gerne vide, om bordet kan samles uden værktøj",
        "Lurer på om dere leverer på lørdager.",
        "Det hadde vært fint å vite hvem som henter den",
        "Vi forstår ikke, hvorfor regningen er steget.",
        "Gostaria de saber se aceitam cartões.",
        "Não percebi quando é que a loja abre.",
        "tem como trocar o tamanho?",
        "kan du skicka en ny kod till mig",
    ],
)
def test_what_asks(text: str) -> None:
    """With a question mark, without one, and indirectly."""
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'll let you know.",
        "Stemmer det.",
        "Så är det tyvärr.",
        "Jag vet inte.",
        "How hard can it be?",
        "Am I supposed to live on bread?",
        "What is the point of a helpline?",
        "Vad ska jag med tre vänsterskor till?",
        "Tror I, at jeg har tid til det?",
        "Hva er vitsen med et kundenummer?",
        "Acham que as pessoas não trabalham?",
        "The box is empty??",
        "Obrigado pela ajuda.",
        "",
    ],
)
def test_what_does_not_ask(text: str) -> None:
    """Answers, statements, amazement, and questions that want no answer."""
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("When do you open, and what does it cost?", ["When do you open", "what does it cost?"]),
        ("Kan jag betala med kort och har ni parkering?", ["Kan jag betala med kort", "har ni parkering?"]),
        ("Hvor ligger I, og skal man bestille tid?", ["Hvor ligger I", "skal man bestille tid?"]),
        ("Følger det med skruer, og kan jeg bore selv?", ["Følger det med skruer", "kan jeg bore selv?"]),
        ("Onde fica a loja e quanto custa o envio?", ["Onde fica a loja", "quanto custa o envio?"]),
        ("Can you wash and dry it?", ["Can you wash and dry it?"]),
        ("Is it blue or is it green?", ["Is it blue or is it green?"]),
        ("Ni har fem bord och jag behöver fler?", ["Ni har fem bord och jag behöver fler?"]),
        (
            "I'd like to know what it weighs and whether it folds.",
            ["I'd like to know what it weighs", "whether it folds."],
        ),
        ("It came today, so I was wondering if it fits", ["I was wondering if it fits"]),
        (
            "Jag vill veta vad den väger, och så behöver jag få besked om färgen.",
            ["Jag vill veta vad den väger", "behöver jag få besked om färgen."],
        ),
        ("Thanks", ["Thanks"]),
    ],
)
def test_a_sentence_may_ask_twice(text: str, parts: list[str]) -> None:
    """Each question is one of its own; what is joined otherwise stays together."""
    assert [text[start:end] for start, end in questions_in(text)] == parts


@pytest.mark.parametrize("text", ["Why?", "Why? ", "Why?!", "(why?)", "“Why?”", "なぜ？", "لماذا؟"])
def test_a_question_mark_ends_a_question(text: str) -> None:
    """Marks of other scripts and closing signs after them count too."""
    assert ends_with_question_mark(text)


@pytest.mark.parametrize("text", ["Why", "", "? no", "..."])
def test_a_question_mark_inside_ends_none(text: str) -> None:
    """A mark inside a sentence does not make it ask."""
    assert not ends_with_question_mark(text)
