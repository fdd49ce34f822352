"""名录: every ledger as a table, with its editor, history, import and export."""
