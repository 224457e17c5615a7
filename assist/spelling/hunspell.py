"""One Hunspell dictionary, through the C interface of the library that the chunspell wheel carries.

The wheel's own class holds Python's lock while the library works: a suggestion takes up to a second, loading most of
one, and the event loop would stand still so long. Called through ctypes those let other threads run; a look-up is
over in microseconds and keeps the lock, which is quicker than to hand it on.
"""

import ctypes
import threading
from ctypes.util import find_library
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assist.errors import SetupError

LONGEST = 60  # letters: the library's own patience ends there, and nobody's word is longer
_WordList = ctypes.POINTER(ctypes.c_char_p)


class Dictionary:
    """What one pair of `.aff` and `.dic` knows. Safe from several threads: the library itself is not."""

    def __init__(self, affixes: Path, words: Path) -> None:
        """Load it: 0.05 to 0.7 s. SetupError where a file cannot be read or the library is missing."""
        for path in (affixes, words):
            try:
                path.open("rb").close()  # the library takes a missing file for an empty one
            except OSError as error:
                raise SetupError(f"{path}: this dictionary cannot be read ({error.strerror})") from error
        self._quick, self._slow = _library()
        self._lock = threading.Lock()
        self._handle = self._slow.Hunspell_create(bytes(affixes), bytes(words))
        self._encoding: str = self._slow.Hunspell_get_dic_encoding(self._handle).decode("ascii")

    def knows(self, word: str) -> bool:
        """Whether it is a word, as it stands; a capital letter at the front does no harm. 4 to 500 microseconds."""
        written = self._written(word)
        if not written:
            return False
        with self._lock:
            return bool(self._quick.Hunspell_spell(self._handle, written))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the dictionary's likeliest first. 20 to 700 milliseconds."""
        return self._listed(self._slow.Hunspell_suggest, word)

    def builds(self, word: str) -> bool:
        """Whether it knows a word only as a compound that it puts together itself."""
        ways = self._listed(self._quick.Hunspell_analyze, word)
        return bool(ways) and all("pa:" in way for way in ways)

    def _listed(self, function: Any, word: str) -> tuple[str, ...]:  # noqa: ANN401 - of ctypes
        written = self._written(word)
        if not written:
            return ()
        found = _WordList()
        with self._lock:
            count = function(self._handle, ctypes.byref(found), written)
            words = tuple((found[place] or b"").decode(self._encoding, "replace") for place in range(count))
            self._slow.Hunspell_free_list(self._handle, ctypes.byref(found), count)
        return words

    def _written(self, word: str) -> bytes:
        """In the dictionary's encoding; empty for what it cannot hold."""
        if len(word) > LONGEST or "\0" in word:
            return b""
        try:
            return word.replace("’", "'").encode(self._encoding)
        except UnicodeEncodeError:
            return b""

    def __del__(self) -> None:
        """Give the memory back."""
        if getattr(self, "_handle", None):
            self._slow.Hunspell_destroy(self._handle)


@lru_cache(maxsize=1)
def _library() -> tuple[Any, Any]:
    """The library twice: as it is called with Python's lock held, and without."""
    package = find_spec("hunspell")
    beside = [Path(package.origin).parent] if package and package.origin else []
    carried = [str(path) for folder in beside for path in sorted(folder.glob("libhunspell*"))]
    for name in (*carried, find_library("hunspell-1.7")):
        if name:
            return _declared(ctypes.PyDLL(name)), _declared(ctypes.CDLL(name))
    raise SetupError("the Hunspell library is missing: 'pip install chunspell' brings it on Linux and macOS")


def _declared(library: Any) -> Any:  # noqa: ANN401 - ctypes makes its functions as they are asked for
    library.Hunspell_create.restype = ctypes.c_void_p
    library.Hunspell_create.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    library.Hunspell_destroy.restype = None
    library.Hunspell_destroy.argtypes = [ctypes.c_void_p]
    library.Hunspell_get_dic_encoding.restype = ctypes.c_char_p
    library.Hunspell_get_dic_encoding.argtypes = [ctypes.c_void_p]
    library.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    for function in (library.Hunspell_suggest, library.Hunspell_analyze):
        function.argtypes = [ctypes.c_void_p, ctypes.POINTER(_WordList), ctypes.c_char_p]
    library.Hunspell_free_list.restype = None
    library.Hunspell_free_list.argtypes = [ctypes.c_void_p, ctypes.POINTER(_WordList), ctypes.c_int]
    return library
