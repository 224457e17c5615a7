"""The machine that measured, and the small table that says what it measured."""

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table


def this_machine() -> str:
    """CPU model, cores this process may use, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_cpu_model()}, {cores} cores, Python {platform.python_version()}"


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print the figures with the machine they hold for."""
    table = Table(title=title, caption=this_machine(), title_justify="left", caption_justify="left")
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right")
    for row in rows:
        table.add_row(*(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row))
    Console(width=None if os.isatty(1) else 100).print(table)


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """The median, the 95th percentile and the largest of at least one value."""
    most = max(values)
    return median(values), quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else most, most


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
