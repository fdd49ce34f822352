"""表格模板: forms of upper offices, mapped cell by cell and filled in."""
