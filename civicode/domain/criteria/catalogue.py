"""The catalogue: sections and criteria of a plan, its tasks, and what of it is not assessed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec.structs import asdict, force_setattr, replace

from civicode.domain.criteria.rating import Rating
from civicode.domain.record import Record, encode_record
from civicode.domain.text.text import collapsed

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


class Criterion(Record, frozen=True, kw_only=True):
    """One thing that a person (or the office) can meet or breach on its own.

    Attributes:
        code: `TD-01`; never used for anything else.
        section: code of its section; a file has it in there, and does not say it again.
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
    section: str = ""
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

    def __post_init__(self) -> None:
        if self.note_required_for == _NOTE_REQUIRED_FOR:  # also where a file says it: it is then left out, too
            force_setattr(self, "note_required_for", _NOTE_REQUIRED_FOR)

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


class Section(Record, frozen=True, kw_only=True):
    """A part of the plan whose criteria are asked together."""

    code: str
    title: str
    title_en: str
    clause: str


class PlanTask(Record, frozen=True, kw_only=True):
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


class NotAssessed(Record, frozen=True, kw_only=True):
    """Words of the plan that demand nothing one could check, and why."""

    clause: str
    quote: str
    reason: str
    reason_en: str


class _PlanWords(Record, frozen=True, kw_only=True):
    """The plan without the limits of its body.

    Attributes:
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
    kind: str = ""
    kind_en: str = ""
    measure: str = ""
    measure_en: str = ""
    people: str = ""
    people_en: str = ""
    office: str = ""
    office_en: str = ""


class PlanDocument(_PlanWords, frozen=True, kw_only=True):
    """The plan itself.

    Attributes:
        body_from, body_to: the heading where the accounted part begins and the words it ends with, both inclusive.
    """

    body_from: str
    body_to: str


class _Body(Record, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    first: str
    last: str


class _PlanInFile(_PlanWords, frozen=True, kw_only=True):
    body: _Body


class _SectionInFile(Section, frozen=True, kw_only=True):
    criteria: tuple[Criterion, ...]


class CatalogueFile(Record, frozen=True, kw_only=True):
    """A catalogue in the form of `criteria.yaml`; its JSON is itself a criteria file.

    Defaults are left out, so that a new field with a default changes no digest where it is not used.
    """

    schema_version: int
    document: _PlanInFile
    sections: tuple[_SectionInFile, ...]
    tasks: tuple[PlanTask, ...]
    not_assessed: tuple[NotAssessed, ...]

    @property
    def catalogue(self) -> Catalogue:
        """What it says."""
        plan = {name: getattr(self.document, name) for name in _PlanWords.__struct_fields__}
        return Catalogue(
            document=PlanDocument(**plan, body_from=self.document.body.first, body_to=self.document.body.last),
            sections=tuple(
                Section(**{name: getattr(one, name) for name in Section.__struct_fields__}) for one in self.sections
            ),
            criteria=tuple(replace(one, section=part.code) for part in self.sections for one in part.criteria),
            tasks=self.tasks,
            not_assessed=self.not_assessed,
        )


class Catalogue(Record, frozen=True, kw_only=True):
    """Everything that `criteria.yaml` says, in the file's order."""

    document: PlanDocument
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    tasks: tuple[PlanTask, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 in hex of its canonical JSON; a check names the catalogue it answered by it."""
        return hashlib.sha256(encode_record(self.in_file)).hexdigest()

    @property
    def in_file(self) -> CatalogueFile:
        """The same in the form of a criteria file."""
        plan = asdict(self.document)
        body = _Body(first=plan.pop("body_from"), last=plan.pop("body_to"))
        criteria: dict[str, list[Criterion]] = {one.code: [] for one in self.sections}
        for one in self.criteria:
            criteria[one.section].append(replace(one, section=""))
        return CatalogueFile(
            schema_version=1,
            document=_PlanInFile(**plan, body=body),
            sections=tuple(_SectionInFile(**asdict(one), criteria=tuple(criteria[one.code])) for one in self.sections),
            tasks=self.tasks,
            not_assessed=self.not_assessed,
        )

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
