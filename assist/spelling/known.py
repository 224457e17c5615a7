"""Words that are right here though no dictionary has them: of this conversation, this organisation, this workspace."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assist.errors import SetupError
from assist.spelling.tokens import parts_of, tokens

GENITIVES = ("'s", "’s", "s", "'", "’")  # Kims, Kim's, Lars'
OFTEN = 2  # a word written so often is meant: a slip is made once
MOST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """Words in lower case, and beginnings of words; both are right with a genitive's ending too."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        """Whether a word, in any case, is right here."""
        low = word.lower()
        bare = (low.removesuffix(ending) for ending in GENITIVES if low.endswith(ending))
        return low in self.words or any(one in self.words for one in bare) or low.startswith(self.beginnings)

    def __or__(self, other: "Known") -> "Known":
        """Both."""
        return Known(self.words | other.words, (*self.beginnings, *other.beginnings))


def names_of(*names: str) -> Known:
    """The names of people and organisations, whole and in parts: `Lars-Erik Sundin` knows Lars and Sundin."""
    words = {word for name in names for word in name.lower().split()}
    return Known(frozenset(words | {part for word in words for part in parts_of(word)}))


def vocabulary(texts: Iterable[str]) -> Known:
    """The words that a workspace's documents, or a customer's mails, use on purpose.

    A capital letter inside a sentence makes a name (of a product, a place); any other word counts once it is written
    twice, in whatever texts, so that a slip in a guideline does not pass for right in every draft.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        for token in tokens(text, 0, len(text)):
            seen[token.text.lower()] += OFTEN if token.is_name else 1
    return Known(frozenset(word for word, times in seen.most_common(MOST_WORDS) if times >= OFTEN))


def read_words(path: Path) -> Known:
    """A workspace's own list: a word a line, `fjord*` for all that begin so, `#` for remarks; no file, no words.

    SetupError where the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return Known()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise SetupError(f"{path}: the list of words cannot be read ({why})") from error
    words = [word for line in lines if (word := line.partition("#")[0].strip().lower())]
    beginnings = tuple(word.rstrip("*") for word in words if word.endswith("*") and word.rstrip("*"))
    return Known(frozenset(word for word in words if not word.endswith("*")), beginnings)
