"""Print preview as every area uses it: the paper first, then to the printer or into a file."""
