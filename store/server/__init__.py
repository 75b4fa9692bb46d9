"""A real Neo4j server on this machine, without Docker: Maven fetches its jars (pom.xml), Java 17 runs them.

For `make neo4j` and the tests. It listens on 127.0.0.1 alone and keeps all its files in one folder.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from ontology.errors import StoreError, UsageError

POM = Path(__file__).with_name("pom.xml")
USER = "neo4j"
FIRST_PASSWORD = "neo4j"
"""What a fresh server has, and takes for nothing but to change it."""
START_SECONDS = 120.0
STOP_SECONDS = 60.0
MAIN = "org.neo4j.server.CommunityEntryPoint"

# The log's space is taken beforehand: else a full disk may cut a record in two, which the server then cannot read at
# its next start (seen with 5.26.12).
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size={pages_mb}m
server.jvm.additional=
db.transaction.timeout=60s
db.tx_log.preallocate=true
db.tx_log.rotation.size={log_mb}m
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
server.databases.default_to_read_only={read_only}
"""

_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a server keeps its files and listens; `lib` holds its jars. Memory in megabytes; `java`: more options."""

    home: Path
    lib: Path
    bolt: int = 7687
    http: int = 7474
    heap_mb: int = 1024
    pages_mb: int = 256
    log_mb: int = 64
    read_only: bool = False
    java: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"


class Server:
    """A server that runs as a child of this process."""

    def __init__(self, settings: Settings, process: subprocess.Popen[bytes]) -> None:
        self.settings = settings
        self.process = process

    @property
    def url(self) -> str:
        return self.settings.url

    def stop(self) -> None:
        """End it in order, or by force where it does not end."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def lacking() -> str:
    """What this machine lacks to run a server, '' if nothing."""
    return ", ".join(one for one in ("java", "mvn") if shutil.which(one) is None)


def fetch(folder: Path) -> Path:
    """The folder of the server's jars (116 MB), fetched where they lack. StoreError where Maven fails.

    Two processes may ask at once: the second waits. Maven keeps nothing elsewhere.
    """
    lib = folder / "lib"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "fetch.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if lib.exists():
            return lib
        if shutil.which("mvn") is None:
            raise StoreError("Maven is needed to fetch Neo4j", remedy="install maven and a Java 17 runtime")
        fresh, cache = folder / "lib.new", folder / "maven"
        shutil.rmtree(fresh, ignore_errors=True)
        fetched = subprocess.run(
            ["mvn", "-q", "-B", "-f", str(POM), f"-Dmaven.repo.local={cache.resolve()}",
             "dependency:copy-dependencies", f"-DoutputDirectory={fresh.resolve()}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        shutil.rmtree(cache, ignore_errors=True)
        if fetched.returncode:
            said = next((line for line in fetched.stdout.splitlines() if "ERROR" in line), "no reason given")
            raise StoreError(f"Maven could not fetch Neo4j ({said})", remedy="is the network there? Then try again")
        fresh.rename(lib)
    return lib


def start(settings: Settings, password: str) -> Server:
    """Start a server and wait until it answers to `password`, which a fresh one takes as its first.

    UsageError for a password that Neo4j does not take, StoreError where the server does not start.
    """
    if len(password) < 8:
        raise UsageError("Neo4j takes no password under 8 characters", remedy="set a longer NEO4J_PASSWORD")
    java = shutil.which("java")
    if java is None:
        raise StoreError("Java is needed to run Neo4j", remedy="install a Java 17 runtime")
    for port in (settings.bolt, settings.http):
        if _taken(port):
            raise StoreError(
                f"port {port} is in use", where="127.0.0.1", remedy="is the server running already? Else give another"
            )
    conf = settings.home / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    (conf / "neo4j.conf").write_text(
        _CONF.format(
            bolt=settings.bolt,
            http=settings.http,
            pages_mb=settings.pages_mb,
            log_mb=settings.log_mb,
            read_only=str(settings.read_only).lower(),
        ),
        encoding="utf-8",
    )
    home = settings.home.resolve()
    with open(home / "server.log", "wb") as log:
        process = subprocess.Popen(
            [
                # A server does not outlive the thread that started it, however that one ends.
                *(["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []),
                java,
                f"-Xmx{settings.heap_mb}m",
                *settings.java,
                *(f"--add-opens={opened}=ALL-UNNAMED" for opened in _OPENED),
                "-cp",
                f"{settings.lib.resolve()}/*",
                MAIN,
                f"--home-dir={home}",
                f"--config-dir={conf.resolve()}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,  # Ctrl-C is ours to answer
        )
    server = Server(settings, process)
    try:
        _await(server, password)
    except BaseException:
        server.kill()
        raise
    return server


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on now."""
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in held]
    finally:
        for each in held:
            each.close()


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _await(server: Server, password: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        if server.process.poll() is not None:
            raise StoreError("Neo4j ended as it started", where=str(server.settings.home / "server.log"))
        try:
            _let_in(server.url, password)
        except AuthError:
            raise
        except (Neo4jError, DriverError, OSError) as error:
            if time.monotonic() > deadline:
                raise StoreError(
                    "Neo4j does not answer", where=str(server.settings.home / "server.log"), remedy="look there"
                ) from error
            time.sleep(0.1)
        else:
            return


def _let_in(url: str, password: str) -> None:
    """See that the password is right and the graph can be asked; give it to a server that has none yet."""
    try:
        with _driver(url, password) as driver:
            driver.execute_query("RETURN 1")
            return
    except AuthError as error:
        wrong = error
    try:
        with _driver(url, FIRST_PASSWORD) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                old=FIRST_PASSWORD,
                new=password,
                database_="system",
            )
    except AuthError:
        raise StoreError(
            "this server was given another password before", where=url, remedy="set NEO4J_PASSWORD to that one"
        ) from wrong
    with _driver(url, password) as driver:
        driver.execute_query("RETURN 1")


def _driver(url: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        url, auth=(USER, password), connection_timeout=2, max_transaction_retry_time=0, telemetry_disabled=True
    )


def secret(path: Path) -> str:
    """The password kept in a file that only its owner may read; made up where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(os.urandom(12).hex())
    return path.read_text(encoding="ascii").strip()
