"""The command as it is started, beside a real broker."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self
from urllib.request import Request, urlopen

import pytest

from hub.access.accounts import Accounts
from hub.config import load_config
from hub.store.database import Database
from tests.fakes.broker import Mosquitto, free_port
from tests.hub.messages import done, summary
from tests.hub.test_ingest_broker import station


class Worker:
    """One `gymhub serve`, and a client of its API."""

    def __init__(self, config: Path) -> None:
        self._command = [sys.executable, "-c", "from hub.cli import main; main()"]
        self._config = config
        self.token = ""
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGKILL)

    def start(self) -> None:
        command = [*self._command, "serve", "-c", str(self._config)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def stop(self, how: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status

    def ask(self, path: str, body: object = None) -> object:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        with urlopen(Request(self.url + path, data, headers), timeout=10) as answer:  # noqa: S310
            text = answer.read()
            return json.loads(text) if text else None

    def until(self, true: Callable[[], bool]) -> None:
        limit_s = time.monotonic() + 20
        while True:
            try:
                if true():
                    return
            except OSError:
                pass
            assert time.monotonic() < limit_s
            time.sleep(0.1)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with Mosquitto(tmp_path, "max_queued_messages 0") as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, broker: Mosquitto) -> Path:
    path = tmp_path / "hub.yaml"
    path.write_text(
        f"data_dir: {tmp_path / 'data'}\nbroker: {{port: {broker.port}}}\n"
        f"web: {{port: {free_port()}}}\n"
    )
    return path


def test_a_worker_starts_keeps_and_survives_being_killed(broker: Mosquitto, config: Path) -> None:
    with Worker(config) as worker:
        worker.process.stdout.readline()
        link = worker.process.stdout.readline()
        secret = re.search(r"/set-up\?secret=(\S+)", link)[1]
        worker.until(lambda: worker.ask("/healthz")["ready"])
        account = {"name": "root", "password": "long enough", "secret": secret}
        worker.ask("/api/set-up", account)
        with station(broker.port) as say:
            say("session", done(summary(1)).to_json())
            worker.stop(signal.SIGKILL)
            for seed in (1, 2, 3):
                say("session", done(summary(seed)).to_json())
            worker.start()
            body = {"name": "root", "password": "long enough"}
            worker.until(lambda: worker.ask("/healthz")["ready"])
            request = Request(  # noqa: S310
                f"{worker.url}/api/session",
                json.dumps(body).encode(),
                {"Content-Type": "application/json"},
            )
            with urlopen(request, timeout=10) as answer:  # noqa: S310
                cookie = answer.headers["Set-Cookie"].partition(";")[0]

            def count() -> int:
                asked = Request(f"{worker.url}/api/sessions", headers={"Cookie": cookie})  # noqa: S310
                with urlopen(asked, timeout=10) as answer:  # noqa: S310
                    return len(json.load(answer)["items"])

            worker.until(lambda: count() == 3)
        assert worker.stop() == 0


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from hub.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environ,
    )


def test_check_names_what_is_wrong_and_upgrade_puts_it_right(config: Path) -> None:
    before = run("check", "-c", str(config))
    assert before.returncode == 1
    assert "gymhub db upgrade" in before.stdout
    assert "Traceback" not in before.stderr
    assert run("db", "upgrade", "-c", str(config)).returncode == 0
    after = run("check", "-c", str(config))
    assert after.returncode == 0, after.stdout


def test_whoever_has_the_database_lets_a_locked_out_administrator_in(config: Path) -> None:
    assert run("db", "upgrade", "-c", str(config)).returncode == 0
    database = Database(load_config(config).database_url)
    accounts = Accounts(database)
    accounts.set_up(accounts.setup_secret() or "", "root", "long enough", "en", "")
    done = run("reset-password", "root", "-c", str(config))
    secret = done.stdout.strip().partition("/reset?secret=")[2]
    assert accounts.reset_password(secret, "even longer", "") == "root"
    assert accounts.sign_in("root", "even longer")
    database.close()
    unknown = run("reset-password", "nobody", "-c", str(config))
    assert unknown.returncode == 1
    assert "no such account" in unknown.stderr


def test_a_misspelt_key_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "hub.yaml"
    path.write_text("broker:\n  hots: example\n")
    done = run("serve", "-c", str(path))
    assert done.returncode == 2
    assert f"{path}:2:3" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_example_is_what_the_defaults_are() -> None:
    example = Path(__file__).resolve().parent.parent.parent / "config/hub.yaml"
    assert load_config(example) == load_config(None)
