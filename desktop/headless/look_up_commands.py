"""lookup: one query, or a file of them, over every ledger."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office, read_text
from desktop.ledgers import find
from desktop.services import look_up
from desktop.storage.lookup import Found
from desktop.usage import at_least_one


def told_hits(found: Found) -> dict[str, Any]:
    hits = [
        {"ledger": hit.ledger, "id": hit.record, "title": hit.title, "subtitle": hit.subtitle} for hit in found.hits
    ]
    return {"ms": round(found.ms, 3), "total": found.total, "exact": found.exact, "hits": hits}


def lookup(office: Office, args: Namespace) -> Any:
    if args.batch:
        lines = (line.strip() for line in read_text(args.batch).splitlines())
        return [{"text": line, **told_hits(look_up.look_up(office, line, limit=args.limit))} for line in lines if line]
    text = " ".join(args.text)
    if not text.strip():
        raise Refused("没有写要找什么", "写姓名、拼音、证件号或电话的一部分", code="no_text")
    return told_hits(look_up.look_up(office, text, limit=args.limit))


def tell_hits(result: Any) -> str:
    """Of a batch, each answer under what was asked."""
    if not isinstance(result, list):
        return "\n".join(_hit_lines(result))
    return "\n".join(line for one in result for line in (f"“{one['text']}”", *_hit_lines(one)))


def _hit_lines(one: dict[str, Any]) -> Iterator[str]:
    about = "" if one["exact"] else "约"
    yield f"共{about} {one['total']} 条 · {one['ms']:.1f} 毫秒"
    for hit in one["hits"]:
        yield f"  {find(hit['ledger']).ledger.label}  {hit['title']}  {hit['subtitle']}"
    if (left := one["total"] - len(one["hits"])) > 0 or not one["exact"]:
        many = f"还有{about} {left} 条" if left > 0 else "后面还有"
        yield f"  只列出前 {len(one['hits'])} 条，{many}：写得更全些，或加 --limit {one['total']} 看全部"


def lookup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="*", help="姓名、拼音、首字母、证件号或电话的一部分、地址、案号")
    parser.add_argument("--limit", type=at_least_one, default=50, help="最多列几条，不写时50条")
    parser.add_argument("--batch", help="一行找一样的文字文件")


COMMANDS = (Command("lookup", "查找", lookup, tell_hits, lookup_arguments),)
