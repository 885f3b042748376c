"""The paper of a report: who issues it, on what ground, who signs, what is left blank for the pen."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.criteria.catalogue import PlanDocument
from civicode.domain.office import Agency, OfficeSettings, mark_of, spoken
from civicode.i18n import Lang, Words
from civicode.reports.document.calendar import day_in_full, period_in_full
from civicode.reports.document.document import Document
from civicode.reports.document.paper import Layout, Paper, Part, Signature
from civicode.reports.report.figures import Report
from civicode.reports.report.opening import difficulties, limits, opening
from civicode.reports.report.plan_words import plan_words

_BLANK_LINES = 2


def paper_of(report: Report, document: Document, layout: Layout, settings: OfficeSettings, words: Words) -> Paper:
    """What `report` bears on paper, under the name that the office had on the last day of the period."""
    agency = settings.agency_on(report.period.last_day) or Agency(name="")
    plan = report.catalogue.document
    told = plan_words(plan, words)
    paper = Paper(
        layout=layout,
        motto=(words("paper.republic"), words("paper.motto")),
        agency=tuple(line.upper() for line in (agency.parent, agency.name or words("paper.no_agency")) if line),
        kind=words(f"paper_kind.{report.name}"),
        subject=words(
            f"paper_subject.{report.name}", **told, number=plan.number, period=period_in_full(report.period, words)
        ),
        place_and_day=words("paper.place_and_day", place=agency.place or words("paper.no_place")),
        opening=opening(report, document, words),
    )
    match layout:
        case Layout.REPORT:
            return _letter(paper, report, agency, settings, words)
        case Layout.FORM:
            return _form(paper, report, words)
        case Layout.SIGNED:
            made = Signature((words("paper.made_by"),), words("paper.manner"))
            return paper._replace(signatures=(made, _signer(settings, told, words)))


def _letter(paper: Paper, report: Report, agency: Agency, settings: OfficeSettings, words: Words) -> Paper:
    """A báo cáo: what Nghị định 30/2020/NĐ-CP has around it."""
    told = plan_words(report.catalogue.document, words)
    issuer = spoken(agency.name) or told["the_office"]
    subject = paper.subject[:1].lower() + paper.subject[1:]
    mark = mark_of(agency)
    return paper._replace(
        number=words("paper.number_marked", mark=mark) if mark else words("paper.number"),
        basis=(
            _ground(report.catalogue.document, told, words),
            words("paper.as_follows", issuer=issuer[:1].upper() + issuer[1:], subject=subject),
        ),
        parts=(
            Part(words("paper.difficulties"), difficulties(report, words), _BLANK_LINES),
            Part(words("paper.proposals"), (), _BLANK_LINES),
        ),
        signatures=(_signer(settings, told, words),),
        recipients_title=words("paper.recipients"),
        recipients=_recipients(settings.recipients, words),
        closing=words("paper.closing", issuer=issuer, subject=subject),
        end="./.",
    )


def _form(paper: Paper, report: Report, words: Words) -> Paper:
    """A phiếu: whose it is, what they put their name to, and the leader's."""
    name = words.value(report.officer.name) if report.officer else ""
    about = {"name": name, "code": report.officer.code if report.officer else ""}
    about |= {"position": report.post.position, "unit": report.post.unit} if report.post else {}
    signed = paper._replace(about=tuple((words(f"paper_about.{key}"), value) for key, value in about.items()))
    by = Signature((words(f"paper_signs.{report.name}"),), words("paper.manner"), name)
    other = Signature((words(f"paper_countersigns.{report.name}"),), words("paper.manner"))
    parts = (
        Part(words("paper.strengths"), (), _BLANK_LINES),
        Part(words("paper.limits"), limits(report, words), _BLANK_LINES),
    )
    return signed._replace(signatures=(by, other), parts=parts if report.name == "officer" else ())


def _ground(plan: PlanDocument, told: Mapping[str, str], words: Words) -> str:
    """Căn cứ: kind, number, day, issuer and what it is about; the title says its kind itself, once is enough."""
    title = (plan.title_en if words.lang is Lang.EN else "") or plan.title
    about = title.removeprefix(told["kind"]).strip()
    issuer = f"{spoken(plan.issuer)} {about}".strip()
    return words("paper.ground", **told, number=plan.number, day=day_in_full(plan.date, words), issuer=issuer)


def _signer(settings: OfficeSettings, told: Mapping[str, str], words: Words) -> Signature:
    signer = settings.signer
    lines = tuple(line for line in (signer.authority, signer.title) if line) or (words("paper.head", **told),)
    return Signature(tuple(line.upper() for line in lines), "", signer.name)


def _recipients(listed: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """`- …;` each, and at last the archive's copy with a full stop."""
    archive = words("paper.archive")
    names = [one.strip(" -;.") for one in listed]
    others = [one for one in names if not one.casefold().startswith(archive.partition(":")[0].casefold())]
    kept = next((one for one in names if one not in others), archive)
    return (*(f"- {one};" for one in others), f"- {kept}.")
