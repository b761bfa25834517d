"""Every exported table against the results file it came from: read_exported.py FILE.h5 FOLDER FILE.json"""

import json
import os
import sys

import h5py
import numpy as np
import pandas as pd

file, folder = h5py.File(sys.argv[1], "r"), sys.argv[2]
document = json.load(open(sys.argv[3], encoding="utf-8"))
errors = []


def stored(name):
    values = file[name][()]
    return np.array([v.decode() for v in values.flat], dtype=object).reshape(values.shape) if values.dtype.kind == "O" else values


def same(what, found, expected):
    found, expected = np.asarray(found), np.asarray(expected)
    if found.dtype.kind in "fiu" and expected.dtype.kind in "fiu":
        good = found.shape == expected.shape and np.array_equal(found.astype(float), expected.astype(float), equal_nan=True)
    else:
        good = found.shape == expected.shape and found.tolist() == expected.tolist()
    if not good:
        errors.append(f"{what}: {found[:3]} ..., not {expected[:3]} ...")


# Dataset by table and column, and the dimensions that the table's rows run along where they are fewer or in another order.
axes = {
    "scenarios": ["scenario"],
    "probabilities": ["scenario", "target"],
    "goals": ["scenario", "goal"],
    "differences": ["scenario", "target"],
    "not_assessed": ["not_assessed"],
    "targets_reached": ["scenario", "count"],
    "indicators": ["scenario", "year", "indicator"],
    "quantiles": ["scenario", "year", "indicator", "quantile"],
    "histogram": ["scenario", "year", "indicator", "bin"],
    "variables": ["scenario", "period", "variable"],
    "variable_quantiles": ["scenario", "period", "variable", "quantile"],
    "given_target": ["scenario", "target", "indicator"],
    "convergence": ["scenario", "target", "checkpoint"],
    "failures": ["failures/failure"],
    "assumptions": ["provenance/assumption"],
}
sources = {
    ("scenarios", "story"): "scenario_story",
    ("scenarios", "story_zh"): "scenario_story_zh",
    ("scenarios", "paths_used"): "paths_used",
    ("scenarios", "paths_failed"): "paths_failed",
    **{("probabilities", column): "target_" + column for column in ("indicator", "year", "comparator", "side", "value", "tolerance", "unit", "class")},
    ("probabilities", "probability"): "probability",
    ("probabilities", "low"): "probability_low",
    ("probabilities", "high"): "probability_high",
    ("probabilities", "strict"): "probability_strict",
    ("probabilities", "strict_low"): "probability_strict_low",
    ("probabilities", "strict_high"): "probability_strict_high",
    ("probabilities", "hits"): "hits",
    ("probabilities", "hits_strict"): "hits_strict",
    ("probabilities", "paths_used"): "paths_used",
    ("goals", "members"): "goal_members",
    ("goals", "assessed"): "goal_assessed",
    ("goals", "probability"): "goal_probability",
    ("goals", "low"): "goal_low",
    ("goals", "high"): "goal_high",
    ("differences", "difference"): "difference",
    ("differences", "low"): "difference_low",
    ("differences", "high"): "difference_high",
    ("not_assessed", "target"): "not_assessed",
    ("not_assessed", "reason"): "not_assessed_reason",
    ("targets_reached", "probability"): "targets_reached",
    **{("indicators", column): column for column in ("mean", "mean_error", "sd", "skewness", "kurtosis", "minimum", "maximum")},
    ("quantiles", "value"): "quantiles",
    ("histogram", "paths"): "histogram",
    ("variables", "mean"): "variable_mean",
    ("variables", "sd"): "variable_sd",
    ("variable_quantiles", "value"): "variable_quantiles",
    ("given_target", "mean"): "given_target",
    ("convergence", "paths"): "checkpoint",
    ("convergence", "probability"): "convergence",
    ("convergence", "low"): "convergence_low",
    ("convergence", "high"): "convergence_high",
    ("failures", "scenario"): "failures/failed_scenario",
    ("failures", "what"): "failures/failed_in",
    ("failures", "period"): "failures/failed_period",
    ("failures", "paths"): "failures/failed_paths",
    ("assumptions", "assumption"): "provenance/assumption",
}


def expected(table, column):
    """The column as the file has it, or None where it is not of one dataset."""
    along = axes.get(table, [])
    if (table, column) in sources:
        name = sources[table, column]
    elif column in along:
        name = column
    elif column == "unit":
        name = ("variable" if "variable" in along else "indicator") + "_unit"
    elif column.endswith(("_name_en", "_name_zh")) and column.split("_")[0] in along:
        name = column
    else:
        return None
    if name not in file:  # of length 0
        return []
    dimensions = [name] if h5py.h5ds.is_scale(file[name].id) else [d[0].name.lstrip("/") for d in file[name].dims]
    shape = [file[d].shape[0] for d in along]
    values = stored(name).reshape([file[d].shape[0] if d in dimensions else 1 for d in along])
    return np.broadcast_to(values, shape).reshape(-1)


def text_as_written(value):
    return "'" + value if isinstance(value, str) and value[:1] in "=+-@\t\r\n＝＋－＠" and value else value


columns = pd.read_csv(os.path.join(folder, "columns.csv"))
checked = 0
for table, described in columns.groupby("table", sort=False):
    types = dict(zip(described.column, described.type))
    frame = pd.read_csv(
        os.path.join(folder, table + ".csv"), float_precision="round_trip", keep_default_na=False,
        na_values={c: [""] for c, t in types.items() if t == "number"},
        dtype={c: {"text": str, "number": float}[t] for c, t in types.items() if t != "count"}, encoding="utf-8")
    same(f"{table}: columns", frame.columns, described.column.to_numpy())
    rows = document[table]
    same(f"{table}: rows in JSON", [len(rows)], [len(frame)])
    for column, kind in types.items():
        other = [row[column] for row in rows]
        if kind == "number":
            other = [np.nan if value is None else value for value in other]
            same(f"{table}.{column} in JSON", frame[column], np.array(other, dtype=float))
        else:
            same(f"{table}.{column} in JSON", frame[column], np.array([text_as_written(v) for v in other], dtype=frame[column].dtype))
        values = expected(table, column)
        if values is not None and kind == "text":
            same(f"{table}.{column}", [row[column] for row in rows], values)
        elif values is not None:
            same(f"{table}.{column}", frame[column].to_numpy(), np.asarray(values, dtype=float))
        checked += values is not None

# What is of no single dataset.
read = {t: pd.read_csv(os.path.join(folder, t + ".csv"), float_precision="round_trip") for t in ("run", "scenarios", "joint", "goal_members", "histogram")}
for column in ("batch", "paths", "seed", "sampling", "quantiles", "reference", "max_failed", "engine_version", "digest", "too_many_failed"):
    same("run." + column, read["run"][column], np.array([file.attrs[column]]))
same("scenarios.is_reference", read["scenarios"].is_reference, (stored("scenario") == file.attrs["reference"]).astype(int))
targets = list(stored("target"))
upper = np.triu_indices(len(targets), 1)
same("joint.probability", read["joint"].probability, stored("joint")[:, upper[0], upper[1]].reshape(-1))
same("joint.target", read["joint"].target, np.tile(np.array(targets, dtype=object)[upper[0]], len(stored("scenario"))))
same("joint.target_other", read["joint"].target_other, np.tile(np.array(targets, dtype=object)[upper[1]], len(stored("scenario"))))
edges = stored("histogram_edges")
same("histogram.from", read["histogram"]["from"], edges[..., :-1].reshape(-1))
same("histogram.to", read["histogram"]["to"], edges[..., 1:].reshape(-1))
# Streaming quantiles state errors; exact ones have none in the file and 0 in the tables.
for table, name in (("quantiles", "quantile_error"), ("variable_quantiles", "variable_quantile_error"), ("histogram", "histogram_error")):
    found = pd.read_csv(os.path.join(folder, table + ".csv"), float_precision="round_trip").error
    same(table + ".error", found, stored(name).reshape(-1) if name in file else np.zeros(len(found)))
members = [(g, t) for i, g in enumerate(stored("goal")) for j, t in enumerate(targets) if stored("goal_target")[i, j]]
same("goal_members", [tuple(row) for row in read["goal_members"].to_numpy()], members)

assert checked > 70, checked
print("\n".join(errors))
sys.exit(1 if errors else 0)
