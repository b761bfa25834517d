"""Running and timing programs: what is compared takes turns (A B A B), medians are quoted."""
import json
import os
import random
import statistics
import subprocess
import tempfile
import time


# Seconds of the system's time above a program's least: a run that took more of it waited for the host's memory.
WAITED = 0.06


class Measured:
    """One program of a comparison; run() once a turn. In a virtual machine a run may have to wait for the host to supply memory:
    some tenths of a second of the system's time, by chance, in any program. Such runs are told apart and not counted, unless
    most of them are so."""

    def __init__(self, name, command, own_seconds=None):
        self.name, self.command, self.own_seconds = name, [str(word) for word in command], own_seconds
        self.runs, self.megabytes, self.output = [], 0, ""  # runs: seconds, of these the system's

    def run(self):
        with tempfile.TemporaryFile("w+") as out:
            begin = time.perf_counter()
            child = subprocess.Popen(self.command, stdout=out)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - begin
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            self.output = out.read()
        if child.returncode != 0:
            raise SystemExit(f"{' '.join(self.command)} ended with {child.returncode}")
        self.runs.append((self.own_seconds(self.output) if self.own_seconds else wall, usage.ru_stime))
        self.megabytes = max(self.megabytes, usage.ru_maxrss / 1024)

    @property
    def counted(self):
        most = min(system for _, system in self.runs) + WAITED
        counted = [seconds for seconds, system in self.runs if system <= most]
        return counted if 2 * len(counted) > len(self.runs) else [seconds for seconds, _ in self.runs]

    @property
    def median(self):
        return statistics.median(self.counted)


def take_turns(measured, repeat):
    """In another order each round: what runs after a program that has just given back much memory waits for the system."""
    for turn in range(repeat):
        for one in random.Random(turn).sample(measured, len(measured)):
            one.run()


def answer_of(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def table(headings, rows, aligned_right=None):
    """A Markdown table; columns but the first are right-aligned."""
    right = aligned_right if aligned_right is not None else range(1, len(headings))
    lines = ["| " + " | ".join(headings) + " |",
             "|" + "|".join("---:" if k in right else "---" for k in range(len(headings))) + "|"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def digits(value):
    """Three of them, as people write them."""
    if value >= 1000:
        return f"{round(value, -int(len(str(int(value))) - 3)):,.0f}"
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3}f}"
