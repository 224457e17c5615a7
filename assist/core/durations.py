"""Lengths of time in words, in the five languages."""

WORDS = {
    "sv": (("sekund", "sekunder"), ("minut", "minuter"), ("timme", "timmar")),
    "da": (("sekund", "sekunder"), ("minut", "minutter"), ("time", "timer")),
    "nb": (("sekund", "sekunder"), ("minutt", "minutter"), ("time", "timer")),
    "pt": (("segundo", "segundos"), ("minuto", "minutos"), ("hora", "horas")),
    "en": (("second", "seconds"), ("minute", "minutes"), ("hour", "hours")),
}
ROUND_UP_TO_MINUTES_S = 90  # below this people speak of seconds


def in_words(seconds: float, language: str) -> str:
    """A length of time as one would say it ("2 minuter"); English for a language without words."""
    names = WORDS.get(language, WORDS["en"])
    amount, unit = round(seconds), names[0]
    if seconds >= ROUND_UP_TO_MINUTES_S:
        amount, unit = round(seconds / 60), names[1]
    if seconds >= 3600:
        amount, unit = round(seconds / 3600), names[2]
    return f"{amount} {unit[0] if amount == 1 else unit[1]}"
