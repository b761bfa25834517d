"""Takes the digest of a results file again, as FORMAT.md tells, and checks its dimensions and /characters: read_with_h5py.py FILE"""

import hashlib
import math
import struct
import sys

import h5py

file = h5py.File(sys.argv[1], "r")
errors = []
sha = hashlib.sha256()


def number(value):
    sha.update(struct.pack("<Q", value % 2**64))


def text(value):
    value = value if isinstance(value, bytes) else value.encode()
    number(len(value))
    sha.update(value)


def value_of(kind, value):
    if kind == "string":
        text(value)
    elif kind == "float64":
        sha.update(struct.pack("<Q", 0x7FF8000000000000) if math.isnan(value) else struct.pack("<d", value))
    else:
        number(int(value))


def kind_of(dtype):
    return {"f": f"float{8 * dtype.itemsize}", "i": f"int{8 * dtype.itemsize}", "u": "uint64", "O": "string"}[dtype.kind]


def sum_of_pieces(dataset):
    whole = hashlib.sha256()
    for row in dataset[()].reshape(-1, dataset.shape[-1]):
        for k in range(0, len(row), 4096):
            whole.update(hashlib.sha256(row[k : k + 4096].tobytes()).digest())
    return whole.hexdigest()


def attributes(thing):
    own = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_FillValue", "digest"}
    for name in sorted(thing.attrs):
        if name in own or name.startswith(("_Netcdf4", "_NC")):
            continue
        value = thing.attrs[name]
        kind = "string" if isinstance(value, str) else kind_of(value.dtype)
        text("attribute"), text(name), text(kind), value_of(kind, value)


groups, datasets = {"": file}, {}
file.visititems(lambda name, thing: (datasets if isinstance(thing, h5py.Dataset) else groups).__setitem__(name, thing))
for name in sorted(groups, key=str.encode):
    if name not in ("provenance/run", "characters"):
        text("group"), text(name), attributes(groups[name])
characters = {name: datasets.pop(name) for name in list(datasets) if name.startswith("characters/")}
for name in sorted(datasets, key=str.encode):
    dataset = datasets[name]
    text("dataset"), text(name)
    leaf, scale = name.split("/")[-1], h5py.h5ds.is_scale(dataset.id)
    used = []
    for axis, length in enumerate(dataset.shape):
        dimension = leaf if scale else dataset.dims[axis][0].name.split("/")[-1]
        if not scale and dataset.dims[axis][0].shape != (length,):
            errors.append(f"{name}: {dimension} has another length")
        if not scale and not h5py.h5ds.is_attached(dataset.id, dataset.dims[axis][0].id, axis):
            errors.append(f"{name}: {dimension} does not list it")
        used.append(dimension)
        text(dimension), number(length)
    if len(set(used)) != len(used):
        errors.append(f"{name} uses a dimension twice")
    if not dataset.attrs["long_name"]:
        errors.append(f"{name} has no long_name")
    kind = kind_of(dataset.dtype)
    text(kind)
    if "sha256" in dataset.attrs:
        if dataset.attrs["sha256"] != sum_of_pieces(dataset):
            errors.append(f"{name}: the values do not have the checksum it states")
    else:
        for value in dataset[()].ravel():
            value_of(kind, value)
    attributes(dataset)

for name, dataset in datasets.items():
    sentences = ("scenario_story", "scenario_story_zh", "not_assessed_reason")
    if "provenance" in name or kind_of(dataset.dtype) != "string" or name in sentences:
        continue
    leaf = name.split("/")[-1]
    if name.startswith("paths/"):  # all of them dimensions
        leaf = "paths_" + leaf.removesuffix("_id")
    rows = characters.pop("characters/" + leaf + ("_id" if h5py.h5ds.is_scale(dataset.id) else ""))
    if [row.tobytes().decode().rstrip(" ") for row in rows[:]] != [value.decode() for value in dataset[:]]:
        errors.append(f"/characters has another {name}")
    scale = dataset if h5py.h5ds.is_scale(dataset.id) else dataset.dims[0][0]
    scale = file["characters/failure"] if "failures" in scale.name else scale
    scale = file["characters/" + leaf] if name.startswith("paths/") else scale
    if [rows.dims[0][0], rows.dims[1][0]] != [scale, file["characters/character"]]:
        errors.append(f"/characters has {name} along other dimensions")
    if not all(h5py.h5ds.is_attached(rows.id, rows.dims[axis][0].id, axis) for axis in (0, 1)):
        errors.append(f"dimensions of {rows.name} do not list it")
    if rows.attrs["long_name"].decode() != dataset.attrs["long_name"]:
        errors.append(f"/characters tells another meaning of {name}")
own = ["character", "failure", "paths_indicator", "paths_period", "paths_scenario", "paths_variable"]
if sorted(characters) != ["characters/" + name for name in own]:
    errors.append(f"/characters has more: {list(characters)}")
for name, value in file["characters"].attrs.items():
    if value.decode() != file.attrs[name]:
        errors.append(f"/characters has another attribute {name}")

if sha.hexdigest() != file.attrs["digest"]:
    errors.append(f"the digest is {sha.hexdigest()}, the file states {file.attrs['digest']}")
print("\n".join(errors))
sys.exit(1 if errors else 0)
