"""Models for timing, written as text: the same text every time. Each function fills a folder and returns its batch."""
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def last_quarter(quarters):
    return f"{2024 + quarters // 4}Q4"


def write(folder, model, batch, others=()):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.toml").write_text(model)
    (folder / "batch.toml").write_text(batch)
    for name, text in others:
        (folder / name).write_text(text)
    return folder / "batch.toml"


def batch_text(name, first, last, paths, rest=""):
    return (f'format = "yuce-batch/1"\nid = "{name}"\nmodel = "model.toml"\nfirst = "{first}"\nlast = "{last}"\n'
            f"paths = {paths}\nseed = 1\n{rest}")


def linear(folder, variables=200, shocks=40, quarters=8, scenarios=1, paths=40000, quantiles="exact"):
    """Sums of five terms; ten indicators, so that little is stored. Scenarios differ by an exogenous in every equation."""
    draw = random.Random(1)
    number = lambda low, high: f"{draw.uniform(low, high):.4f}"
    lines = []
    for k in range(variables):
        other = [draw.randrange(variables) for _ in range(2)]
        now = f" + {number(-0.1, 0.1)} * x{draw.randrange(k)}" if k > 0 else ""
        lines.append(f"x{k} = {number(-0.5, 0.5)} + {number(0.3, 0.6)} * x{k}[-1] + {number(-0.1, 0.1)} * x{other[0]}[-1]"
                     f" + {number(-0.1, 0.1)} * x{other[1]}[-1]{now} + {number(0.01, 0.1)} * push + {number(0.2, 0.6)} * e{k % shocks}")
    annual = "\n".join(f"a{k} = mean(x{k * variables // 10})" for k in range(10))
    model = (f'format = "yuce-model/1"\nid = "linear"\nfrequency = "quarterly"\nequations = """\n' + "\n".join(lines)
             + f'\n"""\nannual = """\n{annual}\n"""\nexogenous.push = 0\n[shocks]\n'
             + "".join(f'e{k} = {{ distribution = "normal", sd = 1 }}\n' for k in range(shocks))
             + "[initial]\n" + "".join(f"x{k} = {number(0, 1)}\n" for k in range(variables)))
    rest = f'quantiles = "{quantiles}"\n' if quantiles != "exact" else ""
    if scenarios > 1:
        rest += f'[[sweep]]\nof = "exogenous.push"\nvalues = {list(range(1, scenarios))}\n'
    return write(folder, model, batch_text("linear", "2025Q1", last_quarter(quarters), paths, rest))


def pow_if(folder, variables=40, paths=200000):
    """Every equation has a power and a choice, every fourth one two of each."""
    lines, draw = [], random.Random(2)
    for k in range(variables):
        power = f"{draw.uniform(0.2, 0.8):.3f}"
        line = f"x{k} = if(e{k % 8} > {draw.uniform(-1, 1):.3f}, abs(x{k}[-1] + 0.3 * e{k % 8}) ^ {power}, 0.9 * x{k}[-1] + 0.1)"
        if k % 4 == 3:
            line += f" + if(x{k - 1} > 1, 0.1, 0.2) * (1 + x{k - 1} ^ 2) ^ -{power}"
        lines.append(line)
    annual = "\n".join(f"a{k} = mean(x{k})" for k in range(variables))
    model = ('format = "yuce-model/1"\nid = "pow_if"\nfrequency = "quarterly"\nequations = """\n' + "\n".join(lines)
             + f'\n"""\nannual = """\n{annual}\n"""\n[shocks]\n'
             + "".join(f'e{k} = {{ distribution = "normal", sd = 1 }}\n' for k in range(8))
             + "[initial]\n" + "".join(f"x{k} = 1\n" for k in range(variables)))
    return write(folder, model, batch_text("pow_if", "2025Q1", "2025Q4", paths))


def klein(folder, paths=100000):
    """Klein's Model I of the tests with a shock in each of its three estimated equations: six equations solved together each
    year. The shocks' sizes are the residuals' standard errors of the same regressions (OLS 1921-41, as documented in the bimets
    package: 1.0255, 1.0094, 0.7671), rounded."""
    source = ROOT / "tests/cases/klein"
    model = (source / "model.toml").read_text()
    for variable, sd in (("cn", 1.03), ("i", 1.01), ("w1", 0.77)):
        model, found = re.subn(rf"^({variable}\s*=.*)$", rf"\1 + u_{variable}", model, count=1, flags=re.M)
        assert found == 1, variable
        model += f'\n[shocks.u_{variable}]\ndistribution = "normal"\nsd = {sd}\n'
    return write(folder, model, batch_text("klein", "1923", "1941", paths), [("klein.csv", (source / "klein.csv").read_text())])
