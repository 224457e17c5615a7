"""Numbers that are nobody's: dates, sums of money, and what follows a word such as "order number".

Such a number may have the form of a telephone number, or a checksum that fits by chance. People write orders, parcels
and cases as one row of digits; in groups, with a plus or a zero before it a number is looked at as any other.
"""

import re

YEAR, MONTH, DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"(?<!\d)(?:{YEAR}([-./]){MONTH}\1{DAY}|{YEAR}[-/]{YEAR}|"
    rf"(?:{DAY}([-./]){MONTH}|{MONTH}([-./]){DAY})[-./ ]{YEAR})(?!\d)"
    r"(?:,? +(?:kl\.? ?)?\d{1,2}[.:h]\d\d(?!\d))?"
)
CURRENCY = r"kr\b|kron|sek\b|dkk\b|nok\b|eur|usd\b|gbp\b|brl\b|reais\b|pounds?\b|dollars?\b|[€$£]"
SUM = r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
MONEY = re.compile(rf"(?<!\d)(?<!\d[., ])(?:{SUM}(?= ?(?:{CURRENCY}))|(?<=[$€£]){SUM}|(?<=[$€£] ){SUM})", re.IGNORECASE)

NOUNS = (
    "order|ordre|beställning|bestilling|encomenda|pedido",
    "ärende|sag|sak|case|caso|ticket|processo|protocolo",
    "faktura|fatura|factura|invoice|nota fiscal|kvitto|kvittering|receipt|recibo|ocr|kid",
    "kundn|kund-?id|kundenummer|kundenr|kunde-?id|customer (?:number|no|id)|cliente",
    "referens|reference|referanse|referência|ref",
    "artikel|varen|vare-?id|item|artigo|serien|serial|série",
    "kolli|paket|pakke|parcel|sändning|sending|forsendelse|försändelse|shipment|envio",
    "spårning|sporing|track|rastrei|rastrea",
    "bokning|booking|bestillings|reserva",
)
BETWEEN = "nr|no|n|nº|nummer|nummeret|number|num|número|id|code|kod|kode|mitt|min|mit|er|är|is|é|de|trace"
# the words before a number, looked for in the last 48 signs
REFERENCE = re.compile(rf"(?:#|\b(?:{'|'.join(NOUNS)})\w*(?:[\s:#.ºª°&-]|\b(?:{BETWEEN})\b){{0,16}})$", re.IGNORECASE)
LOOK_BACK = 48


def without(text: str) -> str:
    """`text` with lines in the place of dates and sums, each as long as what it stands for."""
    for form in (DATE, MONEY):
        text = form.sub(lambda found: "_" * len(found.group()), text)
    return text


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether the number from `start` to `end` is that of an order, a parcel or a case, as the words before it say."""
    number = text[start:end]
    is_row = number.isdigit() and number[0] != "0"
    return is_row and REFERENCE.search(text[max(0, start - LOOK_BACK) : start]) is not None
