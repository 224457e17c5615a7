"""The peers as their users set them up: text in, scored acts out, one of each for customer and agent."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.peers.corpus import Corpus, Labelled
from benchmarks.peers.encoders import Encode, Floats, kept


class Router(Protocol):
    """Says how near a message is to acts."""

    def scores(self, text: str) -> Mapping[str, float]:
        """The acts that come into question, each with a score that grows with nearness."""


class NearestNeighbour:
    """The act of the nearest example by cosine in a flat FAISS index."""

    def __init__(self, corpus: Corpus, encode: Encode, data: Path) -> None:
        import faiss  # noqa: PLC0415 - only the process of this system loads it

        vectors = kept(encode, corpus.texts, data.with_suffix(".npy"))
        self._encode = encode
        self._acts = [one.act or "" for one in corpus.examples]
        self._index = faiss.IndexFlatIP(len(next(iter(vectors.values()))))
        self._index.add(np.array([vectors[one.text] for one in corpus.examples]))

    def scores(self, text: str) -> Mapping[str, float]:
        """The act of the nearest example and its cosine."""
        near, places = self._index.search(self._encode([text]), 1)
        return {self._acts[places[0, 0]]: float(near[0, 0])}


class SemanticRouter:
    """semantic-router's IndexedRouter with its defaults, calibrated on held-out sentences as its guide says.

    Vectors and calibration are kept between starts, which its local index does not do by itself.
    """

    def __init__(self, corpus: Corpus, encode: Encode, data: Path) -> None:
        from semantic_router import IndexedRouter  # noqa: PLC0415 - an extra, and slow
        from semantic_router.calibration import Calibrator  # noqa: PLC0415

        vectors = kept(encode, corpus.texts, data.with_suffix(".npy"))
        encoder = _encoder(encode, vectors)
        fitted = data.with_suffix(".json")
        if not fitted.exists():
            router = IndexedRouter(encoder=encoder, routes=_routes(corpus.kept))
            asked = (*corpus.held_out, *corpus.ordinary)
            router.fit([one.text for one in asked], [one.act for one in asked])
            fitted.write_text(json.dumps(router.calibrator.to_dict()))
        self._router = IndexedRouter(
            encoder=encoder,
            routes=_routes(corpus.examples),
            calibrator=Calibrator.from_dict(json.loads(fitted.read_text())),
        )
        vectors.clear()  # from now on every message is encoded

    def scores(self, text: str) -> Mapping[str, float]:
        """The best route with its calibrated confidence. All routes above a bar did worse on the moments' examples."""
        choice = self._router(text)
        return {choice.name: choice.confidence}


def _encoder(encode: Encode, known: Mapping[str, Floats]) -> Any:  # noqa: ANN401 - a class of an extra
    """`encode` as semantic-router's own kind of encoder; what is `known` is not encoded again."""
    from semantic_router.encoders import DenseEncoder  # noqa: PLC0415

    class Local(DenseEncoder):  # type: ignore[misc]
        def __call__(self, docs: list[str]) -> list[list[float]]:
            rows = [known[doc] for doc in docs] if all(doc in known for doc in docs) else encode(docs)
            return [row.tolist() for row in rows]

    return Local(name="local")


def _routes(examples: Sequence[Labelled]) -> list[Any]:
    from semantic_router import Route  # noqa: PLC0415

    by_act: dict[str, list[str]] = {}
    for one in examples:
        by_act.setdefault(one.act or "", []).append(one.text)
    return [Route(name=act, utterances=texts) for act, texts in by_act.items()]
