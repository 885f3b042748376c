"""What a Vietnamese syllable can look like: for telling Vietnamese from bytes read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata

_TONE = re.compile("([aeiouy][\u0302\u0306\u031b]?)[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_OPEN = "a[iouy]?|â[uy]|eo?|êu?|i[au]?|iêu|o[aei]?|oa[ioy]|oeo|ôi?|ơi?|u[aeêiơy]?|uây|uôi|uy[aeu]|ư[aiu]?|ươ[iu]|y|yêu"
_CLOSED = "(?:[aăâeêioôơuưy]|iê|o[aăeo]|u[âêôy]|uyê|ươ|yê)(?:c|ch|k|m|n|ng|nh|p|t)"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|{_CLOSED})")


def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and normal form, can be a syllable of Vietnamese; a real word it need not be."""
    toneless = _TONE.sub(r"\1", unicodedata.normalize("NFD", word.lower()), count=1)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None
