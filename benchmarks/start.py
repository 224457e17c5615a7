"""How long until the server is ready, and how much memory it holds with the sample handbook.

    python -m benchmarks.start [--runs 5]

Cold: an empty data folder, so the handbook is indexed and the acts are trained. Warm: the same folder again.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.machine import print_table
from benchmarks.server import Server

SETTLED_S = 2.0  # what tells languages apart is loaded beside the start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="warm starts to take the median of")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        cold, *_ = measured(Path(folder))
        warm = [measured(Path(folder)) for _ in range(runs)]
    print_table(
        f"Start to /ready, sample handbook (median of {runs} warm starts)",
        ("", "value", "unit"),
        (
            ("cold start", cold, "s"),
            ("warm start", median(seconds for seconds, *_ in warm), "s"),
            ("CPU of a warm start, all cores", median(cpu for _, cpu, _ in warm), "s"),
            ("resident memory, warm", median(memory for *_, memory in warm), "MB"),
        ),
    )


def measured(data: Path) -> tuple[float, float, float]:
    """Seconds until ready, seconds of CPU up to then, and MB resident a moment later, when all is loaded."""
    with Server(data) as server:
        cpu_s = server.cpu_s()
        time.sleep(SETTLED_S)
        return server.started_in_s, cpu_s, server.resident_mb()


if __name__ == "__main__":
    main()
