"""系统: what administrators look after."""
