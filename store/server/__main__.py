"""Run a Neo4j server on this machine until Ctrl-C: python -m store.server [--home FOLDER] [--port N]. `make neo4j` does."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from ontology.errors import WanggeError
from store.server import Settings, fetch, secret, start

HOME = Path("data/neo4j")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m store.server", description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help="where the server keeps its jars and the graph")
    parser.add_argument("--port", type=int, default=7687, help="for Bolt, which wangge speaks")
    parser.add_argument("--http-port", type=int, default=7474, help="for Neo4j Browser")
    parser.add_argument("--memory", type=int, default=1024, help="megabytes of Java's heap")
    options = parser.parse_args()
    for signal_ in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_, signal.default_int_handler)  # as Ctrl-C
    try:
        print("fetching Neo4j where it lacks, then starting it …", file=sys.stderr)
        # Where the user's own is not set, one is made up and kept beside the graph.
        kept = options.home / "password"
        password = os.environ.get("NEO4J_PASSWORD") or secret(kept)
        lib = fetch(options.home)
        settings = Settings(
            home=options.home / "server",
            lib=lib,
            bolt=options.port,
            http=options.http_port,
            heap_mb=options.memory,
        )
        server = start(settings, password)
    except WanggeError as error:
        print(f"wangge: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    print(f"Neo4j runs at {server.url}; Neo4j Browser: http://127.0.0.1:{settings.http}/browser/ (user neo4j)")
    if not os.environ.get("NEO4J_PASSWORD"):
        print(f"in another terminal: export WANGGE_STORE={server.url} NEO4J_PASSWORD=$(cat {kept})")
    print("Ctrl-C ends it", flush=True)
    try:
        code = server.process.wait()
    except KeyboardInterrupt:
        server.stop()
        return 0
    print(f"wangge: Neo4j ended by itself; {settings.home / 'logs' / 'neo4j.log'} may say why", file=sys.stderr)
    return code or 1


if __name__ == "__main__":
    sys.exit(main())
