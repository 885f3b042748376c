"""What a document bears beside its figures when it is handed in on paper."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Layout(StrEnum):
    """How a document is laid out on paper.

    `report` a báo cáo in the state's layout (Nghị định 30/2020/NĐ-CP) · `form` the phiếu of one person, with two
    signatures · `signed` a table with those who answer for it below.
    """

    REPORT = "report"
    FORM = "form"
    SIGNED = "signed"


class Part(NamedTuple):
    """A headed part of a document on paper: what is known of it, and lines left blank to be written on."""

    title: str
    sentences: tuple[str, ...] = ()
    blank_lines: int = 0


class Signature(NamedTuple):
    """Whoever signs: the lines above the signature (authority, title), how it is done, the name below it."""

    lines: tuple[str, ...]
    manner: str = ""
    name: str = ""


class Paper(NamedTuple):
    """What a document bears beside its figures when it is handed in; what is empty is left blank for the pen.

    Attributes:
        motto: the two lines of the national heading.
        agency: the lines of who issues it, its superior first.
        number: `Số: …/BC-UBND`.
        place_and_day: `Hoa Sen, ngày … tháng … năm …`.
        kind: BÁO CÁO, PHIẾU …
        subject: trích yếu, what it is about.
        basis: the sentences before the first section, căn cứ among them.
        about: who a phiếu is of: title and value.
        opening: the sentences of the first section.
        parts: what follows the tables.
        signatures: from left to right.
        recipients: the lines of Nơi nhận.
        closing, end: the last sentence, and what it ends with.
    """

    layout: Layout
    motto: tuple[str, str]
    agency: tuple[str, ...]
    kind: str
    subject: str
    number: str = ""
    place_and_day: str = ""
    basis: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    opening: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    recipients_title: str = ""
    closing: str = ""
    end: str = ""
