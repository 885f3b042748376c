"""Unfinished checks: one small file each, written whole after every answer, gone when the check is handed in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from msgspec import to_builtins

from civicode.domain.check.check import COUNTED, Answers, CheckState, SelfCheck
from civicode.domain.criteria.diff import carried_codes, catalogue_diff
from civicode.domain.receipt import Receipt
from civicode.domain.record import Record, read_record
from civicode.errors import NotFoundError, StoreError
from civicode.services.check.target import Target, standing, standing_in
from civicode.services.office.office import Office
from civicode.store import SCHEMA_VERSION

_KEPT = "old."
"""Begins the name of a draft that was put aside by starting afresh; no period's key begins so."""


def draft(office: Office, target: Target) -> SelfCheck | None:
    """The unfinished check, with the answers whose words are still asked for: an answer belongs to its words.

    None when there is none, or when it says what was handed in already (its removal was cut off). A new start that
    holds no answer yet gives way to the draft it put aside.

    Raises:
        StoreError: the draft cannot be read.
    """
    found = None
    for name in (_name(target), _KEPT + _name(target)):
        found = _read(office, name)
        if found and found.answers:
            break
    if found is None or _is_handed_in(found, standing(office, target)):
        return None
    return _draft(target, _still_asked(office, target, found), found.entered_by)


def dropped(office: Office, target: Target) -> list[str]:
    """Codes that the draft answers and that are no longer asked for, or were given other words and are asked again."""
    found = _read(office, _name(target))
    if found is None:
        return []
    kept = _carried(office, target, found)
    asked = {criterion.code for criterion in target.asked}
    return [code for code in found.answers if kept.get(code) not in asked]


def _still_asked(office: Office, target: Target, found: SelfCheck) -> Answers:
    kept = _carried(office, target, found)
    asked = {criterion.code for criterion in target.asked}
    return {kept[code]: answer for code, answer in found.answers.items() if kept.get(code) in asked}


def _carried(office: Office, target: Target, found: SelfCheck) -> Mapping[str, str]:
    """Under which code each answer of a draft goes on in the criteria of `target`; of lost criteria none does."""
    if found.catalogue == target.digest:
        return {code: code for code in found.answers}
    try:
        old = office.versions.of(found.catalogue)
    except StoreError:
        return {}
    return carried_codes(catalogue_diff(old, target.catalogue))


def save_draft(office: Office, target: Target, answers: Answers, *, fresh: bool = False) -> Receipt:
    """Keep what is answered so far, durably.

    Args:
        fresh: the first save after starting anew: the draft that lies there is put aside until the new one is
            handed in.
    """
    name = _name(target)
    if not office.dry_run:
        office.versions.keep(target.digest)
        shelf = office.store.drafts
        old = shelf.read(name) if fresh else None
        if old is not None:
            shelf.write(_KEPT + name, old)
        shelf.write(name, _text(office, target, answers))
    facts = {
        "officer": target.whose,
        "answered": sum(criterion.code in answers for criterion in target.asked),
        "asked": len(target.asked),
    }
    command = f"civicode check {target.officer} --period {target.period.key}"
    return office.receipt("drafted", "check", target.officer, period=target.period.key, next=command, facts=facts)


def remove_handed_in(office: Office, target: Target) -> None:
    """Take the draft away, and one put aside with it, now that the check is in the book.

    Raises:
        StoreError: `check.draft_stays`: it could not be removed; what was handed in is saved all the same.
    """
    if office.dry_run:
        return
    try:
        office.store.drafts.remove(_name(target))
        office.store.drafts.remove(_KEPT + _name(target))
    except StoreError as error:
        location = office.store.location
        raise StoreError(
            "check.draft_stays", officer=target.officer, period=target.period.key, location=location
        ) from error


def remove_all_handed_in(office: Office, checks: Iterable[tuple[str, str]]) -> None:
    """Take the drafts of many checks away, each by its period's key and officer; StoreError: one cannot be removed."""
    shelf = office.store.drafts
    kept = {name.casefold(): name for name in shelf.names()}
    for period, officer in checks:
        for name in (f"{period}.{officer}", f"{_KEPT}{period}.{officer}"):
            if found := kept.get(name.casefold()):
                shelf.remove(found)


def open_drafts(office: Office) -> list[tuple[str, str]]:
    """Period key and officer of every unfinished check, by period; one that was handed in already is left out."""
    found: set[tuple[str, str]] = set()
    for name in office.store.drafts.names():
        period, officer = period_and_officer(name)
        if _is_open(office, name, period, officer):
            found.add((period, officer))
    return sorted(found)


def drafts_of(office: Office, officer: str) -> list[str]:
    """The names of every draft of a person, those put aside and those already handed in among them."""
    names = office.store.drafts.names()
    return [name for name in names if period_and_officer(name)[1].casefold() == officer.casefold()]


def readdressed(name: str, officer: str) -> str:
    """The name that a draft would have were it of `officer`."""
    period, former = period_and_officer(name)
    return name.removesuffix(f"{period}.{former}") + f"{period}.{officer}"


def move_drafts(office: Office, old: str, new: str) -> None:
    """Every draft of `old` as one of `new`; one that cannot be read goes as it is."""
    shelf = office.store.drafts
    taken = set(shelf.names())
    for name in drafts_of(office, old):
        if readdressed(name, new) in taken:  # begun since a crash: neither is written over
            continue
        text = shelf.read(name) or ""
        with suppress(ValueError, TypeError):
            text = json.dumps({**json.loads(text), "officer": new}, ensure_ascii=False, indent=1) + "\n"
        shelf.write(readdressed(name, new), text)
        shelf.remove(name)


def draft_named(office: Office, name: str) -> SelfCheck | None:
    """The draft of that name, with every answer; None when there is none, StoreError when it cannot be read."""
    return _read(office, name)


def period_and_officer(name: str) -> tuple[str, str]:
    """The period's key and the staff code that a draft is named by."""
    period, _, officer = name.removeprefix(_KEPT).partition(".")
    return period, officer


def _name(target: Target) -> str:
    return f"{target.period.key}.{target.officer}"


def _draft(target: Target, answers: Answers, entered_by: str) -> SelfCheck:
    return SelfCheck(
        officer=target.officer,
        state=CheckState.DRAFT,
        catalogue=target.digest,
        answers=answers,
        submitted_on=None,
        entered_by=entered_by,
        late=False,
    )


def _text(office: Office, target: Target, answers: Answers) -> str:
    document = {
        "schema_version": SCHEMA_VERSION,
        "officer": target.officer,
        "period": target.period.key,
        "catalogue": target.digest,
        "entered_by": office.actor,
        "saved_at": office.now.isoformat(timespec="seconds"),
        "answers": to_builtins(answers),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _read(office: Office, name: str) -> SelfCheck | None:
    text = office.store.drafts.read(name)
    return None if text is None else draft_in(text, name, office.store.location)


def draft_in(text: str, name: str, location: str) -> SelfCheck:
    """The unfinished check in the file `name` of a store; StoreError when it is none, or newer than the program."""
    facts: dict[str, Any] = {"name": name, "location": location}
    try:
        document: dict[str, Any] = json.loads(text)
        if (read_record(document, _Shape).schema_version or 0) > SCHEMA_VERSION:
            raise StoreError("check.draft_newer", **facts)
        return read_record({**document, **_UNFINISHED}, SelfCheck)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError("check.draft_damaged", **facts) from error


class _Shape(Record, frozen=True, kw_only=True):
    """What a draft says of its shape; of a newer one nothing else is looked at."""

    schema_version: int | None


_UNFINISHED = {"state": CheckState.DRAFT.value, "submitted_on": None, "late": False, "reason": "", "confirmed_by": ""}


def _is_open(office: Office, name: str, period: str, officer: str) -> bool:
    try:
        found = _read(office, name)
    except StoreError:
        return True  # a damaged draft is somebody's unfinished work; opening it says what is wrong
    try:
        check = standing_in(office.load(period), officer)
    except NotFoundError:
        return False  # a file of somebody else's: no period has that name
    except StoreError:
        return True  # the book cannot be read, so nobody knows better
    return found is not None and not _is_handed_in(found, check)


def _is_handed_in(found: SelfCheck, check: SelfCheck | None) -> bool:
    return check is not None and check.state in COUNTED and dict(check.answers) == dict(found.answers)
