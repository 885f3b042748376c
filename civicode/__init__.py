"""Checklist of public-service conduct: criteria, monthly self-checks, violations, reports."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, which `civicode --version` does without
if TYPE_CHECKING:
    from civicode.services.office import Office as Office

__all__ = ["Office", "__version__"]

__version__ = "0.1.0"

_OFFICE = "civicode.services.office"
"""Loaded by name, when it is asked for: `civicode --version` does without."""


def __getattr__(name: str) -> object:
    if name == "Office":
        office: object = import_module(_OFFICE).Office
        return office
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
