"""What may come in about the playbook: changes of moments, and a guideline sentence to make one from."""

from typing import Annotated

from pydantic import AfterValidator, Field

from assist.wire.bodies import Body, ChannelName, Id, Language, whole

MOST_MOMENTS, MOST_MOMENT = 200, 100_000  # moments changed at once, and characters of each

MomentName = Annotated[str, Field(min_length=1, max_length=64)]
MomentText = Annotated[str, Field(max_length=MOST_MOMENT), AfterValidator(whole)]
MomentTexts = Annotated[dict[MomentName, MomentText | None], Field(max_length=MOST_MOMENTS)]


class DraftMomentsBody(Body):
    """Changes of a playbook: the YAML of moments by id; null for one as the playbook's folder has it, or for none."""

    moments: MomentTexts


class PublishBody(DraftMomentsBody):
    """Changes to publish; `since` is the number of the version that they were made from."""

    since: int | None = Field(None, ge=0, strict=True)


class PreviewBody(DraftMomentsBody):
    """Changes to replay the last conversations with: all, or those on a channel, or with customers of a language."""

    last: int = Field(50, ge=1, le=500, strict=True)
    channel: ChannelName | None = None
    language: Language | None = None


class ProposalBody(Body):
    """A guideline sentence: where it stands in the library, or its text (and language, else it is guessed)."""

    document: Id | None = None
    start: int | None = Field(None, ge=0, strict=True)
    text: Annotated[str, Field(max_length=500), AfterValidator(whole)] | None = None
    language: Language | None = None
