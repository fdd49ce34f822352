"""Attachments of a case: added, named, moved, turned, removed and brought back, saved as files; who may do so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.domain.attachments import MOST
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.people import Person
from desktop.services import attachment_files, attachments, case_items, case_ways, records, undo
from desktop.services.attachment_lines import AttachmentLine, Owner
from desktop.services.attachments import Incoming
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.office import Actor, Office
from desktop.storage.bodies import BodyRow
from desktop.storage.changes import Change
from tests.services.test_case_ways import VISIT, later
from tests.services.test_cases import registered, signed

JPEG = b"\xff\xd8\xff\xe0 a made-up photo"
PDF = b"%PDF-1.4 a made-up scan"
PHOTO = Incoming("门诊病历.jpg", JPEG, wide=2400, high=1800)
SCAN = Incoming("协议 签字页.pdf", PDF, pages=3)
EVIDENCE = {"name": "门诊病历", "giver": "汤月娥"}


def attach(office: Office, case: str, *files: Incoming, ledger: str = "disputes") -> tuple[str, ...]:
    return attachments.attach(office, ledger=ledger, record=case, files=files or (PHOTO,)).ids("attachments")


def desk(office: Office, case: str) -> CaseDesk:
    return read_case(office, case=case)


def only(office: Office, case: str) -> AttachmentLine:
    (line,) = desk(office, case).attachments
    return line


def as_role(office: Office, *roles: str) -> Office:
    return replace(office, actor=Actor("x", "沈静", roles, office.actor.unit))


def in_team(office: Office, case: str) -> None:
    """沈静 is let into the case (R13)."""
    with office.work("set_team", "改卷宗权限") as work:
        work.change(work.get(Dispute, case), {"team": ["x"]})
        work.commit()


def refused(run: Any, *args: Any, **given: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        run(*args, **given)
    return caught.value


def evidence(office: Office, case: str) -> str:
    changed = case_items.add_item(office, case=case, document="evidence", values=EVIDENCE)
    return changed.ids("evidence")[0]


class TestAdding:
    def test_several_files_are_one_deed_and_stand_on_the_desk(self, office: Office) -> None:
        case = registered(office)
        changed = attachments.attach(office, ledger="disputes", record=case, files=[PHOTO, SCAN])
        assert len(changed.ids("attachments")) == 2
        photo, scan = desk(office, case).attachments
        assert (photo.name, photo.kind_words, photo.extent, photo.owner.words) == (
            "门诊病历.jpg", "照片", "2400×1800", "本案")  # fmt: skip
        assert (scan.kind_words, scan.extent, scan.size_words) == ("PDF", "3 页", "1 KB")
        assert photo.received_on == date(2026, 9, 23)
        undo.undo(office)
        assert desk(office, case).attachments == ()

    def test_the_bytes_are_read_back(self, office: Office) -> None:
        case = registered(office)
        kept = attachments.read_attachment(office, attachment=attach(office, case)[0])
        assert (kept.name, kept.mime, kept.turn, kept.data) == ("门诊病历.jpg", "image/jpeg", 0, JPEG)

    def test_a_piece_of_evidence_and_a_payment_have_their_own(self, office: Office) -> None:
        case, agreement = signed(office)
        piece = evidence(office, case)
        paid = case_ways.record_payment(office, agreement=agreement, values={"number": 1, "done_on": "2026-9-30"})
        attach(office, piece, ledger="evidence")
        attach(office, paid.ids("payments")[0], SCAN, ledger="payments")
        attach(office, case, SCAN)
        words = [line.owner.words for line in desk(office, case).attachments]
        assert words == ["本案", "证据材料：门诊病历", "履行：第1期 9-30"]

    def test_every_owner_offered_takes_them(self, office: Office) -> None:
        case, agreement = signed(office)
        evidence(office, case)
        case_items.add_item(office, case=case, document="visit", values=VISIT)
        case_ways.record_payment(office, agreement=agreement, values={"number": 1, "done_on": "2026-9-30"})
        owners = desk(office, case).owners
        assert [one.words for one in owners] == [
            "本案", "当事人：汤月娥", "当事人：朱成林", "证据材料：门诊病历", "调解记录：9-23", "协议：第1版",
            "回访记录：10-8", "履行：第1期 9-30",
        ]  # fmt: skip
        for number, owner in enumerate(owners):
            attach(office, owner.record, Incoming("照片.jpg", JPEG + bytes([number])), ledger=owner.ledger)
        assert [line.owner for line in desk(office, case).attachments] == list(owners)

    def test_records_of_any_ledger_take_them(self, office: Office) -> None:
        person = records.add_record(office, ledger="people", values={"name": "瞿文"}).ids("people")[0]
        attach(office, person, ledger="people")
        (line,) = attachments.list_attachments(office, ledger="people", record=person)
        assert line.name == "门诊病历.jpg"
        gone = refused(records.remove_record, office, ledger="people", record=person)
        assert gone.code == "has_owned"

    def test_what_is_there_already_is_left_out(self, office: Office) -> None:
        case = registered(office)
        attach(office, case)
        assert len(attach(office, case, PHOTO, SCAN, SCAN)) == 1
        assert refused(attach, office, case, PHOTO, SCAN).code == "already_attached"
        assert len(desk(office, case).attachments) == 2

    def test_a_name_keeps_no_folder_and_no_unseen_sign(self, office: Office) -> None:
        case = registered(office)
        attach(office, case, Incoming("C:\\照片\\病\u202e历.jpg", JPEG))
        assert only(office, case).name == "病历.jpg"

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            (Incoming("空.jpg", b""), "empty_file"),
            (Incoming("合同.docx", b"PK\x03\x04 x"), "not_taken"),
            (Incoming("现场.heic", b"\0\0\0\x18ftypheic\0\0\0\0"), "not_taken"),
            (Incoming("卷宗.pdf", PDF + bytes(MOST)), "too_large"),
        ],
    )
    def test_others_are_refused_and_nothing_is_kept(self, office: Office, file: Incoming, code: str) -> None:
        case = registered(office)
        wrong = refused(attach, office, case, PHOTO, file)
        assert (wrong.code, bool(wrong.step)) == (code, True)
        assert desk(office, case).attachments == ()
        with office.store.read() as connection:
            assert connection.scalar(select(func.count()).select_from(BodyRow)) == 0

    def test_no_files_and_no_record_are_refused(self, office: Office) -> None:
        assert refused(attachments.attach, office, ledger="disputes", record="x", files=[]).code == "no_files"
        assert refused(attach, office, "x").code == "no_record"

    def test_an_archived_case_takes_no_more_and_keeps_what_it_has(self, office: Office) -> None:
        case, _ = signed(office)
        case_items.add_item(office, case=case, document="visit", values=VISIT)
        attachment = attach(office, case)[0]
        case_ways.archive_case(later(office, date(2026, 10, 9)), case=case, values={"retention": "1"})
        assert refused(attach, office, case, SCAN).code == "case_archived"
        assert refused(attach, office, desk(office, case).parties[0].id, ledger="parties").code == "case_archived"
        assert refused(attachments.remove_attachments, office, attachments=[attachment]).code == "case_archived"
        assert refused(attachments.turn_attachment, office, attachment=attachment, by=90).code == "case_archived"
        assert attachments.read_attachment(office, attachment=attachment).data == JPEG


class TestChanging:
    def test_name_kind_day_and_note(self, office: Office) -> None:
        case = registered(office)
        values = {"name": "现场 / 东侧.jpg", "kind": "扫描件", "received_on": "2026-9-2", "note": "东侧墙面"}
        attachments.change_attachment(office, attachment=attach(office, case)[0], values=values, version=1)
        line = only(office, case)
        assert (line.name, line.kind_words, line.received_on, line.note) == (
            "东侧.jpg", "扫描件", date(2026, 9, 2), "东侧墙面")  # fmt: skip

    def test_what_the_program_gives_is_not_typed(self, office: Office) -> None:
        attachment = attach(office, registered(office))[0]
        wrong = refused(attachments.change_attachment, office, attachment=attachment, values={"sha256": "0" * 64})
        assert wrong.code == "no_field"

    def test_the_second_of_two_people_is_told(self, office: Office) -> None:
        attachment = attach(office, registered(office))[0]
        attachments.change_attachment(office, attachment=attachment, values={"note": "一"}, version=1)
        wrong = refused(attachments.change_attachment, office, attachment=attachment, values={"note": "二"}, version=1)
        assert wrong.code == "stale"

    def test_it_is_moved_to_a_piece_of_evidence_and_back(self, office: Office) -> None:
        case = registered(office)
        attachment, piece = attach(office, case)[0], evidence(office, case)
        attachments.change_attachment(office, attachment=attachment, values={}, owner=Owner("evidence", piece, ""))
        assert only(office, case).owner.record == piece
        assert refused(case_items.remove_item, office, document="evidence", item=piece).code == "has_owned"
        undo.undo(office)
        assert only(office, case).owner.record == case
        case_items.remove_item(office, document="evidence", item=piece)

    def test_turning_goes_round_and_leaves_the_bytes(self, office: Office) -> None:
        case = registered(office)
        attachment = attach(office, case)[0]
        turns = []
        for by in (90, 90, 180, -90):
            attachments.turn_attachment(office, attachment=attachment, by=by)
            turns.append(only(office, case).turn)
        assert turns == [90, 180, 0, 270]
        assert attachments.read_attachment(office, attachment=attachment).data == JPEG
        undo.undo(office)
        assert only(office, case).turn == 0

    def test_several_are_removed_as_one_deed_and_brought_back(self, office: Office) -> None:
        case = registered(office)
        found = attach(office, case, PHOTO, SCAN)
        attachments.remove_attachments(office, attachments=found)
        assert desk(office, case).attachments == ()
        undo.undo(office)
        assert [line.name for line in desk(office, case).attachments] == [PHOTO.name, SCAN.name]
        assert attachments.read_attachment(office, attachment=found[1]).data == PDF

    def test_the_history_of_the_case_tells_of_it(self, office: Office) -> None:
        case = registered(office)
        attachment = attach(office, case)[0]
        attachments.turn_attachment(office, attachment=attachment, by=90)
        assert [deed.words for deed in desk(office, case).deeds][:2] == ["旋转附件", "添加附件"]


class TestRights:
    def test_who_may_see_the_case_sees_its_attachments_and_changes_nothing(self, office: Office) -> None:
        case = registered(office)
        attachment, leader = attach(office, case)[0], as_role(office, "leader")
        in_team(office, case)
        assert attachments.read_attachment(leader, attachment=attachment).data == JPEG
        assert len(desk(leader, case).attachments) == 1
        for run, given in (
            (attachments.attach, {"ledger": "disputes", "record": case, "files": [SCAN]}),
            (attachments.change_attachment, {"attachment": attachment, "values": {"note": "x"}}),
            (attachments.turn_attachment, {"attachment": attachment, "by": 90}),
            (attachments.remove_attachments, {"attachments": [attachment]}),
            (attachment_files.save_attachments, {"attachments": [attachment], "folder": Path(), "purpose": "x"}),
        ):
            assert refused(run, leader, **given).code == "not_allowed"

    def test_who_may_not_see_the_case_learns_nothing(self, office: Office) -> None:
        attachment, police = attach(office, registered(office))[0], as_role(office, "police")
        told = {refused(attachments.read_attachment, police, attachment=one).cause for one in (attachment, "x")}
        assert len(told) == 1
        assert refused(attachments.read_attachment, police, attachment=attachment).code == "not_allowed"

    def test_rights_follow_the_owner_not_the_ledger_of_attachments(self, office: Office) -> None:
        """A grid worker has no rights in mediation, but may add to a house of the rental area."""
        house = records.add_record(
            office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"}
        ).ids("houses")[0]
        grid = as_role(office, "grid")
        attachment = attach(grid, house, ledger="houses")[0]
        assert attachments.read_attachment(grid, attachment=attachment).data == JPEG
        undo.undo(grid)
        assert attachments.list_attachments(grid, ledger="houses", record=house) == ()

    def test_undo_needs_the_right_to_the_owner(self, office: Office) -> None:
        attachment = attach(office, registered(office))[0]
        attachments.remove_attachments(office, attachments=[attachment])
        demoted = replace(office, actor=replace(office.actor, roles=("grid",)))
        assert refused(undo.undo, demoted).code == "not_allowed"

    def test_it_is_moved_only_where_one_may_change(self, office: Office) -> None:
        case = registered(office)
        house = records.add_record(
            office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"}
        ).ids("houses")[0]
        attachment, mediator = attach(office, case)[0], as_role(office, "mediator")
        in_team(office, case)
        to = Owner("houses", house, "")
        wrong = refused(attachments.change_attachment, mediator, attachment=attachment, values={}, owner=to)
        assert wrong.code == "not_allowed"
        assert only(office, case).owner.record == case


class TestSaving:
    def test_the_log_has_the_purpose_and_the_folder_the_files(self, office: Office, tmp_path: Path) -> None:
        case = registered(office)
        found = attach(office, case, PHOTO, SCAN)
        files = attachment_files.save_attachments(office, attachments=found, folder=tmp_path, purpose="移送法院")
        assert [(file.name, file.read_bytes()) for file in files] == [(PHOTO.name, JPEG), (SCAN.name, PDF)]
        noted = select(Change.record, Change.reason).where(Change.command == "save_attachment")
        with office.store.read() as connection:
            assert sorted(connection.execute(noted).all()) == sorted((one, "移送法院") for one in found)
        assert desk(office, case).deeds[0].words == "附件另存"

    def test_a_file_that_is_there_is_never_overwritten(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / PHOTO.name).write_bytes(b"somebody's own")
        found = attach(office, registered(office))
        for _ in range(2):
            attachment_files.save_attachments(office, attachments=found, folder=tmp_path, purpose="打印")
        assert sorted(path.name for path in tmp_path.glob("*.jpg")) == [
            "门诊病历.jpg", "门诊病历（2）.jpg", "门诊病历（3）.jpg"]  # fmt: skip
        assert (tmp_path / PHOTO.name).read_bytes() == b"somebody's own"

    def test_it_is_saved_as_it_is_shown(self, office: Office, tmp_path: Path) -> None:
        attachment = attach(office, registered(office))[0]
        attachments.turn_attachment(office, attachment=attachment, by=90)

        def turned(data: bytes, mime: str, turn: int) -> bytes:
            return f"{mime} {turn}".encode() + data

        (file,) = attachment_files.save_attachments(
            office, attachments=[attachment], folder=tmp_path, purpose="打印", turned=turned
        )
        assert file.read_bytes() == b"image/jpeg 90" + JPEG

    def test_without_a_purpose_nothing_is_written(self, office: Office, tmp_path: Path) -> None:
        found = attach(office, registered(office))
        wrong = refused(attachment_files.save_attachments, office, attachments=found, folder=tmp_path, purpose=" ")
        assert wrong.code == "no_purpose"
        assert list(tmp_path.glob("*.jpg")) == []

    def test_a_folder_that_is_gone_is_said_so(self, office: Office, tmp_path: Path) -> None:
        found, gone = attach(office, registered(office)), tmp_path / "拔掉的盘"
        wrong = refused(attachment_files.save_attachments, office, attachments=found, folder=gone, purpose="打印")
        assert wrong.code == "cannot_save"


def test_an_attachment_is_no_record_that_the_general_commands_touch(office: Office) -> None:
    values = {"name": "x.jpg"}
    assert refused(records.add_record, office, ledger="attachments", values=values).code == "no_ledger"
    with office.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Person)) == 0
