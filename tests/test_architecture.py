"""The direction of the house, in plain English: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "desktop"
LAYERS = ("domain", "ledgers", "storage", "services", "models", "views")  # bottom first
PURE_CORES = ("roster", "forms", "sheets")
EVERYBODY = {"desktop.errors", "desktop.paths", "desktop.faults"}


EVERY_ROOM_ABOVE = ("services", "models", "views")


def room(module: str) -> str:
    """`desktop.storage.rows` lives in the room `storage`; `desktop.app` in the room `app`."""
    return module.split(".")[1] if module.count(".") else module


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            yield from (module if module in KNOWN else node.module for module in inner)


KNOWN = {module for module, _ in modules()}
ARROWS = [(module, target) for module, path in modules() for target in imports(path)]
OURS = [(module, target) for module, target in ARROWS if target.split(".")[0] == "desktop"]


def strangers(targets: set[str], rooms: set[str]) -> list[tuple[str, str]]:
    return [(m, t) for m, t in ARROWS if t.split(".")[0] in targets and room(m) not in rooms]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    below = set(LAYERS[: LAYERS.index(layer) + 1])
    allowed = below | ({*PURE_CORES} if layer in EVERY_ROOM_ABOVE else set())
    allowed |= {"tasks"} if layer in ("models", "views") else set()
    found = [(m, t) for m, t in OURS if room(m) == layer and t != "desktop" and t not in EVERYBODY
             and f"desktop.{room(t)}" not in EVERYBODY and room(t) not in allowed]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("core", PURE_CORES)
def test_a_pure_core_imports_only_the_domain(core: str) -> None:
    found = [(m, t) for m, t in OURS if room(m) == core and t != "desktop"
             and f"desktop.{room(t)}" not in EVERYBODY and room(t) not in (core, "domain")]  # fmt: skip
    assert found == []


def test_qt_is_known_only_to_models_views_tasks_and_the_composition_root() -> None:
    assert strangers({"PySide6", "shiboken6"}, {"models", "views", "tasks", "app", "seat", "areas", "shots"}) == []


def test_sql_is_known_only_to_ledgers_storage_and_the_services_units_of_work() -> None:
    assert strangers({"sqlalchemy", "sqlcipher3"}, {"ledgers", "storage", "services"}) == []


def test_the_printing_library_is_known_only_to_forms() -> None:
    assert strangers({"reportlab"}, {"forms"}) == []


def test_the_spreadsheet_libraries_are_known_only_to_sheets() -> None:
    assert strangers({"openpyxl", "python_calamine", "xlrd"}, {"sheets"}) == []


def test_the_solvers_are_known_only_to_the_roster() -> None:
    assert strangers({"ortools", "highspy"}, {"roster"}) == []


def test_widgets_never_call_the_database() -> None:
    assert [(m, t) for m, t in OURS if room(m) in ("views",) and room(t) in ("storage",)] == []


WIDGET_READS = {"values", "typed", "text", "toPlainText", "isChecked", "currentIndex", "currentData", "currentText"}
PLAIN = {"given", "found", "data", "held"}  # dicts that a job reads


def asks_a_widget(node: ast.AST) -> bool:
    """Something of a dialog (`asked.…`), or what stands in an input (`….values()`, `….text()`)."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id == "asked" or (node.attr in WIDGET_READS and node.value.id not in PLAIN)
    return isinstance(node, ast.Attribute) and node.attr in WIDGET_READS


def jobs(path: Path) -> Iterator[ast.Lambda | ast.FunctionDef]:
    """What runs on the database lane: functions whose first argument is the office; a class is made on the window's
    thread.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Lambda | ast.FunctionDef) and getattr(node, "name", "") != "__init__":
            names = [one.arg for one in node.args.args if one.arg != "self"]
            if names[:1] == ["office"]:
                yield node


@pytest.mark.parametrize("place", ["views", "seat", "app"])
def test_a_job_of_the_lane_is_handed_plain_values_and_reads_no_widget(place: str) -> None:
    found = [f"{module}:{node.lineno}" for module, path in modules() if room(module) == place
             for job in jobs(path) for node in ast.walk(job)
             if isinstance(node, ast.Attribute) and asks_a_widget(node)]  # fmt: skip
    assert found == []


def test_the_domain_reads_no_files() -> None:
    assert [(m, t) for m, t in ARROWS if room(m) == "domain" and t in ("pathlib", "io", "os", "sqlite3")] == []


def test_nobody_reaches_the_network() -> None:
    network = {"socket", "http", "urllib", "requests", "ssl", "smtplib", "ftplib"}
    assert [(m, t) for m, t in ARROWS if t.split(".")[0] in network] == []


def test_no_star_imports_and_no_room_for_leftovers() -> None:
    stars = [m for m, path in modules() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)]  # fmt: skip
    assert stars == []
    assert [str(path) for _, path in modules() if path.stem in ("utils", "helpers", "misc", "common")] == []


def test_there_are_no_cycles_between_modules() -> None:
    graph = {m: {t for source, t in OURS if source == m and t in KNOWN and t != m} for m in KNOWN}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for target in graph[module]:
                walk(target, (*path, module))
            done.add(module)

    for module in sorted(KNOWN):
        walk(module, ())


def test_every_module_says_what_belongs_there_and_is_fully_annotated() -> None:
    silent = [m for m, path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_no_room_grows_past_three_hundred_lines() -> None:
    long = {m: n for m, path in modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}
