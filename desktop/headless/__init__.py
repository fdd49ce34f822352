"""The headless commands: what administrators and checks use instead of the window."""

from __future__ import annotations

from desktop.headless import (
    backup_commands,
    destroy_commands,
    inspection_commands,
    look_up_commands,
    paper_commands,
    record_commands,
    rental_commands,
    report_commands,
    rota_commands,
    sample_commands,
    setup_commands,
    template_commands,
    twin_commands,
)
from desktop.headless.command import Command

COMMANDS: tuple[Command, ...] = (
    *setup_commands.COMMANDS,
    *backup_commands.COMMANDS,
    *sample_commands.COMMANDS,
    *record_commands.COMMANDS,
    *look_up_commands.COMMANDS,
    *destroy_commands.COMMANDS,
    *rental_commands.COMMANDS,
    *inspection_commands.COMMANDS,
    *rota_commands.COMMANDS,
    *paper_commands.COMMANDS,
    *report_commands.COMMANDS,
    *template_commands.COMMANDS,
    *twin_commands.COMMANDS,
)
