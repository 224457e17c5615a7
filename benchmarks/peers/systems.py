"""The systems that are compared, by the names they have in the tables."""

from collections.abc import Callable, Mapping
from pathlib import Path

from assist.acts.definition import load_folder as load_acts
from assist.commands.workspace import opened
from assist.core.conversation import Conversation
from assist.core.events import Role
from assist.playbook.loading import BUILT_IN, load_folder
from assist.settings import Settings
from benchmarks.peers.corpus import Corpus, corpus_of
from benchmarks.peers.encoders import ENCODERS, Encode
from benchmarks.peers.routers import NearestNeighbour, Router, SemanticRouter
from benchmarks.peers.sessions import BistandSession, RouterSession, Session
from benchmarks.peers.thresholds import kept_threshold

Begin = Callable[[Conversation], Session]


def bistand(data: Path) -> Begin:
    """Bistand with its sample handbook, without its server."""
    workspace = opened(Settings(_env_file=None, data=data))
    return lambda conversation: BistandSession(workspace, conversation)


def routed(kind: Callable[[Corpus, Encode, Path], Router], encoder: str) -> Callable[[Path], Begin]:
    """A peer: this kind of router over the vectors of this encoder."""

    def begin(data: Path) -> Begin:
        acts = load_acts()
        playbook = load_folder(BUILT_IN, acts.names)
        encode = ENCODERS[encoder]()
        routers = {role: kind(corpus_of(acts, role), encode, data / role.value) for role in (Role.CUSTOMER, Role.AGENT)}
        least = kept_threshold(routers, playbook, data / "threshold.json")
        return lambda conversation: RouterSession(routers, least, playbook, conversation)

    return begin


SYSTEMS: Mapping[str, Callable[[Path], Begin]] = {
    "Bistand": bistand,
    "semantic-router, MiniLM": routed(SemanticRouter, "MiniLM"),
    "semantic-router, our e5": routed(SemanticRouter, "e5"),
    "FAISS, MiniLM": routed(NearestNeighbour, "MiniLM"),
    "FAISS, our e5": routed(NearestNeighbour, "e5"),
}
