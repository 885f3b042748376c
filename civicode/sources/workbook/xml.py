"""XML as workbooks have it: one pass in constant memory, and what no spreadsheet program writes is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from civicode.sources.workbook.guard import MOST_TEXT, StoppedReading

_LARGEST_TAG = 4 * 1024 * 1024
"""Bytes from `<` to `>` that are waited for."""

_LARGEST_PIECE = 4 * 1024 * 1024
"""Bytes that are kept until an element is whole; a longer one is parsed as it comes."""

_DEEPEST = 256
"""Elements in one another, inclusive."""

_ENCODINGS = ("utf-8", "us-ascii")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class XmlScan:
    """Reads a part and is told of every element; names come without prefix.

    Raises from `feed` and `close`:
        StoppedReading: it is no well-formed XML, not in UTF-8, has a DOCTYPE, whose entities may grow without end, or
            a text, a tag or a depth that would fill the memory.
    """

    def __init__(self) -> None:
        self._fed = self._text_length = self._depth = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element `name` begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """A piece of text between two tags."""

    def feed(self, data: bytes) -> None:
        """Read on."""
        if not self._fed and data.startswith(_UTF_16):
            raise StoppedReading("workbook.unusual", what="UTF-16")
        self._fed += len(data)
        self._parse(data, is_last=False)
        if self._fed - self._parser.CurrentByteIndex > _LARGEST_TAG + len(data):
            raise StoppedReading("workbook.damaged")

    def close(self) -> None:
        """The part is at its end."""
        self._parse(b"", is_last=True)

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read a whole part."""
        for chunk in chunks:
            self.feed(chunk)
        self.close()

    def refuse_hidden_text(self) -> None:
        """From now on CDATA, comments and instructions stop the reading where `is_strict` says so."""
        self._parser.StartCdataSectionHandler = lambda: self._hidden("CDATA")
        self._parser.CommentHandler = lambda _text: self._hidden("<!-- -->")
        self._parser.ProcessingInstructionHandler = lambda _target, _text: self._hidden("<? ?>")

    @property
    def is_strict(self) -> bool:
        """Whether this is inside a cell, where the reader of workbooks loses what follows CDATA and comments."""
        return False

    def _hidden(self, what: str) -> None:
        if self.is_strict:
            raise StoppedReading("workbook.unusual", what=what)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._text_length = 0
        self._depth += 1
        if self._depth > _DEEPEST:
            raise StoppedReading("workbook.damaged")
        self.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self._text_length = 0
        self._depth -= 1
        self.end(name.rpartition(":")[2])

    def _text(self, text: str) -> None:
        self._text_length += len(text)
        if self._text_length > MOST_TEXT:
            raise StoppedReading("workbook.damaged")
        self.text(text)

    def _parse(self, data: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            raise StoppedReading("workbook.damaged") from error

    def _doctype(self, *_: object) -> None:
        raise StoppedReading("workbook.unusual", what="<!DOCTYPE>")

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise StoppedReading("workbook.unusual", what=encoding[:20])


class SkimScan(XmlScan):
    """A scan of a part that is one element again and again, nearly always written in the same way.

    What `usual` matches, any number of whole elements, goes to `skim` at once; the others are parsed. Nothing is
    skimmed but where the parser has just come to the end of such an element, so both see the same elements.

    Attributes:
        usual: a pattern of elements, whose texts hold no `<`; it may match nothing.
        end_tag: with which each of them ends.
    """

    usual: re.Pattern[bytes]
    end_tag: bytes

    def __init__(self) -> None:
        super().__init__()
        self._is_between = False

    def skim(self, elements: bytes) -> None:
        """Elements in the usual form."""

    def has_ended(self) -> None:
        """To be called in the handler of the element's end."""
        self._is_between = self._parser.CurrentByteIndex == self._fed - len(self.end_tag)

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read a whole part."""
        rest = b""
        for chunk in chunks:
            rest = self._take(rest + chunk)
        self.feed(rest)
        self.close()

    def _take(self, data: bytes) -> bytes:
        """Read the elements of `data` that are whole; what is left."""
        at = 0
        while True:
            if self._is_between and (found := self.usual.match(data, at)) and found.end() > at:
                self.skim(data[at : found.end()])
                at = found.end()
            end = data.find(self.end_tag, at)
            if end < 0:
                break
            at = self._parse_up_to(data, at, end + len(self.end_tag))
        if len(data) - at > _LARGEST_PIECE:
            at = self._parse_up_to(data, at, len(data))
        return data[at:]

    def _parse_up_to(self, data: bytes, start: int, end: int) -> int:
        self._is_between = False
        self.feed(data[start:end])
        return end
