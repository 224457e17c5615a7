"""What an event's text does: language, sentences, acts, answers, nearest guideline sentences.

Everything here computes and nothing waits; `worker.py` keeps it off the event loop.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assist.acts.heads import Heads
from assist.answers import POLITE_ACTS, Sentence, find_answers
from assist.citations import citation
from assist.clauses import clauses
from assist.core.conversation import Conversation, speaker
from assist.core.events import Act, Answer, Event, Role, Understanding
from assist.core.languages import posterior, vote
from assist.core.questions import ends_with_question_mark, unanswered
from assist.core.quoting import own_spans
from guidelines_kb import Library, Match
from guidelines_kb.embedders import Embedder
from guidelines_kb.languages import detect
from guidelines_kb.splitting import sentences

MOST_SENTENCES = 24  # a longer text is read at its beginning and its end
LOOKED_UP = frozenset({"question", "problem", "need"})  # acts whose sentences may be answered by a guideline
MATCHES = 3
CLAUSE_CERTAIN = 0.8  # heads are calibrated on whole sentences: a part needs more


class Interpreter:
    """Understands events with one encoder, one set of heads and one library of guidelines."""

    def __init__(self, embedder: Embedder, heads: Heads, library: Library, languages: Sequence[str]) -> None:
        self._embedder = embedder
        self._heads = heads
        self._library = library
        self._languages = tuple(languages)

    def understand(self, conversation: Conversation, event: Event) -> Event:
        """The event with its understanding; an event without words comes back as it is."""
        role = speaker(event)
        if role is None or not event.text.strip():
            return event
        guess = self._guess(event.text)
        shares = self._shares(conversation, role, event, guess)
        spans = self._spans(event.text, max(shares, key=lambda language: shares[language]))
        texts = [event.text[start:end] for start, end in spans]
        acts = self._acts(role, spans, texts, shares)
        found = Understanding(languages=guess, sentences=tuple(spans), acts=acts)
        if role is Role.AGENT:
            found = self._of_agent(found, conversation, event.text, shares)
        elif role is Role.CUSTOMER:
            found = self._of_customer(found, texts, shares)
        return replace(event, understanding=found)

    def _acts(
        self, role: Role, spans: Sequence[tuple[int, int]], texts: Sequence[str], shares: Mapping[str, float]
    ) -> tuple[Act, ...]:
        """The acts of each sentence; a clause speaks for its sentence when it is nearly certain."""
        whole = self._heads.probabilities(texts, self._vectors(texts, shares), shares)
        for row, text, is_in_doubt in zip(whole, texts, self._heads.in_doubt(role, whole), strict=True):
            parts = [text[a:b] for a, b in clauses(text)] if is_in_doubt else []
            if parts:
                best = self._heads.probabilities(parts, self._vectors(parts, shares), shares).max(axis=0)
                np.maximum(row, np.where((best >= CLAUSE_CERTAIN) & self._heads.in_clauses, best, 0.0), out=row)
        asks = self._heads.acts.names.index("question")
        for row, text in zip(whole, texts, strict=True):
            if ends_with_question_mark(text):
                row[asks] = 1.0
        return tuple(
            Act(name, probability, start, end)
            for (start, end), some in zip(spans, self._heads.done_by(role, whole), strict=True)
            for name, probability in some
        )

    def _guess(self, text: str) -> Mapping[str, float]:
        return detect(text, self._languages)

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

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        spans = [
            (begin + start, begin + end)
            for begin, finish in own_spans(text)
            for start, end in sentences(text[begin:finish], language)
        ]
        if len(spans) > MOST_SENTENCES:
            spans = spans[: MOST_SENTENCES // 2] + spans[-MOST_SENTENCES // 2 :]
        return spans or [(0, len(text))]

    def _vectors(self, texts: Sequence[str], shares: Mapping[str, float]) -> NDArray[np.float32]:
        raw = self._embedder.encode(texts, "query")
        return self._library.centre(raw, [shares] * len(texts))

    def _told(self, found: Understanding, text: str) -> list[Sentence]:
        """The sentences of an agent's message, and their clauses: two in one sentence may answer two questions."""
        told = []
        for start, end in found.sentences:
            acts = frozenset(act.name for act in found.acts if act.start == start)
            spans = clauses(text[start:end]) or [(0, end - start)]
            for number, (a, b) in enumerate(spans):
                own = acts - POLITE_ACTS if number else acts  # politeness comes first: "Hello Kim, we open at nine"
                told.append(Sentence(start + a, start + b, text[start + a : start + b], own))
        return told

    def _of_agent(
        self,
        found: Understanding,
        conversation: Conversation,
        text: str,
        shares: Mapping[str, float],
    ) -> Understanding:
        spoken = posterior(conversation.votes.get(Role.CUSTOMER, {})) or found.languages
        answers: tuple[Answer, ...] = ()
        if open_questions := unanswered(conversation.questions):
            told = self._told(found, text)
            asked = self._vectors([question.text for question in open_questions], spoken)
            answers = find_answers(
                open_questions, asked, told, self._vectors([sentence.text for sentence in told], shares)
            )
        echo = 0.0
        if problem := conversation.problem:
            likeliest = max(spoken, key=lambda language: spoken[language])
            told_of = self._vectors([problem[a:b] for a, b in self._spans(problem, likeliest)], spoken)
            said = self._vectors([text[a:b] for a, b in found.sentences], shares)
            echo = float((said @ told_of.T).max())
        return replace(found, answers=answers, echo=echo)

    def _of_customer(
        self, found: Understanding, texts: Sequence[str], shares: Mapping[str, float]
    ) -> Understanding:
        asking = {act.start for act in found.acts if act.name in LOOKED_UP}
        wanted = [
            text for (start, _), text in zip(found.sentences, texts, strict=True) if start in asking or "?" in text
        ]
        if not wanted:
            return found
        raw = self._embedder.encode(wanted, "query")
        matches = [
            match
            for some in self._library.search_vectors(raw, wanted, [shares] * len(wanted), k=MATCHES)
            for match in some
        ]
        nearest: dict[tuple[str, int], Match] = {}  # two sentences may find the same one
        for match in sorted(matches, key=lambda one: (-one.similarity, one.snippet.document, one.snippet.start)):
            nearest.setdefault((match.snippet.document, match.snippet.start), match)
        return replace(found, matches=tuple(citation(match) for match in [*nearest.values()][:MATCHES]))

