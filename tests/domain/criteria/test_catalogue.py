"""The catalogue: what is in force on which day, for whom, and the digests by which old checks know their words."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.criteria.catalogue import (
    OFFICE_AUDIENCE,
    Audience,
    Catalogue,
    CatalogueFile,
    Criterion,
    Kind,
    NotAssessed,
    PlanDocument,
    PlanTask,
    Section,
    audiences_of,
)
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import read_record, to_document

DAY = date(2026, 11, 30)
KNOWN_DIGEST = "324ea995e59deedd89b7f216fe6193f49010a3cdfbee3fccd6535cc8b6547fdd"


def criterion(code: str, audience: Audience = Audience.ALL, text: str = "Không đi trễ, về sớm.") -> Criterion:
    return Criterion(
        code=code,
        section="TD",
        title="Không đi trễ, về sớm",
        title_en="Never late",
        text=text,
        text_en="Never comes late.",
        quote="không đi trễ, về sớm",
        clause="II.2.1 đoạn 2",
        audience=audience,
    )


CATALOGUE = Catalogue(
    document=PlanDocument(
        number="1/KH-UBND",
        date=date(2026, 1, 2),
        issuer="Ủy ban nhân dân phường",
        title="Kế hoạch",
        title_en="Plan",
        basis="",
        body_from="I.",
        body_to="./.",
    ),
    sections=(Section(code="TD", title="Thái độ", title_en="Attitude", clause="II.2.1"),),
    criteria=(
        criterion("TD-02"),
        criterion("TD-01", Audience.LEADER),
        criterion("CQ-01", Audience.OFFICE),
        replace(criterion("TD-03"), withdrawn=True),
        replace(criterion("TD-04"), since=date(2026, 12, 1)),
    ),
)


@pytest.mark.parametrize(
    ("since", "until", "withdrawn", "expected"),
    [
        (None, None, False, True),
        (DAY, DAY, False, True),
        (date(2026, 12, 1), None, False, False),
        (None, date(2026, 11, 29), False, False),
        (None, None, True, False),
    ],
)
def test_a_criterion_is_in_force_between_its_days(
    since: date | None, until: date | None, withdrawn: bool, expected: bool
) -> None:
    assert replace(criterion("TD-01"), since=since, until=until, withdrawn=withdrawn).in_force(DAY) is expected


@pytest.mark.parametrize(
    ("audiences", "codes"),
    [
        (audiences_of(leader=False), ["TD-02"]),
        (audiences_of(leader=True), ["TD-02", "TD-01"]),
        (OFFICE_AUDIENCE, ["CQ-01"]),
        ((), []),
    ],
)
def test_each_audience_is_asked_its_own_in_the_order_of_the_file(
    audiences: tuple[Audience, ...], codes: list[str]
) -> None:
    assert [item.code for item in CATALOGUE.asked(audiences, DAY)] == codes


def test_codes_are_read_without_regard_to_case() -> None:
    found = CATALOGUE.criterion(" td-02 ")
    assert found
    assert found.code == "TD-02"
    assert CATALOGUE.criterion("TD-99") is None
    section = CATALOGUE.section("td")
    assert section
    assert section.code == "TD"
    assert CATALOGUE.section("XX") is None


def test_a_note_is_required_with_whatever_is_not_met() -> None:
    assert criterion("TD-01").note_required_for == (Rating.NOT_MET, Rating.NOT_APPLICABLE)
    assert criterion("TD-01").na_allowed


def test_the_digest_of_a_criterion_is_of_its_words_alone() -> None:
    spread = criterion("TD-09", text=unicodedata.normalize("NFD", "Không  đi trễ,\n về sớm. "))
    assert spread.digest == criterion("TD-01").digest
    assert len(spread.digest) == 64
    assert criterion("TD-01", text="Không đi trễ.").digest != spread.digest


def test_the_digest_of_the_catalogue_is_known() -> None:
    """It stands in books: were it worked out otherwise one day, old months would lose their words."""
    assert CATALOGUE.digest == KNOWN_DIGEST


def test_a_catalogue_comes_back_from_its_plain_form_as_it_went_in() -> None:
    odd = replace(criterion("TD-05"), kind=Kind.BAN, note_required_for=(), na_allowed=False, replaces=("TD-02",))
    full = replace(
        CATALOGUE,
        criteria=(*CATALOGUE.criteria, replace(odd, until=DAY)),
        tasks=(
            PlanTask(
                code="NV-01",
                title="a",
                title_en="b",
                text="c",
                text_en="d",
                quote="e",
                clause="III",
                owner="f",
                owner_en="g",
            ),
        ),
        not_assessed=(NotAssessed(clause="I", quote="a", reason="b", reason_en="c"),),
    )
    assert read_record(to_document(full.in_file), CatalogueFile).catalogue == full


@given(st.data())
def test_whatever_changes_changes_the_digest_of_the_catalogue(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(CATALOGUE.criteria) - 1))
    field = data.draw(st.sampled_from(["title", "title_en", "text", "quote", "clause"]))
    old = CATALOGUE.criteria[at]
    new = replace(old, **{field: getattr(old, field) + data.draw(st.text(min_size=1))})
    criteria = (*CATALOGUE.criteria[:at], new, *CATALOGUE.criteria[at + 1 :])
    assert replace(CATALOGUE, criteria=criteria).digest != CATALOGUE.digest
