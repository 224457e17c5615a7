"""What a process holds, as Linux tells it."""

import os
from pathlib import Path


def open_sockets(pid: int) -> int:
    """Sockets that the process has open."""
    count = 0
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            count += os.readlink(descriptor).startswith("socket:")
        except OSError:  # closed meanwhile
            continue
    return count


def resident_kb(pid: int) -> int:
    """Resident memory, in KB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def cpu_s(pid: int) -> float:
    """CPU used up to now, in seconds, on all cores."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
