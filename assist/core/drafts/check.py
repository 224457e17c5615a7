"""What is to be mended in a draft. Read this first: every finding is made here.

Each check looks for the flaws of a few rules; the playbook says which moment a rule belongs to, how much it matters
and what the agent is told. The same draft and the same playbook give the same findings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assist.core.compose import FALLBACK, SLOT, fill, in_reading_order
from assist.core.drafts.answering import unanswered_questions
from assist.core.drafts.courtesy import check_casual, check_courtesy, check_shouting
from assist.core.drafts.draft import Check, Draft, Finding, Flaw, Severity
from assist.core.drafts.next_steps import check_next_steps, check_promises
from assist.core.drafts.plainness import check_jargon, check_readability, check_sentences
from assist.core.drafts.salutation import check_greeting, check_sign_off
from assist.core.drafts.spelling import misspelled_words, repeated_words
from assist.core.events import Citation
from assist.core.playbook import Moment, Playbook, Rule

CHECKS: tuple[Check, ...] = (
    unanswered_questions,
    check_courtesy,
    check_shouting,
    check_casual,
    check_readability,
    check_sentences,
    check_jargon,
    check_greeting,
    check_sign_off,
    check_promises,
    check_next_steps,
    misspelled_words,
    repeated_words,
)
RANK = {Severity.ERROR: 0, Severity.WARN: 1, Severity.INFO: 2}
MOST_OF_A_RULE = 100  # more than anybody mends; the first in the text
# of one sentence one of these is said: whoever is told that it is rude need not hear that it blames as well
ONE_TONE = frozenset({"rude", "dismissive", "blaming"})
OF_SPELLING = frozenset({"spelling", "capital", "grammar"})
# a word that is to go for another reason need not be spelt right
STRONGER_THAN_SPELLING = frozenset({"wrong_name", "jargon", "too_casual", "repeated_word"})


def check(draft: Draft, playbook: Playbook, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """The findings in the order of their places; those of one place, the gravest first."""
    asked = (flaw for one in checks for flaw in one(draft) if _is_asked_for(flaw, draft, playbook))
    flaws = [flaw for flaw, number in _numbered(asked) if number <= MOST_OF_A_RULE]
    found = [_finding(flaw, draft, playbook) for flaw in _without_doubles(flaws, playbook)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, RANK[one.severity], one.rule, one.message)))


def _numbered(flaws: Iterable[Flaw]) -> Iterator[tuple[Flaw, int]]:
    """Each flaw with its number among those of its rule."""
    counts = Counter[str]()
    for flaw in flaws:
        counts[flaw.rule] += 1
        yield flaw, counts[flaw.rule]


def _is_asked_for(flaw: Flaw, draft: Draft, playbook: Playbook) -> bool:
    moment = playbook.by_rule.get(flaw.rule)
    return moment is not None and draft.channel in moment.channels


def _without_doubles(flaws: Iterable[Flaw], playbook: Playbook) -> Iterator[Flaw]:
    """Of what says the same of the same words, the gravest, and of those the longest."""
    kept: list[Flaw] = []
    for flaw in sorted(flaws, key=lambda one: _weight(one, playbook)):
        if not any(_is_double(flaw, other) for other in kept):
            kept.append(flaw)
            yield flaw


def _weight(flaw: Flaw, playbook: Playbook) -> tuple[bool, int, int, int, str]:
    severity = RANK[_rule(flaw, playbook).severity]
    return flaw.rule in OF_SPELLING, severity, flaw.start - flaw.end, flaw.start, flaw.rule


def _is_double(flaw: Flaw, kept: Flaw) -> bool:
    if (flaw.rule, flaw.start, flaw.end) == (kept.rule, kept.start, kept.end):
        return dict(flaw.slots) == dict(kept.slots)
    overlap = flaw.start < kept.end and kept.start < flaw.end
    return overlap and (
        {flaw.rule, kept.rule} <= ONE_TONE or (flaw.rule in OF_SPELLING and kept.rule in STRONGER_THAN_SPELLING)
    )


def _finding(flaw: Flaw, draft: Draft, playbook: Playbook) -> Finding:
    moment, rule = playbook.by_rule[flaw.rule], _rule(flaw, playbook)
    return Finding(
        moment=moment.id,
        rule=flaw.rule,
        severity=rule.severity,
        start=flaw.start,
        end=flaw.end,
        message=_message(flaw, rule, draft),
        replacements=flaw.replacements,
        guidelines=_guidelines(moment, draft, playbook),
    )


def _rule(flaw: Flaw, playbook: Playbook) -> Rule:
    return playbook.by_rule[flaw.rule].findings[flaw.rule]


def _message(flaw: Flaw, rule: Rule, draft: Draft) -> str:
    """In the agent's language, or else in the draft's, or else in English."""
    languages = (draft.agent.language or "", draft.language, FALLBACK)
    template = next(rule.messages[language] for language in languages if language in rule.messages)
    return fill(template, flaw.slots) or SLOT.sub("…", template)


def _guidelines(moment: Moment, draft: Draft, playbook: Playbook) -> tuple[Citation, ...]:
    cited = playbook.citations.get((moment.id, draft.channel), ())
    return in_reading_order(cited, draft.agent.language or draft.language)
