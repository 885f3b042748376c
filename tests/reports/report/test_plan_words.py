"""Words that reports take from the criteria file, and those of the shipped plan where it says nothing."""

from msgspec.structs import replace

from civicode.i18n import Lang, Words
from civicode.reports.report.plan_words import plan_words
from tests.reports.samples import CATALOGUE

PLAN = CATALOGUE.document


def test_a_plan_that_says_nothing_is_called_like_the_shipped_one() -> None:
    assert plan_words(PLAN, Words(Lang.VI)) == {
        "kind": "Kế hoạch",
        "measure": "Tiêu chí văn hóa công vụ",
        "people": "cán bộ, công chức, người lao động",
        "office": "Cơ quan",
        "the_office": "cơ quan",
    }
    assert plan_words(PLAN, Words(Lang.EN))["measure"] == "criteria of public-service culture"


def test_its_own_words_in_the_readers_language() -> None:
    own = replace(PLAN, kind="quyết định", office="Nhà trường", office_en="The school", people="giáo viên")
    vi, en = plan_words(own, Words(Lang.VI)), plan_words(own, Words(Lang.EN))
    assert (vi["kind"], vi["office"], vi["the_office"]) == ("Quyết định", "Nhà trường", "nhà trường")
    assert (en["office"], en["the_office"]) == ("The school", "the school")
    assert en["people"] == "giáo viên", "nobody has translated it"
