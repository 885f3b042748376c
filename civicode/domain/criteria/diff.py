"""What a new version of the criteria does to each old one: carried over, asked again, split, merged, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.calendar import Period
from civicode.domain.criteria.catalogue import Catalogue, Criterion


class ChangeKind(StrEnum):
    """What becomes of a criterion.

    `carried` the same words · `recoded` the same words under another code · `reworded` other words, asked again ·
    `split` several take its place · `merged` one takes the place of several · `withdrawn` · `new`.
    """

    CARRIED = "carried"
    RECODED = "recoded"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    NEW = "new"


KEEPS_ANSWERS = frozenset({ChangeKind.CARRIED, ChangeKind.RECODED})
"""An answer belongs to the words that were answered: only under these it goes on."""

_RULES = ("section", "kind", "audience", "note_required_for", "na_allowed", "since", "until")


class CriterionChange(NamedTuple):
    """One change.

    Attributes:
        old, new: codes before and after; none before for `new`, none after for `withdrawn`.
        rules: what else differs although the words are the same: names of fields.
    """

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    rules: tuple[str, ...] = ()


def catalogue_diff(old: Catalogue, new: Catalogue) -> list[CriterionChange]:
    """Every criterion of both that is not withdrawn, in one change each; in the old order, then what is new.

    Held together by code, by the words (digest), and by what the new ones say that they replace.
    """
    before, after = _standing(old.criteria), _standing(new.criteria)
    pairs = _pairs(before, after)
    found: list[CriterionChange] = []
    told: set[str] = set()
    for code in before:
        if code in told:
            continue
        olds, news = _group(code, pairs)
        told |= set(olds)
        found.append(
            _change([before[one] for one in before if one in olds], [after[one] for one in after if one in news])
        )
    reached = {one for change in found for one in change.new}
    return [*found, *(CriterionChange(ChangeKind.NEW, (), (code,)) for code in after if code not in reached)]


def carried_codes(changes: Iterable[CriterionChange]) -> dict[str, str]:
    """Under which code an old answer goes on, by its old one."""
    return {change.old[0]: change.new[0] for change in changes if change.kind in KEEPS_ANSWERS}


def reworded_since(versions: Iterable[tuple[Period, Catalogue]]) -> dict[str, Period]:
    """The criteria whose words changed between one version and the next, by code, each with the last period it did.

    Args:
        versions: the periods by time, each with the criteria that it was answered in; one with several stands there
            several times.
    """
    words: dict[str, str] = {}
    found: dict[str, Period] = {}
    last: Catalogue | None = None
    for period, catalogue in versions:
        if catalogue is last:
            continue
        for code, criterion in _standing(catalogue.criteria).items():
            digest = criterion.digest
            if words.setdefault(code, digest) != digest:
                words[code] = digest
                found[code] = period
        last = catalogue
    return found


def _standing(criteria: Iterable[Criterion]) -> dict[str, Criterion]:
    return {one.code: one for one in criteria if not one.withdrawn}


def _pairs(before: Mapping[str, Criterion], after: Mapping[str, Criterion]) -> set[tuple[str, str]]:
    """Old and new codes that belong together."""
    pairs = {(code, code) for code in before if code in after}
    pairs |= {(code, one.code) for one in after.values() for code in one.replaces if code in before}
    left_old = [one for one in before.values() if not any(one.code == old for old, _ in pairs)]
    left_new = {one.digest: one.code for one in after.values() if not any(one.code == new for _, new in pairs)}
    for one in left_old:
        if one.digest in left_new:
            pairs.add((one.code, left_new.pop(one.digest)))
    return pairs


def _group(code: str, pairs: set[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """All old and new codes that hang together with an old one."""
    olds, news = {code}, set[str]()
    while True:
        more_new = {new for old, new in pairs if old in olds} - news
        more_old = {old for old, new in pairs if new in news | more_new} - olds
        if not more_new and not more_old:
            return olds, news
        olds |= more_old
        news |= more_new


def _change(olds: Sequence[Criterion], news: Sequence[Criterion]) -> CriterionChange:
    codes = tuple(one.code for one in olds), tuple(one.code for one in news)
    if not news:
        return CriterionChange(ChangeKind.WITHDRAWN, *codes)
    if len(olds) > 1:
        return CriterionChange(ChangeKind.MERGED, *codes)
    if len(news) > 1:
        return CriterionChange(ChangeKind.SPLIT, *codes)
    (one,), (other,) = olds, news
    if one.digest != other.digest:
        return CriterionChange(ChangeKind.REWORDED, *codes)
    rules = tuple(name for name in _RULES if getattr(one, name) != getattr(other, name))
    kind = ChangeKind.CARRIED if one.code == other.code else ChangeKind.RECODED
    return CriterionChange(kind, *codes, rules)
