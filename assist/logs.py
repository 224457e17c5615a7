"""JSON lines for people who run the service: ids, sizes, kinds of errors; never anybody's words."""

import contextlib
import logging
import sys
import traceback
from io import StringIO
from types import TracebackType

import structlog

from assist import __name__ as OWN


def configure(level: str = "info") -> None:
    """Write JSON lines to standard error, those of the libraries too."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(_Lenient()),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Bare()]
    root.setLevel(max(number, logging.WARNING))


class _Lenient(StringIO):
    """Standard error that may fail: on a full disk, or when nobody reads it, the service goes on without its log."""

    def write(self, line: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(line)
        return len(line)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()


class _Bare(logging.Handler):
    """A library's record without its arguments and the text of its exception: both may quote anybody."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        where = frames_of(record.exc_info[2]) if record.exc_info else []
        structlog.get_logger(record.name).log(
            record.levelno, "library_record", library=record.name, template=str(record.msg)[:80],
            error=kind.__name__ if kind else None, where=where,
        )  # fmt: skip


def frames_of(trace: TracebackType | None) -> list[str]:
    """Where an error came from: file, line and function, our own frames last."""
    found = traceback.extract_tb(trace)
    return [f"{frame.filename.rpartition(f'/{OWN}/')[2]}:{frame.lineno} {frame.name}" for frame in found][-6:]
