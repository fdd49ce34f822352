"""A centre founded from the command line, and a way to call it as a person would, without a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import cli

PASSWORD = "made-up-7788"


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; the command must have been done."""
        assert self.code == cli.DONE, self.err
        return json.loads(self.out)


Call = Callable[..., Said]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`call("get", "people", id)` against a data folder of the test's own."""
    monkeypatch.setenv("ZHUANGDING_PASSWORD", PASSWORD)
    monkeypatch.delenv(cli.CALLED, raising=False)

    def run(*words: str, home: Path | None = None) -> Said:
        capsys.readouterr()
        try:
            code = cli.main(["--home", str(home or tmp_path / "home"), *words])
        except SystemExit as left:
            code = int(left.code or 0)
        heard = capsys.readouterr()
        assert "Traceback" not in heard.err
        return Said(code, heard.out, heard.err)

    return run


@pytest.fixture
def centre(call: Call) -> Call:
    """The same, with 王宅镇's centre founded."""
    assert call("init", "--division", "330723105").code == cli.DONE
    return call


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Any], str]:
    """Puts a value into a JSON file and gives its name."""
    names = iter(range(1000))

    def write(value: Any) -> str:
        file = tmp_path / f"data-{next(names)}.json"
        file.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(file)

    return write
