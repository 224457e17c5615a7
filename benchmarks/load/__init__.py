"""Load: at a rate (`rates`, which `benchmarks.latency` prints), and what `python -m benchmarks.load` measures."""
