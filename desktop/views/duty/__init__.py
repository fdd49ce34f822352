"""值班: the month board with its fairness, and everything done on it."""
