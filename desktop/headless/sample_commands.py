"""demo: made-up data, for looking around and for checks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from desktop.domain import dates
from desktop.headless.command import Command, Namespace, Office
from desktop.headless.telling import counted
from desktop.services import sample
from desktop.usage import whole


def demo(office: Office, args: Namespace) -> dict[str, int]:
    today = dates.parse(args.today) if args.today else office.today
    return sample.fill(office, scale=args.scale, seed=args.seed, today=today)


def demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--scale", choices=sample.SCALES, default="township",
                        help="township 一个乡镇（不写时），county 一个县")  # fmt: skip
    parser.add_argument("--seed", type=whole, default=1, help="换一个数就是另一批人，不写时是1")
    parser.add_argument("--today", help="样例以哪一天为今天，不写时是今天")


def tell(counts: dict[str, Any]) -> str:
    return f"已加入编造的样例：{counted(counts)}"


COMMANDS = (Command("demo", "加入样例数据", demo, tell, demo_arguments),)
