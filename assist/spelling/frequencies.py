"""How common words are: what a writer most likely meant, and which strange words are no slip of anything common.

The lists are the small ones of wordfreq (Speer 2022), some thirty thousand words a language that make up at least one
in a million each. They are read from its package without importing it: that would take 0.2 s and 14 MB for code that
is not needed here. Each file is gzipped msgpack, a header and then lists of words; the n-th list holds those that
make up 10 ** (-n / 100) of all words.
"""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from assist.errors import SetupError

CENTIBELS = 100  # to a power of ten


@lru_cache(maxsize=8)
def frequencies(language: str) -> Mapping[str, int]:
    """How rare each word in lower case is, in centibels: 200 is one in a hundred words, 600 one in a million.

    30 ms and 3 MB a language, read once. SetupError where the lists are missing or not as they should be.
    """
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        raise SetupError("the word frequencies are missing: 'pip install wordfreq' brings them")
    path = Path(package.origin).parent / "data" / f"small_{language}.msgpack.gz"
    try:
        with gzip.open(path) as file:
            header, *lists = msgpack.load(file, raw=False)
        if header != {"format": "cB", "version": 1}:
            raise ValueError("another format")
    except (OSError, ValueError, TypeError) as error:
        raise SetupError(f"{path}: the word frequencies cannot be read; install wordfreq again") from error
    return {word: rarity for rarity, words in enumerate(lists) for word in words}
