"""The headless commands: what administrators and checks use instead of the window."""

from __future__ import annotations

from desktop.headless import record_commands
from desktop.headless.command import Command

COMMANDS: tuple[Command, ...] = (*record_commands.COMMANDS,)
