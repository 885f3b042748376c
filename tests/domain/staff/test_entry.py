"""The register as rows, and what rows make of a person."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.staff.entry import StaffEntry, entered, entries_of
from civicode.domain.staff.staff import Post, StaffMember

CLERK = StaffMember(
    code="007",
    name="Trần Minh Đức",
    posts=(Post(since=None, position="Văn thư", unit="Văn phòng", leader=False, category=None),),
    until=None,
    order=None,
)
NEW = StaffEntry(code="009", name="Phạm Văn Ơn", position="Địa chính", unit="Địa chính")


@st.composite
def members(draw: st.DrawFn) -> StaffMember:
    """People with posts one after the other, some of whom left and came back."""
    days = sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=4)))
    posts = []
    for place, since in enumerate([None, *days]):
        following = days[place] if place < len(days) else None
        gap = draw(st.none() | st.integers(2, 400))
        until = date.fromordinal(following.toordinal() - gap) if following and gap else None
        until = until if until and (since is None or until >= since) else None
        posts.append(
            Post(
                since=since,
                position=draw(st.sampled_from("ab")),
                unit="x",
                leader=draw(st.booleans()),
                until=until,
                category=None,
            )
        )
    last = posts[-1].since
    left = draw(st.none() | st.dates(last or date(2020, 1, 1), date(2030, 1, 1)))
    return StaffMember(
        code="007", name="Đỗ Mai", posts=tuple(posts), until=left, order=draw(st.none() | st.integers(0, 9))
    )


@given(members())
def test_the_rows_of_a_person_make_the_same_person(member: StaffMember) -> None:
    rows = list(entries_of(member))
    made = entered(None, rows)
    assert (made.member, made.problems) == (member, ())
    again = entered(member, rows)
    assert (again.member, again.differing) == (member, ())


def test_somebody_new_must_say_all() -> None:
    assert entered(None, [NEW]).problems == ()
    assert [one.where for one in entered(None, [NEW._replace(unit=None, name="")]).problems] == ["--name", "--unit"]


def test_a_new_post_takes_over_what_it_leaves_blank() -> None:
    moved = StaffEntry(code="007", unit="Kinh tế", since=date(2026, 11, 16))
    made = entered(CLERK, [moved])
    assert made.member.posts == (
        CLERK.posts[0],
        Post(since=date(2026, 11, 16), position="Văn thư", unit="Kinh tế", leader=False, category=None),
    )
    assert made.differing == ()


def test_what_differs_is_named_and_blanks_say_nothing() -> None:
    other = StaffEntry(code="007", name="Trần Minh Đức", position="Thủ quỹ")
    made = entered(CLERK, [other])
    assert [field for _, field in made.differing] == ["position"]
    assert made.member.posts[0].position == "Thủ quỹ"
    assert entered(CLERK, [StaffEntry(code="007")]).member == CLERK


def test_a_name_with_its_tone_set_the_other_way_is_the_same_and_stays_as_it_is() -> None:
    known = replace(CLERK, name="Nguyễn Thị Hòa")
    made = entered(known, [StaffEntry(code="007", name="Nguyễn Thị Hoà")])
    assert (made.member.name, made.differing) == ("Nguyễn Thị Hòa", ())


def test_a_row_without_a_column_for_the_first_day_is_about_the_newest_post() -> None:
    member = entered(CLERK, [StaffEntry(code="007", unit="Kinh tế", since=date(2026, 11, 16))]).member
    made = entered(member, [StaffEntry(code="007", unit="Tài chính", says_since=False)])
    assert [post.unit for post in made.member.posts] == ["Văn phòng", "Tài chính"]


def test_rows_of_one_person_agree_on_name_and_place() -> None:
    rows = [NEW._replace(order=1), NEW._replace(name="Ai Khác", since=date(2026, 1, 1), order=2)]
    assert [one.code for one in entered(None, rows).problems] == ["staff.two_names", "staff.two_orders"]
