"""Who may do what: a route is for some roles, and an agent's own key or token opens their own conversations only."""

from assist.errors import NotAuthorized, NotFound
from assist.ports import Key
from assist.server.parts import Here
from assist.server.routes import Route


def check_role(route: Route, here: Here) -> None:
    """NotAuthorized when the key is for something else."""
    if here.who.roles.isdisjoint(route.roles):
        needed = " or ".join(sorted(route.roles))
        raise NotAuthorized(f"{route.method} {route.path} is for keys of role {needed}; this one is {_role(here)}")


async def check_own(here: Here, key: Key) -> None:
    """NotFound when an agent asks for a colleague's conversation; what belongs to nobody yet is everybody's."""
    if here.who.is_bound:
        conversation = await here.tenant.runner.conversation(key)
        if conversation.agent.id not in {"", here.who.agent}:
            raise NotFound(f"There is no conversation {key.conversation!r} in this workspace")


def as_own(here: Here, body: object) -> object:
    """The body of a new conversation, with the agent who begins it where it names none; NotAuthorized for another."""
    if not here.who.is_bound or not isinstance(body, dict):
        return body
    agent = body.get("agent")
    if agent is None:
        return {**body, "agent": dict(here.who.profile) or {"id": here.who.agent}}
    if isinstance(agent, dict) and agent.get("id") != here.who.agent:
        raise NotAuthorized("An agent begins conversations of their own; leave `agent` out")
    return body


def _role(here: Here) -> str:
    return " and ".join(sorted(here.who.roles))
