"""What belongs to the centre as a whole, and what the exhaustive test of R6 does not call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop.ledgers.accounts import Account
from desktop.services import (
    accounts,
    audit,
    backup_plan,
    card_reader,
    case_limit,
    case_phrases,
    case_set,
    destruction,
    destruction_paper,
    grade_rules,
    least_area,
    log_entry,
    log_view,
    rental_checklist,
    retention,
    sample,
    sample_removal,
    settings,
    templates,
)
from desktop.services.office import Office
from tests.services.scope_calls import stored

ALL_ROLES = ("admin", "centre", "chair", "auditor")


CENTRE: Mapping[str, Callable[[Office, Path], Any]] = {
    "accounts.add_account": lambda o, _: accounts.add_account(
        o, login="x", name="邻居", roles=["grid"], password="made-up-7788"),
    "accounts.change_roles": lambda o, _: accounts.change_roles(
        o, account=stored(o, Account.id, Account.login == "wxl"), roles=["grid"]),
    "audit.log_entries": lambda o, _: audit.log_entries(o),
    "log_entry.read_entry": lambda o, _: log_entry.read_entry(o, seq=1),
    "log_view.count_lines": lambda o, _: log_view.count_lines(o),
    "log_view.export_log": lambda o, t: log_view.export_log(o, file=t / "log.xlsx", reason="检查"),
    "log_view.log_ledgers": lambda o, _: log_view.log_ledgers(o),
    "log_view.log_lines": lambda o, _: log_view.log_lines(o),
    "log_view.log_users": lambda o, _: log_view.log_users(o),
    "destruction.approve": lambda o, _: destruction.approve(o, proposal="x"),
    "destruction.proposals": lambda o, _: destruction.proposals(o),
    "destruction.propose": lambda o, _: destruction.propose(o, keys=["stays"], reason="到期"),
    "destruction.refuse_proposal": lambda o, _: destruction.refuse_proposal(o, proposal="x", reason="不到期"),
    "destruction_paper.certificate": lambda o, _: destruction_paper.certificate(o, proposal="x"),
    "destruction_paper.certificate_data": lambda o, _: destruction_paper.certificate_data(o, proposal="x"),
    "retention.read_due": lambda o, _: retention.read_due(o),
    "retention.read_periods": lambda o, _: retention.read_periods(o),
    "retention.set_years": lambda o, _: retention.set_years(o, values={"leave": 4}, reason="县里规定"),
    "audit.verify_log": lambda o, _: audit.verify_log(o),
    "backup_plan.change_plan": lambda o, _: backup_plan.change_plan(o, at=time(17)),
    "card_reader.choose_folder": lambda o, t: card_reader.choose_folder(o, folder=t),
    "case_limit.set_limit": lambda o, _: case_limit.set_limit(o, days=20, working=True),
    "case_phrases.set_phrases": lambda o, _: case_phrases.set_phrases(o, document="session", phrases=["双方同意。"]),
    "case_set.set_documents": lambda o, _: case_set.set_documents(
        o, order=[one.key for one in case_set.read_set(o).documents], must=[]),
    "case_set.set_wording": lambda o, _: case_set.set_wording(o, document="notice", words=["依法调解。"]),
    "grade_rules.set_grades": lambda o, _: grade_rules.set_grades(o, grades=changed_grades(o)),
    "least_area.set_least_area": lambda o, _: least_area.set_least_area(o, metres=Decimal(6), reason="镇里通知"),
    "rental_checklist.set_checklist": lambda o, _: rental_checklist.set_checklist(o, items=changed_items(o)),
    "rental_checklist.set_rounds": lambda o, _: rental_checklist.set_rounds(o, values={"usual": 60}),
    "rental_checklist.set_rules": lambda o, _: rental_checklist.set_rules(
        o, items=changed_items(o), values={"usual": 60}),
    "sample.fill": lambda o, _: sample.fill(o),
    "sample_removal.remove_sample": lambda o, _: sample_removal.remove_sample(o),
    "templates.add_template": lambda o, t: templates.add_template(o, file=form_of_people(t)),
    "templates.remove_template": lambda o, t: templates.remove_template(o, template=own_form(o, t)),
    "templates.renew_template": lambda o, t: templates.renew_template(
        o, template=own_form(o, t), file=form_of_people(t)),
    "templates.save_map": lambda o, t: templates.save_map(
        o, template=own_form(o, t), mapped=templates.propose_for(o, template=own_form(o, t))),
    "settings.change_setting": lambda o, _: settings.change_setting(o, key="x", value=1),
}  # fmt: skip
"""They change what every unit works by, or show what all of them did."""


def changed_grades(office: Office) -> list[Any]:
    first, *rest = grade_rules.read_grades(office).grades
    return [replace(first, months=first.months + 1), *rest]


def changed_items(office: Office) -> list[dict[str, Any]]:
    first, *rest = rental_checklist.read_rules(office).checklist.items
    return [asdict(one) for one in (replace(first, text="新的一条"), *rest)]


def form_of_people(folder: Path) -> Path:
    book, file = Workbook(), folder / "form.xlsx"
    book.active.append(["姓名", "联系电话", "户籍地址"])
    book.save(file)
    return file


def own_form(office: Office, folder: Path) -> str:
    """A form that the centre keeps, added by somebody of the whole centre."""
    whole = replace(office, actor=replace(office.actor, units=None))
    known = {one.name: one.id for one in templates.list_templates(whole)}
    return known.get("form") or templates.add_template(whole, file=form_of_people(folder)).ids("templates")[0]


BY_OTHERS = {
    # tested with their own fixtures below or elsewhere in test_scope.py
    "staying.recall",
    "batch.carry_out",
    "answerables.place_by_village",
    "grid_units.take_divisions",
    "undo.redo",
    "sign_in.note_failed",
    "recycle.bring_back",
    "recycle.removed",
    # nothing of any unit: what the whole centre works by, to be read by whoever works there
    "accounts.accounts",
    "accounts.unit_choices",
    "calendars.read_calendar",
    "card_reader.reader_folder",
    "card_reader.read_card",
    "case_counter.mediators_on_duty",
    "case_limit.read_limit",
    "case_people.mediators",
    "case_phrases.read_phrases",
    "case_set.read_set",
    "grade_rules.read_grades",
    "import_maps.remember_columns",
    "import_maps.remembered_columns",
    "least_area.read_least_area",
    "rental_checklist.read_rules",
    "settings.read_setting",
    "listing.listed_ledgers",
    "look_up.seen_ledgers",
    "papers.blank_paper",
    "naming.list_villages",
    "naming.village_named",
    "template_fill.ledgers_asked",
    "template_fill.may_full",
    "template_fill.village_choices",
    "templates.held_template",
    "templates.list_templates",
    "templates.open_template",
    "templates.propose_for",
    "templates.templates_for",
    "papers_inspection.blank_inspection",
    "papers_inspection.blank_notice",
    "sample.sample_count",
    # the own session, columns, last deed
    "session.change_password",
    "session.check_password",
    "session.come_back",
    "sign_in.note",
    "sign_in.sign_out",
    "form_drafts.forget_form_draft",
    "form_drafts.forget_stale",
    "undo.last_undoable",
    "list_look.keep_look",
    "list_look.look_key",
    "list_look.read_look",
    "saved_filters.drop_filter",
    "saved_filters.rename_filter",
    "saved_filters.save_filter",
    "saved_filters.saved_filters",
    # the centre as a whole, without anybody's words; an account's keys go by its own record, refused in CENTRE
    "backups.back_up",
    "backups.backup_folder",
    "backups.backup_state",
    "backups.backups",
    "backups.made_at",
    "backups.back_up_before",
    "backups.findings",
    "backup_plan.back_up_planned",
    "backup_plan.copy_to_second",
    "backup_plan.missed_words",
    "backup_plan.overdue",
    "backup_plan.read_plan",
    "backup_plan.second_at",
    "backup_plan.state_line",
    "health_check.every_line",
    "health_check.health_lines",
    "health_check.log",
    "health_check.planned",
    "accounts.close_account",
    "accounts.open_again",
    "accounts.reset_password",
    # parts of services that are called above
    "papers_case.case_data",
    "case_numbers.give_number",
    "refused_rows.write_refused",
    "sample_cases.add_cases",
    "sample_grids.add_grids",
    "sample_rounds.add_rounds",
}
"""Not called here, and why."""
