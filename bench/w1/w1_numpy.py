#!/usr/bin/env python3
"""Reference workload W1 in NumPy, tuned: the yardstick of the speed table in bench/README.md.

    w1_numpy.py [paths] [seed]

Reads the same model, correlation and targets as the batch; simulates in chunks that stay in cache, computes
moments, exact quantiles, 64-bin histograms, target probabilities, their joint table and the number met.
Prints the seconds of the whole job and the check values (P of a0, a1, a2 near 0.499, 0.672, 0.732)."""
import csv
import re
import sys
import time
import tomllib
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
LEVELS = [0.01, 0.05, 0.10, 0.15, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 0.99]
QUARTERS, CHUNK, MIXED, DF = 4, 8192, 6, 5


def step_source(equations: str) -> str:
    """One quarter as straight-line NumPy: x holds this quarter's rows, l last quarter's, e the shocks."""
    lines = []
    for line in equations.strip().splitlines():
        name, formula = line.split("=", 1)
        formula = re.sub(r"x(\d+)\[-1\]", r"l[\1]", formula)
        formula = re.sub(r"\bx(\d+)\b", r"x[\1]", formula)
        formula = re.sub(r"\be(\d+)\b", r"e[\1]", formula)
        formula = formula.replace("clamp(", "clip(")
        square = re.search(r"\((.*)\)\^2\)$", formula.strip())
        target = int(name.strip()[1:])
        if square:
            inner = formula.strip()[len("log(1 + ("):-len(")^2)")]
            lines += [f"    d = {inner}", f"    x[{target}] = np.log1p(d * d)"]
        else:
            lines.append(f"    x[{target}] = {formula.strip()}")
    return "def step(x, l, e):\n" + "\n".join(lines)


def load():
    model = tomllib.loads((HERE / "model.toml").read_text())
    scope = {"np": np, "exp": np.exp, "clip": lambda v, lo, hi: np.minimum(np.maximum(v, lo), hi)}
    exec(step_source(model["equations"]), scope)
    rows = list(csv.reader((HERE / "correlation.csv").open()))[1:]
    factor = np.linalg.cholesky(np.array([[float(c) for c in row[1:]] for row in rows]))
    targets = [(int(r["id"][1:]), float(r["value"])) for r in csv.DictReader((HERE / "targets.csv").open())]
    initial = np.array([model["initial"][f"x{k}"] for k in range(40)])
    return scope["step"], factor, targets, initial


def simulate(paths, seed, step, factor, initial):
    rng = np.random.Generator(np.random.SFC64(seed))
    out = np.empty((40, paths))
    for start in range(0, paths, CHUNK):
        n = min(CHUNK, paths - start)
        last = np.repeat(initial[:, None], n, axis=1)
        total, growth = np.zeros((40, n)), np.ones((40, n))
        for _ in range(QUARTERS):
            shocks = factor @ rng.standard_normal((24, n))
            mix = np.sqrt((DF - 2) / (2 * rng.standard_gamma(DF / 2, n)))
            shocks[:MIXED] *= mix
            now = np.empty_like(last)
            step(now, last, shocks)
            total[0::2] += now[0::2]
            growth[1::2] *= 1 + now[1::2] * 0.01
            last = now
        out[0::2, start:start + n] = total[0::2] / QUARTERS
        out[1::2, start:start + n] = (growth[1::2] - 1) * 100
    return out


def quantiles(row):
    """Type 7, with one partition for all levels."""
    position = np.array(LEVELS) * (len(row) - 1)
    low = np.floor(position).astype(int)
    wanted = np.unique(np.concatenate([low, low + 1]))
    part = np.partition(row, wanted)
    return part[low] + (position - low) * (part[low + 1] - part[low])


def summarise(out, targets):
    paths = out.shape[1]
    tables = []
    for row in out:
        mean = row.mean()
        d = row - mean
        d2 = d * d
        m2 = d2.mean()
        tables.append((mean, np.sqrt(d2.sum() / (paths - 1)), (d2 * d).mean() / m2**1.5, row.min(), row.max(), quantiles(row),
                       np.histogram(row, 64)))
    hits = np.array([out[k] >= value for k, value in targets])
    as_float = hits.astype(np.float32)
    joint = as_float @ as_float.T / paths
    met = np.bincount(hits.sum(axis=0), minlength=len(targets) + 1) / paths
    return tables, hits.mean(axis=1), joint, met


def main():
    paths = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 42
    begin = time.perf_counter()
    step, factor, targets, initial = load()
    out = simulate(paths, seed, step, factor, initial)
    tables, probability, _, _ = summarise(out, targets)
    seconds = time.perf_counter() - begin
    print(f"{paths} paths in {seconds:.3f} s ({seconds / paths * 1e9:.0f} ns/path)")
    print("P:", *(f"{p:.4f}" for p in probability[:3]), " means:", *(f"{t[0]:.4f}" for t in tables[:3]))


if __name__ == "__main__":
    main()
