"""Running numbers."""

import pytest

from civicode.domain.record import next_in


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "LN-2026-12-0001"),
        (["LN-2026-12-0001", "LN-2026-12-0007", "LN-2026-11-0009"], "LN-2026-12-0008"),
        (["LN-2026-12-9999"], "LN-2026-12-10000"),
        (["LN-2026-12-x", "LN-2026-12-", "LN-2026-12-٣", "LN-2026-12-0002x"], "LN-2026-12-0001"),
        (["LN-2026-12-99999999999"], "LN-2026-12-0001"),
    ],
)
def test_the_next_one_follows_the_highest_of_its_prefix(taken: list[str], expected: str) -> None:
    assert next_in("LN-2026-12-", taken) == expected


def test_numbers_may_stand_without_zeros_in_front() -> None:
    assert next_in("NV-01:2026-11-05:", ["NV-01:2026-11-05:1"], width=1) == "NV-01:2026-11-05:2"
