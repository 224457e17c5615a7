"""Where somebody's own words end and quoted mails begin: a quoted question is no new question."""

import re

WROTE = r"\b(?:wrote|skrev|skreiv|escreveu|schrieb)\b"
DAY = r"(?:On|Den|Em|På|Am|El|Le|(?:man|tir|ons|tor|fre|lør|søn)\w*\.?)[ ](?=[^\n]*\d)"
HEADERS = (
    # a header names a date or an address ("as I wrote:" is a sentence), and long ones are broken in two
    rf"^(?=[^\n]*[\d@])[^\n]{{0,160}}{WROTE}[^\n]{{0,120}}:[ \t]*$",
    rf"^{DAY}[^\n]{{0,160}}\n[^\n]{{0,80}}{WROTE}:[ \t]*$",
    rf"^{DAY}[^\n]{{0,160}}{WROTE}[^\n]{{0,120}}\n[ \t]*<?[^\s<>]+@[^\s<>]+>:[ \t]*$",
    r"^[ \t]*-{2,}[ \t]*(?:Original (?:Message|Appointment)|Forwarded message|(?:Ursprungligt |Original)meddelande|"
    r"Vidarebefordrat (?:meddelande|brev)|(?:Oprindelig|Videresendt) (?:meddelelse|besked|mail)|"
    r"(?:Opprinnelig|Videresendt) (?:melding|e-post)|Mensagem (?:original|(?:re)?encaminhada))\b[^\n]*$",
    r"^[ \t]*(?:Begin forwarded message|Vidarebefordrat brev|Start på videresendt besked|Videresendt melding|"
    r"Início da mensagem (?:re)?encaminhada):[ \t]*$",
    r"^##-[^\n]*-##[ \t]*$",  # "please type your reply above this line", as desks write it
    r"^[ \t]*_{8,}[ \t]*$",
    r"^[ \t]*\*?(?:From|Från|Fr[aå]|De):\*?[ \t][^\n]+\n(?:[^\n]*\n){0,2}?[ \t]*\*?"
    r"(?:Sent|Date|Skickat|Datum|Sendt|Dato|Enviad[ao](?: em)?|Data):",
)
SENT = r"(?:Sent from|Skickat från|Skickades från|Sendt fra|Enviado (?:d[eo]|a partir do|através do|desde o|pelo|via))"
PROGRAM = r"(?:my|min|mitt|meu|mobilen|Outlook|Mail|E-?mail|E-post|Correio|Yahoo|iCloud|Gmail|Proton)"
SIGNATURES = (
    r"^--[ \t]?$",
    rf"^[ \t]*{SENT}[ \t]{PROGRAM}\b[^\n?]*$",  # what asks something is a sentence
    r"^[ \t]*(?:Get|Hämta|Hent|Få|Last ned|Skaff deg|Obter|Obtenha|Baixar|Baixe)(?: o)? Outlook (?:for|för|til|para) "
    r"(?:iOS|Android)\b[^\n]*$",
)
BEGINS = re.compile("|".join((*HEADERS, *SIGNATURES)), re.IGNORECASE | re.MULTILINE)
QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
QUOTE_FOLLOWS = re.compile(r"\s*>")


def own_spans(text: str) -> list[tuple[int, int]]:
    """The parts of `text` (start, end in code points) that its sender wrote.

    What follows a header is an earlier mail. Where its lines are marked with ">", only they are left out,
    because answers may stand between and below them.
    """
    left_out, end = [match.span() for match in QUOTED_LINE.finditer(text)], len(text)
    for header in BEGINS.finditer(text):
        if QUOTE_FOLLOWS.match(text, header.end()):
            left_out.append(header.span())
        elif text[: header.start()].strip():
            end = header.start()
            break
    spans, start = [], 0
    for begins, ends in sorted(left_out):
        spans.append((start, min(begins, end)))
        start = ends
    return [_trimmed(text, *span) for span in (*spans, (start, end)) if text[slice(*span)].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
