"""Where an e-mail's own words end and the quoted earlier mail begins: a quoted question is no new question."""

import re

HEADERS = (
    r"^\s*(?:On|Den|Em|No dia|El|Am|På|Op)\b.{4,120}\b(?:wrote|skrev|escreveu|schrieb)\b.{0,80}:?\s*$",
    r"^\s*.{0,80}\b(?:wrote|skrev|escreveu)\b(?: .{0,60})?:\s*$",
    r"^\s*-{2,}\s*(?:Original Message|Forwarded message|Ursprungligt meddelande|Oprindelig meddelelse|"
    r"Opprinnelig melding|Mensagem original|Vidarebefordrat meddelande|Videresendt (?:besked|melding)|"
    r"Mensagem encaminhada)\b.*$",
    r"^\s*_{8,}\s*$",
    r"^\s*(?:From|Från|Fra|De):\s.+\n\s*(?:Sent|Date|Skickat|Datum|Sendt|Dato|Enviad[ao]|Data):",
)
BEGINS = re.compile("|".join(HEADERS), re.IGNORECASE | re.MULTILINE)
QUOTED_LINE = re.compile(r"^\s*>.*$", re.MULTILINE)


def own_spans(text: str) -> list[tuple[int, int]]:
    """The parts of `text` (start, end in code points) that its sender wrote, quoted lines and earlier mails left out."""
    begins = BEGINS.search(text)
    end = begins.start() if begins and text[: begins.start()].strip() else len(text)
    spans, start = [], 0
    for quoted in QUOTED_LINE.finditer(text, 0, end):
        spans.append((start, quoted.start()))
        start = quoted.end()
    spans.append((start, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]
