#!/usr/bin/env python3
"""Measures everything the tables of bench/README.md show, answers checked before times count.

    bench/run.py [--build BUILD] [--quick] [--write] [--only W1,batches,growth,kernels]

Builds what it needs in BUILD (default build). --quick: a few seconds with tiny sizes, to see that all of it works and the
answers are right. --write: puts the tables into bench/README.md instead of on standard output."""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import batches
import growth
import w1
from measure import WAITED, answer_of, table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "bench/README.md"


def build(folder):
    targets = ["yuce", "w1_hard_coded"]
    made = subprocess.run(["cmake", "--build", str(folder), "-j", str(os.cpu_count()), "--target", *targets],
                          capture_output=True, text=True)
    if made.returncode != 0:
        raise SystemExit(made.stdout[-2000:] + made.stderr[-2000:])


def machine_line(yuce, folder):
    try:
        import numpy
    except ImportError:
        raise SystemExit(f"bench/run.py needs NumPy, which {sys.executable} has not (Debian: python3-numpy for /usr/bin/python3)")
    model = answer_of([yuce, "bench", ROOT / "bench/w1/batch.toml", "--paths", 100, "--threads", 1, "--repeat", 1, "--json"])
    about = model["machine"]
    load = os.getloadavg()[0]
    line = (f"Measured on {about['processor']}, {about['hardware_threads']} hardware threads, instruction set "
            f"{about['instruction_set']}, {about['compiler']}, NumPy {numpy.__version__}; whole processes, medians of runs that "
            f"took turns. Runs that had to wait for the host's memory ({WAITED} s of the system's time above the least of the same "
            f"program's runs) are not counted.")
    busy = load > 0.3
    return line + (f" **The machine was busy with other work (load {load:.1f}): seconds and ratios are not to be quoted.**"
                   if busy else "")


def kernels(folder, quick):
    """Google Benchmark's kernels, ours beside others'; nothing where they cannot be built."""
    made = subprocess.run(["cmake", "--build", str(folder), "-j", str(os.cpu_count()), "--target", "kernel_bench"],
                          capture_output=True, text=True)
    if made.returncode != 0:
        return "The kernels were not measured: `kernel_bench` needs the package libbenchmark-dev."
    report = answer_of([folder / "kernel_bench", "--benchmark_format=json", f"--benchmark_min_time={0.01 if quick else 0.2}",
                        f"--benchmark_repetitions={1 if quick else 5}", "--benchmark_enable_random_interleaving=true"])
    times = {}
    for entry in report["benchmarks"]:
        wanted = "median" if not quick else None
        if entry.get("aggregate_name") == wanted or (quick and entry["run_type"] == "iteration"):
            times[entry["run_name"].split("/repeats")[0]] = 1e9 / entry["items_per_second"]
    rows = []
    for name, ns in sorted(times.items()):
        kernel, who = name.rsplit("/", 1)
        if who == "yuce":
            others = [(n.rsplit("/", 1)[1], t) for n, t in times.items() if n.rsplit("/", 1)[0] == kernel and not n.endswith("/yuce")]
            other = ", ".join(f"{n} {t:.2f}" for n, t in others) or "-"
            rows.append([kernel, f"{ns:.2f}", other, ", ".join(f"{t / ns:.1f}" for _, t in others) or "-"])
    return table(["kernel", "Yuce, ns a value", "others, ns a value", "times faster"], rows)


def sections(build_folder, quick, only):
    yuce = build_folder / "yuce"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        yield machine_line(yuce, work)
        if "W1" in only:
            yield from w1.sections(ROOT, build_folder, work, quick)
        if "batches" in only:
            yield from batches.sections(ROOT, yuce, work, quick)
        if "growth" in only:
            yield from growth.sections(yuce, work, quick)
        if "kernels" in only:
            yield "### Kernels\n\nOne thread, rows of 4,096 values in the cache."
            yield kernels(build_folder, quick)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="W1,batches,growth,kernels")
    options = parser.parse_args()
    build(options.build)
    text = ""
    for section in sections(options.build.resolve(), options.quick, options.only.split(",")):
        if not options.write:
            print(section + "\n", flush=True)
        text += section + "\n\n"
    if options.write:
        page = PAGE.read_text()
        page = re.sub(r"(<!-- measured -->\n).*(<!-- end -->)", lambda m: m[1] + "\n" + text + m[2], page, flags=re.S)
        PAGE.write_text(page)


if __name__ == "__main__":
    main()
