"""A slice of bench/random_cases.py: papers of random cases have no fault, and a planted fault is found."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop import forms
from desktop.forms.fonts import Faces
from tests.forms.random_papers import RandomPapers
from tests.forms.sabotage import FAULTS
from tests.forms.verdict import faults, judged

PLAIN = ("overlaps", "clipped", "forbidden_starts", "text_lost")  # the others need more papers to show: see the bench


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces()


def of_case(seed: int, faces: Faces, only: tuple[str, ...] = ()) -> Counter[str]:
    found = Counter[str]()
    for key, data in RandomPapers(seed).case().items():
        if not only or key in only:
            found += judged(key, forms.render(key, data, faces=faces), data)
    return found


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_every_paper_of_a_random_case_is_whole(faces: Faces, seed: int) -> None:
    found = of_case(seed, faces)
    assert found["papers"] >= 15
    assert not any(faults(found).values()), faults(found)


@pytest.mark.parametrize("fault", PLAIN)
def test_a_planted_fault_is_found(faces: Faces, fault: str) -> None:
    with FAULTS[fault]():
        assert of_case(101, faces, ("agreement", "session", "intake"))[fault] > 0
