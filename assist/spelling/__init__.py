"""Spelling in five languages, with Hunspell dictionaries. Sync, for worker threads; read `speller.py` first."""

from assist.errors import SetupError
from assist.settings import PREFIX, Settings
from assist.spelling import dictionaries
from assist.spelling.known import Known, names_of, read_words, vocabulary
from assist.spelling.speller import Speller

WORDS = "words.txt"

__all__ = ["Known", "Speller", "names_of", "open_speller", "read_words", "vocabulary"]


def open_speller(settings: Settings) -> Speller:
    """The speller of these settings, with nothing loaded yet. SetupError for a list of words that cannot be read."""
    if settings.words is not None and not settings.words.is_file():
        raise SetupError(f"{PREFIX}WORDS: there is no file {settings.words}")
    words = read_words(settings.words or settings.data / WORDS)
    return Speller(dictionaries.folders(settings.dictionaries), words)
