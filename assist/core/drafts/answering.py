"""The customer's questions that a draft leaves without an answer."""

from collections.abc import Iterator

from assist.core.drafts.draft import Draft, Flaw

SIGNED = 60  # code points: a last line shorter than this is a name rather than a place for an answer
LONGEST_QUOTE = 120  # code points of a question in a message


def unanswered_questions(draft: Draft) -> Iterator[Flaw]:
    """One flaw for each, after the answer to the question before it, or where the letter's last sentence ends."""
    place = _end_of_body(draft)
    for question in draft.questions:
        if question.answered_by is None:
            yield Flaw("unanswered_question", place, place, slots={"question": _quoted(question.text)})
        else:
            place = max(question.answer_end, 0) or place


def _end_of_body(draft: Draft) -> int:
    if not draft.sentences:
        return len(draft.text)
    body = [
        (start, end)
        for start, end in draft.sentences
        if end - start > SIGNED or "\n" not in draft.text[start:end].strip()
    ]
    return (body or draft.sentences)[-1][1]


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE].rstrip()}…"
