"""`bistand key new`: a key for one workspace, and the lines that let it in."""

import re
import secrets
from typing import Annotated

import typer

from assist.commands.terminal import AsJson, show_json
from assist.errors import SetupError
from assist.server.guards.auth import digest_of
from assist.workspaces import NAME, Role

PREFIX = "bistand_"  # so that scanners of leaked secrets can know it

app = typer.Typer(no_args_is_help=True, help="Keys of workspaces.")

KeyRole = Annotated[Role, typer.Option("--role", help="What the key is for.")]
KeyId = Annotated[str, typer.Option("--id", help="What it is revoked by; by default its role and four signs.")]
Workspace = Annotated[str, typer.Option("--workspace", help="The workspace that it opens.")]


@app.command("new")
def new(role: KeyRole, key_id: KeyId = "", workspace: Workspace = "default", as_json: AsJson = False) -> None:
    """Make a key. It is shown once; what goes into the file of BISTAND_WORKSPACES is its digest."""
    for option, name in (("--id", key_id), ("--workspace", workspace)):
        if name and not re.fullmatch(NAME, name):
            raise SetupError(f"{option}: {name!r} is not made of small letters, digits, hyphens and underscores")
    key = PREFIX + secrets.token_urlsafe(32)
    listed = {"id": key_id or f"{role}-{secrets.token_hex(2)}", "role": role.value, "sha256": digest_of(key).hex()}
    if as_json:
        show_json({"key": key, "workspace": workspace, **listed})
        return
    typer.echo(f"The key, for whoever is to use it; it is shown this once:\n\n{key}\n")
    typer.echo(f"For the file that BISTAND_WORKSPACES names:\n\n[[workspaces.{workspace}.keys]]")
    typer.echo("\n".join(f'{name} = "{value}"' for name, value in listed.items()))
