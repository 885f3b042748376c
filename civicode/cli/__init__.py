"""The commands: parse, call one service, show."""

from __future__ import annotations

from civicode.cli.run.run import main as main
