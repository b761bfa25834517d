#!/usr/bin/env python3
"""Writes the reference workload W1 as straight-line C++ for bench/w1/hard_coded.cpp.

    hard_code.py FOLDER OUTPUT

FOLDER holds the batch, model and targets that the product runs: their numbers stand there and nowhere else. Sums are
fused as models/LANGUAGE.md says, so that the quarterly values have the product's bits."""
import csv
import re
import sys
import tomllib
from pathlib import Path

SHOCK, LAG, NOW = re.compile(r"e(\d+)$"), re.compile(r"x(\d+)\[-1\]$"), re.compile(r"x(\d+)$")
TERM = re.compile(r"([+-])\s*([\d.]+)\s*\*\s*(\S+)")


def operand(name, known):
    for pattern, form in ((SHOCK, "e[{}]"), (LAG, "x[{}]")):
        if match := pattern.match(name):
            return form.format(match[1])
    number = int(NOW.match(name)[1])
    assert number < known, f"x{known} needs x{number} of the same quarter"
    return f"n{number}"


def linear(text, known):
    """constant + sum of coefficient * operand, as nested fused multiply-adds."""
    start = re.match(r"-?[\d.]+", text.strip())
    terms = TERM.findall(text.strip()[start.end():])
    assert len(terms) == 5 and text.strip() == start[0] + "".join(f" {s} {c} * {v}" for s, c, v in terms), text
    result = f"C({start[0]})"
    for sign, coefficient, name in terms:
        result = f"Fma(d, C({sign if sign == '-' else ''}{coefficient}), {operand(name, known)}, {result})"
    return result


def equation(text, k):
    """What the variable is set to."""
    if match := re.fullmatch(r"clamp\((.*), (\S+), (\S+)\)", text):
        return f"hn::Min(hn::Max({linear(match[1], k)}, C({match[2]})), C({match[3]}))"
    if match := re.fullmatch(r"exp\((.*)\)", text):
        return f"Exp(d, {linear(match[1], k)})"
    if match := re.fullmatch(r"log\(1 \+ \((.*)\)\^2\)", text):
        return f"LogOfOnePlusSquare(d, {linear(match[1], k)})"
    return linear(text, k)


def period_index(period):
    return int(period[:4]) * 4 + int(period[5]) - 1


def main():
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    batch = tomllib.loads((folder / "batch.toml").read_text())
    model = tomllib.loads((folder / batch["model"]).read_text())
    equations = [line.split(" = ", 1) for line in model["equations"].strip().splitlines()]
    annual = [re.fullmatch(r"a(\d+) = (mean|compound)\(x(\d+)\)", line) for line in model["annual"].strip().splitlines()]
    targets = list(csv.DictReader((folder / batch["targets"]).open()))
    mixture = model["mixtures"][0]
    assert [name for name, _ in equations] == [f"x{k}" for k in range(len(equations))]
    assert all(m[1] == m[3] == str(k) and (m[2] == "mean") == (k % 2 == 0) for k, m in enumerate(annual))
    assert all(t["comparator"] == "ge" for t in targets) and mixture["per"] == "period"
    assert all(shock == {"distribution": "normal", "sd": 1} for shock in model["shocks"].values())
    lines = ["template <class D, class V>", "HWY_INLINE void Quarter(D d, const V* e, const V* x, V* next) {",
             "    const auto C = [&](double c) HWY_ATTR { return hn::Set(d, c); };"]
    lines += [f"    const V n{k} = next[{k}] = {equation(text, k)};" for k, (_, text) in enumerate(equations)]
    quoted = lambda names: ", ".join(f'"{name}"' for name in names)
    facts = [f"inline constexpr std::size_t variables = {len(equations)}, shocks = {len(model['shocks'])}, "
             f"targets = {len(targets)};",
             f"inline constexpr const char* shock_names[] = {{{quoted(model['shocks'])}}};",
             f"inline constexpr std::size_t mixed = {len(mixture['shocks'])};",
             f"inline constexpr double mixture_df = {mixture['df']};",
             f"inline constexpr const char* mixture_name = \"{'/'.join(mixture['shocks'])}\";",
             f"inline constexpr int first_period = {period_index(batch['first'])};",
             f"inline constexpr int quarters = {period_index(batch['last']) - period_index(batch['first']) + 1};",
             f"inline constexpr std::uint64_t seed = {batch['seed']};",
             "inline constexpr double initial[] = {" + ", ".join(str(model["initial"][f"x{k}"]) for k in range(len(equations))) + "};",
             "inline constexpr std::size_t target_indicator[] = {" + ", ".join(t["id"][1:] for t in targets) + "};",
             "inline constexpr double target_value[] = {" + ", ".join(t["value"] for t in targets) + "};"]
    assert mixture["shocks"] == list(model["shocks"])[:len(mixture["shocks"])]
    output.write_text("// Written by bench/w1/hard_code.py.\n#ifdef W1_FACTS\n" + "\n".join(facts) + "\n#else\n"
                      + "\n".join(lines) + "\n}\n#endif\n")


if __name__ == "__main__":
    main()
