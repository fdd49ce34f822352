"""工作台: the page everybody begins with."""
