"""start.py and the modules it sets the machine up with; nothing here installs anything or needs a network."""

from __future__ import annotations

import ast
import re
import socket
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start
from requirements import environment, machine
from requirements.machine import Library, Stop

ROOT = Path(start.__file__).parent
LOCKS = ("runtime.txt", "runtime-older.txt", "test.txt")
# The wheels' own SHA-256, by platform tag, as the index gives them.
QT_WHEELS = {
    "runtime.txt": {
        "win_amd64": "63311bd48e32c584599ab04b9ef7c324082374cd2c9fa533f978fb893bb47e40",
        "manylinux_2_34_x86_64": "e3ef7027b41e4e55fadb56e3b3257dc8ee92154b639fe67fc4c8e05e9d976c60",
        "manylinux_2_39_aarch64": "a039b6da68a3a4b9d243217b2b98d475eed3f617159ef6be925badab53c11b0d",
    },
    "runtime-older.txt": {
        "manylinux_2_28_x86_64": "7df6d6c1da4858dbdea77c74d7270d9c68e8d1bbe3362892abd1a5ade3815a50",
        "manylinux_2_31_aarch64": "cf490145d18812a6cff48b0b0afb0bfaf7066744bfbd09eb071c3323f1d6d00d",
    },
}


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock_text(name), re.MULTILINE))


# --- help -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in start.COMMANDS if name != "app"])
@pytest.mark.parametrize("word", ["-h", "--help"])
def test_asking_for_help_runs_nothing(
    name: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither what takes minutes nor what sets up."""
    monkeypatch.setattr(start, "run", lambda *given: pytest.fail(f"ran {given}"))
    assert start.main([name, word]) == 0
    assert f"用法：python3 start.py {name}" in capsys.readouterr().out


def test_the_program_and_a_measurement_tell_their_own_help() -> None:
    assert not start.wants_help("app", ["lookup", "--help"])
    assert not start.wants_help("bench", ["lookup", "--help"])


@pytest.mark.parametrize(
    ("name", "module"),
    [("shots", "desktop/shots/__main__.py"), ("demo", "desktop/demo_run.py"), ("deps", "requirements/deps.py")],
)
def test_the_help_names_every_option(name: str, module: str) -> None:
    options = set(re.findall(r'add_argument\("(--[a-z]+)"', (ROOT / module).read_text(encoding="utf-8")))
    assert options
    assert options == set(re.findall(r"^  (--[a-z]+)", start.HELP[name], re.MULTILINE))


# --- Python and the system --------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_every_python_with_wheels_is_taken(version: tuple[int, int]) -> None:
    assert machine.python_problem(version) == ""


@pytest.mark.parametrize(
    ("version", "cause"), [((3, 7), "版本太旧"), ((3, 10), "版本太旧"), ((3, 15), "还没有适合它的版本")]
)
def test_another_python_is_refused_in_one_line_that_names_which_to_install(
    version: tuple[int, int], cause: str
) -> None:
    line = machine.python_problem(version)
    assert cause in line
    assert machine.dotted(version) in line
    assert "Python 3.14（最低 3.11）" in line
    assert "\n" not in line


def test_32_bit_python_is_refused() -> None:
    assert "32 位" in machine.python_problem((3, 12), wide=False)


def test_older_qt_has_no_wheels_for_the_newest_python() -> None:
    assert "Python 3.13" in machine.python_problem((3, 14), older_qt=True)


@pytest.mark.parametrize("name", ["start.py", "requirements/machine.py", "requirements/environment.py"])
def test_python_3_7_can_read_what_refuses_it(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("name", ["start.py", "requirements/machine.py", "requirements/environment.py"])
def test_setting_up_needs_the_standard_library_only(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    foreign = {name.split(".")[0] for name in imported} - set(sys.stdlib_module_names)
    assert foreign <= {"requirements"}


@pytest.mark.parametrize(
    ("system", "processor", "glibc", "older"),
    [
        ("Linux", "x86_64", (2, 36), False),
        ("Linux", "x86_64", (2, 28), True),  # UOS 20, Kylin V10
        ("Linux", "aarch64", (2, 39), False),
        ("Linux", "aarch64", (2, 31), True),
        ("Windows", "AMD64", (), False),
    ],
)
def test_an_old_linux_gets_the_older_qt(system: str, processor: str, glibc: tuple[int, ...], older: bool) -> None:
    assert machine.wants_older_qt(system, processor, glibc) is older


@pytest.mark.parametrize(
    ("processor", "glibc", "words"),
    [("x86_64", (2, 27), "glibc 2.28"), ("aarch64", (2, 28), "glibc 2.31"), ("mips64", (2, 36), "mips64")],
)
def test_a_linux_without_any_qt_is_refused(processor: str, glibc: tuple[int, ...], words: str) -> None:
    with pytest.raises(Stop, match=words):
        machine.wants_older_qt("Linux", processor, glibc)


@pytest.mark.parametrize(
    ("environ", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"DISPLAY": ""}, False),
    ],
)
def test_a_display_is_told_from_the_environment(environ: dict[str, str], seen: bool) -> None:
    assert machine.has_display("Linux", environ) is seen


def test_windows_always_has_a_display() -> None:
    assert machine.has_display("Windows", {})


@pytest.mark.parametrize(
    ("environ", "running", "chosen"),
    [
        ({}, ["fcitx5"], {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx"}, ["fcitx5"], {"QT_IM_MODULE": "ibus"}),
        ({}, ["ibus-daemon"], {}),
        ({"QT_IM_MODULE": "compose"}, ["fcitx5"], {}),
        ({"QT_IM_MODULES": "wayland;ibus"}, ["fcitx5"], {}),
    ],
)
def test_fcitx_is_reached_through_ibus(environ: dict[str, str], running: list[str], chosen: dict[str, str]) -> None:
    assert machine.input_method(environ, lambda: running) == chosen


# --- system libraries -------------------------------------------------------------------------------


def test_missing_libraries_become_debian_packages_named_once() -> None:
    libraries = machine.read_libraries(lock_text("system.txt"))
    gone = {"libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"}
    packages = machine.missing_packages(libraries, {"always", "x11"}, lambda file: file not in gone)
    assert packages == ["libegl1", "libglib2.0-0", "libxcb-cursor0"]


def test_a_library_that_is_not_needed_now_is_not_asked_for() -> None:
    window_only = [Library("libxcb-cursor.so.0", "libxcb-cursor0", "x11")]
    assert machine.missing_packages(window_only, {"always"}, lambda _: False) == []


@pytest.mark.parametrize(
    ("windowed", "environ", "groups"),
    [
        (False, {"DISPLAY": ":0"}, {"always"}),
        (True, {"DISPLAY": ":0"}, {"always", "x11"}),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, {"always", "wayland"}),
        (True, {"QT_QPA_PLATFORM": "offscreen"}, {"always"}),
    ],
)
def test_a_window_needs_more_libraries_than_none(windowed: bool, environ: dict[str, str], groups: set[str]) -> None:
    assert machine.library_groups(windowed, environ) == groups


def test_every_listed_library_says_when_it_is_needed() -> None:
    libraries = machine.read_libraries(lock_text("system.txt"))
    assert {library.when for library in libraries} == {"always", "x11", "wayland"}
    assert len({library.file for library in libraries}) == len(libraries)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no apt on Windows")
def test_without_root_the_exact_apt_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Stop, match=r"sudo apt install libegl1 libgl1$"):
        machine.apt_install(["libegl1", "libgl1"], "系统缺少界面所需的库")


@pytest.mark.parametrize("there", [True, False])
def test_a_program_that_only_some_tests_use_is_wished_for_and_never_a_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: bool
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if there else None)
    machine.wish_program("strace", "磁盘出错的测试要用它")
    said = capsys.readouterr().out
    assert said == "" if there else "sudo apt install strace" in said
    assert there or "没有它也能继续" in said


# --- the environment --------------------------------------------------------------------------------


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "runtime.txt"
    file.write_text("one==1 \\\n    --hash=sha256:0\n")
    return file


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that pip was asked for; pip itself and venv stay away."""
    asked: list[str] = []
    monkeypatch.setattr(environment, "pip_install", lambda python, lock, log, wheels: asked.append(lock.name))
    return asked


class FakeEnvironment(environment.Environment):
    """An environment whose making is only counted."""

    made = 0

    def _make(self) -> None:
        self.made += 1
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()
        self._unfinished.unlink(missing_ok=True)

    def _usable(self) -> bool:
        return self.python.exists() and not self._unfinished.exists()


def test_packages_are_installed_once(tmp_path: Path, lock: Path, installed: list[str]) -> None:
    for _ in range(2):
        env = FakeEnvironment(tmp_path / "env", tmp_path / "wheels")
        env.prepare([lock])
        assert env.has(lock)
    assert installed == ["runtime.txt"]


def test_a_changed_lock_is_installed_again(tmp_path: Path, lock: Path, installed: list[str]) -> None:
    env = FakeEnvironment(tmp_path / "env", tmp_path / "wheels")
    env.prepare([lock])
    lock.write_text("one==2 \\\n    --hash=sha256:1\n")
    assert not env.has(lock)
    env.prepare([lock])
    assert (installed, env.made) == (["runtime.txt"] * 2, 1)


def test_line_endings_of_a_lock_do_not_count(lock: Path) -> None:
    before = environment.digest(lock, (3, 11))
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert environment.digest(lock, (3, 11)) == before
    assert environment.digest(lock, (3, 12)) != before


def test_a_half_made_environment_is_made_again(
    tmp_path: Path, lock: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    env = FakeEnvironment(tmp_path / "env", tmp_path / "wheels")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "pip_install", killed)
        with pytest.raises(KeyboardInterrupt):
            env.prepare([lock])
    assert not env.has(lock)
    env.prepare([lock])
    assert env.has(lock)
    assert (installed, env.made) == (["runtime.txt"], 2)


@pytest.mark.skipif(sys.platform == "win32", reason="the broken Python is a shell script")
def test_a_broken_python_in_the_environment_is_noticed(tmp_path: Path) -> None:
    env = environment.Environment(tmp_path / "env", tmp_path / "wheels")
    assert not env._usable()
    env.python.parent.mkdir(parents=True)
    env.python.write_text("#!/bin/sh\nexit 1\n")
    env.python.chmod(0o755)
    assert not env._usable()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "校验值不符"),
        ("Collecting one\nERROR: No matching distribution found for one==1\n", "请检查网络"),
    ],
)
def test_a_failed_installation_says_cause_and_next_step(tmp_path: Path, output: str, words: str) -> None:
    assert words in environment.pip_problem(output, tmp_path / "setup.log", tmp_path / "wheels")


# --- the locks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_index(name: str) -> None:
    assert not re.search(r"://|index|find-links|trusted-host", lock_text(name))


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_carries_hashes_and_no_source_is_built(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9-]+==)", lock_text(name))
    assert entries[0].strip() == "--only-binary :all:"
    assert len(entries) > 20
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry) for entry in entries[1:])


@pytest.mark.parametrize("name", QT_WHEELS)
def test_qt_is_locked_for_windows_and_for_both_kinds_of_linux(name: str) -> None:
    entry = re.search(r"^pyside6-essentials==.*?(?=^\S)", lock_text(name), re.MULTILINE | re.DOTALL)
    assert entry
    assert [tag for tag, digest in QT_WHEELS[name].items() if digest not in entry[0]] == []


def test_both_runtime_locks_differ_in_qt_alone() -> None:
    differing = set(pins("runtime.txt").items()) ^ set(pins("runtime-older.txt").items())
    assert {package for package, _ in differing} == {"pyside6-essentials", "shiboken6"}


def test_tests_use_the_versions_of_the_product() -> None:
    product, tests = pins("runtime.txt"), pins("test.txt")
    assert {name: tests[name] for name in product.keys() & tests.keys()}.items() <= product.items()


def test_pyproject_allows_what_the_locks_pin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted, locked in [
        (project["dependencies"], pins("runtime.txt")),
        (project["dependencies"], pins("runtime-older.txt")),
        (project["optional-dependencies"]["test"], pins("test.txt")),
    ]:
        for requirement in map(Requirement, wanted):
            assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


# --- commands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [[], ["app", "--home", "资料"], ["app", "--user", "admin"]])
def test_without_a_display_the_demo_runs_and_it_is_said(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(start, "has_display", lambda system, environ: False)
    monkeypatch.setattr(start, "prepare", lambda *_: environment.Environment(tmp_path, tmp_path))
    monkeypatch.setattr("subprocess.call", lambda line, **_: called.append(line[1:]) or 0)
    assert start.main(given) == 0
    assert [line[:4] for line in called] == [
        ["-m", "desktop.demo_run", "--out", "out/"], ["-m", "desktop.shots", "--out", "out/"],
    ]  # fmt: skip
    assert "没有图形显示" in capsys.readouterr().out


@pytest.mark.parametrize("given", [["lookup", "zgq"], ["--home", "资料", "check"], ["--help"]])
def test_a_command_or_a_question_for_help_opens_no_window(given: list[str]) -> None:
    assert not start.opens_window(given)


def test_the_tests_run_in_parallel_unless_told_otherwise() -> None:
    assert start.lines_to_run("test", [])[0][:3] == ["-m", "pytest", "-n"]
    assert start.lines_to_run("test", ["-n0", "tests/test_start.py"]) == [
        ["-m", "pytest", "-n0", "tests/test_start.py"]
    ]


def test_only_what_a_command_needs_is_installed() -> None:
    assert [lock.name for lock in start.locks_for("app", older_qt=False)] == ["runtime.txt"]
    assert [lock.name for lock in start.locks_for("test", older_qt=True)] == ["runtime-older.txt", "test.txt"]


@pytest.mark.parametrize("argv", [["没有"], ["--nonsense"]])
def test_an_unknown_command_shows_the_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(argv) == 2
    assert "用法" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Stop("原因，下一步。"), 1, "原因，下一步。"),
        (PermissionError(13, "denied", ".venv"), 1, ".venv"),
        (KeyboardInterrupt(), 130, "已停止"),
    ],
)
def test_a_failure_is_told_without_a_traceback(
    error: BaseException,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(name: str, args: list[str]) -> int:
        raise error

    monkeypatch.setattr(start, "run", fail)
    assert start.main(["setup"]) == code
    assert words in (said := capsys.readouterr().err)
    assert "Traceback" not in said


def test_an_unknown_measurement_is_refused() -> None:
    with pytest.raises(Stop, match="请写明要测量哪一项"):
        start.lines_to_run("bench", ["没有"])


def test_the_tests_cannot_reach_a_network() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="network"):
        outside.connect(("192.0.2.1", 9))
