"""A criterion or task by the code that somebody typed, or the codes that they may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from civicode.domain.criteria.catalogue import Catalogue, Criterion, PlanTask
from civicode.errors import NotFoundError

_CANDIDATES = 3
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def named(catalogue: Catalogue, codes: Iterable[str]) -> tuple[Criterion, ...]:
    """The criteria of `codes` (any case) in the catalogue's order, each once; NotFoundError names all it has not."""
    wanted = {code.strip().upper() for code in codes}
    found = tuple(item for item in catalogue.criteria if item.code.upper() in wanted)
    if unknown := wanted - {item.code.upper() for item in found}:
        raise not_found(sorted(unknown), [item.code for item in catalogue.criteria])
    return found


def found(catalogue: Catalogue, code: str) -> Criterion | PlanTask:
    """The criterion or task of `code` (any case); NotFoundError with the codes that are most like it."""
    wanted = code.strip().upper()
    everything: tuple[Criterion | PlanTask, ...] = (*catalogue.criteria, *catalogue.tasks)
    for item in everything:
        if item.code.upper() == wanted:
            return item
    raise not_found([wanted], [item.code for item in everything])


def not_found(codes: list[str], accepted: Iterable[str]) -> NotFoundError:
    """The error for `codes` that nothing bears, naming those of `accepted` that look like them."""
    by_name = {code.upper(): code for code in accepted}
    alike = [by_name[one] for code in codes for one in _like(code, by_name)]
    if alike:
        return NotFoundError("catalogue.unknown_code_like", code=codes, candidates=list(dict.fromkeys(alike)))
    return NotFoundError("catalogue.unknown_code", code=codes)


def _like(code: str, accepted: Iterable[str]) -> list[str]:
    """The same but for zeros (TD-6, TD-006) alone, else those spelled most like it."""
    codes = list(accepted)
    same = [one for one in codes if _ZEROS.sub("", one) == _ZEROS.sub("", code)]
    return same or get_close_matches(code, codes, _CANDIDATES)
