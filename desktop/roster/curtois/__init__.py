"""The public shift-scheduling benchmark of Curtois and Qu (Nottingham, 2014): read, solve, score, write."""
