"""A file as an office has it, and what must become of it."""

from collections.abc import Sequence
from typing import NamedTuple

from civicode.domain.batch import BatchKind


class File(NamedTuple):
    """A file, and what becomes of it.

    Attributes:
        kept: what the store holds afterwards that it did not hold before, a record a text.
        options: of the command.
        name: of the file.
        exits: with which code, where that is neither 0 for what is kept nor 3 for what is refused.
    """

    kind: BatchKind
    data: bytes
    kept: Sequence[str] = ()
    options: Sequence[str] = ()
    name: str = "ds.csv"
    exits: int | None = None

    @property
    def code(self) -> int:
        """The exit code: it comes in whole, or is refused."""
        return self.exits if self.exits is not None else 0 if self.kept else 3


Files = dict[str, File]
"""By what is odd about each, as a sentence in a list reads."""
