"""The solvers behind a `Linear` model: CP-SAT first, HiGHS beside it. For the child process only."""
