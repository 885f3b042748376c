"""What a writing command says: what changed on stdout, in words or as JSON, and on stderr what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civicode import lazy
from civicode.cli.command.outlet import JSON, form_of, put, say, tell
from civicode.cli.command.session import Session
from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import OFFICE
from civicode.domain.text.text import shown

_DRAFTED = "drafted"
"""What is written without an audit entry."""


def show(receipt: Receipt, session: Session) -> None:
    """Print the receipt; `-q` leaves only the JSON of one that was asked for."""
    if form_of(session) == JSON:
        put(lazy.json_object.dumped(_object(receipt)), session)
    elif not session.quiet:
        tell("".join(f"{shown(line)}\n" for line in _lines(receipt, session)), session)
        if receipt.next and not receipt.dry_run:
            say("cli.next", session, command=receipt.next)
    if session.config.first_write_notice and (receipt.audit or receipt.action == _DRAFTED):
        say("cli.first_write", session, path=session.config.first_write_notice)


def _lines(receipt: Receipt, session: Session) -> Iterator[str]:
    words, facts = session.words, dict(receipt.facts)
    if facts.get("officer") == OFFICE:
        facts["officer"] = words("dialogue.the_office")
    sentence = words(f"receipt.{receipt.kind}_{receipt.action}", **facts)
    yield words("cli.dry_run", sentence=sentence) if receipt.dry_run else sentence
    for key in receipt.notes:
        yield words(key, **facts)
    if receipt.audit:
        yield words("cli.audit", head=receipt.audit)


def _object(receipt: Receipt) -> Mapping[str, object]:
    return {
        "action": receipt.action,
        "kind": receipt.kind,
        "key": receipt.key,
        "period": receipt.period,
        "audit": receipt.audit,
        "next": receipt.next or None,
        **({"counts": dict(receipt.counts)} if receipt.counts else {}),
        **({"remains": dict(receipt.remains)} if receipt.remains else {}),
    }
