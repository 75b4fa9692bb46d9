"""The command that serves the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import DEFAULT_STORE, StoreOption, say
from store import SERVERS


def register(cli: typer.Typer) -> None:
    cli.command()(serve)


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501, store: StoreOption = DEFAULT_STORE
) -> None:
    """Serve the screen on localhost.

    Example: wangge serve --port 8501
    """
    known: dict[str, str] = {}
    if store.partition("://")[0] in SERVERS:
        from store.neo4j_connect import let_in

        known = let_in(store)  # a password is asked for here: the screen cannot
    main = Path(__file__).resolve().parent.parent / "main.py"
    settings = {
        "server.address": "localhost",
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "viewer",
        "runner.magicEnabled": "false",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    say(f"the screen: http://localhost:{port} (Ctrl-C ends it)")
    command = [sys.executable, "-m", "streamlit", "run", str(main), *options]
    # In place of this process: what ends this command ends the screen.
    os.execve(sys.executable, command, os.environ | {"WANGGE_STORE": store} | known)
