"""A plan's words as they are compared: punctuation at their edges, white space and marks of the scan left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from civicode.domain.text.text import nfc


class Word(NamedTuple):
    """A word to compare (`bare`), and as the text has it (`shown`), with the punctuation that stands beside it."""

    bare: str
    shown: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question or exclamation mark follows it; a semicolon does not end a sentence."""
        return _SENTENCE_END.search(self.shown) is not None

    @property
    def ends_with_colon(self) -> bool:
        """Whether a colon follows it, as before a list."""
        return self.shown.rstrip("\"'”’»)").endswith(":")


_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛′″–—‑−", '""""""\'\'\'\'\'"----')
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SENTENCE_END = re.compile(r"(?<![.…])[.!?][^\w.…]*$|\./\.\W*$")


def read_words(text: str) -> list[Word]:
    """The words of `text` in NFC, quotation marks and dashes straightened for comparison; case counts.

    What has no letter or digit (a dash, dots) is no word and is shown with the word before it.
    """
    words: list[Word] = []
    before = ""
    whole = nfc(text)
    for token, straight in zip(whole.split(), whole.translate(_STRAIGHT).split(), strict=True):
        bare = straight if straight.isalnum() else _EDGES.sub("", straight)
        if bare:
            words.append(Word(bare, before + token))
            before = ""
        elif words:
            words[-1] = Word(words[-1].bare, f"{words[-1].shown} {token}")
        else:
            before += f"{token} "
    return words


def find_words(wanted: Sequence[Word], words: Sequence[Word]) -> int | None:
    """The index in `words` where `wanted` first stands word by word; None when it does not, or holds no word."""
    size = len(wanted)
    for at in range(len(words) - size + 1 if size else 0):
        if all(words[at + offset].bare == wanted[offset].bare for offset in range(size)):
            return at
    return None
