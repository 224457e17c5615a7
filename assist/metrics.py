"""What the service counts about itself. No text, name or id of anybody is a label."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assist.core.prompts import Accepted, Closed, Entry, Opened, Updated

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """One server's figures, in a registry of their own so that tests can run many servers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.events = self._counter("events", "Accepted events", "type")
        self.prompts = self._counter("prompts", "Prompts by what became of them", "moment", "what")
        self.conflicts = self._counter("conflicts", "Steps taken again, as the conversation had moved on")
        self.skipped = self._counter("understanding_skipped", "Events that went on not understood")
        self.deliveries = self._counter("deliveries", "Requests of helpdesks", "desk", "outcome")
        self.parcels = self._counter("parcels", "What deliveries said of a conversation, by its fate", "desk", "what")
        self.inbox = Gauge("bistand_inbox", "Parcels that wait, and dead ones", ["state"], registry=self.registry)
        self.notices = self._counter("notices", "Webhooks and notes, by what became of them", "to", "what")
        self.wordings = self._counter("wordings", "Words of a language model, by what became of them", "what", "why")
        self.tokens = self._counter("llm_tokens", "Tokens that a language model counted, or that were estimated")
        self.erased = self._counter("erased", "Ended conversations erased, as their time was over")
        self.audit_lost = self._counter("audit_lost", "Lines of the audit trail that the store did not take in time")
        self.requests = self._counter("requests", "HTTP requests", "route", "status")
        self.closed = self._counter("sockets_closed", "WebSocket connections closed by the server", "code")
        self.sockets = Gauge("bistand_sockets", "Open WebSocket connections", registry=self.registry)
        self.lag_s = 0.0
        self._lag = Gauge(
            "bistand_event_loop_lag_seconds",
            "How late the event loop is",
            registry=self.registry,
        )
        self.stages = Histogram(
            "bistand_stage_seconds",
            "Time of each stage of an event: understand, step, store; intake is all of a delivery's",
            ["stage"],
            buckets=_SECONDS,
            registry=self.registry,
        )

    def count(self, entries: Iterable[Entry]) -> None:
        """Count what was added to a log."""
        for entry in entries:
            match entry:
                case Accepted(event=event):
                    self.events.labels(event.type).inc()
                    self.skipped.inc(event.understanding.skipped)
                case Opened(prompt=prompt):
                    self.prompts.labels(prompt.moment, "opened").inc()
                case Updated(prompt=prompt):
                    self.prompts.labels(prompt.moment, "updated").inc()
                case Closed(moment=moment, status=status):
                    self.prompts.labels(moment, status).inc()

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"bistand_{name}", says, labels, registry=self.registry)

    def note_lag(self, seconds: float) -> None:
        """Remember how late the event loop was just now."""
        self.lag_s = seconds
        self._lag.set(seconds)

    def text(self) -> bytes:
        """Everything in Prometheus' own format."""
        return generate_latest(self.registry)
