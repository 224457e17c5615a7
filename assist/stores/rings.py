"""What one process says to the others when it has written: read by whoever listens, in any store."""

import json

from assist.ports import Change, Key

ANY = Change()


def ring(process: str, change: Change) -> bytes:
    """What is said of a change by the process of that name."""
    key = change.key
    named = [key.workspace, key.conversation] if key else None
    return json.dumps([process, named, change.wake_at, change.has_notices, change.workspace]).encode()


def heard(said: bytes, process: str) -> Change | None:
    """What was said, unless it was this process; what cannot be read may mean anything."""
    try:
        who, named, wake_at, has_notices, workspace = json.loads(said)
        key = Key(*named) if named else None
    except (ValueError, TypeError):
        return ANY
    return None if who == process else Change(key, wake_at, has_notices, workspace)
