"""Customers over HTTP: what is theirs, erased."""

from aiohttp import web

from assist.customers import erase_customer
from assist.errors import NotFound
from assist.redaction import digest_of
from assist.server.asking import answer
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import answers
from assist.workspaces import Role

CALL = "/v1/customers/{customer}"


async def erase(request: web.Request, here: Here) -> web.Response:
    """Remove every conversation of a customer, by the id that the desk knows them by."""
    customer = request.match_info["customer"]
    subject = digest_of(customer)
    count = await erase_customer(
        *(here.parts.store, here.tenant.runner.erase, here.who.workspace, customer),
        lambda key: here.note(f"DELETE {CALL}", key.conversation, subject),
    )
    if not count:
        raise NotFound("There is no conversation of this customer in this workspace")
    erased: answers.Erased = {"erased": count}
    return answer(erased)


ROUTES = (
    Route(
        "DELETE", CALL, erase, "Erase all conversations of a customer everywhere", "conversations",
        {200: answers.Erased}, refusals=(404,), roles=(Role.SERVER, Role.LEAD),
    ),
)  # fmt: skip
