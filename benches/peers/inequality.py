# /// script
# requires-python = ">=3.11"
# dependencies = ["inequality==1.1.2", "numpy==2.4.6", "pandas==3.1.1"]
# ///
"""PySAL's side of a comparison; ours, and how to run both, is benches/peers/inequality.rs.

    python benches/peers/inequality.py --make values.json
    python benches/peers/inequality.py values.json

With --make it draws the values for both sides, the same on every run. Versions are those of
tests/fixtures/reference/requirements.txt.
"""

import json
import sys
import time
import warnings
from pathlib import Path

# This file is named as the package that it times, and would be found first.
sys.path.pop(0)

import numpy as np
import pandas as pd
from inequality.atkinson import Atkinson
from inequality.gini import Gini
from inequality.schutz import Schutz
from inequality.theil import Theil, TheilD
from inequality.wolfson import lorenz_curve

SIZES = (31, 300, 3_000, 100_000)
ROUNDS = 15
ROUND_SECONDS = 0.01


def make(path):
    random = np.random.default_rng(31)
    arrays = [
        {
            "values": [float(f"{one:.7g}") for one in random.lognormal(10, 0.8, n)],
            "groups": [int(one) for one in random.integers(0, 4, n)],
        }
        for n in SIZES
    ]
    Path(path).write_text(json.dumps(arrays) + "\n", encoding="utf-8")


def compare(path):
    for array in json.loads(Path(path).read_text(encoding="utf-8")):
        values, groups = np.array(array["values"]), np.array(array["groups"])
        frame = pd.DataFrame({"y": values})
        measures = {
            "gini": lambda: Gini(values).g,
            "theil": lambda: Theil(values).T,
            "atkinson 0.5": lambda: Atkinson(values, 0.5).A,
            "atkinson 1": lambda: Atkinson(values, 1).A,
            "hoover": lambda: Schutz(frame, "y").distance,
            "theil by groups": lambda: np.ravel(TheilD(values, groups).bg)[0],
            "lorenz": lambda: lorenz_curve(values)[1][(len(values) + 1) // 2],
        }
        for name, measure in measures.items():
            timed(name, len(values), measure)


def timed(name, n, measure):
    def calls(count):
        start = time.perf_counter()
        for _ in range(count):
            measure()
        return time.perf_counter() - start

    count = 1
    while calls(count) < ROUND_SECONDS:
        count *= 2
    seconds = sorted(calls(count) for _ in range(ROUNDS))[ROUNDS // 2] / count
    print(json.dumps({"name": name, "n": n, "seconds": seconds, "result": float(measure())}), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    match sys.argv[1:]:
        case ["--make", path]:
            make(path)
        case [path]:
            compare(path)
        case _:
            sys.exit(__doc__)
