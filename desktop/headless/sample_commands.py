"""demo: made-up data, for looking around and for checks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from desktop.domain import dates
from desktop.headless.command import Command, Namespace, Office
from desktop.services import sample


def demo(office: Office, args: Namespace) -> dict[str, int]:
    today = dates.parse(args.today) if args.today else office.today
    return sample.fill(office, scale=args.scale, seed=args.seed, today=today)


def demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--scale", choices=sample.SCALES, default="township")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today")


def tell(counts: dict[str, Any]) -> str:
    return "已加入编造的样例：" + "，".join(f"{name} {count}" for name, count in counts.items())


COMMANDS = (Command("demo", "加入样例数据", demo, tell, demo_arguments),)
