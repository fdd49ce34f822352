"""Every mediation paper of random cases, and every paper of the sample, measured in its PDF: one JSON line.

`--cases 200 --seed 1`: long texts, one to eight parties, rare Han characters, fields left out; every tenth case goes
through the services into a store and back out, as single papers and as one bound file. Geometry is read from the
page's operators, text by two engines. `--sabotage` plants each fault in turn (with few cases) and fails unless the
count of that fault rises.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop import forms
from desktop.forms.fonts import Faces
from desktop.services import case_file, papers
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.store import Store
from tests.forms.random_papers import RandomPapers
from tests.forms.random_store import PAPERS, lead
from tests.forms.sabotage import FAULTS
from tests.forms.verdict import counted, faults, judged

STORED = 10  # one case of so many goes through the services
FEW = 10
LEAST = (25, 22, 22, 24)  # mm: the least margin that any paper of a file has


def main() -> None:
    asked = arguments()
    if asked.sabotage:
        caught = [tried(fault, asked.seed) for fault in FAULTS]
        sys.exit(0 if all(caught) else 1)
    begun, faces = time.perf_counter(), Faces()
    found = of_sample(faces) + of_cases(asked.cases, asked.seed, faces) + of_store(asked.cases // STORED, asked.seed)
    print(json.dumps({
        "load": round(os.getloadavg()[0], 1), "cases": asked.cases, "seed": asked.seed, "papers": found["papers"],
        "pages": found["pages"], **faults(found), "seconds": round(time.perf_counter() - begun, 1),
        "pass": not any(faults(found).values()),
    }))  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", action="store_true")
    return parser.parse_args()


def tried(fault: str, seed: int) -> bool:
    """Whether a planted fault is counted, and nothing is without it."""
    sound = of_cases(FEW, seed, Faces())
    with FAULTS[fault]():
        spoilt = of_cases(FEW, seed, Faces())  # of their own: labels are kept as set
    caught = spoilt[fault] > 0 == sound[fault]
    print(json.dumps({"planted": fault, "sound": sound[fault], "spoilt": spoilt[fault], "caught": caught}))
    return caught


def of_sample(faces: Faces) -> Counter[str]:
    """Every form there is, with its sample."""
    found = Counter[str]()
    for form in forms.catalogue():
        data = forms.sample(form.key)
        found += judged(form.key, forms.render(form.key, data, faces=faces), data)
    return found


def of_cases(count: int, seed: int, faces: Faces) -> Counter[str]:
    made, found = RandomPapers(seed), Counter[str]()
    for _ in range(count):
        for key, data in made.case().items():
            found += judged(key, forms.render(key, data, faces=faces), data)
    return found


def of_store(count: int, seed: int) -> Counter[str]:
    """Cases led from the counter to the archive: what was typed must stand on the papers and in the bound file."""
    made, found = RandomPapers(seed), Counter[str]()
    with empty_office() as office:
        for _ in range(count):
            led = lead(office, made)
            for form in PAPERS:
                data = papers.paper_data(office, form=form, case=led.case, full=True)
                found += judged(form, papers.paper(office, form=form, case=led.case), data, led.typed.get(form, ()))
            bound = case_file.case_file(office, case=led.case, full=True)
            found += counted(bound.pdf, LEAST, led.typed.values())
    return found


@contextmanager
def empty_office() -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        store = Store.open(home, b"made-up key of exactly 32 bytes.")
        clerk = Actor("hy", "王海燕", ("admin", "centre"), "330723105")
        yield Office(store, clerk, "王宅镇综治中心", lambda: datetime(2026, 9, 23, 10, 24))
        store.close()


if __name__ == "__main__":
    main()
