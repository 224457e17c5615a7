"""What an event's text does: language, sentences, acts, answers, nearest guideline sentences.

Everything here computes and nothing waits; `worker.py` keeps it off the event loop and encodes for many at once.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assist.acts.heads import Heads
from assist.answers import find_answers
from assist.citations import citation
from assist.clauses import clauses
from assist.core.asking import ends_with_question_mark
from assist.core.conversation import Conversation, speaker
from assist.core.events import Act, Answer, Event, Role, Understanding
from assist.core.languages import posterior, vote
from assist.core.playbook import Playbook
from assist.core.questions import Question, unanswered
from assist.core.quoting import own_spans
from assist.inquiry import Inquiry, Rows, conclude
from assist.meanings import Meanings
from assist.recollection import Recollection
from assist.replay import UnderstandNow
from assist.sentence import POLITE_ACTS, Sentence
from guidelines_kb import Library, Match
from guidelines_kb.embedders import Embedder
from guidelines_kb.languages import detect
from guidelines_kb.splitting import capped, message_sentences

MOST_SENTENCES = 24  # a longer text is read at its beginning and its end
LONGEST_SENTENCE = 300  # code points, some 75 tokens, less than the encoder reads; a longer one is read in parts
LOOKED_UP = frozenset({"question", "problem", "need"})  # acts whose sentences may be answered by a guideline
MATCHES = 3
CLAUSE_CERTAIN = 0.8  # heads are calibrated on whole sentences: a part needs more


@dataclass(frozen=True, slots=True)
class Said:
    """A message cut into sentences: their spans and words, and how much of each language to assume."""

    role: Role
    text: str
    guess: Mapping[str, float]
    shares: Mapping[str, float]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[str, ...]

    @property
    def key(self) -> Hashable:
        """All that what is understood depends on."""
        return self.role, self.text, self.spans, *self.guess.items(), *self.shares.items()


@dataclass(frozen=True, slots=True)
class Context:
    """What an agent's message may respond to: open questions and the problem's sentences, as the customer said them.

    `parts` are the sentences of the agent's message cut into clauses, as far as a question is open.
    """

    spoken: Mapping[str, float]
    questions: tuple[Question, ...] = ()
    problem: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> Hashable:
        """All that what is understood depends on."""
        return self.questions, self.problem, *self.spoken.items()


class Interpreter:
    """Understands events with one encoder, one set of heads and one library of guidelines."""

    def __init__(self, embedder: Embedder, heads: Heads, library: Library, languages: Sequence[str]) -> None:
        self._embedder = embedder
        self._heads = heads
        self._library = library
        self._languages = tuple(languages)
        self._recollection = Recollection()
        self._meanings = Meanings((), self.encode, library)

    def listen_for(self, playbook: Playbook) -> None:
        """From now on note what comes near to the sentences that the conditions of `playbook` name."""
        self._meanings = Meanings(playbook.likened, self.encode, self._library)

    def reader_of(self, playbook: Playbook) -> UnderstandNow:
        """What understands events for another playbook; it shares all else, what is remembered too."""
        other = copy(self)
        other.listen_for(playbook)
        return other.understand

    @property
    def heads(self) -> Heads:
        """What says which acts a sentence does."""
        return self._heads

    def understand(self, conversation: Conversation, event: Event) -> Event:
        """The event with its understanding; an event without words comes back as it is."""
        return conclude(self.inquire(conversation, event), self.encode)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, dimension): the rows that an inquiry asks for."""
        return self._embedder.encode(texts, "query")

    def inquire(self, conversation: Conversation, event: Event) -> Inquiry[Event]:
        """`understand`, asking for vectors as it goes: all that is known to be needed, then clauses in doubt."""
        role = speaker(event)
        if role is None or not event.text.strip():
            return event
        said = self._said(conversation, role, event)
        context = self._context(conversation, said)
        meanings = self._meanings
        key = (said.key, context.key, self._library.version, meanings.key)
        known = self._recollection.get(key)
        if known is not None:
            return replace(event, understanding=known)
        parts = [said.text[start:end] for start, end in context.parts]
        rows = yield (*said.sentences, *context.problem, *(question.text for question in context.questions), *parts)
        certain = self._probabilities(said.sentences, said.shares, rows)
        in_doubt = self._in_doubt(said, certain)
        if in_doubt:
            rows = yield [clause for some in in_doubt.values() for clause in some]
        acts = self._acts(said, certain, in_doubt, rows)
        found = Understanding(languages=said.guess, sentences=said.spans, acts=acts)
        if role is Role.AGENT:
            found = self._of_agent(found, said, context, rows)
        elif role is Role.CUSTOMER:
            found = self._of_customer(found, said, rows)
        near = meanings.found(said.spans, lambda: self._centred(said.sentences, said.shares, rows))
        return replace(event, understanding=self._recollection.put(key, replace(found, likenesses=near)))

    def _said(self, conversation: Conversation, role: Role, event: Event) -> Said:
        guess = detect(event.text, self._languages)
        shares = self._shares(conversation, role, event, guess)
        spans = _spans(event.text, _likeliest(shares))
        return Said(role, event.text, guess, shares, spans, tuple(event.text[a:b] for a, b in spans))

    def _context(self, conversation: Conversation, said: Said) -> Context:
        spoken = posterior(conversation.votes.get(Role.CUSTOMER, {})) or said.guess
        if said.role is not Role.AGENT:
            return Context(spoken)
        questions = tuple(unanswered(conversation.questions))
        problem = conversation.problem
        return Context(
            spoken,
            questions,
            tuple(problem[a:b] for a, b in _spans(problem, _likeliest(spoken))) if problem else (),
            tuple(_parts(said)) if questions else (),
        )

    def _shares(
        self, conversation: Conversation, role: Role, event: Event, guess: Mapping[str, float]
    ) -> Mapping[str, float]:
        """How much of each language to assume for this text: declared, else the running vote."""
        declared = event.language or (
            conversation.customer.language if role is Role.CUSTOMER else conversation.agent.language
        )
        if declared in self._languages:
            return {declared: 1.0}
        return posterior(vote(conversation.votes.get(role, {}), guess)) or guess

    def _probabilities(self, texts: Sequence[str], shares: Mapping[str, float], rows: Rows) -> NDArray[np.float32]:
        return self._heads.probabilities(texts, self._centred(texts, shares, rows), shares)

    def _in_doubt(self, said: Said, whole: NDArray[np.float32]) -> dict[int, list[str]]:
        """The clauses of each sentence, by its place, that a clause could still tip over a threshold."""
        doubted = np.flatnonzero(self._heads.in_doubt(said.role, whole))
        found = {int(place): said.sentences[place] for place in doubted}
        parts = {place: [text[a:b] for a, b in clauses(text)] for place, text in found.items()}
        return {place: some for place, some in parts.items() if some}

    def _acts(
        self, said: Said, whole: NDArray[np.float32], in_doubt: Mapping[int, Sequence[str]], rows: Rows
    ) -> tuple[Act, ...]:
        """The acts of each sentence; a clause speaks for its sentence when it is nearly certain."""
        for place, parts in in_doubt.items():
            best = self._probabilities(parts, said.shares, rows).max(axis=0)
            tips = (best >= CLAUSE_CERTAIN) & self._heads.in_clauses
            whole[place] = np.maximum(whole[place], np.where(tips, best, 0.0))
        asks = [ends_with_question_mark(text) for text in said.sentences]
        whole[asks, self._heads.acts.names.index("question")] = 1.0
        return tuple(
            Act(name, probability, start, end)
            for (start, end), some in zip(said.spans, self._heads.done_by(said.role, whole), strict=True)
            for name, probability in some
        )

    def _centred(self, texts: Sequence[str], shares: Mapping[str, float], rows: Rows) -> NDArray[np.float32]:
        return self._library.centre(np.stack([rows[text] for text in texts]), [shares] * len(texts))

    def _of_agent(self, found: Understanding, said: Said, context: Context, rows: Rows) -> Understanding:
        answers: tuple[Answer, ...] = ()
        if context.questions:
            told = _told(found, said, context)
            asked = self._centred([question.text for question in context.questions], context.spoken, rows)
            meant = self._centred([sentence.text for sentence in told], said.shares, rows)
            answers = find_answers(context.questions, asked, told, meant)
        echo = 0.0
        if context.problem:
            told_of = self._centred(context.problem, context.spoken, rows)
            echo = float((self._centred(said.sentences, said.shares, rows) @ told_of.T).max())
        return replace(found, answers=answers, echo=echo)

    def _of_customer(self, found: Understanding, said: Said, rows: Rows) -> Understanding:
        asking = {act.start for act in found.acts if act.name in LOOKED_UP}
        wanted = [
            text for (start, _), text in zip(said.spans, said.sentences, strict=True) if start in asking or "?" in text
        ]
        if not wanted:
            return found
        raw = np.stack([rows[text] for text in wanted])
        matches = [
            match
            for some in self._library.search_vectors(raw, wanted, [said.shares] * len(wanted), k=MATCHES)
            for match in some
        ]
        nearest: dict[tuple[str, int], Match] = {}  # two sentences may find the same one
        for match in sorted(matches, key=lambda one: (-one.similarity, one.snippet.document, one.snippet.start)):
            nearest.setdefault((match.snippet.document, match.snippet.start), match)
        return replace(found, matches=tuple(citation(match) for match in [*nearest.values()][:MATCHES]))


def _likeliest(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda language: shares[language])


def _spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of what the sender wrote, as (start, end) in code points."""
    spans = [
        (begin + start, begin + end)
        for begin, finish in own_spans(text)
        for sentence in message_sentences(text[begin:finish], language)
        for start, end in capped(text[begin:finish], sentence, LONGEST_SENTENCE)
    ]
    if len(spans) > MOST_SENTENCES:
        spans = spans[: MOST_SENTENCES // 2] + spans[-MOST_SENTENCES // 2 :]
    return tuple(spans) or ((0, len(text)),)


def _parts(said: Said) -> Iterator[tuple[int, int]]:
    """The clauses of each sentence, or the sentence itself: two clauses may answer two questions."""
    for (start, _), text in zip(said.spans, said.sentences, strict=True):
        yield from ((start + a, start + b) for a, b in clauses(text) or [(0, len(text))])


def _told(found: Understanding, said: Said, context: Context) -> list[Sentence]:
    """The parts of an agent's message with what each does."""
    begins = {start for start, _ in said.spans}
    told, acts = [], frozenset[str]()
    for start, end in context.parts:
        # politeness comes first: "Hello Kim, we open at nine"
        acts = (
            frozenset(act.name for act in found.acts if act.start == start) if start in begins else acts - POLITE_ACTS
        )
        told.append(Sentence(start, end, said.text[start:end], acts))
    return told
