"""Opens a results file with xarray and compares it with the JSON answer: read_with_xarray.py FILE EXPECTED.json ENGINE"""

import json
import math
import sys

import xarray

path, expected_path, engine = sys.argv[1:]
expected = json.load(open(expected_path, encoding="utf-8"))
data = xarray.open_dataset(path, engine=engine)
errors = []


def check(holds, message):
    if not holds:
        errors.append(message)


def same(read, wanted, what):
    read = float(read)
    equal = math.isnan(read) if wanted is None else read == wanted
    check(equal, f"{what}: {read} is not {wanted}")


check(data.attrs["format"] == "yuce-result/1", "format")
check(data.attrs["batch"] == expected["batch"], "batch")
check(int(data.attrs["seed"]) == expected["seed"], "seed")
check(data.attrs["digest"] == expected["digest"], "digest")
check(data.attrs["title_zh"] == "示例批次", "title_zh")
for name in ("scenario", "indicator", "target", "target_other", "variable", "year", "period", "quantile", "goal", "bin", "bin_edge",
             "count", "checkpoint", "not_assessed"):
    check(name in data.coords, f"the dimension {name} has no values")
check(list(data.scenario.values) == [s["id"] for s in expected["scenarios"]], "scenario ids")
check(list(data["count"].values) == list(range(data.sizes["target"] + 1)), "count")
check(list(data.indicator_name_zh.values)[:1] == ["地区生产总值增速"], "Chinese names")
check(list(data.indicator_unit.values) == ["percent", "percent", "persons", "count"], "units")
check(data.scenario_story.sel(scenario="storm").item() == "", "an empty text")
check(data.probability.attrs["units"] == "1", "units of probability")
check(data["mean"].attrs["units"] == "see indicator_unit", "units of mean")
check(data.hits.dtype == "int64", "type of hits")

for scenario in expected["scenarios"]:
    one = data.sel(scenario=scenario["id"])
    same(one.paths_used, scenario["paths_used"], "paths_used")
    same(one.paths_failed, scenario["paths_failed"], "paths_failed")
    for target in scenario["targets"]:
        t = one.sel(target=target["id"])
        same(t.probability, target["probability"], "probability")
        same(t.probability_low, target["low"], "probability_low")
        same(t.probability_high, target["high"], "probability_high")
        same(t.probability_strict, target["strict"], "probability_strict")
        same(t.hits, target["hits"], "hits")
        same(t.joint.sel(target_other=target["id"]), target["probability"], "joint with itself")
        same(t.convergence.isel(checkpoint=-1), target["probability"], "convergence")
        check(t.target_year.item() == target["year"], "target_year")
        check(t.target_indicator.item() == target["indicator"], "target_indicator")
    for goal in scenario["goals"]:
        g = one.sel(goal=goal["id"])
        same(g.goal_probability, goal["probability"], "goal_probability")
        same(g.goal_members, goal["members"], "goal_members")
        same(g.goal_target.sum(), goal["assessed"], "goal_target")
    for difference in scenario["differences"]:
        same(one.difference_low.sel(target=difference["id"]), difference["low"], "difference_low")
    for indicator in scenario["indicators"]:
        i = one.sel(indicator=indicator["id"], year=indicator["year"])
        same(i["mean"], indicator["mean"], "mean")
        same(i.sd, indicator["sd"], "sd")
        for level, value in indicator["quantiles"].items():
            same(i.quantiles.sel(quantile=float(level)), value, "quantiles")
        for level, value in indicator.get("quantile_error", {}).items():
            same(i.quantile_error.sel(quantile=float(level)), value, "quantile_error")
        check(("quantile_error" in indicator) == (data.attrs["quantiles"] == "streaming") == ("histogram_error" in data), "errors")
        check(int(i.histogram.sum()) == scenario["paths_used"], "histogram")
        check(bool((i.histogram_edges.diff("bin_edge") > 0).all()), "histogram_edges")
    check([{"id": i, "reason": r} for i, r in zip(data.not_assessed.values, data.not_assessed_reason.values)] == scenario["not_assessed"],
          "not_assessed")

provenance = xarray.open_dataset(path, engine=engine, group="provenance")
check(provenance.text.sel(file="batch.toml").item() == 'format = "yuce-batch/1"\r\nname = "批次"\n', "the exact text of a file")
check(provenance.attrs["overrides"] == "--set exogenous.tariff=20", "overrides")
check(xarray.open_dataset(path, engine=engine, group="provenance/run").attrs["command_line"] == "yuce run batch.toml", "command line")
failures = xarray.open_dataset(path, engine=engine, group="failures")
check(int(failures.failed_paths.sum()) == sum(s["paths_failed"] for s in expected["scenarios"]), "failed paths")

# Kept paths: all paths of two of the three scenarios, so that summaries can be taken again from them.
paths = xarray.open_dataset(path, engine=engine, group="paths")
check(paths.indicator.dims == ("scenario", "year", "indicator_id", "path"), "dimensions of kept indicators")
check(paths.variable.dims == ("scenario", "period", "variable_id", "path"), "dimensions of kept variables")
check(list(paths.scenario.values) == [data.scenario.values[0], data.scenario.values[2]], "kept scenarios")
check(list(paths.path.values) == list(range(int(data.attrs["paths"]))), "path numbers")
for s in paths.scenario.values:
    check(int(paths.ok.sel(scenario=s).sum()) == int(data.paths_used.sel(scenario=s)), "paths that count")
    for i in paths.indicator_id.values:
        for y in paths.year.values:
            mean = float(data["mean"].sel(scenario=s, indicator=i, year=y))
            again = float(paths.indicator.sel(scenario=s, indicator_id=i, year=y).mean())
            check(abs(again - mean) <= 1e-9 * (abs(mean) + 1), f"mean of {i} from kept paths: {again} is not {mean}")

print("\n".join(errors))
sys.exit(1 if errors else 0)
