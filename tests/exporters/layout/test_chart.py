"""Where bars and points stand."""

from civicode.exporters.layout.chart import bars, line
from civicode.i18n import Lang, Words

VI = Words(Lang.VI)


def test_a_bar_is_as_long_as_its_rate() -> None:
    chart = bars([("Văn phòng", 100.0), ("Kinh tế", 50.0)], "Tỷ lệ", VI)
    assert [(bar.label, bar.width / chart.full, bar.figure) for bar in chart.bars] == [
        ("Văn phòng", 1.0, "100,0 %"),
        ("Kinh tế", 0.5, "50,0 %"),
    ]
    assert chart.bars[0].label_y < chart.bars[0].y < chart.bars[1].label_y


def test_a_line_goes_from_left_to_right_between_round_figures() -> None:
    chart = line([("9", 91.0), ("10", 99.0), ("11", 95.0)], "Tỷ lệ", VI)
    assert [edge.figure for edge in chart.edges] == ["90", "100"]
    low, high = chart.edges
    spots = chart.spots
    assert spots[0].x < spots[1].x < spots[2].x
    assert high.y < spots[1].y < spots[2].y < spots[0].y < low.y


def test_the_same_rate_everywhere_has_a_range_all_the_same() -> None:
    for rate in (0.0, 50.0, 100.0):
        chart = line([("a", rate), ("b", rate)], "Tỷ lệ", VI)
        assert chart.edges[0].y > chart.edges[1].y
