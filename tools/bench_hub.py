"""What a hub bears on this machine: a fleet, a real mosquitto, SQLite or PostgreSQL, workers.

    python -m tools.bench_hub --stations 1000 --rate 200 --states 2000 --seconds 300
    python -m tools.bench_hub --database postgresql --workers 2 --kill --rate 50 --seconds 60

Prints what was sent, kept, lost and doubled, how long a summary took to the disk, and how large the
workers were. Ends with status 1 if anything was lost or doubled.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from hub.config.broker import BrokerConfig
from hub.fleet.fleet import Fleet, Load, Sent
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade
from tools.chaos.broker import Mosquitto
from tools.hubload.postgres import Postgres
from tools.hubload.worker import Worker, wait_until

DRAIN_S = 120.0
START_S = 30.0
UNBOUNDED = ("max_queued_messages 0", "max_inflight_messages 0")
_LAG = re.compile(r"lag p95 ([0-9.]+) s")


@dataclass(frozen=True, slots=True)
class Result:
    """lag: from the end of a session, which is when it is sent, to the hub's hearing of it.

    keep_p95_s: from there to the confirmation after the commit, of the worker that is slowest; of
    its last ten thousand messages. memory_mib: of all workers, after each tenth of the time.
    load_average: of the last five minutes.
    """

    sent: int
    states: int
    kept: int
    lost: int
    doubled: int
    sent_per_s: float
    drained_s: float
    lag_p50_s: float
    lag_p95_s: float
    lag_most_s: float
    keep_p95_s: float
    memory_mib: tuple[float, ...]
    load_average: float
    worker_cpu_share: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it, and print the result."""
    options = _options(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-hub-")))
        url = sqlite_url(folder / "hub.db")
        if options.database == "postgresql":
            url = stack.enter_context(Postgres()).new_database()
        broker = stack.enter_context(Mosquitto(folder, *UNBOUNDED))
        result = _run(options, folder, url, broker.port)
    print(json.dumps(asdict(result), indent=2))
    return 1 if result.lost or result.doubled else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--stations", type=int, default=100)
    parser.add_argument("--rate", type=float, default=20.0, help="summaries a second")
    parser.add_argument("--states", type=float, default=200.0, help="states a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill", action="store_true", help="kill a worker halfway, and start it")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, folder: Path, url: str, port: int) -> Result:
    group = "group: hub, " if options.workers > 1 else ""
    config = folder / "hub.yaml"
    config.write_text(f"database: {url}\nbroker: {{{group}port: {port}}}\n", encoding="utf-8")
    database = Database(url)
    upgrade(database)
    workers = [Worker(str(number), config) for number in range(options.workers)]
    for worker in workers:
        worker.start()
    _wait_for_ears(folder, options.workers)
    fleet = Fleet(BrokerConfig(port=port), Load(options.stations, options.rate, options.states))
    if options.kill:
        threading.Timer(options.seconds / 2, _kill, (workers[0],)).start()
    sent = fleet.run(options.seconds)
    fleet.close()
    drained_s = _drain(database, sent)
    for worker in workers:
        worker.stop()
    logs = [path.read_text() for path in folder.glob("worker-*.log")]
    keeps = [float(lag) for log in logs for lag in _LAG.findall(log)]
    result = _result(database, sent, drained_s, workers, max(keeps))
    database.close()
    return result


def _kill(worker: Worker) -> None:
    worker.kill()
    worker.start()


def _wait_for_ears(folder: Path, workers: int) -> None:
    deadline_s = time.monotonic() + START_S
    while wait_until(deadline_s):
        logs = [path.read_text() for path in folder.glob("worker-*.log")]
        if sum(log.count(": listening") for log in logs) >= 2 * workers:
            return
    raise SystemExit("the workers do not listen:\n" + "\n".join(logs))


def _drain(database: Database, sent: Sent) -> float:
    begun_s = time.monotonic()
    while wait_until(begun_s + DRAIN_S) and _kept(database) < sent.sessions:
        pass
    return time.monotonic() - begun_s


def _kept(database: Database) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(schema.sessions)) or 0


def _result(
    database: Database,
    sent: Sent,
    drained_s: float,
    workers: Sequence[Worker],
    keep_s: float,
) -> Result:
    table = schema.sessions
    with database.read() as connection:
        lags = sorted(connection.scalars(select(table.c.received_ms - table.c.end_ms)))
        pairs = select(table.c.boot_id, table.c.sequence).distinct().subquery()
        different = connection.scalar(select(func.count()).select_from(pairs)) or 0
    memory = [worker.memory_mib for worker in workers]
    tenths = [[each[tenth * (len(each) - 1) // 10] for tenth in range(1, 11)] for each in memory]
    return Result(
        sent=sent.sessions,
        states=sent.states,
        kept=len(lags),
        lost=sent.sessions - different,
        doubled=len(lags) - different,
        sent_per_s=round(sent.sessions / sent.seconds, 1),
        drained_s=round(drained_s, 2),
        lag_p50_s=lags[len(lags) // 2] / 1000,
        lag_p95_s=lags[int(len(lags) * 0.95)] / 1000,
        lag_most_s=lags[-1] / 1000,
        keep_p95_s=keep_s,
        memory_mib=tuple(round(sum(moment), 1) for moment in zip(*tenths, strict=True)),
        load_average=round(os.getloadavg()[1], 1),
        worker_cpu_share=round(sum(worker.cpu_s for worker in workers) / sent.seconds, 2),
    )


if __name__ == "__main__":
    sys.exit(main())
