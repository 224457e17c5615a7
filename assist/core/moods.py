"""The customer's mood over several messages: one angry word makes no angry customer, and calm comes back slowly."""

from collections.abc import Mapping
from typing import Literal

UPSET, ANGRY = 0.35, 0.75  # mood, from 0 (calm) to 1
CALMING = 0.6  # what is left of a mood after a customer's message that shows none
Mood = Literal["calm", "upset", "angry"]
WORDS: Mapping[Mood, Mapping[str, str]] = {
    "calm": {"sv": "lugn", "da": "rolig", "nb": "rolig", "pt": "calmo", "en": "calm"},
    "upset": {"sv": "upprörd", "da": "oprevet", "nb": "opprørt", "pt": "aborrecido", "en": "upset"},
    "angry": {"sv": "arg", "da": "vred", "nb": "sint", "pt": "zangado", "en": "angry"},
}


def mood_after(mood: float, acts: Mapping[str, float]) -> float:
    """The mood after a customer's message that does `acts` with these probabilities."""
    if "abusive" in acts:
        return 1.0
    if "satisfied" in acts and "upset" not in acts:
        return mood * CALMING * CALMING
    return max(acts.get("upset", 0.0), mood * CALMING)


def mood_of(mood: float) -> Mood:
    """The mood in one of three words."""
    if mood >= ANGRY:
        return "angry"
    return "upset" if mood >= UPSET else "calm"


def mood_in_words(mood: float, language: str) -> str:
    """The mood as one says it of a customer; English for a language without words."""
    words = WORDS[mood_of(mood)]
    return words.get(language, words["en"])
