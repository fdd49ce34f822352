"""The rows of the safety table (issue 7): each promise as a seeded, counted check that can be made to fail."""
