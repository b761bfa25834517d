"""Reads a results file with ncdump or h5dump and compares it with the JSON answer: read_with_tools.py FILE EXPECTED.json TOOL"""

import json
import re
import subprocess
import sys

path, expected_path, tool = sys.argv[1:]
expected = json.load(open(expected_path, encoding="utf-8"))
errors = []


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0 or done.stderr:
        errors.append(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def numbers(text):
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", text)]


wanted = [t["probability"] for s in expected["scenarios"] for t in s["targets"]]
if tool == "ncdump":
    header = run("ncdump", "-h", path)
    for line in ("double probability(scenario, target) ;", 'string :format = "yuce-result/1" ;', "string indicator_name_zh(indicator) ;",
                 "double quantiles(scenario, year, indicator, quantile) ;", "group: provenance {", "string text(file) ;", "group: run {"):
        if line not in header:
            errors.append(f"the header lacks: {line}")
    body = run("ncdump", "-p", "9,17", "-v", "probability", path).split("data:")[1]
    read = numbers(body.split("=")[1].split(";")[0])
    names = run("ncdump", "-v", "indicator_name_zh", path)
else:
    header = run("h5dump", "-H", path)
    for line in ('DATASET "probability"', 'GROUP "provenance"', 'ATTRIBUTE "digest"'):
        if line not in header:
            errors.append(f"the header lacks: {line}")
    body = run("h5dump", "-y", "-m", "%.17g", "-d", "/probability", path)
    read = numbers(body.split("DATA {")[1].split("}")[0])
    # h5dump shows what is not ASCII as octal bytes, extended to 32 bits.
    octal = run("h5dump", "-d", "/indicator_name_zh", path)
    names = re.sub(rb"\\(\d{11}|\d{3})", lambda m: bytes([int(m[1], 8) & 255]), octal.encode()).decode()
if read != wanted:
    errors.append(f"probabilities differ: {read} is not {wanted}")
if "地区生产总值增速" not in names:
    errors.append("the Chinese names are not there")
print("\n".join(errors))
sys.exit(1 if errors else 0)
