"""Figures that are nobody's: orders, dates, amounts, parcels, sizes, as customers and agents write them.

`told(seed, language)` makes endless ones with fresh digits; which digits come is chance, so some may happen to have the
form of a telephone number: those are the false alarms that the masks are measured by.
"""

import random
import re
from collections.abc import Iterator
from string import ascii_uppercase

LANGUAGES = ("sv", "da", "nb", "pt", "en")
# {n} is a row of n digits, {A} a capital letter, {d} a day, {m} a month, {y} a year, {h} an hour, {q} minutes.
ORDERS = {
    "sv": (
        "Mitt ordernummer är {8}, när kommer det?", "Order {6} har inte kommit.", "Beställning nr {9} är fel.",
        "ordernr: {10}", "Ärende #{7} är fortfarande öppet.", "Fakturanummer {8} stämmer inte.", "OCR {12}",
        "Mitt kundnummer är {6}.", "Referens {A}{A}-{8}", "Artikelnummer {8} finns inte.",
    ),
    "da": (
        "Mit ordrenummer er {8}, hvornår kommer det?", "Ordre {6} er ikke kommet.", "Bestilling nr. {9} er forkert.",
        "ordrenr.: {10}", "Sag #{7} er stadig åben.", "Fakturanummer {8} passer ikke.", "Faktura {8}",
        "Mit kundenummer er {6}.", "Reference {A}{A}-{8}", "Varenummer {8} findes ikke.",
    ),
    "nb": (
        "Ordrenummeret mitt er {8}, når kommer det?", "Ordre {6} har ikke kommet.", "Bestilling nr. {9} er feil.",
        "ordrenr: {10}", "Sak #{7} er fortsatt åpen.", "Fakturanummer {8} stemmer ikke.", "KID {12}",
        "Kundenummeret mitt er {6}.", "Referanse {A}{A}-{8}", "Varenummer {8} finnes ikke.",
    ),
    "pt": (
        "O número da minha encomenda é {8}, quando chega?", "O pedido {6} não chegou.",
        "Encomenda n.º {9} está errada.",
        "pedido nº: {10}", "O caso #{7} continua aberto.", "A fatura {8} não está certa.", "Nota fiscal {9}",
        "O meu número de cliente é {6}.", "Referência {A}{A}-{8}", "O artigo {8} não existe.",
    ),
    "en": (
        "My order number is {8}, when will it come?", "Order {6} has not arrived.", "Order no. {9} is wrong.",
        "order #: {10}", "Case #{7} is still open.", "Invoice {8} is not right.", "Invoice number {10}",
        "My customer number is {6}.", "Reference {A}{A}-{8}", "Item {8} does not exist.",
    ),
}  # fmt: skip
PARCELS = {
    "sv": ("Kollinummer {18}", "Spårningsnummer {A}{A}{9}SE står still.", "Mitt kolli-id är {13}.", "Sändning {10}"),
    "da": ("Pakkenummer {18}", "Track & trace {A}{A}{9}DK står stille.", "Mit pakke-id er {13}.", "Forsendelse {10}"),
    "nb": ("Kollinummer {18}", "Sporingsnummer {A}{A}{9}NO står stille.", "Pakke-id er {13}.", "Sending {10}"),
    "pt": (
        "Envio {18}",
        "Código de rastreio {A}{A}{9}PT parado.",
        "O código de rastreamento é {13}.",
        "Envio n.º {10}",
    ),
    "en": ("Parcel number {18}", "Tracking number {A}{A}{9}GB stands still.", "Tracking ID {13}.", "Shipment {10}"),
}
ALIKE = {
    "sv": (
        "Den {d}/{m} {y} kl. {h}.{q}", "{y}-{m}-{d} {h}:{q}", "{d}/{m} {y}", "Det kostar {2} {3} kr.",
        "{1} {3} {3} kronor", "{2} {3},{2} kr", "mellan {h}:{q} och {h}:{q}", "{y}-{m}-{d}--{y}-{m}-{d}",
        "{2}×{3} cm, {2} kg",
    ),
    "da": (
        "Den {d}.{m}.{y} kl. {h}.{q}", "{d}-{m}-{y}", "{d}/{m}-{y}", "Det koster {2}.{3},{2} kr.", "{1}.{3}.{3} kr.",
        "{y}-{m}-{d}T{h}:{q}", "mellem {h}.{q} og {h}.{q}", "{d}.{m}.{y}-{d}.{m}.{y}", "{2} x {3} cm, {2} kg",
    ),
    "nb": (
        "Den {d}.{m}.{y} kl. {h}.{q}", "{d}.{m}.{y} {h}:{q}", "{d}/{m}-{y}", "Det koster {2} {3},{2} kr.",
        "{1} {3} {3} kroner", "{y}-{m}-{d}", "mellom {h}.{q} og {h}.{q}", "{d}.{m}.{y}-{d}.{m}.{y}", "{2} x {3} cm",
    ),
    "pt": (
        "No dia {d}/{m}/{y} às {h}h{q}", "{d}-{m}-{y}", "{d}.{m}.{y}", "Custa {2}.{3},{2} €.", "R$ {1}.{3}.{3},{2}",
        "{y}-{m}-{d} {h}:{q}", "entre {h}:{q} e {h}:{q}", "de {d}/{m}/{y} a {d}/{m}/{y}", "{2}x{3} cm, {2} kg",
    ),
    "en": (
        "On {d}/{m}/{y} at {h}:{q}", "{d}-{m}-{y}", "{m}/{d}/{y}", "It costs £{2},{3}.{2}.", "{1},{3},{3} pounds",
        "{y}-{m}-{d} {h}:{q}", "between {h}:{q} and {h}:{q}", "{d}.{m}.{y} - {d}.{m}.{y}", "{2} x {3} cm, {2} kg",
    ),
}  # fmt: skip
KINDS = {"orders": ORDERS, "parcels": PARCELS, "dates, amounts, sizes": ALIKE}


def told(kind: str, language: str, number: int) -> Iterator[str]:
    """`number` sentences of a kind, the same each time."""
    chance = random.Random(f"{kind} {language}")
    forms = KINDS[kind][language]
    for place in range(number):
        form = forms[place % len(forms)]
        yield re.sub(r"\{(\w+)\}", lambda found: _part(found.group(1), chance), form)


def _part(part: str, chance: random.Random) -> str:
    match part:
        case "A":
            return chance.choice(ascii_uppercase)
        case "d":
            return f"{chance.randint(1, 28):02}"
        case "m":
            return f"{chance.randint(1, 12):02}"
        case "y":
            return str(chance.randint(2019, 2027))
        case "h":
            return f"{chance.randint(7, 22):02}"
        case "q":
            return f"{chance.choice((0, 15, 30, 45)):02}"
        case digits:
            return str(chance.randint(10 ** (int(digits) - 1), 10 ** int(digits) - 1))
