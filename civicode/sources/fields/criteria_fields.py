"""The field table of `criteria.yaml`: each key once, with its kind, its limits and the words that explain it."""

from __future__ import annotations

from civicode.domain.criteria.catalogue import Audience, Kind
from civicode.domain.criteria.rating import Rating, read_rating
from civicode.sources.fields.fields import Field, ListOf, Record
from civicode.sources.fields.kinds import Choice, Code, Day, Flag, Line, Prose, Whole

TITLE_COLUMNS = 60
"""Columns that a title may take on a screen, inclusive."""

_TITLE = Line(TITLE_COLUMNS)
_RATING = Choice(*Rating, reader=read_rating)

_CRITERION = Record(
    Field("code", Code(), "criteria.about_code", required=True),
    Field("title", _TITLE, "criteria.about_title", required=True),
    Field("title_en", _TITLE, "criteria.about_english", same_as="title"),
    Field("text", Line(), "criteria.about_text", required=True),
    Field("text_en", Line(), "criteria.about_english", same_as="text"),
    Field("quote", Prose(), "criteria.about_quote", required=True),
    Field("clause", Line(), "criteria.about_clause", required=True),
    Field("kind", Choice(*Kind), "criteria.about_kind"),
    Field("audience", Choice(*Audience), "criteria.about_audience"),
    Field("note_required_for", ListOf(_RATING), "criteria.about_note_required_for"),
    Field("na_allowed", Flag(), "criteria.about_na_allowed"),
    Field("since", Day(), "criteria.about_since"),
    Field("until", Day(), "criteria.about_until"),
    Field("replaces", ListOf(Code()), "criteria.about_replaces"),
    Field("withdrawn", Flag(), "criteria.about_withdrawn"),
)
_SECTION = Record(
    Field("code", Code(), "criteria.about_section_code", required=True),
    Field("title", _TITLE, "criteria.about_section_title", required=True),
    Field("title_en", _TITLE, "criteria.about_english", same_as="title"),
    Field("clause", Line(), "criteria.about_clause", required=True),
    Field("criteria", ListOf(_CRITERION), "criteria.about_criteria", required=True),
)
_TASK = Record(
    Field("code", Code(), "criteria.about_task_code", required=True),
    Field("title", _TITLE, "criteria.about_title", required=True),
    Field("title_en", _TITLE, "criteria.about_english", same_as="title"),
    Field("text", Line(), "criteria.about_text", required=True),
    Field("text_en", Line(), "criteria.about_english", same_as="text"),
    Field("quote", Prose(), "criteria.about_quote", required=True),
    Field("clause", Line(), "criteria.about_clause", required=True),
    Field("owner", Line(), "criteria.about_owner", required=True),
    Field("owner_en", Line(), "criteria.about_english", same_as="owner"),
)
_NOT_ASSESSED = Record(
    Field("clause", Line(), "criteria.about_clause", required=True),
    Field("quote", Prose(), "criteria.about_quote", required=True),
    Field("reason", Line(), "criteria.about_reason", required=True),
    Field("reason_en", Line(), "criteria.about_english", same_as="reason"),
)
_BODY = Record(
    Field("from", Line(), "criteria.about_body_from", required=True),
    Field("to", Line(), "criteria.about_body_to", required=True),
)
_DOCUMENT = Record(
    Field("number", Line(), "criteria.about_number", required=True),
    Field("date", Day(), "criteria.about_date", required=True),
    Field("issuer", Line(), "criteria.about_issuer", required=True),
    Field("title", Line(), "criteria.about_document_title", required=True),
    Field("title_en", Line(), "criteria.about_english", same_as="title"),
    Field("basis", Line(), "criteria.about_basis"),
    Field("body", _BODY, "criteria.about_body", required=True),
    Field("kind", Line(), "criteria.about_document_kind"),
    Field("kind_en", Line(), "criteria.about_english", same_as="kind"),
    Field("measure", Line(), "criteria.about_measure"),
    Field("measure_en", Line(), "criteria.about_english", same_as="measure"),
    Field("people", Line(), "criteria.about_people"),
    Field("people_en", Line(), "criteria.about_english", same_as="people"),
    Field("office", Line(), "criteria.about_office"),
    Field("office_en", Line(), "criteria.about_english", same_as="office"),
)
CRITERIA_FILE = Record(
    Field("schema_version", Whole(1, 9999), "criteria.about_schema_version", required=True),
    Field("document", _DOCUMENT, "criteria.about_document", required=True),
    Field("sections", ListOf(_SECTION), "criteria.about_sections", required=True),
    Field("tasks", ListOf(_TASK), "criteria.about_tasks"),
    Field("not_assessed", ListOf(_NOT_ASSESSED), "criteria.about_not_assessed"),
)
"""The whole file."""
