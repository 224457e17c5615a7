"""Whose words a mail carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.quoting import own_spans

OWN = "Where is my parcel?\nI am waiting."
EARLIER = "Hello,\nhave you any question?\nKim"

HEADERS = {
    "gmail-en": "On Fri, Jan 5, 2024 at 10:00 AM Kim <kim@fjordby.example> wrote:",
    "gmail-en-broken": "On Fri, Jan 5, 2024 at 10:00 AM Kim Larsen of Fjordby\n<kim@fjordby.example> wrote:",
    "apple-en": "On 5 Jan 2024, at 10:00, Kim <kim@fjordby.example> wrote:",
    "gmail-sv": "Den fre 5 jan. 2024 kl 10:00 skrev Kim <kim@fjordby.example>:",
    "apple-sv": "5 jan. 2024 kl. 10:00 skrev Kim <kim@fjordby.example>:",
    "gmail-da": "Den fre. 5. jan. 2024 kl. 10.00 skrev Kim <kim@fjordby.example>:",
    "gmail-nb": "fre. 5. jan. 2024 kl. 10:00 skrev Kim <kim@fjordby.example>:",
    "gmail-nb-broken": "fre. 5. jan. 2024 kl. 10:00 skrev Kim Larsen\n<kim@fjordby.example>:",
    "gmail-pt": "Em sex., 5 de jan. de 2024 às 10:00, Kim <kim@fjordby.example> escreveu:",
    "gmail-pt-pt": "Kim <kim@fjordby.example> escreveu (sexta, 5/01/2024 à(s) 10:00):",
    "outlook-en": "From: Kim <k@f.example>\nSent: Friday, January 5, 2024 10:00\nTo: Robin\nSubject: Hi",
    "outlook-sv": "Från: Kim\nSkickat: den 5 januari 2024 10:00\nTill: Robin\nÄmne: Hej",
    "outlook-da": "Fra: Kim\nSendt: 5. januar 2024 10:00\nTil: Robin\nEmne: Hej",
    "outlook-nb": "Fra: Kim\nDato: fredag 5. januar 2024 10:00\nTil: Robin\nEmne: Hei",
    "outlook-pt": "De: Kim\nEnviado: 5 de janeiro de 2024 10:00\nPara: Robin\nAssunto: Olá",
    "outlook-br": "De: Kim\nPara: Robin\nEnviada em: sexta-feira, 5 de janeiro de 2024 10:00",
    "outlook-bold": "*From:* Kim\n*Sent:* Friday\n*To:* Robin",
    "outlook-rule": "________________________________",
    "original-en": "-----Original Message-----",
    "original-sv": "-----Ursprungligt meddelande-----",
    "original-da": "-----Oprindelig meddelelse-----",
    "original-nb": "-----Opprinnelig melding-----",
    "original-pt": "-----Mensagem original-----",
    "forwarded": "---------- Forwarded message ---------",
    "gmail-sv-broken": "Den fre 5 jan. 2024 kl 10:00 skrev Kim Larsen hos Fjordby <\nkim@fjordby.example>:",
    "gmail-nb-broken-2": "fre. 5. jan. 2024 kl. 10:00 skrev Kim Larsen hos Fjordby <\nkim@fjordby.example>:",
    "gmail-nn": "fre. 5. jan. 2024 kl. 10:00 skreiv Kim <kim@fjordby.example>:",
    "yahoo-da": "Den fredag den 5. januar 2024 kl. 10.00.00 CET skrev Kim <kim@fjordby.example>:",
    "thunderbird-pt": "Às 10:00 de 05/01/2024, Kim escreveu:",
    "outlook-nn": "Frå: Kim\nSendt: fredag 5. januar 2024 10:00\nTil: Robin\nEmne: Hei",
    "outlook-mac-da": "Fra: Kim\nDato: fredag den 5. januar 2024 kl. 10.00\nTil: Robin\nEmne: Hej",
    "samsung-sv": "-------- Originalmeddelande --------",
    "samsung-da": "-------- Oprindelig besked --------",
    "passed-on-en": "Begin forwarded message:\n\nFrom: Kim\nSubject: Hi\nDate: 5 January 2024",
    "passed-on-sv": "Vidarebefordrat brev:\n\nFrån: Kim\nÄmne: Hej\nDatum: 5 januari 2024",
    "passed-on-da": "Start på videresendt besked:\n\nFra: Kim\nEmne: Hej\nDato: 5. januar 2024",
    "passed-on-nb": "Videresendt melding:\n\nFra: Kim\nEmne: Hei\nDato: 5. januar 2024",
    "passed-on-pt": "Início da mensagem reencaminhada:\n\nDe: Kim\nAssunto: Olá\nData: 5 de janeiro de 2024",
    "desk-sv": "##- Skriv ditt svar ovanför denna rad -##",
}


def own(text: str) -> list[str]:
    """The words that are left."""
    return [text[start:end] for start, end in own_spans(text)]


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_an_earlier_mail_below_a_header_is_left_out(header: str) -> None:
    """Everything from the header on belongs to somebody else, in five languages and three mail programs."""
    assert own(f"{OWN}\n\n{header}\n{EARLIER}") == [OWN]


MARKED = [header for name, header in HEADERS.items() if name.startswith(("gmail", "apple", "yahoo"))]


@pytest.mark.parametrize("header", MARKED)
def test_answers_between_and_below_quoted_lines_are_own_words(header: str) -> None:
    """Where quoted lines are marked, only they and their header go."""
    quoted = f"{header}\n> When did you order?\n> And what?\n"
    assert own(f"{quoted}On Monday.\n> Which size?\n\n44, please.") == ["On Monday.", "44, please."]
    assert own(f"Hi!\n{quoted}On Monday.") == ["Hi!", "On Monday."]


def test_spans_are_exact() -> None:
    """Offsets count code points of the text as it came, white space around the words left out."""
    text = "  Hej 👋 åäö\n\n>> citat\n> mer\n Svar \n"
    assert own_spans(text) == [(2, 11), (29, 33)]
    assert own(text) == ["Hej 👋 åäö", "Svar"]


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nRobin Lind\nStorgatan 1?",
        "--\nRobin",
        "Sent from my iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Enviado do meu iPhone",
        "Sent from Outlook for Android<https://aka.ms/x>",
        "Sent from my Galaxy",
        "Skickat från Outlook för iOS",
        "Skickades från E-post för Windows",
        "Skickat från mobilen",
        "Hämta Outlook för iOS",
        "Sendt fra Mail til Windows",
        "Sendt fra Outlook for iOS",
        "Hent Outlook til iOS",
        "Få Outlook for Android",
        "Last ned Outlook for iOS",
        "Enviado a partir do Outlook para iOS",
        "Enviado através do meu iPhone",
        "Enviado do Email para Windows",
        "Obter o Outlook para iOS",
        "Obtenha o Outlook para Android",
    ],
)
def test_a_signature_is_left_out(signature: str) -> None:
    """What a mail program adds below is not said to anybody."""
    assert own(f"{OWN}\n\n{signature}") == [OWN]


@pytest.mark.parametrize(
    "text",
    [
        "Som jag skrev: var är paketet?",
        "Den 3 mars skrev jag till er men fick inget svar.",
        "As I wrote:\nit is broken.",
        "From: the shop I got nothing.",
        "De: ingen",
        "Sent from my office it took two days, why?",
        "Sendt fra butikken i går, hvor er den?",
        "Skickat från er i måndags, var är det?",
        "Enviado do armazém ontem, onde está?",
        "Hent pakken hos naboen, takk",
        "Få Outlook til å virke?",
        "Obter o reembolso demora quanto?",
        "Begin forwarded messages: no",
        "## 3 -- what?",
        "I was on hold -- again.",
        "a > b",
        "",
    ],
)
def test_sentences_that_look_like_headers_stay(text: str) -> None:
    """No word of the sender is lost to a header that is none."""
    assert own(text) == ([text] if text else [])


def test_a_mail_of_nothing_but_an_earlier_one_is_kept() -> None:
    """A forwarded mail without own words is still read."""
    text = f"{HEADERS['original-en']}\n{EARLIER}"
    assert own(text) == [text]
    assert own("> only\n> quoted") == []


LINES = st.sampled_from([*HEADERS.values(), OWN, "> quoted", "", " ", "-- ", "é"])


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_spans_are_in_order_and_never_hold_quoted_lines(text: str) -> None:
    """Spans are apart, ascending, trimmed and free of lines that begin with '>'."""
    spans = own_spans(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in zip(spans, spans[1:], strict=False))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
        assert not any(line.lstrip().startswith(">") for line in text[start:end].splitlines())


@pytest.mark.parametrize("character", ["\n", " ", "-", "_", ">", "\n ", "On 1 ", "1\n"])
def test_a_hostile_mail_takes_no_longer(character: str) -> None:
    """Sixty thousand blanks or dashes are read at once: no pattern looks back over lines."""
    assert len(own_spans("x\n" + character * 60_000)) <= 30_001
