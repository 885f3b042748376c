"""Who leads: what only leaders may do asks here."""

from __future__ import annotations

from civicode.services.office import Office


def leads(office: Office) -> bool:
    """Whether who acts is on the register today, in a post that leads."""
    me, today = office.me, office.today
    return me is not None and me.on_register(today, today) and me.post_on(today).leader
