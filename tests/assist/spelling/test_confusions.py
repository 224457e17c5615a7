# ruff: noqa: E501 - a sentence is read as one
"""Words in the place of others: found where the context is certain, and nowhere else."""

import pytest

from assist.core.drafts.phrases import flat, unquoted
from assist.spelling.confusions import confusions, rules_of, wrong_articles
from tests.assist.spelling.installed import lexicon

WRONG = {
    "sv": """
        Det har vart mycket att göra i veckan. -> varit
        Vi beklagar att det inte har vart möjligt. -> varit
        Vart ligger paketet nu? -> var
        Det tar längre tid en vi trodde. -> än
        Vi kan inte svara mer en så. -> än
        Ni får vänta enda till fredag. -> ända
        Det är den ända möjligheten vi har. -> enda
        Jag vet att dem har ringt er. -> de
        Vi har talat med de. -> dem
        Tack for din betalning. -> för
        Vi lovar och återkomma i morgon. -> att
        Det är lätt och beställa en ny. -> att
        Vi behöver ert kund nummer. -> kundnummer
        Ring vår kund tjänst. -> kundtjänst
        Pengarna kommer till baka. -> tillbaka
        Vi är över ens om priset. -> överens
        Vi har skickat en faktura kopia. -> fakturakopia
        I den har situationen är det bäst. -> här
    """,
    "da": """
        Vi gør alt for og hjælpe dig. -> at
        Husk og sende kvitteringen. -> at
        Vi ser på sagen vær dag. -> hver
        Vær gang du ringer, får du en ny. -> hver
        Vi har fået pakken til bage. -> tilbage
        Ring til vores kunde service. -> kundeservice
        Hvad er dit ordre nummer? -> ordrenummer
        Der for vil vi gerne hjælpe. -> derfor
        Det er muligt og bestille igen. -> at
    """,
    "nb": """
        Vi gjør alt for og hjelpe deg. -> å
        Husk og sende kvitteringen. -> å
        Du kommer til og få svar i morgen. -> å
        Jeg har ringt dem å så fikk jeg svar. -> og
        Vi svarer vær dag. -> hver
        Hver så snill og vent. -> vær
        Det har hvert mye å gjøre. -> vært
        Vi her sendt deg en ny. -> har
        Prisen er blitt høyere, men høyre pris gir mer. -> høyere
        Vi har fått pakken til bake. -> tilbake
        Ring vår kunde service. -> kundeservice
        Oppgi ordre nummer. -> ordrenummer
        Det er ikke tillat å røyke. -> tillatt
    """,
    "pt": """
        Estamos à espera à dois dias. -> há
        Ficamos há disposição. -> à
        Lamentamos o mal atendimento. -> mau
        O produto vinha mau embalado. -> mal
        Peço desculpa, mais infelizmente não podemos. -> mas
        Isso não tem nada haver com o pedido. -> a ver com
        Houveram problemas com a entrega. -> houve
        Fazem dois anos que somos clientes. -> faz
        Vocês tem direito ao reembolso. -> têm
        A encomenda esta pronta. -> está
        Ligue afim de confirmar. -> a fim
        A caixa ficou para traz. -> trás
    """,
    "en": """
        Your welcome, have a nice day. -> you're
        We will check you're account today. -> your
        Thank you for you patience. -> your
        Its not possible to change the date. -> it's
        The box has lost it's contents. -> its
        Their is a delay on the line. -> there
        Please check there website. -> their
        It will take longer then expected. -> than
        We should of told you. -> have
        I am afraid it is to late. -> too
        You will not loose your money. -> lose
        This will not effect your bill. -> affect
        Thank you for the advise. -> advice
        Please advice us of the date. -> advise
        We will check weather the parcel left. -> whether
        We received a letter form you. -> from
        We where sorry to hear that. -> were
        It was sent with in two days. -> within
        Please accept a apology. -> an
        It takes an week. -> a
    """,
}
RIGHT = {
    "sv": """
        Det har varit mycket. | Vart är ni på väg? | Vart annat år byter vi den. | Hon är en så bra kollega.
        Det är bättre med en vi känner. | Vi har en enda till. | Hela den ena ändan är trasig.
        I båda ändar sitter en skruv.
        Dem tar vi nästa gång. | Vi har talat med de andra. | Han for till Malmö. | De for sedan hem.
        Vi kom och hämtade det. | Ring och beställ. | Den har vi skickat. | Den har en garanti.
        Kunden tjänar på det.
        För att få hjälp, ring och fråga. | Han sa att det går bra. | De är många, och de vi mött är nöjda.
        Vi använder en bank. | Konto och nummer står på fakturan. | Center for Disaster Prevention svarade.
        Ett hem för alla.
    """,
    "da": """
        Kom og hent den, og send os svar. | Vær venlig at ringe. | Vær rar mod dem. | Vi taler for og imod.
        Der, for enden af gangen, er døren. | Hver dag er ny. | Ring til en kunde. | Service er gratis.
        Vi kører hjem og henter den.
    """,
    "nb": """
        Kom og hent den. | Vi er for og imod. | Vær så snill å vente. | Hvert år kommer de.
        De har hvert sitt kort.
        Å andre enden! | Her er kvitteringen. | Vi her på kontoret hjelper deg. | På denne måte betaler du.
        Han er god på høyre side.
        Ring kunden, og service får du. | Huset ved elven, Liten Å, er solgt. | Det er sent, men vent og se.
        Vi har det for moro.
    """,
    "pt": """
        Daqui a dois dias. | Das duas às quatro. | Ele chegou há dois dias.
        Há espera, por vezes, mas é curta: há lugar. | Está mal.
        O mal está feito. | É mais barato. | Vem mais tarde, mas cedo. | A senhora tem razão.
        Esta encomenda está pronta.
        Houve um atraso, e haverá mais. | Fazem o trabalho em dois dias. | Traz a caixa para trás.
        Ele tem de sair.
        À uma hora, à noite. | Deve haver um erro. | Não tem a ver com isso.
        Isso, mais o portes, dá dez euros.
    """,
    "en": """
        Your being late is no problem. | You're welcome. | Its own box. | It's been sent. | Their own fault.
        Their staff is kind.
        We can then call you. | Better then? Call us. | Of course you should, of course.
        Send it to late customers.
        It was sent to much applause. | The knot came loose. | The effect is small. | We advise you to wait.
        Take my advice.
        Weather you can trust. | Fill in the form. | From us to you. | Where we live.
        A one-off fee, a user, a unit, a European.
        An hour, an honest answer, an MP, an X-ray. | A hotel, a house. | A used car and an unused one.
        An uncle, an umbrella.
        Is there a way out? There are two. | We got the money from you. | Who are you, account holder or user?
        An uninteresting unit.
    """,
}


def found(text: str, language: str) -> list[tuple[str, str]]:
    """The words that are wrong in a text, with the right ones, in the order of the text."""
    slips = confusions(text, flat(unquoted(text)), 0, len(text), language, lexicon(language).knows)
    return [(text[one.start : one.end], one.replacements[0]) for one in sorted(slips, key=lambda slip: slip.start)]


def wrong() -> list[tuple[str, str, str]]:
    """Each language's sentences with what is right in them."""
    lines = [(language, line) for language, lines in WRONG.items() for line in lines.splitlines() if line.strip()]
    return [(language, *map(str.strip, line.split("->"))) for language, line in lines]  # type: ignore[misc]


def right() -> list[tuple[str, str]]:
    """Each language's sentences that are right."""
    return [
        (language, text.strip())
        for language, lines in RIGHT.items()
        for line in lines.splitlines()
        for text in line.split("|")
        if text.strip()
    ]


@pytest.mark.parametrize(("language", "text", "meant"), wrong())
def test_a_word_in_the_place_of_another_is_found(language: str, text: str, meant: str) -> None:
    """That one alone, with the right one."""
    assert [after.lower() for _, after in found(text, language)] == [meant]


@pytest.mark.parametrize(("language", "text"), right())
def test_right_sentences_are_left_alone(language: str, text: str) -> None:
    """Also those that look like wrong ones."""
    assert found(text, language) == []


def test_capitals_stay_and_quotations_are_somebody_elses() -> None:
    """`Vart` becomes `Var`; what a customer is quoted with is not the agent's."""
    assert found("Vart ligger det?", "sv") == [("Vart", "Var")]
    assert found("Du skrev ”det har vart fel” till oss.", "sv") == []


def test_every_rule_can_fire() -> None:
    """Each names the word that is wrong, in small letters, as the text is read."""
    for language in WRONG:
        rules, apart = rules_of(language)
        assert rules
        assert all(word == word.lower() and some for word, some in rules.items())
        assert all("wrong" in rule.pattern.groupindex for some in rules.values() for rule in some)
        assert all(pair.groups == 2 for pair in apart)


def test_articles_go_by_sound() -> None:
    """And keep away from names and abbreviations."""
    text = "a hour, an European, a MP, an Uber, a apple"
    assert [text[one.start : one.end] for one in wrong_articles(text, flat(text), 0, len(text))] == ["a", "a"]
