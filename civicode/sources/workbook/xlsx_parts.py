"""The parts of an .xlsx beside its sheets: what links to what, the list of sheets, the texts that sheets share."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Mapping

from civicode.sources.workbook.guard import MOST_BYTES, MOST_SHEETS, StoppedReading
from civicode.sources.workbook.xml import SkimScan, XmlScan

TEXT_COST = 64
"""Bytes that the reader takes for a shared text beside its characters."""

_PLAIN_TEXTS = re.compile(rb'(?:<si><t(?: xml:space="preserve")?+>[^<]*+</t></si>)*+')
_PLAIN_TEXT = re.compile(rb"<t[^>]*+>([^<]*+)</t>")


class LinkScan(XmlScan):
    """The relationships of a part that lies in `folder`, which is empty for the package's own."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self._targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in a relationship."""
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        identifier = attributes.get("Id", "")
        if identifier in self._targets or len(self._targets) == MOST_SHEETS:
            raise StoppedReading("workbook.damaged")
        target = posixpath.join("/", self._folder, attributes.get("Target", "").replace("\\", "/"))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self._targets[identifier] = kind, posixpath.normpath(target).lstrip("/")

    def of_kind(self, kind: str) -> list[str]:
        """The parts of one kind (`sharedStrings`), as names in the package."""
        return [target for its_kind, target in self._targets.values() if its_kind == kind]

    def worksheet(self, identifier: str) -> str:
        """The part of a worksheet; empty for a sheet that holds a chart or macros."""
        if identifier not in self._targets:
            raise StoppedReading("workbook.damaged")
        kind, target = self._targets[identifier]
        return target if kind == "worksheet" else ""


class BookScan(XmlScan):
    """The list of sheets.

    Attributes:
        sheets: name, state (`visible`, `hidden`, `veryHidden`) and identifier of the link of each, in order.
        is_1904: whether days are counted from 1904.
        is_recalculated: whether Excel is to calculate all formulas anew, since the writer did not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.is_1904 = self.is_recalculated = False
        self._is_begun = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in a sheet or a setting."""
        if not self._is_begun and name != "workbook":
            raise StoppedReading("workbook.not_workbook")
        self._is_begun = True
        if name == "sheet" and len(self.sheets) == MOST_SHEETS:
            raise StoppedReading("workbook.damaged")
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), link))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "calcPr":
            self.is_recalculated = attributes.get("fullCalcOnLoad") in ("1", "true")


class TextScan(SkimScan):
    """The texts that cells share; `sizes` are their bytes, in order."""

    usual = _PLAIN_TEXTS
    end_tag = b"</si>"

    def __init__(self) -> None:
        super().__init__()
        self.sizes = array("L")
        self._size = 0

    def skim(self, elements: bytes) -> None:
        """Texts without formats."""
        self.sizes.extend(map(len, _PLAIN_TEXT.findall(elements)))
        self._check()

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """A text begins."""
        if name == "si":
            self._size = 0

    def end(self, name: str) -> None:
        """It ends."""
        if name == "si":
            self.sizes.append(self._size)
            self.has_ended()
            self._check()

    def text(self, text: str) -> None:
        """A piece of it."""
        self._size += len(text.encode())

    @property
    def needed(self) -> int:
        """Bytes of memory that the reader takes for them beside their characters."""
        return len(self.sizes) * TEXT_COST

    def _check(self) -> None:
        if self.needed > MOST_BYTES:
            raise StoppedReading("workbook.part_too_large", part="sharedStrings.xml", most_mb=MOST_BYTES // 1024**2)
