"""Duty rotas: the problem, its rules, fair shares, the one checker, the solver and its explanations."""
