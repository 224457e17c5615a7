"""From an agent's draft to what is to be mended in it: its language, its sentences, whose questions it answers.

Everything here computes and nothing waits. Only the ledger of questions needs the encoder, and of a long draft only
the sentences that have most in common with the questions; what the rest does is told by its words alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assist.acts.heads import Heads
from assist.answers import stems
from assist.core.drafts.check import check
from assist.core.drafts.draft import Draft, Misspelling
from assist.core.drafts.writing import DRAFT, Proof, Writing
from assist.core.events import Act, Role
from assist.core.playbook import Playbook
from assist.core.questions import MOST_KEPT, Question, ask
from assist.core.quoting import own_spans
from assist.drafts.letters import find_in_letter, rarities
from assist.inquiry import Encode, Inquiry, Rows, conclude
from assist.sentence import Sentence, sentences_in
from assist.spelling import Speller, names_of, vocabulary
from guidelines_kb import Library
from guidelines_kb.languages import detect, most_likely
from guidelines_kb.splitting import capped, letter_sentences

MOST_ENCODED = 24  # sentences of a draft: a usual letter whole, of a long one those nearest to the questions by words
LONGEST_READ = 600  # code points of a sentence: more than the encoder takes, and than anybody asks in
OTHER_LANGUAGES = (
    *("ar", "bg", "bs", "ca", "cs", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "is", "it", "ja"),
    *("ko", "lt", "lv", "nl", "pl", "ro", "ru", "sk", "sl", "so", "sq", "sr", "th", "tr", "uk", "ur", "vi", "zh"),
)
FOREIGN = 0.9  # probability that a text is in none of the workspace's languages
DECLARED = 3.0  # times as likely is a language that agent or customer are known to write


@dataclass(frozen=True, slots=True)
class Heard:
    """What the encoder adds: the questions with the spans that answer them, and the acts of what it read."""

    questions: tuple[Question, ...]
    acts: tuple[Act, ...]


class Drafter:
    """Reads drafts with the acts' phrases, the library's language means and, in an inquiry, the encoder."""

    def __init__(
        self, heads: Heads, library: Library, languages: Sequence[str], speller: Speller | None = None
    ) -> None:
        self._heads = heads
        self._library = library
        self._languages = tuple(languages)
        self._speller = speller

    def check(self, writing: Writing, playbook: Playbook, encode: Encode, now: float) -> Proof:
        """The whole way of one draft alone; `now` in seconds since the epoch."""
        draft = self.read(writing, now)
        heard = conclude(self.inquire(draft), encode)
        return self.finish(writing, draft, heard, playbook)

    def read(self, writing: Writing, now: float) -> Draft:
        """The draft in sentences, with the acts that its phrases do and the customer's questions, none answered yet."""
        language, is_supported = self._language(writing)
        spans = tuple(_sentences(writing.text, language))
        return Draft(
            text=writing.text,
            language=language,
            channel=writing.channel,
            customer=writing.customer,
            agent=writing.agent,
            organisation=writing.organisation,
            sentences=spans,
            acts=tuple(self._acts(writing.text, spans, language)) if is_supported else (),
            questions=self._questions(writing),
            written_at=now,
        )

    def inquire(self, draft: Draft) -> Inquiry[Heard]:
        """What needs the encoder; asks for the vectors of the questions and of the sentences worth it."""
        if draft.language not in self._languages or not draft.sentences:
            return Heard(draft.questions, draft.acts)
        read = _nearest(draft.questions, [one for one in sentences_of(draft) if not one.is_formal])
        if not read:
            return Heard(draft.questions, draft.acts)
        said = [sentence.text[:LONGEST_READ] for sentence in read]
        asked = [question.text[:LONGEST_READ] for question in draft.questions]
        rows = yield (*asked, *said)
        shares = {draft.language: 1.0}
        meant = self._centred(said, [shares] * len(said), rows)
        done = self._heads.done_by(Role.AGENT, self._heads.probabilities(said, meant, shares))
        acts = [
            Act(name, probability, sentence.start, sentence.end)
            for sentence, some in zip(read, done, strict=True)
            for name, probability in some
        ]
        told = [
            replace(sentence, acts=frozenset(name for name, _ in some))
            for sentence, some in zip(read, done, strict=True)
        ]
        begins = {sentence.start for sentence in read}
        unread = [act for act in draft.acts if act.start not in begins]
        questions = self._answered(draft, asked, told, meant, rows)
        return Heard(questions, tuple(sorted((*acts, *unread), key=lambda act: (act.start, act.name))))

    def _answered(
        self,
        draft: Draft,
        asked: Sequence[str],
        told: Sequence[Sentence],
        meant: NDArray[np.float32],
        rows: Rows,
    ) -> tuple[Question, ...]:
        if not draft.questions:
            return ()
        wanted = self._centred(asked, [detect(text, self._languages) for text in asked], rows)
        written = most_likely(detect("\n".join(asked), self._languages))[0]
        answers = find_in_letter(draft.questions, wanted, told, meant, rarities(written, draft.language))
        found = {answer.question: answer for answer in answers}
        return tuple(
            replace(question, answered_by=DRAFT, answer_start=answer.start, answer_end=answer.end)
            if (answer := found.get(question.id))
            else question
            for question in draft.questions
        )

    def finish(self, writing: Writing, draft: Draft, heard: Heard | None, playbook: Playbook) -> Proof:
        """What is to be mended; `heard` is None when the encoder was too busy: then no question counts as open."""
        is_supported = draft.language in self._languages
        questions = heard.questions if heard and is_supported else ()
        acts = heard.acts if heard else draft.acts
        misspelt = self._misspelt(writing, draft) if is_supported else ()
        findings = check(replace(draft, acts=acts, questions=questions, misspellings=misspelt), playbook)
        return Proof(findings, questions or draft.questions, draft.language, is_supported, heard is not None)

    def _misspelt(self, writing: Writing, draft: Draft) -> tuple[Misspelling, ...]:
        """Names of this conversation, and what the customer calls things, are right."""
        if self._speller is None:
            return ()
        said = (*writing.replies_to, *(question.text for question in draft.questions))
        known = names_of(draft.customer.name, draft.agent.name, draft.organisation) | vocabulary(said)
        found = self._speller.misspelled(draft.text, draft.sentences, draft.language, known, is_letter=draft.is_written)
        if found and writing.suggestions:
            return self._speller.suggest(draft.text, found, draft.language)
        return found

    def _language(self, writing: Writing) -> tuple[str, bool]:
        """The language to read a draft in, and whether it is one of ours."""
        if writing.language:
            return writing.language, writing.language in self._languages
        own = "\n".join(writing.text[start:end] for start, end in own_spans(writing.text))
        guess = detect(own, (*self._languages, *OTHER_LANGUAGES))
        foreign = sum(share for language, share in guess.items() if language not in self._languages)
        if foreign >= FOREIGN:
            return most_likely(guess)[0], False
        declared = {writing.agent.language, writing.customer.language}
        weights = {language: DECLARED if language in declared else 1.0 for language in self._languages}
        weighed = {language: guess[language] * weight for language, weight in weights.items()}
        return most_likely(weighed)[0], True

    def _questions(self, writing: Writing) -> tuple[Question, ...]:
        if writing.questions is not None:
            return writing.questions
        found = [
            question
            for number, text in enumerate(writing.replies_to)
            for question in ask(str(number), text, _parts(text, most_likely(detect(text, self._languages))[0]))
        ]
        return tuple(found[-MOST_KEPT:])

    def _acts(self, text: str, spans: Sequence[tuple[int, int]], language: str) -> Iterator[Act]:
        said = [text[start:end] for start, end in spans]
        for (start, end), names in zip(spans, self._heads.phrased(Role.AGENT, said, {language: 1.0}), strict=True):
            yield from (Act(name, weight, start, end) for name, weight in names)

    def _centred(self, texts: Sequence[str], shares: Sequence[Mapping[str, float]], rows: Rows) -> NDArray[np.float32]:
        return self._library.centre(np.stack([rows[text] for text in texts]), shares)


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of what the sender wrote, quoted mail left out, as (start, end) in code points."""
    for begin, finish in own_spans(text):
        yield from ((begin + start, begin + end) for start, end in letter_sentences(text[begin:finish], language))


def _parts(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The sentences, one without an end in parts."""
    for sentence in _sentences(text, language):
        yield from capped(text, sentence, LONGEST_READ)


def sentences_of(draft: Draft) -> list[Sentence]:
    """The sentences of a draft, each with the acts that are known so far and the number of its paragraph."""
    return sentences_in(draft.text, draft.sentences, draft.acts)


def _nearest(questions: Sequence[Question], told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth encoding, in order: those that have most in common with a question, or else the first."""
    if len(told) <= MOST_ENCODED:
        return [*told]
    asked = [stems(question.text) for question in questions]
    said = [stems(sentence.text) for sentence in told]
    best = [max((len(some & words) for some in asked), default=0) for words in said]
    chosen = sorted(range(len(told)), key=lambda place: (-best[place], place))[:MOST_ENCODED]
    return [told[place] for place in sorted(chosen)]
