"""按区划建: a place is taken from the division list once, whatever became of its unit since."""

from __future__ import annotations

from sqlalchemy import select

from desktop.ledgers.grid_units import GridUnit
from desktop.services import grid_units, records
from desktop.services.office import Office
from tests.services.test_scope_rules import code
from tests.services.two_villages import LIANG, TAO, TODAY, officer


class TestDivisions:
    def names(self, office: Office) -> list[str]:
        with office.store.read() as connection:
            return sorted(connection.scalars(select(GridUnit.unit_name)))

    def test_a_village_that_was_ended_is_not_made_again(self, office: Office) -> None:
        records.add_record(office, ledger="units", values={"code": LIANG.code, "name": "良宅村委会", "level": "06"})
        [unit] = grid_units.take_divisions(office).ids("grid_units")
        grid_units.end_unit(office, grid=unit, on=TODAY)
        assert code(lambda: grid_units.take_divisions(office)) == "nothing_new"
        assert self.names(office) == ["良宅村"]

    def test_a_village_set_up_by_hand_is_not_made_again(self, office: Office) -> None:
        records.add_record(office, ledger="units", values={"code": LIANG.code, "name": "良宅村委会", "level": "06"})
        grid_units.add_unit(office, values={"unit_name": "良宅村", "kind": "06"})
        assert code(lambda: grid_units.take_divisions(office)) == "nothing_new"

    def test_a_village_takes_its_own_place_only(self, office: Office) -> None:
        for words in (LIANG, TAO):
            values = {"code": words.code, "name": f"{words.village}委会", "level": "06"}
            records.add_record(office, ledger="units", values=values)
        grid_units.take_divisions(officer(office, TAO))
        assert self.names(office) == ["陶宅村"]
