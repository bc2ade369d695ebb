# /// script
# requires-python = ">=3.11"
# dependencies = ["esda==2.8.2", "giddy==2.3.8", "libpysal==4.14.1", "mapclassify==2.10.0", "numba==0.68.1", "scipy==1.17.1"]
# ///
"""Seconds that PySAL and SciPy take for what benches/peers/spatial.rs does, on the input that it wrote.

    python benches/peers/spatial.py input.json

One thread, numba warmed up, spatial weights already built and row-standardised, simulations not kept
where that can be chosen. Kendall's tau is SciPy's, which is quicker than giddy's, and so is the
regression.
"""

import contextlib
import io
import json
import os
import sys
import time
import warnings

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[threads] = "1"

import esda
import giddy
import libpysal
import mapclassify
import numpy
from scipy import stats

DRAWS = 999
CLASSES = 5
LONG_ENOUGH = 0.5

warnings.simplefilter("ignore")


def report(name, n, run):
    run()
    seconds = []
    while len(seconds) < 5 or sum(seconds) < LONG_ENOUGH:
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"name": name, "n": n, "seconds": sorted(seconds)[len(seconds) // 2]}), flush=True)


def weights(neighbours, itself=False):
    lists = {i: ([i] if itself else []) + list(row) for i, row in enumerate(neighbours)}
    w = libpysal.weights.W(lists, silence_warnings=True)
    w.transform = "r"
    w.sparse
    return w


def markov(years):
    classes = numpy.array([mapclassify.Quantiles(year, k=CLASSES).yb for year in years])
    return giddy.markov.Markov(classes.T, summary=False).steady_state


def beta(first, last, span):
    start = numpy.log(first)
    return stats.linregress(start, (numpy.log(last) - start) / span)


def measure(case):
    n = case["n"]
    years = numpy.array(case["years"])
    first, last = years[0], years[-1]
    w, star = weights(case["neighbours"]), weights(case["neighbours"], itself=True)
    report("moran", n, lambda: esda.Moran(last, w, permutations=DRAWS))
    report("geary", n, lambda: esda.Geary(last, w, permutations=DRAWS))
    local = {"permutations": DRAWS, "n_jobs": 1, "keep_simulations": False, "seed": 1}
    report("local_moran", n, lambda: esda.Moran_Local(last, w, **local))
    report("getis_ord", n, lambda: esda.G_Local(last, star, transform="R", star=None, **local))
    report("markov", n, lambda: markov(years))
    report("kendall_tau", n, lambda: stats.kendalltau(first, last))
    report("beta_convergence", n, lambda: beta(first, last, len(years) - 1))


with open(sys.argv[1], encoding="utf-8") as file, contextlib.redirect_stderr(io.StringIO()):
    for case in json.load(file)["cases"]:
        measure(case)
