"""Forms of upper offices: looked at, mapped cell by cell, found again when moved, and filled in."""
