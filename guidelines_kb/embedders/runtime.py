"""The one door to ONNX Runtime: without its telemetry, and with threads that let the cores do other work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

THREADS = 2  # a third gains little on texts of a sentence

# From release 1.29 on, ONNX Runtime reports to its maker's servers from the moment it is imported, and keeps a device
# number and a queue in the home folder. Set before the import, this variable turns all of that off; its function
# `disable_telemetry_events` comes too late for the first report.
NO_TELEMETRY = ("ORT_DISABLE_TELEMETRY", "1")


def session(network: bytes | Path, threads: int = THREADS) -> InferenceSession:
    """Return `network`, a model or its file, ready to run on the CPU; what ONNX Runtime raises is passed on."""
    os.putenv(*NO_TELEMETRY)
    import onnxruntime  # noqa: PLC0415 - not before the line above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(threads, os.cpu_count() or 1)
    options.enable_mem_pattern = False  # a plan of memory for each size of input, and hardly two runs are of one size
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = network if isinstance(network, bytes) else str(network)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
