"""Whole batches of several kinds by `yuce bench`: how fast, how it scales, where the time goes; on paper, with more cores."""
import math
import os
import subprocess

import models
from measure import answer_of, digits, table


def measured(yuce, batch, paths, repeat):
    threads = sorted({1, os.cpu_count()} | {n for n in (2, 4, 8, 16, 32) if n < os.cpu_count()})
    answer = answer_of([yuce, "bench", batch, "--paths", paths, "--repeat", repeat, "--threads", ",".join(map(str, threads)),
                        "--json"])
    assert all(run["same_bytes"] for run in answer["runs"]), f"{batch}: the bytes depend on the number of threads"
    return answer


def check_instruction_sets(yuce, batch, digest, paths):
    """The same bytes with the portable code as with the best there is."""
    other = answer_of([yuce, "bench", batch, "--paths", paths, "--repeat", 1, "--threads", os.cpu_count(), "--isa", "portable", "--json"])
    assert other["digest"] == digest, f"{batch}: the bytes depend on the instruction set"


def row(answer, name):
    last, stages = answer["runs"][-1], sorted(answer["stages"], key=lambda stage: -stage["share"])
    where = ", ".join(f"{stage['id']} {100 * stage['share']:.0f} %" for stage in stages[:3])
    return [name, f"{answer['scenarios']:,} x {answer['paths']:,}", digits(answer["runs"][0]["median"]), digits(last["median"]),
            f"{last['rate'] / 1e6:.2f}", f"{100 * last['efficiency']:.0f} %", f"{answer['memory_bytes'] / 2**20:,.0f}", where]


BLOCK_PATHS = 4096
# Scenarios of a group of large ones, and indicators of a scenario at least: columns whose quantiles are taken side by side.
TOGETHER, COLUMNS = 4, 40


def teams_for(scenarios, blocks, threads):
    """As scenarios/teams.cpp chooses, and the largest share of the scenarios."""
    if scenarios < 2:
        return 1, 1.0
    each = lambda teams: math.ceil((scenarios - 1) / teams) + 1
    cost = lambda teams: each(teams) * (math.ceil(blocks / (threads // teams)) + 0.5)
    many = [teams for teams in range(2, min(threads, scenarios - 1) + 1) if cost(teams) <= 0.85 * cost(1)]
    best = min(many, key=lambda teams: (cost(teams), teams), default=1)
    return best, each(best) / scenarios


def on_paper(answer, cores):
    """Seconds by what limits them: stages that are one thread's stand as measured, a block or column is one core's, a team's
    scenarios are its own to compile. Of writing what is left after the paths, as all threads here had it."""
    seconds = {stage["id"]: stage["seconds"] for stage in answer["stages"]}
    blocks = math.ceil(answer["paths"] / BLOCK_PATHS)
    teams, share = teams_for(answer["scenarios"], blocks, cores)
    threads = cores // teams
    columns = COLUMNS * min(answer["scenarios"], TOGETHER)
    work = sum(seconds[stage] for stage in ("drawing", "equations", "summarising"))
    in_rounds = share * work / blocks * math.ceil(blocks / threads)
    return {"reading": seconds["reading"], "compiling": share * seconds["compiling"], "writing": answer["runs"][-1]["writing"],
            "merging": max(0.0, share * seconds["merging"] - in_rounds), "blocks": in_rounds,
            "quantiles": share * seconds["quantiles"] / min(threads, columns)}


def paper_row(answer, name):
    cells = [name]
    for cores in (64, 1000):
        seconds = on_paper(answer, cores)
        whole = sum(seconds.values())
        serial = max((stage for stage in seconds if stage != "blocks" or answer["paths"] / BLOCK_PATHS < cores), key=seconds.get)
        cells += [digits(whole), f"{100 * sum(stage['seconds'] for stage in answer['stages']) / whole / cores:.0f} %",
                  f"{serial} {100 * seconds[serial] / whole:.0f} %"]
    return cells


def sections(root, yuce, work, quick):
    least = 500 if quick else None
    cases = [("W1", root / "bench/w1/batch.toml", least or 1_000_000, 3),
             ("Chongqing 2025", root / "scenarios/chongqing-2025/batch.toml", least or 1_000_000, 1),
             ("1,000 scenarios of it", root / "bench/sweep/batch.toml", 10_000, 1),
             ("1,000 variables, 100 shocks", models.linear(work / "wide", variables=1000, shocks=100), least or 40_000, 3),
             ("powers and choices", models.pow_if(work / "pow_if"), least or 400_000, 3),
             ("Klein, six equations solved together", models.klein(work / "klein"), least or 200_000, 3)]
    rows, paper = [], []
    for name, batch, paths, repeat in cases:
        if quick and paths > least:
            subprocess.run([yuce, "check", batch], check=True, stdout=subprocess.DEVNULL)  # compiles every scenario
            continue
        answer = measured(yuce, batch, paths, 1 if quick else repeat)
        few = min(paths, 5000 if answer["scenarios"] < 100 else 8)
        digest = answer_of([yuce, "bench", batch, "--paths", few, "--repeat", 1, "--threads", 1, "--json"])["digest"]
        check_instruction_sets(yuce, batch, digest, few)
        rows.append(row(answer, name))
        paper.append(paper_row(answer, name))
    yield "### Batches"
    yield ("Seconds of the whole job, results written, on one thread and on all; the same bytes in every run, and with the "
           "portable code.")
    yield table(["batch", "scenarios x paths", "s, one thread", "s, all", "million paths x scenarios a second", "efficiency",
                 "MB", "where the time goes, one thread"], rows, aligned_right=range(1, 7))
    yield "### More cores, on paper"
    yield ("Computed from the stages measured on one thread: what is one thread's stays, blocks of 4,096 paths and columns are "
           "shared out whole. What limits is the largest part that more cores do not shorten.")
    yield table(["batch", "64 cores, s", "efficiency", "what limits", "1,000 cores, s", "efficiency", "what limits"], paper,
                aligned_right=(1, 2, 4, 5))
