"""How time and memory grow with paths, variables, shocks, periods and scenarios."""
import math
import subprocess

import models
from measure import Measured, digits, table, take_turns

# Sizes are doubled three times from the first.
GROWTH = [("paths", "paths", 40_000), ("variables", "variables", 200), ("shocks", "shocks", 25), ("quarters", "quarters", 8),
          ("scenarios", "scenarios", 2)]


def exponent(seconds):
    """Of what is added, so that what does not grow at all leaves it alone: 1 is linear, 2 quadratic."""
    last, before = seconds[3] - seconds[2], seconds[2] - seconds[1]
    return math.log2(last / before) if last > 0 and before > 0 else math.nan


def measured(yuce, work, key, sizes, fixed):
    runs = []
    for size in sizes:
        batch = models.linear(work / f"{key}{size}", **{**fixed, key: size})
        runs.append(Measured(f"{size}", [yuce, "run", batch, "--threads", 1, "-o", work / "growth.h5", "--quiet"]))
    return runs


def growth_rows(yuce, work, quick):
    fixed = {"variables": 200, "shocks": 200, "paths": 2_000 if quick else 40_000}
    every = {name: measured(yuce, work, key, [first // (20 if quick and key == "paths" else 1) * 2**k for k in range(4)], fixed)
             for name, key, first in GROWTH}
    take_turns([run for runs in every.values() for run in runs], 1 if quick else 5)
    for name, runs in every.items():
        seconds = [run.median for run in runs]
        yield [name, f"{int(runs[0].name):,} to {int(runs[-1].name):,}", " ".join(digits(s) for s in seconds),
               f"{exponent(seconds):.2f}", f"{runs[0].megabytes:,.0f} to {runs[-1].megabytes:,.0f}"]


def streaming_row(yuce, work, quick):
    """With streaming quantiles memory must not grow with paths."""
    few, many = (2_000, 20_000) if quick else (100_000, 1_600_000)
    runs = []
    for paths in (few, many):
        batch = models.linear(work / f"streaming{paths}", paths=paths, quantiles="streaming")
        if subprocess.run([yuce, "check", batch], capture_output=True).returncode != 0:
            return ["paths, streaming quantiles", "-", "-", "-", "not in this version"]
        runs.append(Measured(f"{paths}", [yuce, "run", batch, "--threads", 1, "-o", work / "growth.h5", "--quiet"]))
    take_turns(runs, 1 if quick else 3)
    return ["paths, streaming quantiles", f"{few:,} and {many:,}", " ".join(digits(run.median) for run in runs), "",
            " to ".join(f"{run.megabytes:,.0f}" for run in runs)]


def sections(yuce, work, quick):
    yield "### Growth"
    yield ("One thread; a linear model of 200 variables, 200 independent shocks, 8 quarters, 40,000 paths and one scenario, one of "
           "which is doubled three times. The exponent is that of the added time: 1 is linear.")
    rows = [*growth_rows(yuce, work, quick), streaming_row(yuce, work, quick)]
    yield table(["what grows", "sizes", "seconds", "exponent", "MB"], rows)
