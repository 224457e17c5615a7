"""Lengths of time in words, in the five languages."""

WORDS = {
    "sv": (("sekund", "sekunder"), ("minut", "minuter"), ("timme", "timmar")),
    "da": (("sekund", "sekunder"), ("minut", "minutter"), ("time", "timer")),
    "nb": (("sekund", "sekunder"), ("minutt", "minutter"), ("time", "timer")),
    "pt": (("segundo", "segundos"), ("minuto", "minutos"), ("hora", "horas")),
    "en": (("second", "seconds"), ("minute", "minutes"), ("hour", "hours")),
}
IN_SECONDS_BELOW, IN_MINUTES_BELOW = 90, 3570  # from half a minute below an hour one says "1 hour"


def in_words(seconds: float, language: str) -> str:
    """A length of time as one would say it ("2 minuter"); English for a language without words."""
    in_seconds, in_minutes, in_hours = WORDS.get(language, WORDS["en"])
    amount, unit = round(seconds / 3600), in_hours
    if seconds < IN_MINUTES_BELOW:
        amount, unit = round(seconds / 60), in_minutes
    if seconds < IN_SECONDS_BELOW:
        amount, unit = round(seconds), in_seconds
    return f"{amount} {unit[0] if amount == 1 else unit[1]}"
