"""A sound batch of each kind, as rows and in every form."""

import unicodedata
from collections.abc import Mapping, Sequence

from civicode.domain.batch import BatchKind
from tests.cli.files.forms import Cells, json_lines, json_list, objects, ods_table, text, xlsx
from tests.sources.encodings import as_cp1258
from tests.sources.workbook.workbooks import SAMPLES

ROWS: Mapping[BatchKind, list[Cells]] = {
    BatchKind.STAFF: [
        ["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị", "Đối tượng", "Lãnh đạo", "Từ ngày", "Thứ tự"],
        ["010", "Nguyễn Thị Ưng", "Kế toán", "Tài chính", "công chức", "", "16/3/2026", "3"],
        ["011", "Lý Đắc Hoà", "Trưởng phòng", "Văn hóa - Xã hội", "công chức", "x", "", "2"],
    ],
    BatchKind.CHECKS: [
        ["Mã CB", "Kỳ", "Mã tiêu chí", "Kết quả", "Ghi chú"],
        ["007", "11/2026", "TD-01", "Đạt", ""],
        ["007", "11/2026", "TD-02", "Chưa đạt", "đi trễ 2 lần, có báo trước"],
        ["007", "11/2026", "GT-01", "Không áp dụng", "nghỉ phép"],
    ],
    BatchKind.REVIEWS: [
        ["Mã CB", "Kỳ", "Mã tiêu chí", "Kết quả", "Ghi chú", "Người đánh giá"],
        ["008", "2026-11", "TD-02", "Chưa đạt", "đi trễ ngày 12", "001"],
    ],
    BatchKind.VIOLATIONS: [
        ["Mã phiếu", "Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Ngày phát hiện", "Nội dung", "Nơi", "Nguồn"],
        ["01/BB", "007", "TD-02; GT-01", "12/11/2026", "13/11/2026", "Đến lúc 8 giờ 20", "Cổng", "Kiểm tra"],
        ["02/BB", "008", "TD-02", "5/11/2026", "", "Đến trễ, không báo", "", ""],
    ],
    BatchKind.PLAN: [
        ["Mã nhiệm vụ", "Ngày", "Tiến độ", "Ghi chú"],
        ["NV-01", "5/11/2026", "37,5", "Đã họp khóm"],
        ["NV-01", "20/11/2026", "80%", "Đã phát loa"],
    ],
}
KEYS = {
    BatchKind.STAFF: ["code", "name", "position", "unit", "category", "leader", "from", "order"],
    BatchKind.CHECKS: ["officer", "period", "criterion", "rating", "note"],
    BatchKind.REVIEWS: ["officer", "period", "criterion", "rating", "note", "reviewer"],
    BatchKind.VIOLATIONS: ["id", "officer", "criterion", "occurred_on", "noticed_on", "what", "where", "source"],
    BatchKind.PLAN: ["task", "on", "percent", "note"],
}
WHOLE_CHECKS = [
    {"officer": "007", "period": "2026-11", "answers": {"TD-01": "met", "TD-02": "met", "GT-01": "met"}},
    {
        "officer": "008",
        "period": "2026-10",
        "answers": {"TD-01": "met", "TD-02": {"rating": "not_met", "note": "đi trễ"}, "GT-01": "đạt"},
    },
]
WIDE = [
    ["Mã CB", "Kỳ", "TD-01", "TD-02", "TD-02 ghi chú", "GT-01"],
    ["007", "2026-11", "Đạt", "c", "đi trễ 2 lần", "đ"],
]


def forms(kind: BatchKind) -> dict[str, bytes]:
    """The batch of a kind in every form that is imported, by a name for it."""
    rows = ROWS[kind]
    found = {
        "utf-8": text(rows).encode(),
        "semicolons": text(rows, ";").encode("utf-8-sig"),
        "nfd": unicodedata.normalize("NFD", text(rows, end="\r")).encode(),
        "utf-16": text(rows, "\t").encode("utf-16"),
        "cp1258": as_cp1258(text(rows, ";")),
        "xlsx": xlsx(rows),
        "ods": ods_table(rows),
        "xls": (SAMPLES / f"batch-{kind}.xls").read_bytes(),
        "jsonl": json_lines(_objects(kind)),
        "json": json_list(_objects(kind), under=kind.value),
    }
    return found | ({"wide": text(WIDE).encode()} if kind is BatchKind.CHECKS else {})


def _objects(kind: BatchKind) -> Sequence[Mapping[str, object]]:
    return WHOLE_CHECKS if kind is BatchKind.CHECKS else objects([KEYS[kind], *ROWS[kind][1:]])
