"""destroy: what is due, a proposal, and its approval by a second person; bin: what was removed, and its way back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office
from desktop.services import destruction, destruction_paper, papers, recycle, retention
from desktop.services.retention import Due
from desktop.usage import at_least_one

STATES = {"proposed": "待批准", "destroyed": "已销毁", "refused": "已退回"}


def destroy(office: Office, args: Namespace) -> dict[str, Any]:
    """One of: the due list, a proposal of some classes of it, a proposal approved or refused, its certificate."""
    if args.propose:
        changed = destruction.propose(office, keys=args.propose.split(","), reason=args.reason)
        return {"proposal": changed.ids("destructions")[0]}
    if args.approve:
        destruction.approve(office, proposal=args.approve)
        return {"destroyed": _one(office, args.approve)}
    if args.refuse:
        destruction.refuse_proposal(office, proposal=args.refuse, reason=args.reason)
        return {"refused": _one(office, args.refuse)}
    if args.certificate:
        return _certificate(office, args.certificate, args.out)
    return {"due": [_told(one) for one in retention.read_due(office)],
            "proposals": [destruction.as_data(one) for one in destruction.proposals(office)]}  # fmt: skip


def _certificate(office: Office, proposal: str, out: str) -> dict[str, Any]:
    if not out:
        raise Refused("没有写存到哪里", "加上 --out 文件.pdf", field="out", code="bad_out")
    paper = destruction_paper.certificate(office, proposal=proposal, final=True)
    return {"file": str(papers.save_paper(Path(out), paper)), "pages": paper.pages}


def _one(office: Office, proposal: str) -> dict[str, Any]:
    return next(destruction.as_data(one) for one in destruction.proposals(office) if one.id == proposal)


def _told(one: Due) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "count": one.count, "along": one.along, "held": one.held,
            "first": str(one.first or ""), "last": str(one.last or "")}  # fmt: skip


def tell_destroy(result: dict[str, Any]) -> str:
    if "proposal" in result:
        return f"已提出销毁，编号 {result['proposal']}，请另一位批准"
    if "file" in result:
        return f"销毁证明已存为 {result['file']}"
    for key, words in (("destroyed", "已销毁"), ("refused", "已退回")):
        if key in result:
            return f"{words}：{_lines(result[key]['lines'])}"
    due = [f"{one['key']}  {one['label']}：{one['count']} 件，随附 {one['along']} 件" for one in result["due"]]
    open_ = [f"{one['id']}  {STATES[one['state']]}  {one['proposed_name']}  {one['reason']}"
             for one in result["proposals"]]  # fmt: skip
    return "\n".join([*(due or ["没有到期的资料"]), *open_])


def _lines(lines: list[dict[str, Any]]) -> str:
    return "、".join(f"{one['label']} {one['count'] + one['along']} 件" for one in lines)


def destroy_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--due", action="store_true", help="列出到期的资料和已提出的销毁（不写别的时就是它）")
    parser.add_argument("--propose", default="", help="提出销毁这些类别（不写别的时列出的代号，逗号隔开）")
    parser.add_argument("--approve", default="", help="批准并销毁（要另一个人）")
    parser.add_argument("--refuse", default="", help="退回，不销毁")
    parser.add_argument("--reason", default="", help="销毁或退回的理由")
    parser.add_argument("--certificate", default="", help="这次销毁的证明，存到 --out")
    parser.add_argument("--out", default="", help="证明存到的文件（.pdf）")


def bin_(office: Office, args: Namespace) -> dict[str, Any]:
    """`next`: what `--before` takes for the page after this one; null at the end."""
    if args.restore:
        changed = recycle.bring_back(office, entry=args.restore)
        return {"restored": [record for _, record, _ in changed.touched]}
    found = recycle.removed(office, text=args.text or "", before=args.before, most=args.limit + 1)
    page = found[: args.limit]
    return {"removed": [{"entry": one.entry, "ledger": one.ledger_words, "title": one.title, "at": one.at_words,
                         "user": one.user, "until": str(one.until)} for one in page],
            "next": page[-1].entry if len(found) > len(page) else None,
            "sought": bool(args.text or args.before)}  # fmt: skip


def tell_bin(result: dict[str, Any]) -> str:
    if "restored" in result:
        return f"已恢复 {len(result['restored'])} 条记录"
    lines = [f"{one['entry']}  {one['ledger']}  {one['title']}  {one['at']}  留到 {one['until']}"
             for one in result["removed"]]  # fmt: skip
    more = [f"后面还有，加 --before {result['next']} 看"] if result["next"] else []
    return "\n".join((*lines, *more)) or ("没有找到这样的" if result["sought"] else "回收站是空的")


def bin_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", help="只列名称里有这些字的")
    parser.add_argument("--restore", type=at_least_one, default=0, help="恢复这一条（列出来的序号）")
    parser.add_argument("--limit", type=at_least_one, default=50, help="一页几条，不写时50条")
    parser.add_argument("--before", type=at_least_one, default=0, help="从这一条后面列起，看下一页")


COMMANDS = (
    Command("destroy", "到期销毁", destroy, tell_destroy, destroy_arguments),
    Command("bin", "回收站", bin_, tell_bin, bin_arguments),
)
