"""A small plan encoded by the real commands: what docs/criteria.md shows, from the first draft to the first check."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.house.commands import shown

PLAN = """\
# NỘI QUY THƯ VIỆN SEN VÀNG (hư cấu)

## Điều 1. Mục đích

Nội quy này giữ cho thư viện yên tĩnh, sạch sẽ.

## Điều 2. Nhân viên thư viện

1. Nhân viên phải có mặt trước giờ mở cửa 15 phút, đeo thẻ tên và chào bạn đọc.
2. Nhân viên không được dùng điện thoại riêng tại quầy.

## Điều 3. Thư viện

Thư viện niêm yết giờ mở cửa tại cổng và trả lời góp ý trong 5 ngày làm việc.

## Điều 4. Tổ chức thực hiện

Tổ nghiệp vụ phổ biến nội quy này đến mọi nhân viên trong quý I năm 2026.
"""

CRITERIA = """\
schema_version: 1

document:
  number: "05/NQ-TVSV"
  date: 2026-01-05
  issuer: "Thư viện Sen Vàng"
  title: "Nội quy về giờ giấc và ứng xử của nhân viên thư viện"
  body: {from: "Điều 1. Mục đích", to: "quý I năm 2026."}
  kind: "Nội quy"
  measure: "Nội quy thư viện"
  people: "viên chức thư viện"
  office: "thư viện"

sections:
  - code: NV
    title: "Nhân viên thư viện"
    clause: "Điều 2"
    criteria:
      - code: NV-01
        title: "Có mặt trước giờ mở cửa 15 phút"
        text: "Nhân viên phải có mặt trước giờ mở cửa 15 phút."
        quote: "có mặt trước giờ mở cửa 15 phút"
        clause: "Điều 2.1"
        na_allowed: false
      - code: NV-02
        title: "Đeo thẻ tên"
        text: "Nhân viên phải đeo thẻ tên."
        quote: "đeo thẻ tên"
        clause: "Điều 2.1"
        na_allow: false
      - code: DT-01
        title: "Không dùng điện thoại riêng tại quầy"
        text: "Nhân viên không được dùng điện thoại riêng tại quầy."
        quote: "không được dùng điện thoại tại quầy"
        clause: "Điều 2.2"
        kind: ban

  - code: TV
    title: "Thư viện"
    clause: "Điều 3"
    criteria:
      - code: TV-01
        title: "Niêm yết giờ mở cửa tại cổng"
        text: "Thư viện niêm yết giờ mở cửa tại cổng."
        quote: "niêm yết giờ mở cửa tại cổng"
        clause: "Điều 3"
        audience: offices
      - code: TV-02
        title: "Trả lời góp ý trong 5 ngày làm việc"
        text: "Thư viện trả lời góp ý trong 5 ngày làm việc."
        quote: "trả lời góp ý trong 5 ngày làm việc"
        clause: "Điều 3"
        audience: office
        note_required_for: [met, not_met]

tasks:
  - code: TH-01
    title: "Phổ biến nội quy đến mọi nhân viên"
    text: "Phổ biến nội quy này đến mọi nhân viên trong quý I năm 2026."
    quote: "phổ biến nội quy này đến mọi nhân viên trong quý I năm 2026"
    clause: "Điều 4"
    owner: "Tổ nghiệp vụ"
"""
"""The first draft, with what one gets wrong."""

GREETING = """\
      - code: NV-04
        title: "Chào bạn đọc"
        text: "Nhân viên phải chào bạn đọc."
        quote: "chào bạn đọc"
        clause: "Điều 2.1"

"""
NOT_ASSESSED = """
not_assessed:
  - clause: "Điều 1"
    quote: "Nội quy này giữ cho thư viện yên tĩnh, sạch sẽ."
    reason: "Mục đích, không đòi hỏi việc cụ thể của ai."
"""
OFFICE = """\
office:
  - name: Thư viện Sen Vàng
    parent: Sở Văn hóa tỉnh Sen Vàng
    place: Sen Vàng
period: quarter
window: {opens: 1, due: 10}
plan:
  TH-01: {due: 2026-03-31}
"""

_TYPED = (("DT-01", "NV-03"), ("na_allow:", "na_allowed:"), ("audience: offices", "audience: office"))
"""What lint finds, mended."""
_SAID = (
    ("dùng điện thoại tại quầy", "dùng điện thoại riêng tại quầy"),
    ("\n  - code: TV\n", f"{GREETING}  - code: TV\n"),
)
"""What coverage finds, mended."""

PARTS = {
    "plan": "cat noi-quy.md\n",
    "draft": "cat criteria.yaml\n",
    "lint": "civicode criteria lint\n",
    "coverage": "civicode criteria lint\ncivicode criteria coverage noi-quy.md\n",
    "mended": "civicode criteria coverage noi-quy.md\n",
    "use": """\
civicode init
cat office.yaml
civicode staff add 01 --name "Lê Thị Cẩm Tú" --position "Giám đốc" --unit "Ban giám đốc" --leader
civicode staff add 07 --name "Trần Văn Mẫu" --position "Thủ thư" --unit "Phòng đọc"
civicode --as 07 check --not-met "NV-04=quên chào hai lần" --rest-met
civicode --as 01 check --office --met "TV-02=đã trả lời 12 góp ý" --rest-met
""",
}


def encoded(now: str, lang: str, part: str) -> str:
    """What a terminal of 80 columns shows of one part of the work."""
    return _story(now, lang)[part]


@cache
def _story(now: str, lang: str) -> dict[str, str]:
    told: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        place = Path(folder)
        text = CRITERIA
        _write(place, "noi-quy.md", PLAN)
        for part, lines in PARTS.items():
            if part == "coverage":
                text = _mended(text, _TYPED)
            if part == "mended":
                text = _mended(text, _SAID) + NOT_ASSESSED
            _write(place, "criteria.yaml", text)
            told[part] = "\n".join(_of(line, place, now, lang) for line in lines.splitlines())
    return told


def _of(line: str, place: Path, now: str, lang: str) -> str:
    said = shown(line, str(place), now, lang)
    if line == "civicode init":
        _write(place, "office.yaml", OFFICE)
    return said if line.startswith("cat ") and len(line.split()) == 2 and "office" not in line else f"$ {line}\n{said}"


def _mended(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for wrong, right in changes:
        assert wrong in text, wrong
        text = text.replace(wrong, right)
    return text


def _write(place: Path, name: str, text: str) -> None:
    (place / name).write_text(text, encoding="utf-8")
