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
        "Oh and did the parcel people ever ring you back, they said they would",
        "And is my voucher still good, since the shop was shut?",
        "My husband asks whether the tent can be hired.",
        "I have no clue what this charge is for.",
        "I need to be certain the lift works on Sundays.",
        "Nobody has told me when the work begins.",
        "I'd appreciate a table by the window.",
        "Somewhere to leave the pram - yes/no",
        "We're not quite sure which of the two applies to us.",
        "Any chance of an earlier slot",
        "1) do you take dogs",
        "If so how long would the repair take.",
        "Just asking if the old key still works.",
        "Min man undrar om ni tar emot kontanter.",
        "Jag hade hoppats få veta vad felet var.",
        "Går det att boka om biljetten, jag hittar ingen knapp.",
        "Är det möjligt att få fakturan på mejl.",
        "Ingen har sagt när bredbandet kommer igång.",
        "Det framgår inte hur lång garantin är.",
        "Vi är osäkra på om priset gäller två personer.",
        "Snällt om någon kan ringa mig i dag.",
        "Så hur ansöker man om det",
        "Jag skulle uppskatta om ni skickade en ny.",
        "Kan hunden sova i stugan",
        "Ebba: har ni någon tid på fredag",
        "Min kone spørger, om sengen kan skilles ad.",
        "Jeg mangler at få at vide, hvad I venter på.",
        "Vi er i tvivl, om billetten gælder i weekenden.",
        "Har I også åbent i påsken, jeg kan ikke se det nogen steder.",
        "Sejler I i øvrigt hvis det blæser",
        "Ingen kan fortælle mig, hvornår varmen kommer.",
        "Det ville være dejligt, hvis I kunne ringe.",
        "Jeg lurer dessuten på hvor mange reserver vi får.",
        "Samboeren min spør om dere henter gamle møbler.",
        "Fint om dere også sier hvor vi skal møte.",
        "Vi er uenige om hvorvidt gjerdet er vårt ansvar.",
        "Er det lov å ha med hund på rommet, jeg finner ikke noe om det.",
        "Ingen har fortalt oss når heisen blir reparert.",
        "Håper dere kan sende en ny.",
        "Falta saber a que horas abrem.",
        "O meu marido pergunta se aceitam cheque.",
        "Ninguém me disse quando recebo a caução.",
        "Quero ver com vocês como faço a troca.",
        "Fiquei na dúvida se o café está incluído.",
        "Não encontro onde se muda a morada.",
        "Será que ainda há lugares.",
        "Preferia que fosse o mesmo técnico.",
        "vcs abrem no feriado de sexta",
        "A que horas acaba a visita, é só para o ir buscar.",
        "Quem é que paga a deslocação.",
        "Hvad er så det gebyr på min regning??",
        "Also who pays for the fitting.",
        "Where in the settings would I find it.",
        "And could the name be corrected, it is spelt with two l.",
        "Vi er usikre på om huset skal føres opp",
        "Jeg går ud fra, at I ringer til min nabo.",
        "Montøren skulle ringe, har han glemt det.",
        "Kan de komme inn med rullestol.",
        "Vou ter de pagar tudo de novo???",
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
        "Let me know if you need my number.",
        "Säg till om ni behöver mitt kundnummer.",
        "Sig til, hvis I mangler noget fra mig.",
        "Si fra hvis dere trenger flere bilder.",
        "Avisem se precisarem de mais alguma coisa.",
        "Is he blind?",
        "Är ni blinda?",
        "Er I døve?",
        "São cegos?",
        "Guess who stood in the rain again?",
        "Gjett hvem som ikke fikk avis i dag?",
        "Hvorfor skal det være så svært?",
        "Får jag inget svar ringer jag er chef.",
        "Hvis I ikke svarer, vil jeg klage.",
        "Når jeg kom hjem, var pakken borte.",
        "Så kan jag äntligen sova.",
        "Jag funderar på att byta bolag.",
        "Har ringt fire ganger denne uka.",
        "I told her when I would be home.",
        "Det kan ni glömma.",
        "Quando cheguei a loja estava fechada.",
        "A seguradora diz que não é com eles.",
        "Jeg har hjulene på lager hos dere (skap 88?).",
        "When I opened it the box was empty.",
        "Jag ringde i går och då var det stängt.",
        "Det var bra att ni kom så fort.",
        "I know it is late but I will pay if I must.",
        "Olá, tudo bem?",
        "Hvis det regner, er det greit for oss.",
        "Vi funderar på en ny bil.",
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
        ("Hvad gør jeg nu, hvornår lukker I?", ["Hvad gør jeg nu", "hvornår lukker I?"]),
        ("Hvis det regner, kan vi så bytte dag?", ["Hvis det regner, kan vi så bytte dag?"]),
        ("Vad kostar det, och måste Evert betala?", ["Vad kostar det", "måste Evert betala?"]),
        ("Det är tungt, så hur får man upp det", ["så hur får man upp det"]),
        ("Jeg vil gerne vide, hvad den vejer", ["Jeg vil gerne vide, hvad den vejer"]),
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
