"""What the checks cost a running station: processor time of their threads.

.venv/bin/python -m tools.health_cost [SECONDS]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from edge.health.workers import NICENESS

WARM_UP_S = 20.0  # models are loaded, hashed and tried
SECONDS = 60.0


def spent_s(pid: int) -> dict[str, float]:
    """Processor seconds of each thread that has the checks' priority."""
    spent = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        # proc(5), stat: the 17th field behind the name is the niceness.
        fields = (thread / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        if int(fields[16]) == NICENESS:
            # Nanoseconds on a processor; the clock ticks of `stat` miss what is shorter than one.
            running_ns = (thread / "schedstat").read_text(encoding="ascii").split()[0]
            spent[thread.name] = int(running_ns) / 1e9
    return spent


def main(seconds: float) -> None:
    """Run a station on the demo clip, without a face worker, and print."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "station.yaml"
        config.write_text(
            f"data_dir: {folder}/data\ncamera: {{source: file, path: config/demo/demo.mp4, "
            "loop: true}\n",
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "edge", "run", "-c", str(config)]
        station = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            time.sleep(WARM_UP_S)
            before_s = spent_s(station.pid)
            time.sleep(seconds)
            after_s = spent_s(station.pid)
        finally:
            station.terminate()
            station.wait()
    share = sum(total - before_s.get(name, 0.0) for name, total in after_s.items()) / seconds
    print(f"checks and their pictures: {share:.2%} of a core over {seconds:g} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
