"""From a moment to a prompt: the words in the right languages, the slots filled, the quote attached."""

import re
from collections.abc import Callable, Mapping

from assist.core.conditions import Scene, evidence
from assist.core.conversation import Conversation
from assist.core.durations import in_words
from assist.core.events import Citation, Event, Role
from assist.core.languages import likeliest
from assist.core.moods import UPSET, mood_in_words, mood_of
from assist.core.names import first_name
from assist.core.playbook import Moment, Playbook, Words
from assist.core.prompts import Because, Evidence, Prompt
from assist.core.questions import unanswered

FALLBACK = "en"
AS_MUCH = 0.03  # similarity: of the same sentence in two languages one is that much nearer by chance
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SPACE_BEFORE = re.compile(r"\s+([,.!?])")


def in_reading_order(cited: tuple[Citation, ...], language: str) -> tuple[Citation, ...]:
    """The sentences best first, but of those that say as much as the best the ones in the reader's language first."""
    least = max((citation.similarity for citation in cited), default=0.0) - AS_MUCH
    return tuple(sorted(cited, key=lambda one: (one.similarity < least, one.language != language)))


def prompt_for(moment: Moment, scene: Scene, playbook: Playbook) -> Prompt:
    """The prompt that `moment` opens in this step."""
    after = scene.after
    instruction_language = _language(after, (Role.AGENT, Role.CUSTOMER), moment.words)
    say_language = _language(after, (Role.CUSTOMER, Role.AGENT), moment.words)
    words = moment.words[say_language]
    upset = max(after.mood, after.worst_mood) >= UPSET
    cited = in_reading_order(_citations(moment, scene, playbook), instruction_language)
    slots = _slots(after, say_language, cited)
    return Prompt(
        id=f"p{after.prompt_count + 1}",
        moment=moment.id,
        priority=moment.priority,
        instruction=fill(moment.words[instruction_language].instruction, slots),
        instruction_language=instruction_language,
        say=fill(words.say_upset if upset and words.say_upset else words.say, slots),
        say_language=say_language,
        guidelines=cited,
        because=_because(moment, scene, instruction_language),
        opened_at=after.clock,
        expires_at=_expiry(moment, after),
        details={name: DETAILS[name](after) for name in moment.details},
        polish=moment.polish,
    )


def _expiry(moment: Moment, conversation: Conversation) -> float | None:
    """Prompts grow stale where both sides are there; a mail waits as long as it takes."""
    if moment.expires_s is None or not conversation.is_live:
        return None
    return conversation.clock + moment.expires_s


def fill(template: str, slots: Mapping[str, str]) -> str:
    """`template` with its slots filled; what needs an unknown slot goes: a [part in brackets], else its sentence."""

    def is_known(text: str) -> bool:
        return all(slots.get(name) for name in SLOT.findall(text))

    text = OPTIONAL.sub(lambda match: match.group(1) if is_known(match.group(1)) else "", template)
    sentences = [sentence for sentence in SENTENCE_END.split(text) if is_known(sentence)]
    text = SLOT.sub(lambda match: slots.get(match.group(1), ""), " ".join(sentences))
    return SPACE_BEFORE.sub(r"\1", " ".join(text.split()))


def _language(conversation: Conversation, roles: tuple[Role, ...], words: Mapping[str, Words]) -> str:
    known = [conversation.language_of(role) for role in roles]
    guessed = [likeliest(conversation.votes.get(role, {})) for role in roles]
    for language in (*known, *guessed):
        if language is not None and language in words:
            return language
    return FALLBACK


def _citations(moment: Moment, scene: Scene, playbook: Playbook) -> tuple[Citation, ...]:
    if moment.cites_match:
        return scene.uncovered_matches
    return playbook.citations.get((moment.id, scene.after.channel), ())


def _slots(conversation: Conversation, language: str, cited: tuple[Citation, ...]) -> dict[str, str]:
    hold = conversation.hold
    ended_at = hold.ended_at if hold and hold.ended_at is not None else conversation.clock
    reason = hold.reason if hold and not hold.announced else ""
    same_language = conversation.language_of(Role.AGENT) in (language, None)
    open_questions = [question.text.strip() for question in unanswered(conversation.questions)]
    return {
        "name": first_name(conversation.customer.name),
        "agent": first_name(conversation.agent.name),
        "organisation": conversation.organisation,
        "hold": in_words(ended_at - hold.started_at, language) if hold else "",
        "reason": reason.rstrip(". ") if same_language else "",
        "questions": " ".join(f"“{question}”" for question in open_questions),
        "quote": cited[0].quote if cited else "",
    }


def _because(moment: Moment, scene: Scene, language: str) -> Because:
    found = evidence(moment.opens, scene)
    spans = tuple(
        Evidence(scene.event.id, act.start, act.end, act.name) for act in found.values() if act is not None
    )
    hold = scene.after.hold
    since = hold.started_at if hold else scene.after.clock
    until = hold.ended_at if hold and hold.ended_at is not None else scene.after.clock
    slots = {"hold": in_words(until - since, language), "mood": mood_in_words(scene.after.mood, language)}
    told = moment.because.get(language, moment.because[FALLBACK])
    return Because(_cause(scene.event, scene.after), fill(told, slots), spans)


def _cause(event: Event, conversation: Conversation) -> str:
    """A tick has no id of its own: time is about the last thing that happened."""
    if event.id:
        return event.id
    last = max(conversation.marks.values(), key=lambda mark: mark.step, default=None)
    return last.event if last else ""


def _questions(conversation: Conversation) -> list[object]:
    return [
        {"text": question.text, "event": question.event, "start": question.start, "end": question.end}
        for question in unanswered(conversation.questions)
    ]


def _due(conversation: Conversation) -> object:
    open_ones = [promise for promise in conversation.promises if promise.kept_by is None]
    return min((promise.due for promise in open_ones), default=None)


def _promise(conversation: Conversation) -> object:
    open_ones = [promise for promise in conversation.promises if promise.kept_by is None]
    return min(open_ones, key=lambda promise: promise.due).text if open_ones else ""


def _summary(conversation: Conversation) -> dict[str, object]:
    tried = [name.removeprefix("agent.") for name in TRIED if name in conversation.marks]
    return {
        "customer": conversation.customer.name,
        "problem": conversation.problem,
        "tried": tried,
        "mood": mood_of(conversation.mood),
        "open_questions": [question.text for question in unanswered(conversation.questions)],
    }


TRIED = ("agent.apology", "agent.proposes_solution", "agent.offers_alternative", "agent.resolves", "agent.refuses")
DETAILS: Mapping[str, Callable[[Conversation], object]] = {
    "questions": _questions,
    "due": _due,
    "promise": _promise,
    "summary": _summary,
    "mood": lambda conversation: mood_of(conversation.mood),
}
