"""The main job without a screen: every step is told in Chinese and leaves its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import demo_run
from desktop.services import sample


def test_the_main_job_leaves_its_papers_and_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sample.SCALES, "township", (8, 40, 60, 10))
    told: list[str] = []
    demo_run.run(tmp_path / "out", told.append)
    words = "\n".join(told)
    for name in ("值班表.pdf", "值班表.xlsx", "受理登记表.pdf", "调解记录.pdf", "调解协议书.pdf", "租住人员登记表.pdf"):
        assert (tmp_path / "out" / name).stat().st_size > 1000
        assert name in words
    assert words.count("导入 p") == 8
    assert "日志核验：完整" in words
    assert "密码能打开" in words
    assert "程序出了问题" not in words
