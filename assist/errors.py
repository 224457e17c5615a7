"""Every error of the service.

AssistError                     status close  may retry
├─ RequestError  (their fault)
│  ├─ InvalidRequest             422   4107   no
│  ├─ InvalidEvent               422   4107   no
│  ├─ NotAuthenticated           401   4101   no
│  ├─ BadSignature               401   4101   no
│  ├─ NotAuthorized              403   4103   no
│  ├─ NotFound                   404   4103   no
│  ├─ AlreadyExists              409   4107   no
│  ├─ Outdated                   409   4107   no
│  ├─ TooLarge                   413   1009   no
│  ├─ TooFast                    429   4029   yes
│  └─ LaterVersion               501   4107   no
├─ BackendError  (ours, may pass)
│  ├─ StoreUnavailable           503   4001   yes
│  ├─ Conflict                   503   4001   yes
│  ├─ Late                       503   4001   yes
│  ├─ Restarting                 503   4001   yes
│  ├─ TargetUnreachable          503   4001   yes
│  └─ TargetRefused              503   4001   yes
└─ SetupError    (stops the start; says what to change)
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `field` is a path such as `events.2.at`."""

    field: str
    detail: str


class AssistError(Exception):
    """Base of all; `detail` is one clear sentence that names what, where and how to mend it."""

    status = 500
    close_code = 4001
    is_retryable = False
    title = "Something went wrong"

    def __init__(self, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = tuple(faults)


class RequestError(AssistError):
    """The caller's fault: the same request will fail again."""

    status, close_code, title = 400, 4107, "The request cannot be used"


class InvalidRequest(RequestError):
    """A body or parameter that does not fit."""

    status, title = 422, "The request is not valid"


class InvalidEvent(InvalidRequest):
    """An event that does not fit; nothing of it is kept."""

    title = "The event is not valid"


class NotAuthenticated(RequestError):
    """No key, or a wrong one."""

    status, close_code, title = 401, 4101, "Who are you?"


class BadSignature(RequestError):
    """A desk's request that is not signed with its secret, or is too old."""

    status, close_code, title = 401, 4101, "The signature does not fit"


class NotAuthorized(RequestError):
    """A key that may not do this, or a page from a foreign origin."""

    status, close_code, title = 403, 4103, "Not allowed"


class NotFound(RequestError):
    """Nothing of that name in this workspace."""

    status, close_code, title = 404, 4103, "Not found"


class AlreadyExists(RequestError):
    """The name is taken by something else."""

    status, title = 409, "Exists already"


class Outdated(RequestError):
    """A change of something that somebody else has changed meanwhile; to be read again."""

    status, title = 409, "Changed meanwhile"


class TooLarge(RequestError):
    """More bytes than are taken."""

    status, close_code, title = 413, 1009, "Too large"


class TooFast(RequestError):
    """More requests than are taken in this time; come back later."""

    status, close_code, title, is_retryable = 429, 4029, "Too many requests", True


class LaterVersion(RequestError):
    """Named in the protocol, and not there yet."""

    status, title = 501, "Comes in a later version"


class BackendError(AssistError):
    """Our fault, and may pass."""

    status, title, is_retryable = 503, "Not available right now", True


class StoreUnavailable(BackendError):
    """The store cannot read or write."""


class Conflict(BackendError):
    """The conversation has moved on since it was read."""


class Late(BackendError):
    """Not durable yet when the caller had to have an answer."""


class Restarting(BackendError):
    """This process is about to leave; another one, or its successor, takes over."""


class TargetUnreachable(BackendError):
    """A desk or a receiver of ours that gives no usable answer."""


class TargetRefused(BackendError):
    """An address outside that must not be called from here; mended in the settings or the name's records."""


class SetupError(AssistError):
    """The server cannot start like this."""

    title = "Cannot start"
