"""Drafts read word by word, with the real dictionaries."""

import threading
from pathlib import Path

import pytest
import yaml
from structlog.testing import capture_logs

from assist.core.drafts.draft import Misspelling
from assist.errors import SetupError
from assist.settings import read_settings
from assist.spelling import Known, Speller, names_of, open_speller, vocabulary
from assist.spelling.dictionaries import folders
from assist.spelling.speller import MOST_STRANGE
from guidelines_kb.splitting import letter_sentences
from tests.assist.spelling.installed import need, the_speller

ROOT = Path(__file__).parents[3]


def found(text: str, language: str, known: Known = Known()) -> list[str]:  # noqa: B008 - frozen
    """The words that are called misspelt in a text of one line a sentence."""
    need(language)
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line)))
        start += len(line)
    return [text[one.start : one.end] for one in the_speller().misspelled(text, spans, language, known)]


CLEAN = {
    "sv": "Hej Kim!\nTack för ditt mejl, din betalningspåminnelse är makulerad och vi har skickat en ny faktura"
    " till kim@fjordby.se.\nÖppna BankID-appen, t.ex. på din iPhone, och ange ordernummer AB-12345.\nMvh Kundtjänst",
    "da": "Hej Kim!\nTak for din mail, vi har rettet din leveringsadresse, og du får en ny regning på www.fjordby.dk."
    "\nÅbn MitID-appen, f.eks. på din iPhone, og oplys ordrenummer AB-12345.\nMvh Kundeservice",
    "nb": "Hei Kim!\nTakk for e-posten, vi har rettet leveringsadressen og noe mer, og du får en ny regning på"
    " www.fjordby.no.\nÅpne BankID-appen, f.eks. på din iPhone, og oppgi ordrenummer AB-12345.\nMvh Kundeservice",
    "pt": "Olá, Kim!\nObrigado pela sua mensagem, corrigimos a morada de entrega e a fatura segue para kim@fjordby.pt."
    "\nAbra a app no seu iPhone e indique a encomenda AB-12345.\nCom os melhores cumprimentos",
    "en": "Hi Kim,\nThank you for your message, we've corrected the delivery address and the invoice goes to"
    " kim@fjordby.co.uk.\nPlease open the app on your iPhone and quote order AB-12345.\nKind regards",
}
FAULTY = {
    "sv": ("Tack för ditt tålamdo, fakturan är tyväär försenad.", ["tålamdo", "tyväär"]),
    "da": ("Tak for din tålmodighet, regningen er desvære forsinket.", ["tålmodighet", "desvære"]),
    "nb": ("Takk for tålmodiheten, regningen er desverre forsinket.", ["tålmodiheten", "desverre"]),
    "pt": ("Obrigado pela pasciência, a fatura está atrazada.", ["pasciência", "atrazada"]),
    "en": ("Thanks for your patiance, the invoice is definately late.", ["patiance", "definately"]),
}


@pytest.mark.parametrize("language", CLEAN)
def test_a_usual_letter_is_clean(language: str) -> None:
    """With abbreviations, addresses, product names, codes and compounds."""
    assert found(CLEAN[language], language) == []


@pytest.mark.parametrize("language", FAULTY)
def test_misspelt_words_are_found(language: str) -> None:
    """And no others."""
    text, wrong = FAULTY[language]
    assert found(text, language) == wrong


def test_a_full_stop_may_belong_to_an_abbreviation() -> None:
    """And a word at the end of a sentence needs none."""
    assert found("Vi tar även emot kort etc.\nVi skickar fakturran.", "sv") == ["fakturran"]


def test_names_of_the_conversation_are_right_anywhere() -> None:
    """Also where a sentence begins with one, and where chat has no capitals."""
    text = "Thuys faktura är betald.\nhälsa thuy"
    assert found(text, "sv", names_of("Thuy Nguyen")) == []
    assert found("hälsa thuuy", "sv", names_of("Thuy Nguyen")) == ["thuuy"]


def test_a_capital_inside_a_sentence_is_a_name_in_the_whole_draft() -> None:
    """So it is one at the beginning of another sentence, though a common word is a slip away."""
    assert found("Vi har bett Hånsson ringa.\nHånsson ringer.", "sv") == []


def test_words_of_the_guidelines_are_right() -> None:
    """Those that they write twice, or as names."""
    known = vocabulary(["En flexipott sparar. Din flexipott växer.", "Öppna Fjordkortet."])
    assert found("din flexipott och ditt fjordkort", "sv") == ["flexipott"]
    assert found("din flexipott och fjordkortet", "sv", known) == []


def test_quotations_and_sentences_in_another_language_are_left_alone() -> None:
    """They are right there; misspelt words of one's own language in the same draft are not."""
    assert found("Du skrev ”my invoice is wrong” till oss.", "sv") == []
    assert found("Vi svarar på engelska.\nThank you very much for your patience.\nHälsningar från oss", "sv") == []
    assert found("Thank you very much for your patience.\nVi har skickat fakturran.", "sv") == ["fakturran"]


@pytest.mark.parametrize("text", ["Vi tog hand om din forespørgsel igår", "Vi har mottatt din henvendelse"])
def test_words_of_a_sister_language_are_misspelt(text: str) -> None:
    """Danish and Norwegian in a Swedish sentence are slips of its writer."""
    assert found(text, "sv")


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Vi ses i trädgarden.", "trädgarden"),  # a compound, if one had never seen a garden
        ("Tyväär är den försenad.", "Tyväär"),  # a capital that any word would have
        ("Du skrev ”allt är tyväär fel” till oss.", "tyväär"),
        ("Det blir en ny contrakt.", "contrakt"),
    ],
)
def test_a_slip_of_a_common_word_is_one_whatever_else_it_might_be(text: str, slip: str) -> None:
    """Compound, first word, quoted: none of it excuses what is a letter away from a common word."""
    assert found(text, "sv") == [slip]


@pytest.mark.parametrize("language", CLEAN)
def test_whole_letters_have_no_word_in_the_place_of_another(language: str) -> None:
    """Nor a capital too few or too many: the clean letters of our own, and the sample handbook."""
    need(language)
    pairs = yaml.safe_load((ROOT / "tests" / "drafts" / "tuned" / f"{language}.yaml").read_text(encoding="utf-8"))
    handbook = ROOT / "guidelines_kb" / "handbook" / f"handbook.{language}.md"
    texts = [*(pair["clean"]["text"] for pair in pairs), handbook.read_text(encoding="utf-8")]
    told = [
        (one.rule, text[one.start : one.end], one.replacements)
        for text in texts
        for one in the_speller().misspelled(text, letter_sentences(text, language), language, is_letter=True)
        if one.rule != "spelling"
    ]
    assert told == []


def test_a_name_written_small_lacks_its_capital_and_is_not_misspelt() -> None:
    """Names of countries, abbreviations, what follows a title; a slip of a common word stays one."""
    need("da")
    text = "Vi sender til frankrig og eu, og fru de palacio får desvære ingen."
    slips = the_speller().misspelled(text, [(0, len(text))], "da")
    assert [(slip.rule, text[slip.start : slip.end], *slip.replacements) for slip in slips] == [
        ("capital", "frankrig", "Frankrig"),
        ("capital", "eu", "EU"),
        ("capital", "palacio", "Palacio"),
        ("spelling", "desvære"),
    ]
    assert found("Vi læser prodi-kommissionens svar.", "da") == []


def test_a_letter_has_capitals_and_a_chat_need_not() -> None:
    """A word in the place of another is wrong in both."""
    need("sv")
    text = "det har vart fel."
    for is_letter, rules in ((True, ["capital", "grammar"]), (False, ["grammar"])):
        slips = the_speller().misspelled(text, [(0, len(text))], "sv", is_letter=is_letter)
        assert [slip.rule for slip in slips] == rules


def test_small_letters_are_no_fault_where_nobody_uses_capitals() -> None:
    """In a chat; in a letter a country has its capital."""
    assert found("vi skickar till norge", "sv") == []
    assert found("Vi skickar till norge", "sv") == ["norge"]


def test_danish_verb_forms_come_with_the_right_one() -> None:
    """Found with the others, in the order of the text."""
    need("da")
    text = "Husk at betaler regningenn."
    verb, word = the_speller().misspelled(text, [(0, len(text))], "da")
    assert (text[verb.start : verb.end], verb.replacements) == ("betaler", ("betale",))
    assert (text[word.start : word.end], word.replacements) == ("regningenn", ())


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("sv", "tyväär", "tyvärr"),
        ("sv", "Tyväär", "Tyvärr"),
        ("sv", "FAKTURRAN", "FAKTURAN"),
        ("da", "desvære", "desværre"),
        ("nb", "desverre", "dessverre"),
        ("pt", "atrazada", "atrasada"),
        ("en", "definately", "definitely"),
        ("da", "ialt", "i alt"),  # two words run together
        ("da", "faar", "får"),  # typed for a letter that the keyboard lacks
        ("sv", "fotrsatte", "fortsatte"),  # two slips
    ],
)
def test_the_likeliest_replacement_comes_first(language: str, text: str, first: str) -> None:
    """With capitals as they were written."""
    need(language)
    (one,) = the_speller().suggest(text, [Misspelling(0, len(text))], language)
    assert one.replacements[0] == first
    assert len(one.replacements) <= 3


def test_without_time_only_common_words_are_suggested() -> None:
    """The dictionary's slow search is left out; what it once found comes at once the next time."""
    need("sv")
    text = "fakturran betalningspåmminelsernas"
    asked = [Misspelling(0, 9), Misspelling(10, len(text))]
    quick, none = the_speller().suggest(text, asked, "sv", within_s=0.0)
    assert quick.replacements[0] == "fakturan"
    assert none.replacements == ()
    assert the_speller().suggest(text, asked, "sv", within_s=60.0)[1].replacements[0] == "betalningspåminnelsernas"


def test_suggestions_keep_to_the_variant_of_the_draft() -> None:
    """American in an American letter."""
    need("en")
    text = "The color of our favorite catalog is grayy or colur"
    found_here = [Misspelling(text.index("colur"), len(text))]
    assert the_speller().suggest(text, found_here, "en")[0].replacements[0] == "color"


def test_the_same_draft_gives_the_same_findings_from_many_threads() -> None:
    """A fresh speller loads once, whoever comes first."""
    need("sv")
    speller = Speller(folders())
    text, wrong = FAULTY["sv"]
    seen: list[list[str]] = []

    def check() -> None:
        seen.append([text[one.start : one.end] for one in speller.misspelled(text, [(0, len(text))], "sv")])

    threads = [threading.Thread(target=check) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [wrong] * 6


def test_a_language_can_load_ahead() -> None:
    """In the background; one without dictionaries is passed over."""
    need("sv")
    speller = Speller(folders())
    speller.load_ahead("sv")
    speller.load_ahead("xx")
    assert speller.misspelled("fakturran", [(0, 9)], "sv") == (Misspelling(0, 9),)


def test_without_dictionaries_spelling_is_off(tmp_path: Path) -> None:
    """No findings, no error; misspellings that are asked about stay as they are."""
    speller = Speller([tmp_path])
    assert speller.languages == ()
    assert speller.misspelled("fakturran", [(0, 9)], "sv") == ()
    assert speller.suggest("fakturran", [Misspelling(0, 9)], "sv") == (Misspelling(0, 9),)
    assert speller.misspelled("lasku", [(0, 5)], "fi") == ()


def test_a_dictionary_that_cannot_be_read_switches_its_language_off(tmp_path: Path) -> None:
    """Said once, in the log."""
    for name in ("sv_SE.aff", "sv_SE.dic"):
        (tmp_path / name).write_text("SET UTF-8\n", encoding="ascii")
    speller = Speller([tmp_path])
    (tmp_path / "sv_SE.dic").unlink()
    with capture_logs() as logged:
        assert speller.misspelled("fakturran", [(0, 9)], "sv") == ()
        assert speller.misspelled("fakturran", [(0, 9)], "sv") == ()
    assert [(line["event"], line["language"]) for line in logged] == [("spelling_off", "sv")]
    assert "sv_SE.dic" in logged[0]["reason"]


def test_a_text_of_strange_words_ends() -> None:
    """Thousands of misspellings help nobody: the first hundreds are told."""
    need("sv")
    text = " ".join(f"fakturran {word}" for word in ("vi skickar din räkning i dag",) * 2_000)
    assert len(the_speller().misspelled(text, [(0, len(text))], "sv")) == MOST_STRANGE


def test_the_words_of_a_workspace(tmp_path: Path) -> None:
    """From the data folder, or the file that BISTAND_WORDS names, which must be there."""
    need("sv")
    (tmp_path / "words.txt").write_text("flexipott\n", encoding="utf-8")
    speller = open_speller(read_settings(data=tmp_path))
    assert speller.misspelled("din flexipott", [(0, 13)], "sv") == ()
    with pytest.raises(SetupError, match="BISTAND_WORDS: there is no file"):
        open_speller(read_settings(data=tmp_path, words=tmp_path / "other.txt"))
