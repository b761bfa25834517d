"""The reference workload W1: NumPy, Yuce and the hard-coded program in turn, their answers held against each other."""
import json
import math
import os
import re
import sys

from measure import Measured, answer_of, digits, table, take_turns


def hits_of_yuce(answer):
    return [target["hits"] for target in answer["scenarios"][0]["targets"]]


def check_hard_coded(yuce, hard):
    """Hits must be equal; means and quantiles may differ by rounding only."""
    assert hits_of_yuce(yuce) == hard["hits"], "the hard-coded program and Yuce disagree about hits"
    for k, indicator in enumerate(yuce["scenarios"][0]["indicators"]):
        assert math.isclose(indicator["mean"], hard["mean"][k], rel_tol=1e-9, abs_tol=1e-12), f"mean of a{k}"
        for place, value in enumerate(indicator["quantiles"].values()):
            assert math.isclose(value, hard["quantiles"][k * 11 + place], rel_tol=1e-9, abs_tol=1e-12), f"quantiles of a{k}"


def check_numpy(yuce, output, paths):
    """Other random numbers: probabilities within five standard errors of their difference."""
    shares = [float(p) for p in re.search(r"P: (\S+) (\S+) (\S+)", output).groups()]
    for hits, share in zip(hits_of_yuce(yuce), shares):
        assert abs(hits / paths - share) < 5 * math.sqrt(0.5 / paths) + 5e-5, "NumPy and Yuce disagree"


class Contest:
    def __init__(self, root, build, work, paths):
        self.batch, self.paths, self.build = root / "bench/w1/batch.toml", paths, build
        self.correlation, self.output = root / "bench/w1/correlation.csv", work / "w1.h5"
        threads = os.cpu_count()
        numbers = sorted({1, min(2, threads), threads})
        isas = [isa for isa in ("avx512", "avx2") if self.runs(isa)]
        self.numpy = Measured("NumPy, tuned", [sys.executable, root / "bench/w1/w1_numpy.py", paths],
                              lambda text: float(re.search(r"in (\S+) s", text)[1]))
        self.yuce = {(isa, n): Measured(f"Yuce, {isa}", self.run_command(isa, n)) for isa in isas for n in numbers}
        self.hard = {(isa, n): Measured(f"hard-coded, {isa}", [build / "w1_hard_coded", self.correlation, paths, n, isa])
                     for isa in isas for n in numbers}
        self.best, self.threads = (isas or ["portable"])[0], threads

    def run_command(self, isa, threads):
        return [self.build / "yuce", "run", self.batch, "--paths", self.paths, "--threads", threads, "--isa", isa, "-o",
                self.output, "--quiet"]

    def runs(self, isa):
        command = [self.build / "w1_hard_coded", self.correlation, 32, 1, isa]
        return os.system(" ".join(f"'{word}'" for word in command) + " >/dev/null 2>&1") == 0

    def check(self):
        for isa in {isa for isa, _ in self.yuce}:
            yuce = answer_of([*self.run_command(isa, self.threads)[:-1], "--json"])
            for n in (1, self.threads):
                check_hard_coded(yuce, answer_of(self.hard[isa, n].command))
        return yuce

    def run(self, repeat):
        yuce = self.check()
        take_turns([self.numpy, *self.yuce.values(), *self.hard.values()], repeat)
        check_numpy(yuce, self.numpy.output, self.paths)

    def rows(self):
        base = self.numpy.median
        row = lambda m, n, beside: [m.name, n, digits(m.median), digits(m.median / self.paths * 1e9), f"{m.megabytes:,.0f}",
                                    f"{base / m.median:.1f}", beside, f"{len(m.counted)} of {len(m.runs)}"]
        yield row(self.numpy, 1, "")
        for key, one in self.yuce.items():
            yield row(one, key[1], f"{one.median / self.hard[key].median:.2f}")
        for key, one in self.hard.items():
            yield row(one, key[1], "1")


def stages(contest):
    """Drawing, and correlation with equations, of one thread: the product's strips beside the same by hand, in turn."""
    yuce_command = [contest.build / "yuce", "bench", contest.batch, "--paths", contest.paths, "--threads", 1, "--repeat", 1, "--json"]
    hard_command = [contest.build / "w1_hard_coded", contest.correlation, contest.paths, "stages"]
    yuce, hard = {}, {}
    for _ in range(3):
        for stage in answer_of(yuce_command)["stages"]:
            yuce.setdefault(stage["id"], []).append(stage["seconds"])
        for stage, seconds in answer_of(hard_command).items():
            hard.setdefault(stage, []).append(seconds)
    middle = lambda values: sorted(values)[len(values) // 2] / contest.paths * 1e9
    rows = []
    for stage, seconds in yuce.items():
        by_hand = {"drawing": "drawing", "equations": "correlation_and_equations"}.get(stage)
        ratio = f"{middle(seconds) / middle(hard[by_hand]):.2f}" if by_hand else ""
        rows.append([stage, digits(middle(seconds)), digits(middle(hard[by_hand])) if by_hand else "", ratio])
    return table(["stage, one thread", "Yuce, ns/path", "hard-coded, ns/path", "ratio"], rows)


def goals(contest, small):
    numpy, threads, rows = contest.numpy.median, contest.threads, []
    for isa, least in (("avx512", 20), ("avx2", 12)):
        if (isa, threads) in contest.yuce:
            rows.append([f"times tuned NumPy, {isa}, {threads} threads", f"at least {least}",
                         f"{numpy / contest.yuce[isa, threads].median:.1f}"])
    best = contest.yuce[contest.best, threads]
    rows.append(["whole job against hard-coded", "at most 1.10", f"{best.median / contest.hard[contest.best, threads].median:.2f}"])
    if threads >= 2:
        two = {name: of[contest.best, 1].median / of[contest.best, 2].median for name, of in (("yuce", contest.yuce), ("hard", contest.hard))}
        rows.append(["one thread to two", f"at least 1.85, or 0.97 of hard-coded's {two['hard']:.2f}", f"{two['yuce']:.2f}"])
    rows.append(["memory, exact quantiles, MB", "at most 400", f"{best.megabytes:.0f}"])
    rows.append([f"{small.paths:,} paths, process start to finish, s", "below 0.15", digits(small.yuce[small.best, threads].median)])
    return table(["goal", "wanted", "measured"], rows, aligned_right=[2])


def sections(root, build, work, quick):
    paths = 20_000 if quick else 1_000_000
    contest = Contest(root, build, work, paths)
    contest.run(1 if quick else 9)
    small = Contest(root, build, work, 2_000 if quick else 100_000)
    take_turns([small.yuce[small.best, small.threads]], 1 if quick else 9)
    yield f"### W1, {paths:,} paths"
    yield table(["program", "threads", "seconds", "ns/path", "peak MB", "times NumPy", "against hard-coded", "runs counted"],
                contest.rows())
    yield goals(contest, small)
    yield stages(contest)
