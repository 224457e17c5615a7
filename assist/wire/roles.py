"""Whose words these are, in the words of the helpdesks."""

from assist.core.events import Role

_ALIASES = {
    Role.CUSTOMER: "customer end_user enduser user contact visitor client caller guest requester lead",
    Role.AGENT: "agent human_agent operator representative rep advisor adviser employee staff admin csr",
    Role.SUPERVISOR: "supervisor manager team_lead team_leader",
    Role.BOT: "bot assistant automated_agent virtual_agent chatbot ai",
    Role.SYSTEM: "system activity automation",
}
ROLES = {alias: role for role, aliases in _ALIASES.items() for alias in aliases.split()}


def read_role(name: str) -> Role:
    """The role of that name or alias, in any case; ValueError with the end of a sentence."""
    role = ROLES.get(name.strip().lower().replace("-", "_").replace(" ", "_"))
    if role is None:
        raise ValueError(f"must be one of {', '.join(Role)} or a known alias such as END_USER or HUMAN_AGENT")
    return role
