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
    ("sv", "rude", "Är det för mycket begärt att du läser innan du hör av dig?"),
    ("sv", "rude", "Man behöver inte vara Einstein för att räkna ut det."),
    ("sv", "rude", "Jag vet inte hur jag ska göra det tydligare för dig."),
    ("sv", "dismissive", "Det är inte något som vi tar ansvar för."),
    ("sv", "dismissive", "Det får du lösa på egen hand."),
    ("sv", "dismissive", "Vi har inte tid att hålla på med sådant."),
    ("sv", "blaming", "Hade du bara hört av dig i tid hade vi kunnat göra något."),
    ("sv", "blaming", "Det här hade inte hänt om du hade följt anvisningarna."),
    (
        "sv",
        "blaming",
        "Som framgår tydligt av bekräftelsen, som du uppenbarligen inte öppnade, gällde biljetten lördag.",
    ),
    ("da", "rude", "Det kan da umuligt være så svært at udfylde et skema."),
    ("da", "rude", "Man skal ikke være raketforsker for at forstå det."),
    ("da", "rude", "Er det for meget forlangt, at du læser mailen først?"),
    ("da", "dismissive", "Det må du selv løse."),
    ("da", "dismissive", "Det er ikke noget, vi tager ansvar for."),
    ("da", "dismissive", "Hvor kassen er blevet af, kan jeg ikke tage mig af."),
    ("da", "blaming", "Hvis du bare havde meldt det i tide, var det aldrig sket."),
    ("da", "blaming", "Det fremgår klart af mailen, som du tydeligvis ikke har læst."),
    ("da", "blaming", "Du har selv forårsaget skaden."),
    ("nb", "rude", "Så vanskelig kan det umulig være å fylle ut et skjema."),
    ("nb", "rude", "Du trenger ikke være rakettforsker for å skjønne dette."),
    ("nb", "rude", "Er det for mye forlangt at du leser e-posten først?"),
    ("nb", "dismissive", "Det må du ordne selv."),
    ("nb", "dismissive", "Det er ikke noe vi tar ansvar for."),
    ("nb", "dismissive", "Slikt har vi ikke tid til."),
    ("nb", "blaming", "Hadde du sagt fra i tide, ville dette aldri ha skjedd."),
    ("nb", "blaming", "Det står klart og tydelig i e-posten, som du åpenbart ikke har lest."),
    ("nb", "blaming", "Du har selv forårsaket skaden."),
    ("pt", "rude", "Não é preciso ser nenhum génio para perceber isto."),
    ("pt", "rude", "Será pedir muito que leia o e-mail antes de responder?"),
    ("pt", "rude", "Não sei como lhe explicar isto de forma mais simples."),
    ("pt", "dismissive", "Isso o senhor terá de resolver por sua conta."),
    ("pt", "dismissive", "Não é da nossa responsabilidade nem nos compete saber disso."),
    ("pt", "dismissive", "Se não lhe serve, procure outra empresa."),
    ("pt", "blaming", "Se tivesse avisado a tempo, nada disto teria acontecido."),
    ("pt", "blaming", "Como está bem claro no e-mail que pelos vistos não leu, o prazo era segunda."),
    ("pt", "blaming", "Foi você mesmo que causou o problema."),
    ("en", "rude", "You don't need to be Einstein to work that out."),
    ("en", "rude", "Is it too much to ask that you read our email first?"),
    ("en", "rude", "I don't know how I can make this any clearer for you."),
    ("en", "dismissive", "You'll have to sort that out yourself."),
    ("en", "dismissive", "That is not something we take responsibility for."),
    ("en", "dismissive", "We don't have time for this sort of thing."),
    ("en", "blaming", "Had you told us in time, none of this would have happened."),
    ("en", "blaming", "As clearly stated in the email, which you evidently did not open, it was for Saturday."),
    ("en", "blaming", "This would not have happened if you had closed the door."),
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
    ("sv", "Du kunde ha hört av dig tidigare, och jag är ledsen att det inte stod tydligare."),
    ("sv", "Det är budfirman som har ansvaret, så jag har bett dem ringa dig i dag."),
    ("sv", "Du behöver inte lösa det på egen hand."),
    ("sv", "Är det svårt att läsa texten kan vi skicka den i större stil."),
    ("sv", "Vi tar ansvar för det som har hänt."),
    ("da", "Du behøver ikke selv at løse det."),
    ("da", "Det er fragtmanden, der har ansvaret, så jeg har bedt dem ringe til dig i dag."),
    ("da", "Hvis du havde problemer med døren, må du gerne sige til."),
    ("da", "Det må du selv bestemme."),
    ("da", "Vi tager ansvaret for skaden."),
    ("nb", "Du trenger ikke å ordne det selv."),
    ("nb", "Det er budfirmaet som har ansvaret, så jeg har bedt dem ringe deg i dag."),
    ("nb", "Det må du gjerne bestemme selv."),
    ("nb", "Dere kunne ha fått beskjed tidligere, det beklager vi."),
    ("nb", "Hadde du tenkt å flytte i mai?"),
    ("pt", "Se tivesse alguma dúvida, era só ligar; agora já está resolvido."),
    ("pt", "A responsabilidade é da transportadora, por isso já lhes pedi que lhe ligassem hoje."),
    ("pt", "Não precisa de resolver isto sozinho."),
    ("pt", "Se tiver fechado a porta, pode deixar a chave no correio."),
    ("pt", "Não somos nós que fazemos a entrega, mas falei com o estafeta e ele passa amanhã."),
    ("en", "You could have come to us earlier, and we're sorry it wasn't clear."),
    ("en", "I should have told you about it."),
    ("en", "Responsibility lies with the courier, so I have asked them to call you today."),
    ("en", "You don't have to sort that out yourself; we will do it."),
    ("en", "We are not able to change the date."),
    ("en", "If you had trouble closing the door, I can send somebody."),
    ("en", "As you clearly stated in your email, it was Saturday."),
    ("sv", "Vilken lösning hade du tänkt dig?"),
    ("sv", "Då kan du ju byta till en annan storlek."),
    ("sv", "Du borde ha märkt en skillnad vid det här laget."),
    ("sv", "Vi har ingen tid till dig på fredag, men på måndag."),
    ("sv", "Passar det inte kan du välja en annan dag."),
    ("sv", "En vuxen person måste hämta ut paketet."),
    ("sv", "Det är inget vi tar betalt för."),
    ("da", "Hvilken løsning havde du tænkt dig?"),
    ("da", "Så kan du bare vælge en anden farve."),
    ("da", "Det er ærgerligt, at tiden ikke passer; vælg endelig en anden."),
    ("da", "Fakturaer er ikke min afdeling, men jeg har spurgt bogholderiet."),
    ("da", "Kommer du ikke ind, når døren står åben?"),
    ("da", "Det har vi ikke tid til før mandag."),
    ("nb", "Hvilken løsning hadde du tenkt deg?"),
    ("nb", "Da kan du bare velge en annen farge."),
    ("nb", "Det er ergerlig for oss, og mest av alt leit for deg."),
    ("nb", "Alarmen går hvis døra står åpen."),
    ("nb", "Refusjoner er ikke min avdeling, men jeg har spurt regnskap."),
    ("pt", "Sente-se aqui, se não se importa."),
    ("pt", "Obrigada pela sua paciência."),
    ("pt", "Lave as mãos antes da consulta."),
    ("pt", "O senhor pelos vistos não recebeu o nosso e-mail."),
    ("pt", "O bolo pode ser levantado noutra loja, se não lhe convém esta."),
    ("pt", "Já devia ter chegado a sua encomenda."),
    ("pt", "Quem manda aqui é o cliente."),
    ("pt", "Se o menino fizer uma birra, a educadora fica com ele."),
    ("en", "Well done, you have passed the course."),
    ("en", "We are sorry for your loss."),
    ("en", "You are entitled to a refund."),
    ("en", "If that doesn't suit you, choose another day."),
    ("en", "A call from us would have saved you the trouble."),
    ("en", "You clearly never got our email."),
    ("en", "If you're on your own, our driver will help you carry it."),
    ("en", "You could also ask another dentist for a second opinion."),
    ("en", "It doesn't bother us at all if you come later."),
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
