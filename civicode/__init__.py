"""Checklist of public-service conduct: criteria, monthly self-checks, violations, reports.

`Office.open(location)` is the way in for programs; see docs/library.md.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["Office", "__version__"]

TYPE_CHECKING = False  # as typing has it, which `--version` need not load
if TYPE_CHECKING:
    from civicode.services.office.office import Office
else:  # hidden from type checkers, to which a misspelt name would be an attribute otherwise

    def __getattr__(name: str) -> object:
        """`Office`, loaded when it is asked for: `civicode --version` needs none."""
        if name != "Office":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module("civicode.services.office.office").Office
