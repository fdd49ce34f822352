"""A part of the duty area."""

from __future__ import annotations

from desktop.views.shell.part import Part


class DutyPart(Part):
    area = "duty"
