"""How documents were written when each kind of record had its own encoder: digests of books in use are of these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import asdict

from civicode.domain.batch import Batch
from civicode.domain.check.check import AnyAnswer, SelfCheck
from civicode.domain.criteria.adoption import Adoption
from civicode.domain.criteria.catalogue import Audience, Catalogue, CatalogueFile, Criterion, Kind
from civicode.domain.criteria.rating import Rating
from civicode.domain.merge.record import Merger
from civicode.domain.period.figures import Totals
from civicode.domain.period.seal import Seal
from civicode.domain.period.snapshot import Snapshot
from civicode.domain.plan import Difficulty, Progress
from civicode.domain.record import Record
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, FormerCode, Post, StaffMember
from civicode.domain.store.export import Export
from civicode.domain.store.facts import Backup
from civicode.domain.store.forgetting import ForgettingRecord
from civicode.domain.violation.violation import CaseEvent, MovedViolation, Violation


def member_to_document(member: StaffMember) -> dict[str, Any]:
    """The form in which the register keeps a person."""
    return {
        "code": member.code,
        "name": member.name,
        "posts": [_post_to_document(post) for post in member.posts],
        "until": _iso(member.until),
        "order": member.order,
    }


def _post_to_document(post: Post) -> dict[str, Any]:
    document: dict[str, Any] = {
        "from": _iso(post.since),
        "position": post.position,
        "unit": post.unit,
        "leader": post.leader,
        "category": post.category.value if post.category else None,
    }
    return document | ({"until": post.until.isoformat()} if post.until else {})


def absence_to_document(absence: Absence) -> dict[str, Any]:
    """The form in which the register keeps an absence."""
    return {
        "officer": absence.officer,
        "from": absence.since.isoformat(),
        "until": absence.until.isoformat(),
        "reason": absence.reason,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def check_to_document(check: SelfCheck) -> dict[str, Any]:
    """The form in which a book keeps a check; an answer with neither note nor evidence is its rating alone."""
    document: dict[str, Any] = {
        "officer": check.officer,
        "state": check.state.value,
        "catalogue": check.catalogue,
        "submitted_on": check.submitted_on.isoformat() if check.submitted_on else None,
        "entered_by": check.entered_by,
        "late": check.late,
    }
    if check.reason:
        document["reason"] = check.reason
    if check.confirmed_by:
        document["confirmed_by"] = check.confirmed_by
    document["answers"] = {code: answer_to_value(answer) for code, answer in check.answers.items()}
    return document


def answer_to_value(answer: AnyAnswer) -> str | dict[str, str]:
    """The JSON of an answer: its rating alone, or an object with note and evidence where there are any."""
    if not answer.note and not answer.evidence:
        return answer.rating.value
    value = {"rating": answer.rating.value, "note": answer.note, "evidence": answer.evidence}
    return {key: text for key, text in value.items() if text}


_CASE_TEXTS = ("what", "where", "source", "evidence", "ref", "recorder", "position", "unit")


def violation_to_document(case: Violation) -> dict[str, Any]:
    """The form in which a book keeps a case; empty texts are left out."""
    document: dict[str, Any] = {
        "id": case.id,
        "officer": case.officer,
        "criteria": list(case.criteria),
        "occurred_on": case.occurred_on.isoformat(),
        "noticed_on": case.noticed_on.isoformat(),
        "entered_on": case.entered_on.isoformat(),
    }
    document |= {name: getattr(case, name) for name in _CASE_TEXTS if getattr(case, name)}
    document["events"] = [event_to_document(event) for event in case.events]
    if case.corrections:
        document["corrections"] = [
            {"at": one.at, "by": one.by, "reason": one.reason, "old": dict(one.old)} for one in case.corrections
        ]
    return document


def event_to_document(event: CaseEvent) -> dict[str, str]:
    """The JSON of an event; empty fields are left out."""
    document = {"state": event.state.value, "at": event.at, "by": event.by}
    entered = {"note": event.note, "decision": event.decision, "level": event.level, "form": event.form}
    return document | {key: text for key, text in entered.items() if text}


def difficulty_to_document(difficulty: Difficulty) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    return {"task": difficulty.task, "on": difficulty.on.isoformat(), "note": difficulty.note, "by": difficulty.by}


def progress_to_document(progress: Progress) -> dict[str, Any]:
    """The form in which the office's book keeps an entry."""
    document: dict[str, Any] = {"task": progress.task, "on": progress.on.isoformat(), "note": progress.note}
    if progress.percent is not None:
        document["percent"] = progress.percent
    return document | {"by": progress.by}


_BATCH_TEXTS = ("id", "file", "digest", "at", "by")


_COUNTS = ("read", "added", "replaced", "unchanged", "skipped")


def batch_to_document(batch: Batch) -> dict[str, Any]:
    """The form in which the office's book keeps a batch."""
    document: dict[str, Any] = {name: getattr(batch, name) for name in (*_BATCH_TEXTS, *_COUNTS)}
    document |= {"kind": batch.kind.value, "books": list(batch.books)}
    return document | ({"undone_at": batch.undone_at, "undone_by": batch.undone_by} if batch.is_undone else {})


def snapshot_to_document(snapshot: Snapshot) -> dict[str, Any]:
    """The form in which the book of the period keeps it."""
    return {
        "opens_on": snapshot.opens_on.isoformat(),
        "due_on": snapshot.due_on.isoformat(),
        "catalogue": snapshot.catalogue,
        "totals": _totals(snapshot.totals),
        "roster": [member_to_document(one) for one in snapshot.members],
        "excused": sorted(snapshot.excused),
        "drafts": sorted(snapshot.drafts),
        "violations": [violation_to_document(case) for case in snapshot.cases],
        "before": {
            "shares": {code: asdict(share) for code, share in snapshot.before.shares.items()},
            "not_met": {code: list(officers) for code, officers in snapshot.before.not_met.items()},
        },
    }


def _totals(self: Totals) -> dict[str, object]:
    """The JSON of the figures, in the order of the contract."""
    return {
        "staff": self.staff,
        "submitted": self.submitted,
        "missing": self.missing,
        "met": self.met,
        "not_met": self.not_met,
        "not_applicable": self.not_applicable,
        "rate_percent": self.rate_percent,
        "violations": self.violations,
        "observations": self.observations,
        "contradictions": self.contradictions,
    }


_MERGER_TEXTS = ("office", "by", "reason", "accepted")


def merger_to_document(merger: Merger) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    archives = {
        side.value: {"name": one.name, "sha256": one.digest, "heads": list(one.heads)}
        for side, one in merger.archives.items()
    }
    days = {"id": merger.id, "from": merger.since.isoformat(), "on": merger.on.isoformat()}
    texts = {name: getattr(merger, name) for name in _MERGER_TEXTS}
    return {**days, **texts, "archives": archives, "codes": dict(merger.codes)}


def review_to_document(review: Review) -> dict[str, Any]:
    """The form in which the book of the period keeps a review."""
    return {
        "officer": review.officer,
        "reviewer": review.reviewer,
        "on": review.on.isoformat(),
        "decision": review.decision.value,
        "reason": review.reason,
        "ratings": {code: answer_to_value(answer) for code, answer in review.ratings.items()},
    }


def export_to_document(export: Export) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    document = asdict(export)
    if not export.archive:
        del document["archive"]
    return document


def adoption_to_document(adoption: Adoption) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    document = asdict(adoption)
    return {"since": document.pop("period")} | document | {"on": adoption.on.isoformat()}


def seal_to_document(seal: Seal) -> dict[str, Any]:
    """The form in which the office's book keeps a seal; empty texts are left out."""
    return {name: value for name, value in asdict(seal).items() if value or name == "seq"}


def moved_to_document(moved: MovedViolation) -> dict[str, Any]:
    """The form in which the old book keeps where a case went."""
    return {"to": moved.to, "at": moved.at, "by": moved.by, "reason": moved.reason}


def former_code_to_document(code: FormerCode) -> dict[str, Any]:
    """The form in which the office's book keeps a code given up."""
    kept = {"into": code.into, "on": code.on.isoformat(), "by": code.by, "reason": code.reason}
    return {**kept, "member": member_to_document(code.member)}


def backup_to_document(backup: Backup) -> dict[str, Any]:
    """The form in which the office's book keeps that a zip was made."""
    return {"on": backup.on.isoformat(), "at": backup.at, "file": backup.file, "heads": list(backup.heads)}


def forgetting_to_document(record: ForgettingRecord) -> dict[str, Any]:
    """The form in which a book keeps a forgetting; the office's has a reason."""
    document = {"on": record.on.isoformat(), "by": record.by, "counts": dict(record.counts)}
    return document | ({"reason": record.reason} if record.reason else {})


_PLAN_TEXTS = ("number", "issuer", "title", "title_en", "basis")


_PLAN_WORDS = ("kind", "kind_en", "measure", "measure_en", "people", "people_en", "office", "office_en")


_CRITERION_TEXTS = ("code", "title", "title_en", "text", "text_en", "quote", "clause")


_NOTE_REQUIRED_FOR = (Rating.NOT_MET, Rating.NOT_APPLICABLE)


def catalogue_to_document(catalogue: Catalogue) -> dict[str, Any]:
    """The plain form of a catalogue: what `criteria.yaml` says, as JSON can carry it; defaults are left out.

    Its JSON is itself a criteria file. A new optional field changes no digest where it is not used.
    """
    plan = catalogue.document
    by_section: dict[str, list[dict[str, Any]]] = {one.code: [] for one in catalogue.sections}
    for criterion in catalogue.criteria:
        by_section[criterion.section].append(_criterion_to_document(criterion))
    return {
        "schema_version": 1,
        "document": {name: getattr(plan, name) for name in _PLAN_TEXTS}
        | {name: word for name in _PLAN_WORDS if (word := getattr(plan, name))}
        | {"date": plan.date.isoformat(), "body": {"from": plan.body_from, "to": plan.body_to}},
        "sections": [asdict(one) | {"criteria": by_section[one.code]} for one in catalogue.sections],
        "tasks": [asdict(one) for one in catalogue.tasks],
        "not_assessed": [asdict(one) for one in catalogue.not_assessed],
    }


def _criterion_to_document(criterion: Criterion) -> dict[str, Any]:
    document: dict[str, Any] = {name: getattr(criterion, name) for name in _CRITERION_TEXTS}
    if criterion.kind is not Kind.DUTY:
        document["kind"] = criterion.kind.value
    if criterion.audience is not Audience.ALL:
        document["audience"] = criterion.audience.value
    if criterion.note_required_for != _NOTE_REQUIRED_FOR:
        document["note_required_for"] = [rating.value for rating in criterion.note_required_for]
    if not criterion.na_allowed:
        document["na_allowed"] = False
    if criterion.since:
        document["since"] = criterion.since.isoformat()
    if criterion.until:
        document["until"] = criterion.until.isoformat()
    if criterion.replaces:
        document["replaces"] = list(criterion.replaces)
    if criterion.withdrawn:
        document["withdrawn"] = True
    return document


FORMER: dict[type[Record], Callable[[Any], dict[str, Any]]] = {
    StaffMember: member_to_document,
    Absence: absence_to_document,
    FormerCode: former_code_to_document,
    SelfCheck: check_to_document,
    Review: review_to_document,
    Violation: violation_to_document,
    MovedViolation: moved_to_document,
    Progress: progress_to_document,
    Difficulty: difficulty_to_document,
    Batch: batch_to_document,
    Export: export_to_document,
    Seal: seal_to_document,
    Snapshot: snapshot_to_document,
    Adoption: adoption_to_document,
    Merger: merger_to_document,
    Backup: backup_to_document,
    ForgettingRecord: forgetting_to_document,
    CatalogueFile: lambda file: catalogue_to_document(file.catalogue),
}
"""What wrote the documents of each kind before they followed from the types: books in use were written so."""

FIELDS: dict[str, str] = {
    "StaffMember": "code name posts until order",
    "Post": "since position unit leader category until",
    "Absence": "officer since until reason",
    "FormerCode": "into on by reason member",
    "SelfCheck": "officer state catalogue answers submitted_on entered_by late reason confirmed_by",
    "Answer": "rating note evidence",
    "Review": "officer reviewer on decision reason ratings",
    "Violation": (
        "ref officer criteria occurred_on noticed_on what where source evidence id entered_on "
        "recorder position unit events corrections"
    ),
    "CaseEvent": "state at by note decision level form",
    "Correction": "at by reason old",
    "MovedViolation": "to at by reason",
    "Progress": "task on note percent by",
    "Difficulty": "task on note by",
    "Batch": "id kind file digest at by read added replaced unchanged skipped books undone_at undone_by",
    "Export": "id what file form digest rows period at by archive",
    "Seal": "period state seq hash closed_at closed_by reason reopened_at reopened_by reopening_reason",
    "Snapshot": "opens_on due_on catalogue members excused drafts cases before totals",
    "Before": "shares not_met",
    "Share": "unit staff submitted met not_met not_applicable",
    "Totals": (
        "staff submitted missing met not_met not_applicable rate_percent violations observations contradictions"
    ),
    "Adoption": "period before catalogue was_file on by",
    "Merger": "id since office on by reason accepted archives codes",
    "Archive": "name digest heads",
    "Backup": "on at file heads",
    "ForgettingRecord": "on by counts reason",
    "CatalogueFile": "schema_version document sections tasks not_assessed",
    "_PlanInFile": (
        "number date issuer title title_en basis kind kind_en measure measure_en people people_en office office_en body"
    ),
    "_Body": "first last",
    "_SectionInFile": "code title title_en clause criteria",
    "Criterion": (
        "code section title title_en text text_en quote clause kind audience note_required_for "
        "na_allowed since until replaces withdrawn"
    ),
    "PlanTask": "code title title_en text text_en quote clause owner owner_en",
    "NotAssessed": "clause quote reason reason_en",
}
"""The fields that there were then; one that came later keeps its default here, and must then change no byte."""
