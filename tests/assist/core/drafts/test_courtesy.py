"""The tone: what is rude, dismissive, blaming, shouting or too casual, and what only looks like it."""

import pytest

from assist.core.drafts.courtesy import check_casual, check_courtesy, check_shouting
from assist.core.events import Act, Channel
from tests.assist.core.drafts.letters import HOSTILE, LETTERS, draft_of, hostile

DISCOURTEOUS = [
    ("sv", "rude", "Sluta gnälla, det är inte synd om dig."),
    ("sv", "rude", "Till och med ett barn förstår hur man fyller i blanketten."),
    ("sv", "dismissive", "Att posten är sen är inte vårt problem."),
    ("sv", "dismissive", "Det får du helt enkelt leva med."),
    ("sv", "blaming", "Du borde ha läst villkoren innan du skrev på."),
    ("sv", "blaming", "Det är ditt eget fel att skärmen sprack."),
    ("da", "rude", "Hold nu op med at brokke dig."),
    ("da", "dismissive", "Hvordan du kommer hjem, er ikke vores bord."),
    ("da", "dismissive", "Det står på hjemmesiden, så det kan du læse der."),
    ("da", "blaming", "Du kunne jo have læst vilkårene."),
    ("da", "blaming", "Det er du selv ude om."),
    ("nb", "rude", "Slutt å mase om dette."),
    ("nb", "dismissive", "Det er ikke vårt problem."),
    ("nb", "dismissive", "Sånn er det bare."),
    ("nb", "blaming", "Du burde ha sjekket datoen."),
    ("nb", "blaming", "Skaden er selvforskyldt."),
    ("pt", "rude", "Qualquer criança sabe preencher isto."),
    ("pt", "rude", "Pare de reclamar."),
    ("pt", "dismissive", "Isso não é problema nosso."),
    ("pt", "dismissive", "Vai ter de se conformar."),
    ("pt", "blaming", "A culpa é toda sua."),
    ("pt", "blaming", "Devia ter lido o contrato."),
    ("pt", "blaming", "Quem mandou não conferir o endereço?"),
    ("en", "rude", "Is it really that hard to read a form?"),
    ("en", "rude", "Stop complaining about the delay."),
    ("en", "dismissive", "That's not our problem."),
    ("en", "dismissive", "You will just have to live with it."),
    ("en", "blaming", "You should have read the terms."),
    ("en", "blaming", "You only have yourself to blame."),
]
COURTEOUS = [
    ("sv", "Det är inte ditt fel, och du har rätt i att vi borde ha skrivit tidigare."),
    ("sv", "Du borde ha fått ett mejl i går."),
    ("sv", "Klicka på länken, så är det bara att fylla i namn och adress."),
    ("sv", "Nu är ditt problem löst."),
    ("da", "Det er på ingen måde din skyld, at pakken kom for sent."),
    ("da", "Du burde have fået en sms i går."),
    ("da", "Slap af i lænestolen, vi klarer resten."),
    ("nb", "Det er ikke din feil at røret var gammelt."),
    ("nb", "Du burde ha fått en kode på SMS."),
    ("pt", "A culpa do atraso não foi sua."),
    ("pt", "Já devia ter recebido um e-mail."),
    ("pt", "O problema está resolvido."),
    ("en", "It was not your fault, and you're right that we should have told you sooner."),
    ("en", "You should have received an email by now."),
    ("en", "Whatever time suits you is fine, so what you need to do is ring us."),
    ("en", "I'm afraid there is nothing more we can do about the price."),
    ("en", 'You wrote that our driver said "stop complaining".'),
    ("en", "Most people can apply online."),
    ("en", "Please don't blame yourself."),
]


@pytest.mark.parametrize(("language", "rule", "text"), DISCOURTEOUS)
def test_what_is_discourteous(language: str, rule: str, text: str) -> None:
    draft = draft_of(f"Hello.\n\n{text}", language)
    (flaw,) = check_courtesy(draft)
    assert flaw.rule == rule
    assert draft.text.index(text) <= flaw.start < flaw.end <= len(draft.text)


@pytest.mark.parametrize(("language", "text"), COURTEOUS)
def test_what_is_not(language: str, text: str) -> None:
    assert [*check_courtesy(draft_of(text, language))] == []


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "Well, you didn't do what page two says.", "blaming"),
        ("en", "It's all on the website.", "dismissive"),
        ("en", "What a clever idea.", "rude"),
        ("fi", "Olet tyhmä.", "rude"),
    ],
)
def test_what_the_act_knows_is_told_apart_by_its_words(language: str, text: str, rule: str) -> None:
    (flaw,) = check_courtesy(draft_of(text, language, acts=(Act("rude", 0.9, 0, len(text)),)))
    assert (flaw.rule, flaw.start, flaw.end) == (rule, 0, len(text))


def test_a_doubtful_act_needs_a_word_that_bears_it_out() -> None:
    alone, borne_out = "What a clever idea.", "Your own idea."
    assert [*check_courtesy(draft_of(alone, acts=(Act("rude", 0.85, 0, len(alone)),)))] == []
    (flaw,) = check_courtesy(draft_of(borne_out, acts=(Act("rude", 0.85, 0, len(borne_out)),)))
    assert flaw.rule == "blaming"


def test_what_is_quoted_is_not_held_against_the_agent() -> None:
    text = 'You said that our guard called it "your own fault".'
    assert [*check_courtesy(draft_of(text, acts=(Act("rude", 0.99, 0, len(text)),)))] == []


def test_an_apology_is_not_rude_whatever_the_act_says() -> None:
    text = "We're so sorry, that was our own stupid mistake."
    assert [*check_courtesy(draft_of(text, acts=(Act("rude", 0.9, 0, len(text)),)))] == []


@pytest.mark.parametrize(
    ("language", "text", "loud"),
    [
        ("en", "The dog. DO NOT USE THE SLOT! Thanks.", "DO NOT USE THE SLOT!"),
        ("sv", "SISTA DAG ÄR SISTA DAG. Hej.", "SISTA DAG ÄR SISTA DAG."),
        ("da", "HUSK AT TAGE KORTET MED!!", "HUSK AT TAGE KORTET MED!!"),
        ("pt", "NÃO SE ESQUEÇA DA CARTEIRA!", "NÃO SE ESQUEÇA DA CARTEIRA!"),
        ("en", "It is ready now!!! Come.", "!!!"),
        ("en", "Please bring the ID card, the PIN code and IBAN.", None),
        ("en", "Your ACME POWER DRILL XL 3000 is ready.", None),
        ("en", "You wrote that this is the THIRD time.", None),
        ("en", "HOW TO RETURN YOUR PARCEL\nPut it in a box.", None),
        ("en", "TOTAL TO PAY: 300", None),
        ("en", 'You wrote "I HAVE TO WAIT FOR YOU!!!" to us.', None),
        ("en", "How nice! Thank you!", None),
        ("fi", "NYT RIITTÄÄ TÄMÄ HOMMA!", "NYT RIITTÄÄ TÄMÄ HOMMA!"),
    ],
)
def test_capitals_and_exclamation_marks_shout(language: str, text: str, loud: str | None) -> None:
    assert [text[flaw.start : flaw.end] for flaw in check_shouting(draft_of(text, language))] == (
        [loud] if loud else []
    )


@pytest.mark.parametrize(
    ("language", "text", "casual"),
    [
        ("en", "Sorry about the color, dude lol 😅", ["dude lol 😅"]),
        ("en", "We're gonna send it. Thx for waiting.", ["gonna", "Thx"]),
        ("da", "Heyyy Kirsten", ["Heyyy"]),
        ("sv", "Bra va? 😎 Vi ses.", ["😎"]),
        ("pt", "Putz, que mancada, kkkk", ["Putz, que mancada, kkkk"]),
        ("nb", "Dette fikser vi :)", [":)"]),
        ("en", "📞 020 7946 0991\n📧 help@mail.example", []),
        ("en", "See www.example.example, chapter III, size XXX.", []),
        ("pt", "A nossa equipa vem de Malta, na área da cidade.", []),
    ],
)
def test_chat_has_no_place_in_a_letter(language: str, text: str, casual: list[str]) -> None:
    assert [text[flaw.start : flaw.end] for flaw in check_casual(draft_of(text, language))] == casual


def test_a_chat_may_be_casual_but_not_slangy() -> None:
    assert [*check_casual(draft_of("haha, sure 😊", channel=Channel.CHAT))] == []
    assert [flaw.rule for flaw in check_casual(draft_of("yo dude", channel=Channel.CHAT))] == ["too_casual"]


def test_a_name_is_no_slang() -> None:
    assert [*check_casual(draft_of("Regards, Ya Bro", agent="Ya Bro"))] == []


@pytest.mark.parametrize("name", list(LETTERS))
def test_good_letters_are_courteous(name: str) -> None:
    draft = LETTERS[name]
    assert [*check_courtesy(draft), *check_shouting(draft), *check_casual(draft)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_an_endless_text_is_read_to_its_end(text: str) -> None:
    draft = hostile(text, "en")
    for check in (check_courtesy, check_shouting, check_casual):
        assert all(0 <= flaw.start <= flaw.end <= len(draft.text) for flaw in check(draft))
