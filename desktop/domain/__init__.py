"""Rules of law and office as pure functions: no files, no windows, no database."""
