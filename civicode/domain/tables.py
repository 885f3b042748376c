"""The names of the tables of both kinds of books: the office's own, and those of periods."""

from __future__ import annotations

META, BOOK_KEY = "meta", "book"
"""Of every book: table and key of the document that says what it is."""

AUDIT = "audit"
"""Of every book: the entries of its audit by sequence."""

BATCHES = "batches"
"""Batches by id: in the office's book what each was, in the others what it did there."""

# Of the office's book.

STAFF = "staff"
"""People by code."""

ABSENCES = "absences"
"""Absences by code and first day: `007:2026-11-01`."""

MERGED_STAFF = "merged_staff"
"""Codes given up: `{"into": code, "member": the entry that they had, …}`."""

FORGETTINGS = "forgotten"
"""Who was forgotten, by code; also the action of the entries that did it."""

PROGRESS = "progress"
"""What was done for tasks of the plan, by task, day and number."""

DIFFICULTIES = "difficulties"
"""Difficulties reported with tasks of the plan, by task, day and number."""

SEALS = "seals"
"""Seals of closed periods, by the period's key; one of a reopened period says so."""

EXPORTS = "exports"
"""Files that name persons, by id."""

BACKUPS = "backups"
"""Backups by running number."""

ADOPTIONS = "adoptions"
"""Versions of the criteria put to use, by the key of the first period held against each."""

MERGERS = "mergers"
"""Offices that joined, by the day from which they are one."""

# Of the books of periods.

CHECKS = "self_checks"
"""Checks by officer."""

REVIEWS = "reviews"
"""Reviews of checks by officer."""

VIOLATIONS = "violations"
"""Violations by id."""

MOVED_VIOLATIONS = "moved_violations"
"""Ids given up when a correction moved the act to another month: `{"to": the new id, …}`."""

SNAPSHOTS = "snapshots"
"""What a closed period kept, by its key."""
