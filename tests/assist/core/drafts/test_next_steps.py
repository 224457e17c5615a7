"""What happens next: promises without a time, and what is left open."""

import pytest

from assist.core.drafts.next_steps import check_next_steps, check_promises
from assist.core.events import Act, Channel
from tests.assist.core.drafts.letters import HOSTILE, LETTERS, draft_of, hostile

UNDATED = [
    ("en", "We'll get back to you once they have had a look."),
    ("en", "You will hear from us in due course."),
    ("en", "Your refund will be there soon."),
    ("sv", "Vi hör av oss när det är klart."),
    ("sv", "Jag återkommer så snart som möjligt."),
    ("da", "Du hører fra os hurtigst muligt."),
    ("da", "Vi undersøger det og vender tilbage."),
    ("nb", "Vi sier fra når vi vet mer."),
    ("nb", "Du hører fra oss."),
    ("pt", "Entraremos em contacto consigo assim que houver novidades."),
    ("pt", "A gente vai te mandar um cupom em breve."),
    ("sv", "Vi hör av oss när vi vet mer."),
    ("sv", "Du får besked från oss så fort vi kan."),
    ("sv", "Vi ska kolla upp saken och ger dig besked sedan."),
    ("da", "Jeg undersøger det og giver dig besked, når jeg ved mere."),
    ("da", "Du får besked i løbet af kort tid."),
    ("da", "Vi ringer dig op på et tidspunkt."),
    ("nb", "Jeg sjekker dette og gir en lyd etter hvert."),
    ("nb", "Dere får beskjed når vi vet mer."),
    ("nb", "Vi kommer tilbake til deg så snart som mulig."),
    ("pt", "Vou verificar e depois digo-lhe alguma coisa."),
    ("pt", "A gente te avisa assim que souber."),
    ("pt", "Entraremos em contacto logo que possível."),
    ("en", "I'll look into it and let you know."),
    ("en", "We'll be in touch shortly."),
    ("en", "You'll get an update from us at some point."),
]
DATED = [
    ("en", "We'll get back to you by Friday."),
    ("en", "We'll write to you with the result by 13 June."),
    ("en", "We'll get back to you. That will be on Friday."),
    ("en", "If the price changes, we will let you know."),
    ("en", "We will let you know if the price changes."),
    ("en", "Will we hear from you soon?"),
    ("en", "Soon it will be summer."),
    ("sv", "Vi hör av oss inom två dagar."),
    ("sv", "Jag ringer dig senast den 12 juni."),
    ("da", "Du får svar senest den 30. september."),
    ("nb", "Du får svar i løpet av to uker."),
    ("nb", "Du får svar senest 30. september."),
    ("pt", "Damos-lhe uma resposta até sexta-feira."),
    ("fi", "We'll get back to you."),
    ("sv", "Vi kollar upp saken och ger dig besked senast på fredag."),
    ("da", "Du får besked i løbet af to dage."),
    ("nb", "Jeg sjekker dette og gir deg en lyd innen fredag."),
    ("pt", "Vou verificar e depois digo-lhe alguma coisa, até sexta-feira."),
    ("en", "I'll look into it and let you know by Friday."),
    ("sv", "Om du vill ändra något får du veta mer på sidan."),
]
OPEN = [
    ("en", "The boiler needs to be repaired."),
    ("en", "Yes, this is something our surveyor can look at."),
    ("sv", "Felet ligger hos oss."),
    ("da", "Fejlen ligger hos os."),
    ("nb", "Feilen ligger hos oss."),
    ("pt", "É preciso um cabo novo."),
    ("sv", "För missfärgad tvätt betalar vi upp till 1 500 kronor."),
    ("en", "We pay up to £50 for ruined laundry."),
]
SETTLED = [
    ("en", "The boiler needs to be repaired. Please call us to choose a day."),
    ("en", "The boiler needs to be repaired. An engineer comes on Friday."),
    ("en", "The boiler was broken. I have booked an engineer."),
    ("en", "Yes, we are open until six."),
    ("en", "If it needs to be repaired, it costs £30."),
    ("sv", "Felet ligger hos oss. Jag har rättat det."),
    ("sv", "Ja, vi har öppet till klockan sex."),
    ("da", "Fejlen ligger hos os. Send os et billede."),
    ("nb", "Feilen ligger hos oss. Send oss et bilde."),
    ("pt", "É preciso um cabo novo. O técnico leva-o na terça-feira."),
    ("da", "Find selv en tid, og skriv det i feltet, hvis den også mangler chip."),
]


@pytest.mark.parametrize(("language", "text"), UNDATED)
def test_a_promise_needs_a_time(language: str, text: str) -> None:
    draft = draft_of(f"Hello Kim.\n\n{text}", language)
    (flaw,) = check_promises(draft)
    assert flaw.rule == "promise_without_date"
    assert draft.text.index(text) <= flaw.start < flaw.end == len(draft.text)


@pytest.mark.parametrize(("language", "text"), DATED)
def test_what_names_a_time_or_promises_nothing(language: str, text: str) -> None:
    assert [*check_promises(draft_of(text, language))] == []


def test_the_act_tells_a_promise_that_is_put_off() -> None:
    text = "Expect the answer shortly."
    assert [*check_promises(draft_of(text))] == []
    act = Act("promises_contact", 0.9, 0, len(text))
    assert [flaw.rule for flaw in check_promises(draft_of(text, acts=(act,)))] == ["promise_without_date"]


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_what_is_open_needs_a_next_step(language: str, text: str) -> None:
    (flaw,) = check_next_steps(draft_of(text, language))
    assert (flaw.rule, flaw.start, flaw.end) == ("no_next_steps", len(text), len(text))


@pytest.mark.parametrize(("language", "text"), SETTLED)
def test_a_step_or_a_plain_answer_is_enough(language: str, text: str) -> None:
    assert [*check_next_steps(draft_of(text, language))] == []


def test_in_a_chat_the_next_step_is_the_next_message() -> None:
    assert [*check_next_steps(draft_of(OPEN[0][1], channel=Channel.CHAT))] == []


@pytest.mark.parametrize("name", list(LETTERS))
def test_good_letters_say_what_happens_next(name: str) -> None:
    assert [*check_promises(LETTERS[name]), *check_next_steps(LETTERS[name])] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_an_endless_text_is_read_to_its_end(text: str) -> None:
    draft = hostile(text, "pt")
    for check in (check_promises, check_next_steps):
        assert all(0 <= flaw.start <= flaw.end <= len(draft.text) for flaw in check(draft))
