"""The frame round every page: rail, top bar, status bar, keys, undo toast. Navigation only."""
