"""The codes given up by `staff merge`, as the office's book has them."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.staff.given_up import codes_now
from civicode.domain.staff.staff import FormerCode
from civicode.domain.tables import MERGED_STAFF
from civicode.store import Book


def codes_given_up(office_book: Book) -> Mapping[str, str]:
    """Every code given up, with the one that stands on the register; StoreError when a record is damaged."""
    return codes_now({code: one.into for code, one in office_book.each(MERGED_STAFF, FormerCode).items()})
