"""What is due, in sentences with the command that does it: one's own things first, then the office's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civicode.domain.period.standing import ProgressState
from civicode.domain.status import Call, MyStatus, OfficeStatus, Status
from civicode.i18n import Words
from civicode.reports.document.cell import plain, plain_object
from civicode.reports.document.document import Column, Document, Kind, Table


def document(status: Status, names: Mapping[str, str], words: Words) -> Document:
    """The status in words; `names` are full names by staff code."""
    lead = [*_my_lines(status.me, names, words), *_office_lines(status.office, names, words)]
    payload = _object(status)
    return Document(
        name="status",
        title=words("list.status.title", today=status.today),
        lead=tuple(lead),
        tables=(_table(payload, words),),
        payload=payload,
    )


_INDENT = "  "


def _my_lines(me: MyStatus | None, names: Mapping[str, str], words: Words) -> Iterator[str]:
    if me is None:
        return
    yield words("list.status.me", officer=me.officer, name=names.get(me.officer, ""))
    yield from (f"{_INDENT}{line}" for line in _my_duties(me, words))


def _my_duties(me: MyStatus, words: Words) -> Iterator[str]:
    for period in me.due:
        if period in me.returned:
            yield words("list.status.returned", period=period.key, officer=me.officer)
            if reason := me.reasons.get(period.key):
                yield _INDENT + words("list.status.reason", reason=reason)
        elif period not in me.drafts:
            yield words("list.status.due", period=period.key, officer=me.officer)
    for period in me.drafts:
        yield words("list.status.draft", period=period.key, officer=me.officer)
    for case in me.cases:
        yield words("list.status.case", id=case)
    if not (me.due or me.drafts):
        yield words("list.status.nothing_due")


def _office_lines(office: OfficeStatus, names: Mapping[str, str], words: Words) -> Iterator[str]:
    if office.staff:
        yield words(
            "list.status.office",
            period=office.period.key,
            opens_on=office.opens_on,
            due_on=office.due_on,
            submitted=office.submitted,
            staff=office.staff,
        )
        yield from (f"{_INDENT}{line}" for line in _open_ends(office, names, words))
    for notice in office.notices:
        yield words("list.status.notice", message=words.message(notice))
        if hint := words.hint(notice):
            yield _INDENT + words("list.status.hint", hint=hint)


def _open_ends(office: OfficeStatus, names: Mapping[str, str], words: Words) -> Iterator[str]:
    if office.missing:
        people = [_called(one, names, words) for one in office.calls]
        yield words("list.status.missing", n=len(office.missing), people=people)
        yield words("list.status.progress", period=office.period.key)
    if office.unreviewed:
        yield words("list.status.unreviewed", n=office.unreviewed)
    if office.closable:
        yield words("list.status.closable", periods=[one.key for one in office.closable])


def _called(call: Call, names: Mapping[str, str], words: Words) -> str:
    """Code and name, and what helps on the telephone: what was begun, what was sent back, until when they are away."""
    who = f"{call.officer} {names.get(call.officer, '')}".strip()
    said = [] if call.state is ProgressState.NOT_STARTED else [words(f"progress_state.{call.state}")]
    said += [words("list.status.away", until=call.away_until)] if call.away_until else []
    return f"{who} ({', '.join(said)})" if said else who


def _object(status: Status) -> dict[str, object]:
    office = status.office
    about = {
        "period": office.period.key,
        "opens_on": office.opens_on,
        "due_on": office.due_on,
        "staff": office.staff,
        "submitted": office.submitted,
        "missing": office.missing,
        "calls": [one._asdict() for one in office.calls],
        "unreviewed": office.unreviewed,
        "closable": [one.key for one in office.closable],
        "last_backup": office.last_backup,
        "notices": [{"code": one.code, "facts": one.facts} for one in office.notices],
    }
    return {"today": plain(status.today), "me": _my_object(status.me), "office": plain_object(about)}


def _my_object(me: MyStatus | None) -> dict[str, object] | None:
    if me is None:
        return None
    return {
        "officer": me.officer,
        "due": [one.key for one in me.due],
        "drafts": [one.key for one in me.drafts],
        "returned": [one.key for one in me.returned],
        "cases": list(me.cases),
    }


def _table(payload: Mapping[str, object], words: Words) -> Table:
    """For scripts alone: `me.due` and the like beside their values; people are shown the sentences."""
    rows = [{"item": "today", "value": payload["today"]}]
    for part in ("me", "office"):
        about = payload[part]
        if isinstance(about, dict):
            told = {key: value for key, value in about.items() if key not in ("calls", "notices")}
            rows += [{"item": f"{part}.{key}", "value": value} for key, value in told.items()]
    columns = (
        Column("item", words("list.setting"), Kind.CODE, file_only=True),
        Column("value", words("list.value"), Kind.LIST, file_only=True),
    )
    return Table("status", "", columns, rows)
