"""A PostgreSQL server of the tests' own: the distribution's binaries, a folder of its own, a port of its own.

``initdb`` refuses to run as root; then the server runs as the user that comes with it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "geheim-4711-口令"


def binaries() -> Path | None:
    """Where ``initdb`` lies; ``None`` on a machine without a server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) if os.name != "nt" else []
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_its_user() -> list[str]:
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a running server without a database's name, with the password in it."""
    where = binaries()
    assert where is not None
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        secret = home / "secret"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o644)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = home / "data"
        run(where / "initdb", "-D", data, "-U", "lx", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "-N")
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=30"
        run(where / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "-t", "60", "start")
        try:
            from urllib.parse import quote

            yield f"postgresql://lx:{quote(PASSWORD)}@127.0.0.1:{port}"
        finally:
            run(where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run(*words: str | Path) -> None:
    done = subprocess.run(
        [*_as_its_user(), *map(str, words)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "initdb" in str(words[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stdout


def new_database(address: str, name: str) -> str:
    """Make the database ``name``; return its address."""
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{address}/{name}"
