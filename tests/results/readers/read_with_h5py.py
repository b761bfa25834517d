"""Takes the digest of a results file again, as FORMAT.md tells, and checks its dimensions: read_with_h5py.py FILE"""

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
    return {"f": "float64", "i": "int64", "u": "uint64", "O": "string"}[dtype.kind]


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
    if name != "provenance/run":
        text("group"), text(name), attributes(groups[name])
for name in sorted(datasets, key=str.encode):
    dataset = datasets[name]
    text("dataset"), text(name)
    leaf, scale = name.split("/")[-1], h5py.h5ds.is_scale(dataset.id)
    used = []
    for axis, length in enumerate(dataset.shape):
        dimension = leaf if scale else dataset.dims[axis][0].name.split("/")[-1]
        if not scale and dataset.dims[axis][0].shape != (length,):
            errors.append(f"{name}: {dimension} has another length")
        used.append(dimension)
        text(dimension), number(length)
    if len(set(used)) != len(used):
        errors.append(f"{name} uses a dimension twice")
    if not dataset.attrs["long_name"]:
        errors.append(f"{name} has no long_name")
    kind = kind_of(dataset.dtype)
    text(kind)
    for value in dataset[()].ravel():
        value_of(kind, value)
    attributes(dataset)

if sha.hexdigest() != file.attrs["digest"]:
    errors.append(f"the digest is {sha.hexdigest()}, the file states {file.attrs['digest']}")
print("\n".join(errors))
sys.exit(1 if errors else 0)
