"""Vectors that outlive the process: what a playbook asks and what acts are learnt from is encoded once."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from guidelines_kb.atomic import write_atomically
from guidelines_kb.embedders import Embedder, Kind, Vectors

BATCH = 32
Track = Callable[[Sequence[list[str]]], Iterable[list[str]]]


class KeptVectors:
    """An embedder in front of another that knows some queries from a file. Safe from several threads."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Know what `path` holds, if it was written with the same embedder; a damaged file is as none."""
        self._embedder = embedder
        self._path = path
        self._known = _loaded(path, embedder.name)

    @property
    def name(self) -> str:
        """The identity of the embedder behind: keeping changes no vector."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text."""
        known = self._known
        missing = [text for text in texts if kind != "query" or text not in known]
        fresh = iter(self._embedder.encode(missing, kind) if missing else ())
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            rows[place] = known[text] if kind == "query" and text in known else next(fresh)
        return rows

    def keep(self, queries: Iterable[str], track: Track = iter) -> None:
        """Know exactly these queries from now on, also after a restart; `track` goes along with the work."""
        wanted = list(dict.fromkeys(queries))
        known = {text: self._known[text] for text in wanted if text in self._known}
        missing = [text for text in wanted if text not in known]
        for batch in track([missing[first : first + BATCH] for first in range(0, len(missing), BATCH)]):
            known.update(zip(batch, self._embedder.encode(batch, "query"), strict=True))
        if missing or len(known) < len(self._known):
            _save(self._path, self.name, known)
        self._known = known


def _loaded(path: Path, embedder: str) -> dict[str, Vectors]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["embedder"]) == embedder:
                return dict(zip(str(kept["texts"]).split("\0"), kept["vectors"], strict=True))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        pass
    return {}


def _save(path: Path, embedder: str, vectors: dict[str, Vectors]) -> None:
    file = BytesIO()
    np.savez(
        file,
        embedder=np.array(embedder),
        texts=np.array("\0".join(vectors)),
        vectors=np.stack(list(vectors.values())),
    )
    write_atomically(path, file.getvalue())  # processes that share the folder keep theirs at the same moment
