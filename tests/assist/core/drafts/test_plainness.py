"""Plain language: readability, long sentences, officialese."""

import pytest

from assist.core.drafts.plainness import (
    LONGEST_SENTENCE,
    check_jargon,
    check_readability,
    check_sentences,
    flesch,
    flesch_pt,
    lix,
)
from tests.assist.core.drafts.letters import HOSTILE, LETTERS, draft_of, hostile

HARD = {
    "sv": "Med anledning av inkommen ansökan meddelas att erforderlig dokumentation avseende ersättningsberättigande "
    "utgifter skall inkomma skriftligen till handläggande myndighet. Underlåtenhet att efterkomma anvisningarna "
    "medför att ansökningsförfarandet avskrivs utan ytterligare handläggning. Beslutsunderlaget granskas därefter "
    "av ansvarig handläggningsfunktion, varefter slutgiltigt ställningstagande kommuniceras sökanden.",
    "da": "Ansøgningen imødekommes under forudsætning af tilfredsstillende dokumentation vedrørende indkomstforhold. "
    "Manglende efterlevelse af dokumentationsforpligtelsen medfører bortfald af ydelsesberettigelsen. "
    "Sagsbehandlingen iværksættes efterfølgende af forvaltningens kontrolafdeling, hvorefter endelig afgørelse "
    "fremsendes elektronisk til ansøgerens digitale postkasse uden yderligere varsel. Henvendelser desangående "
    "besvares udelukkende skriftligt.",
    "nb": "Søknaden imøtekommes under forutsetning av tilfredsstillende dokumentasjon vedrørende inntektsforhold. "
    "Manglende etterlevelse av dokumentasjonsplikten medfører bortfall av ytelsesberettigelsen. "
    "Saksbehandlingen iverksettes deretter av forvaltningens kontrollavdeling, hvoretter endelig avgjørelse "
    "oversendes elektronisk til søkerens digitale postkasse uten ytterligere varsel. Henvendelser desangående "
    "besvares utelukkende skriftlig.",
    "pt": "A concretização do procedimento administrativo encontra-se condicionada à apresentação da documentação "
    "comprovativa anteriormente solicitada. O incumprimento das disposições regulamentares determinará a "
    "caducidade automática da candidatura. Posteriormente, a deliberação definitiva será comunicada eletronicamente "
    "aos interessados, independentemente de qualquer notificação complementar eventualmente necessária.",
    "en": "Authorisation of the aforementioned expenditure is conditional upon satisfactory verification of supporting "
    "documentation. Non-compliance with regulatory requirements necessitates immediate cancellation of the "
    "application. Subsequent determination of eligibility remains the responsibility of the administrative authority, "
    "whose communication constitutes definitive notification to the applicant.",
}


@pytest.mark.parametrize("language", list(HARD))
def test_prose_of_authorities_is_hard_to_read(language: str) -> None:
    (flaw,) = check_readability(draft_of(HARD[language], language))
    assert (flaw.rule, flaw.start, flaw.end) == ("hard_to_read", 0, len(HARD[language]))
    assert set(flaw.slots) == {"measure", "score", "limit"}
    assert flaw.slots["measure"] == {"pt": "Flesch", "en": "Flesch"}.get(language, "LIX")


def test_a_few_hard_words_say_nothing_of_the_whole() -> None:
    assert [*check_readability(draft_of("Authorisation necessitates documentation. Verification pending."))] == []
    assert [*check_readability(draft_of(HARD["en"], "fi"))] == []


def test_lix_is_sentence_length_and_the_share_of_long_words() -> None:
    assert lix(["en", "mening", "sammanlagt", "här"], 1) == pytest.approx(4 + 25)
    assert lix(["kort"] * 10, 2) == pytest.approx(5)


def test_reading_ease_falls_with_syllables() -> None:
    assert flesch(["the", "cat", "sat"], 1) == pytest.approx(206.835 - 1.015 * 3 - 84.6)
    assert flesch(["table", "make", "baked", "wanted"], 1) == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 6 / 4)
    assert flesch_pt(["água", "que", "não", "coração", "dia"], 1) == pytest.approx(248.835 - 1.015 * 5 - 84.6 * 9 / 5)


def test_a_long_sentence_is_counted() -> None:
    long = "Please " + "go " * LONGEST_SENTENCE + "home."
    (flaw,) = check_sentences(draft_of(f"Hello Kim.\n\n{long}"))
    assert flaw.rule == "long_sentence"
    assert flaw.slots == {"words": str(LONGEST_SENTENCE + 2), "limit": str(LONGEST_SENTENCE)}
    assert [*check_sentences(draft_of("Please " + "go " * (LONGEST_SENTENCE - 2) + "home."))] == []


def test_lists_and_addresses_are_no_long_sentences() -> None:
    items = "\n".join(f"- item number {number} of the whole list" for number in range(20))
    assert [*check_sentences(draft_of(f"You bought:\n{items}"))] == []
    wrapped = "\n".join(["this is a line of a letter that somebody wrapped at seventy signs or so"] * 3)
    assert [flaw.rule for flaw in check_sentences(draft_of(wrapped))] == ["long_sentence"]


@pytest.mark.parametrize(
    ("language", "text", "word", "plain"),
    [
        ("sv", "Intyg erfordras senast fredag.", "erfordras", ("krävs",)),
        ("sv", "Erlägg avgiften", None, None),
        ("da", "Vedrørende din sag", "Vedrørende", ("Om",)),
        ("da", "Vi beder dig i henhold til reglerne", "i henhold til", ("efter",)),
        ("nb", "Skjemaet oversendes i dag", "oversendes", ("sendes",)),
        ("pt", "Outrossim, informamos", "Outrossim", ("Também",)),
        ("en", "We will commence work", "commence", ("start",)),
        ("en", "Your API is down", "API", ()),
        ("en", "He works in a backendless office", None, None),
        ("sv", "Handlingarna expedieras", "expedieras", ("skickas",)),
        ("da", "Beløbet tilbageføres", "tilbageføres", ("betales tilbage",)),
        ("nb", "Gebyret ilegges", "ilegges", ("får",)),
        ("pt", "O valor será ressarcido", "ressarcido", ("devolvido",)),
        ("en", "The claim was adjudicated", "adjudicated", ("decided",)),
        ("en", "We reimbursed you and will follow up subsequent calls", None, None),
        ("fi", "hereinafter", None, None),
    ],
)
def test_officialese_has_plain_words(language: str, text: str, word: str | None, plain: tuple[str, ...] | None) -> None:
    found = [
        (text[flaw.start : flaw.end], flaw.replacements, flaw.slots) for flaw in check_jargon(draft_of(text, language))
    ]
    assert found == ([(word, plain, {"word": word})] if word else [])


@pytest.mark.parametrize("name", list(LETTERS))
def test_good_letters_are_plain(name: str) -> None:
    draft = LETTERS[name]
    assert [*check_readability(draft), *check_sentences(draft), *check_jargon(draft)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_an_endless_text_is_read_to_its_end(text: str) -> None:
    draft = hostile(text, "sv")
    for check in (check_readability, check_sentences, check_jargon):
        assert all(0 <= flaw.start <= flaw.end <= len(draft.text) for flaw in check(draft))
