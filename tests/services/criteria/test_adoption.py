"""Any two versions of the criteria, one after the other: no answer is lost, none is invented."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from civicode.domain.calendar import VIETNAM, Period
from civicode.domain.check.check import Answers, make_answer
from civicode.domain.criteria.catalogue import Catalogue, Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.record import to_document
from civicode.services import staff
from civicode.services.check.check import draft, dropped, keep, standing, submit, target
from civicode.services.criteria import adoption
from civicode.services.office.office import Office
from civicode.services.store import audit
from civicode.store.memory import MemoryStore
from tests.reports.samples import CATALOGUE, criterion

JUNE, JULY = (Period.of(date(2026, month, 1)) for month in (6, 7))
CODES = tuple(f"TD-{number:02}" for number in range(1, 8))

states = st.dictionaries(st.sampled_from(CODES), st.integers(0, 4), min_size=1)
"""What each code says in a version: 0 is withdrawn; the same number is the same words, also under another code."""


def version(words: dict[str, int], replaced: dict[str, str]) -> Catalogue:
    """The catalogue in which each code says what `words` has; `replaced` are the codes that some took the place of."""
    section = next(one for one in CATALOGUE.sections if one.code == "TD")
    criteria = tuple(_criterion(code, words[code], replaced.get(code)) for code in sorted(words))
    return structs.replace(CATALOGUE, sections=(section,), criteria=criteria, tasks=(), not_assessed=())


def _criterion(code: str, words: int, replaced: str | None) -> Criterion:
    return structs.replace(
        criterion(code, f"Việc {code}"),
        text=f"Lời văn {words}." if words else f"Lời cũ của {code}.",
        clause="II.2.1",
        withdrawn=words == 0,
        replaces=(replaced,) if replaced and words else (),
    )


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[Catalogue, Catalogue]:
    """Every code of the first stands in the second, too, withdrawn or not; what replaces one names it."""
    before = draw(states.filter(lambda one: any(one.values())))
    after = {**before, **draw(states)}
    gone = [code for code, words in after.items() if words == 0]
    new = [code for code in after if code not in before]
    named = draw(st.lists(st.sampled_from(gone), min_size=len(new), max_size=len(new))) if gone else []
    replaced = dict(zip(new, named, strict=False))
    for code in before:
        if before[code] == 0:  # given up once, never something else
            after[code] = 0
    return version(before, {}), version(after, replaced)


def put(folder: Path, name: str, catalogue: Catalogue) -> Path:
    path = folder / name
    path.write_text(json.dumps(to_document(catalogue.in_file), ensure_ascii=False), encoding="utf-8")
    return path


def office_with(path: Path) -> Office:
    """An empty office in July whose own criteria are those at `path`."""
    return Office(
        store=MemoryStore(),
        settings=OfficeSettings(),
        actor="001",
        now=datetime(2026, 7, 10, 8, tzinfo=VIETNAM),
        criteria_path=path,
        own_criteria=path,
    )


def ratings(draw: st.DataObject, codes: tuple[str, ...], least: int) -> Answers:
    chosen = draw.draw(st.lists(st.sampled_from(codes), unique=True, min_size=least)) if codes else []
    return {
        code: make_answer(Rating.NOT_MET, f"ghi chú {code}") if at % 2 else make_answer(Rating.MET)
        for at, code in enumerate(chosen)
    }


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(versions=two_versions(), data=st.data())
def test_no_answer_is_lost_and_none_is_invented(versions: tuple[Catalogue, Catalogue], data: st.DataObject) -> None:
    old, new = versions
    with TemporaryDirectory() as place:
        folder = Path(place)
        path = put(folder, "criteria.yaml", old)
        office = office_with(path)
        staff.add(office, code="001", name="Người Thử", position="Chuyên viên", unit="Văn phòng")
        june = target(office, "001", JUNE)
        whole = {one.code: make_answer(Rating.MET) for one in june.asked}
        submit(office, june, whole)
        july = target(office, "001", JULY)
        given_answers = ratings(data, tuple(one.code for one in july.asked), least=0)
        keep(office, july, given_answers)

        adoption.adopt(office, adoption.preview(office, put(folder, "new.yaml", new)))
        later = replace(office)

        check = standing(later, target(later, "001", JUNE))
        assert check is not None
        assert dict(check.answers) == whole
        assert later.versions.of(check.catalogue) == old
        assert target(later, "001", JUNE).catalogue == old
        now = target(later, "001", JULY)
        assert now.catalogue == new
        _require_faithful(later, old, given_answers)
        assert audit.verify(later).ok


def _require_faithful(office: Office, old: Catalogue, answers: Answers) -> None:
    """The draft holds an answer just where its words are asked; what it left out is told, and lies in the old text."""
    now = target(office, "001", JULY)
    found = draft(office, now)
    kept = dict(found.answers) if found else {}
    words = {one.code: one.digest for one in old.criteria}
    asked = {one.code: one.digest for one in now.asked}
    left = dropped(office, now)
    for code, answer in kept.items():
        sources = [one for one in answers if words[one] == asked[code] and answers[one] == answer]
        assert sources, f"{code} was never answered in these words"
    for code in answers:
        if words[code] == asked.get(code):
            assert kept[code] == answers[code]
        assert (code in left) or any(words[code] == asked[one] for one in kept)
    assert len(kept) + len(left) == len(answers)


def test_changing_the_answer_to_a_version_twice_for_one_period_keeps_the_first_words_before(tmp_path: Path) -> None:
    first, second, third = (version({"TD-01": words}, {}) for words in (1, 2, 3))
    path = put(tmp_path, "criteria.yaml", first)
    office = office_with(path)
    for catalogue in (second, third):
        adoption.adopt(replace(office), adoption.preview(replace(office), put(tmp_path, "new.yaml", catalogue)))
    now = replace(office)
    assert [one.before for one in now.versions.adoptions] == [first.digest]
    assert now.versions.on(date(2026, 6, 30)) == first
    assert now.versions.on(date(2026, 7, 1)) == third
