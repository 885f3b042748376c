"""The catalogue: sections and criteria of a plan, its tasks, and what of it is not assessed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import collapsed

_PLAN_TEXTS = ("number", "issuer", "title", "title_en", "basis")
_PLAN_WORDS = ("kind", "kind_en", "measure", "measure_en", "people", "people_en", "office", "office_en")
_CRITERION_TEXTS = ("code", "title", "title_en", "text", "text_en", "quote", "clause")
_NOTE_REQUIRED_FOR = (Rating.NOT_MET, Rating.NOT_APPLICABLE)


class Kind(StrEnum):
    """What a criterion demands: to do something, or not to do it."""

    DUTY = "duty"
    BAN = "ban"


class Audience(StrEnum):
    """Whom a criterion binds: everyone (người lao động too), leaders only, or the office itself."""

    ALL = "all"
    LEADER = "leader"
    OFFICE = "office"

    __hash__ = str.__hash__  # that of an enum is a function of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that a person (or the office) can meet or breach on its own.

    Attributes:
        code: `TD-01`; never used for anything else.
        section: code of its section.
        title: at most 60 columns, for screens and tables.
        text: the whole duty in corrected Vietnamese.
        quote: the plan's own words, scan errors kept.
        clause: where they stand, `II.2.1 đoạn 2`.
        note_required_for: ratings that need a note.
        na_allowed: whether "not applicable" is an answer.
        since, until: first and last day in force, inclusive; None is unbounded.
        replaces: codes that it took the place of.
        withdrawn: kept for old months, never asked again.
    """

    code: str
    section: str
    title: str
    title_en: str
    text: str
    text_en: str
    quote: str
    clause: str
    kind: Kind = Kind.DUTY
    audience: Audience = Audience.ALL
    note_required_for: tuple[Rating, ...] = _NOTE_REQUIRED_FOR
    na_allowed: bool = True
    since: date | None = None
    until: date | None = None
    replaces: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 in hex of the text, NFC and white space collapsed: an answer belongs to these words."""
        return hashlib.sha256(collapsed(self.text).encode()).hexdigest()

    @property
    def facts(self) -> dict[str, object]:
        """What sentences about it need."""
        return {"criterion": self.code, "title": self.title, "title_en": self.title_en}

    def in_force(self, day: date) -> bool:
        """Whether it is asked about on `day`."""
        started = self.since is None or self.since <= day
        return not self.withdrawn and started and (self.until is None or day <= self.until)


class Section(NamedTuple):
    """A part of the plan whose criteria are asked together."""

    code: str
    title: str
    title_en: str
    clause: str


class PlanTask(NamedTuple):
    """A task of the plan's part on who carries it out."""

    code: str
    title: str
    title_en: str
    text: str
    text_en: str
    quote: str
    clause: str
    owner: str
    owner_en: str


class NotAssessed(NamedTuple):
    """Words of the plan that demand nothing one could check, and why."""

    clause: str
    quote: str
    reason: str
    reason_en: str


class PlanDocument(NamedTuple):
    """The plan itself.

    Attributes:
        body_from, body_to: the heading where the accounted part begins and the words it ends with, both inclusive.
        kind: what it is: Kế hoạch, Quyết định; empty for a Kế hoạch.
        measure: what reports call all that it demands; empty for the criteria of public-service culture.
        people: whom it binds, as a sentence has them; empty for cán bộ, công chức, người lao động.
        office: what it calls the office: cơ quan, nhà trường; empty for cơ quan.
    """

    number: str
    date: date
    issuer: str
    title: str
    title_en: str
    basis: str
    body_from: str
    body_to: str
    kind: str = ""
    kind_en: str = ""
    measure: str = ""
    measure_en: str = ""
    people: str = ""
    people_en: str = ""
    office: str = ""
    office_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that `criteria.yaml` says, in the file's order."""

    document: PlanDocument
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    tasks: tuple[PlanTask, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 in hex of its canonical JSON; a check names the catalogue it answered by it."""
        document = catalogue_to_document(self)
        plain = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    def criterion(self, code: str) -> Criterion | None:
        """The criterion of `code`, read without regard to case."""
        wanted = code.strip().upper()
        return next((criterion for criterion in self.criteria if criterion.code.upper() == wanted), None)

    def section(self, code: str) -> Section | None:
        """The section of `code`, read without regard to case."""
        wanted = code.strip().upper()
        return next((section for section in self.sections if section.code.upper() == wanted), None)

    def section_of(self, code: str) -> str:
        """The code of a criterion's section; of one that is not in the file, the longest that it begins with."""
        if found := self.criterion(code):
            return found.section
        begun = (one.code for one in self.sections if code.upper().startswith(f"{one.code.upper()}-"))
        return max(begun, key=len, default=code.rpartition("-")[0])

    def asked(self, audiences: Iterable[Audience], day: date) -> tuple[Criterion, ...]:
        """The criteria in force on `day` that bind one of `audiences`, in the catalogue's order."""
        wanted = set(audiences)
        return tuple(item for item in self.criteria if item.audience in wanted and item.in_force(day))


def merged(catalogues: Sequence[Catalogue]) -> Catalogue:
    """One catalogue with every criterion and section of several, at least one, each code in the words of the last."""
    if len(catalogues) == 1:
        return catalogues[0]
    criteria = {item.code: item for one in catalogues for item in one.criteria}
    sections = {item.code: item for one in catalogues for item in one.sections}
    return replace(catalogues[-1], criteria=tuple(criteria.values()), sections=tuple(sections.values()))


OFFICE_AUDIENCE = (Audience.OFFICE,)


def audiences_of(leader: bool) -> tuple[Audience, ...]:
    """The audiences whose criteria a person answers."""
    return (Audience.ALL, Audience.LEADER) if leader else (Audience.ALL,)


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
        "sections": [one._asdict() | {"criteria": by_section[one.code]} for one in catalogue.sections],
        "tasks": [one._asdict() for one in catalogue.tasks],
        "not_assessed": [one._asdict() for one in catalogue.not_assessed],
    }


def catalogue_from_document(document: Mapping[str, Any]) -> Catalogue:
    """The catalogue whose plain form is `document`; KeyError or ValueError where it is not one."""
    plan = document["document"]
    return Catalogue(
        document=PlanDocument(
            **{name: plan[name] for name in _PLAN_TEXTS},
            **{name: plan[name] for name in _PLAN_WORDS if name in plan},
            date=date.fromisoformat(plan["date"]),
            body_from=plan["body"]["from"],
            body_to=plan["body"]["to"],
        ),
        sections=tuple(Section(**{name: one[name] for name in Section._fields}) for one in document["sections"]),
        criteria=tuple(
            _criterion_from_document(one, section["code"])
            for section in document["sections"]
            for one in section["criteria"]
        ),
        tasks=tuple(PlanTask(**one) for one in document["tasks"]),
        not_assessed=tuple(NotAssessed(**one) for one in document["not_assessed"]),
    )


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


def _criterion_from_document(document: Mapping[str, Any], section: str) -> Criterion:
    since, until = document.get("since"), document.get("until")
    return Criterion(
        section=section,
        **{name: document[name] for name in _CRITERION_TEXTS},
        kind=Kind(document.get("kind", Kind.DUTY)),
        audience=Audience(document.get("audience", Audience.ALL)),
        note_required_for=tuple(Rating(one) for one in document.get("note_required_for", _NOTE_REQUIRED_FOR)),
        na_allowed=document.get("na_allowed", True),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        replaces=tuple(document.get("replaces", ())),
        withdrawn=document.get("withdrawn", False),
    )
