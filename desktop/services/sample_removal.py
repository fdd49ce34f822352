"""Taking the made-up data out again: nothing of it stays, neither in the ledgers nor in what the log kept of it."""

from __future__ import annotations

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.storage.belonging import IN_USE
from desktop.storage.engine import forget_overwritten
from desktop.storage.purge import forget_series, purge_samples
from desktop.storage.unit_of_work import Changed

SERIES = "case"


def remove_sample(office: Office) -> Changed:
    """All or nothing. Refused (sample_in_use) while a record that people made points to a sample one."""
    office.require("system", Action.CHANGE)
    require_whole(office, "样例数据")
    with office.work("destroy", "移除样例数据") as work:
        try:
            count = purge_samples(work.connection())
            forget_series(work.connection(), SERIES, Dispute)
            work.note(records=count)
            changed = work.commit()
        except Refused as refused:
            if refused.code != IN_USE.code:
                raise
            raise Refused(
                "有您登记的记录用到了样例里的人或房", "先删改那些记录，再移除样例", code="sample_in_use"
            ) from None
    forget_overwritten(office.store.engine)
    return changed
