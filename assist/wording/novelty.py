"""Names and words of an answer that stand nowhere in what it was made from: what they tell of was made up.

A word counts as known when another one that begins alike was said, when it is among the words of courtesy, or when it
is so common in the language that it states little by itself.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from assist.core.drafts.words import WORDS
from assist.spelling.frequencies import frequencies
from assist.wording.commitments import RARE, STEM, WORD, stems, telling

ADDRESSED = 400  # centibels: what begins a sentence, has a comma behind it and is rarer than this may be one, too
NEVER_MET = 480  # centibels: what begins a sentence with a capital and is rarer than this may be a name
LEAST_KNOWN = 3  # letters
NEW_WORDS, EVERY = 1, 10  # so many new words are let pass, and one more in every so many: other words are the point
REASON = re.compile(
    r"\b(?:because|due to|owing to|på grund av|eftersom|därför att|fordi|på grunn av|på grund af|grundet|"
    r"porque|devido a|por causa|já que)\b",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"(?<![\w{}'’])[^\W\d_a-zà-öø-ÿ][\w'’-]*")
BEGINS = re.compile(r"(?:^|[.!?:…\n–—\"“”«»(-])\s*$")
NO_NAMES = frozenset(["i", "i'm", "i've", "i'll", "i'd", "ok", "ja", "nej", "nei"])


def new_names(answer: str, language: str, texts: Iterable[str]) -> Iterator[str]:
    """Words with a capital that nobody has used, but for those that a sentence begins with and everybody knows."""
    known = {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
    common, words = frequencies(language), WORDS.get(language)
    no_names = words.no_names if words else frozenset()
    for match in CAPITAL.finditer(answer):
        word = re.sub(r"['’]s$", "", match.group()).lower()
        if word in NO_NAMES or {word, word.removesuffix("s")} & known:
            continue
        begins = BEGINS.search(answer[: match.start()]) is not None
        addresses = begins and answer[match.end() : match.end() + 1] == "," and word not in no_names
        least = ADDRESSED if addresses else NEVER_MET if begins else RARE
        parts = re.findall(r"[^\W_]+", word)
        if all(common.get(part, least) < least for part in parts):
            continue
        if not begins or (telling(word, language) and not _begins_alike(word, known)):
            yield match.group()


def new_words(answer: str, language: str, texts: Iterable[str]) -> frozenset[str]:
    """The stems of what the answer states and nobody has said."""
    return telling(answer, language) - frozenset(stem for text in texts for stem in stems(text))


def _begins_alike(word: str, known: Collection[str]) -> bool:
    """Whether it is a form of one that was said: "Skiene" after "ski"."""
    return any(word.startswith(one[:STEM]) for one in known if len(one) >= LEAST_KNOWN)


def has_too_many(new: Collection[str], answer: str) -> bool:
    """Whether so many words are new that they may tell something; in a reason that is given, one is too many."""
    reason = REASON.search(answer)
    if reason and stems(answer[reason.end() :]) & {*new}:
        return True
    return len(new) > NEW_WORDS + len(WORD.findall(answer)) // EVERY
