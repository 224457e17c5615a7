"""What is built of the weight file: the network in 8 bits (22 MB) and the tokenizer (5 MB), kept in a cache."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from guidelines_kb.atomic import write_atomically
from guidelines_kb.embedders.e5.weights import Weights

RANGES = Path(__file__).parent / "ranges.npz"  # of each product's inputs, as quantisation.py needs them
BUILD_VERSION = 1  # raise it whenever something is built in another way
NETWORK, TOKENIZER, SUMS = "encoder.onnx", "tokenizer.model", "sha256.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Files:
    """An ONNX model and a SentencePiece model, serialised."""

    network: bytes
    tokenizer: bytes


def identity(weights: Weights, ranges: bytes) -> str:
    """Name what is built: another weight file, other ranges or another way of building have another name."""
    return f"e5-small-int8-{BUILD_VERSION}-{weights.fingerprint()}-{hashlib.sha256(ranges).hexdigest()[:8]}"


def opened(weights: Weights, ranges: bytes, cache: Path) -> Files:
    """Return what is kept in a folder of `cache`, or build it (seconds) and keep it there.

    Damaged files are built anew. Where the folder cannot be written, they are built at every start.
    """
    folder = cache / identity(weights, ranges)
    found = _kept(folder)
    if found is None:
        found = built(weights, ranges)
        try:
            _keep(found, folder)
        except OSError as error:
            _log.warning("the encoder cannot be kept in %s (%s) and is built at every start", folder, error.strerror)
    return found


def built(weights: Weights, ranges: bytes) -> Files:
    """Build both."""
    from guidelines_kb.embedders.e5 import network, quantisation, tokenizer  # noqa: PLC0415 - onnx is slow to load

    int8 = quantisation.Int8(quantisation.Ranges.from_bytes(ranges))
    return Files(network.build(weights, int8).SerializeToString(), tokenizer.build(weights))


def _keep(files: Files, folder: Path) -> None:
    write_atomically(folder / NETWORK, files.network)
    write_atomically(folder / TOKENIZER, files.tokenizer)
    write_atomically(folder / SUMS, json.dumps(_sums(files), indent=1).encode())  # last: with it the rest counts


def _kept(folder: Path) -> Files | None:
    if not (folder / SUMS).is_file():
        return None
    try:
        found = Files((folder / NETWORK).read_bytes(), (folder / TOKENIZER).read_bytes())
        if json.loads((folder / SUMS).read_bytes()) == _sums(found):
            return found
    except (OSError, ValueError):
        pass
    _log.warning("the encoder kept in %s is damaged and is built again", folder)
    return None


def _sums(files: Files) -> dict[str, str]:
    return {
        name: hashlib.sha256(data).hexdigest()
        for name, data in ((NETWORK, files.network), (TOKENIZER, files.tokenizer))
    }
