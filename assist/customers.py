"""Everything of one customer goes at once."""

import asyncio
from collections.abc import Awaitable, Callable

from assist.errors import NotFound
from assist.ports import Key, Store
from assist.redaction import digest_of

AT_ONCE = 100  # SQLite makes one transaction and one rebuild of its file of them


async def erase_customer(
    store: Store, erase: Callable[[Key], Awaitable[None]], workspace: str, customer: str, erased: Callable[[Key], None]
) -> int:
    """Erase every conversation of a customer in a workspace, also those kept under the id's digest; how many went.

    `erase` raises NotFound for one that is gone already; `erased` hears of each that went. What another erases
    meanwhile is not counted, and what begins meanwhile goes too.
    """
    count = 0
    for name in dict.fromkeys((customer, digest_of(customer))):
        is_more = True
        while is_more:
            found = await store.of_customer(workspace, name, AT_ONCE)
            outcomes = await asyncio.gather(*map(erase, found), return_exceptions=True)
            gone = [key for key, outcome in zip(found, outcomes, strict=True) if outcome is None]
            for key in gone:
                erased(key)
            count += len(gone)
            for outcome in outcomes:
                if outcome is not None and not isinstance(outcome, NotFound):
                    raise outcome
            is_more = bool(gone)
    return count
