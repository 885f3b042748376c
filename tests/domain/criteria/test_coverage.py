"""The account of a plan: whole on the real one, and every word changed or sentence added in it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.criteria.catalogue import Catalogue, Criterion, NotAssessed, PlanDocument, Section
from civicode.domain.criteria.coverage import Coverage, CoverageState, CoveredText, LostQuote, coverage
from civicode.domain.criteria.word import read_words
from civicode.sources.plan.lines import LONGEST_HEADING
from tests.domain.plans import (
    ADDED,
    body,
    catalogue,
    covered,
    paragraphs,
    plan_text,
    with_paragraph,
    without_markdown,
)


def named(account: Coverage) -> str:
    return " | ".join((*(one.text for one in account.uncovered), *(one.quote for one in account.quotes_not_found)))


def small(*quotes: tuple[str, str, str], not_assessed: tuple[NotAssessed, ...] = ()) -> Catalogue:
    """A catalogue of (code, clause, quote)."""
    return Catalogue(
        document=PlanDocument(
            number="1/KH",
            date=date(2024, 1, 2),
            issuer="UBND phường Mẫu",
            title="Kế hoạch",
            title_en="Plan",
            basis="",
            body_from="I. NỘI DUNG",
            body_to="./.",
        ),
        sections=(Section(code="A", title="A", title_en="A", clause="I"),),
        criteria=tuple(
            Criterion(
                code=code, section="A", title=code, title_en=code, text=quote, text_en=quote, quote=quote, clause=clause
            )
            for code, clause, quote in quotes
        ),
        not_assessed=not_assessed,
    )


def small_account(paragraph: str, *quotes: str) -> list[tuple[str, str]]:
    """State and words of each run of one paragraph under heading I."""
    listed = small(*((f"A-{at}", "I đoạn 1", quote) for at, quote in enumerate(quotes, start=1)))
    account = coverage(listed, ["I. NỘI DUNG", paragraph])
    return [(one.state.value, one.text) for one in account.clauses]


# The real plan


def test_the_whole_plan_is_accounted_for() -> None:
    account = coverage(catalogue(), paragraphs())
    assert account.quotes_not_found == ()
    assert account.uncovered == ()
    assert account.ok


def test_the_account_names_each_clause_with_its_codes_and_reasons() -> None:
    account = coverage(catalogue(), paragraphs())
    rows = {(one.clause, one.state): one for one in account.clauses}
    assert list(dict.fromkeys(one.clause for one in account.clauses)) == [
        *(f"I.1 đoạn {at}" for at in (1, 2, 3)),
        *(f"I.2 đoạn {at}" for at in (1, 2, 3)),
        "II.1",
        *(f"II.1 đoạn {at}" for at in range(1, 7)),
        "II.2",
        "II.2 đoạn 1",
        *(f"II.2.1 đoạn {at}" for at in range(1, 5)),
        *(f"II.2.2 đoạn {at}" for at in range(1, 5)),
        *(f"II.2.3 đoạn {at}" for at in range(1, 4)),
        "II.2.4 đoạn 1",
        *(f"III.{at}" for at in range(1, 5)),
        "III đoạn 5",
    ]
    assert rows["II.2.1 đoạn 3", CoverageState.QUOTED].by == ("TD-10", "TD-11", "TD-12")
    slogan = rows["II.1", CoverageState.NOT_ASSESSED]
    assert (slogan.text, slogan.by) == ("“Xây dựng cơ quan Văn minh, hiện đại, xanh, sạch, đẹp”", ())
    assert slogan.reason.startswith("Khẩu hiệu")
    assert slogan.reason_en.startswith("A slogan")


def test_no_word_of_the_plan_is_lost_in_the_account() -> None:
    account = coverage(catalogue(), paragraphs())
    told = " ".join(one.text for one in account.clauses)
    number = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*)\. ")
    for at in body():
        text = number.sub("", paragraphs()[at], count=1)
        assert text in told or text.isupper() or text.partition(":")[2] in {"", f" {text.partition(': ')[2]}"}


def each_word() -> Iterator[tuple[int, list[str], int]]:
    """Every word of every paragraph of the body that is no heading."""
    account = coverage(catalogue(), paragraphs())
    texts = {one.text for one in account.clauses}
    for at in body():
        tokens = paragraphs()[at].split()
        if any(text.split()[-1] == tokens[-1] and len(text) > 20 for text in texts):
            yield from ((at, tokens, place) for place, token in enumerate(tokens) if read_words(token))


def is_number(token: str) -> bool:
    return re.fullmatch(r"[IVX]+\.|(\d+\.)+", token) is not None


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 23])
def test_each_changed_word_is_named(every: int) -> None:
    tried = 0
    for number, (at, tokens, place) in enumerate(each_word()):
        if number % every or is_number(tokens[place]) or paragraphs()[at].endswith(":"):
            continue
        word = read_words(tokens[place])[0].bare
        if "Đối với" in paragraphs()[at][:12] and "“" not in " ".join(tokens[: place + 1]):
            continue  # a heading's words before its slogan are structure
        changed = [*tokens[:place], tokens[place].replace(word, "thayđổi"), *tokens[place + 1 :]]
        account = coverage(catalogue(), with_paragraph(at, " ".join(changed)))
        assert not account.ok, (place, paragraphs()[at])
        assert any(word in [one.bare for one in read_words(lost.quote)] for lost in account.quotes_not_found)
        tried += 1
    assert tried > 1200 / every


def test_a_changed_word_is_named_in_every_quote() -> None:
    quoted = [(one.code, one.quote) for one in catalogue().criteria]
    quoted += [(one.code, one.quote) for one in catalogue().tasks]
    quoted += [("not_assessed", one.quote) for one in catalogue().not_assessed]
    flat = "\n\n".join(paragraphs())
    for number, (code, quote) in enumerate(quoted):
        tokens = quote.split()
        place = number * 7 % len(tokens)
        if not read_words(tokens[place]):
            place = 0
        changed = " ".join([*tokens[:place], "Khác" + tokens[place], *tokens[place + 1 :]])
        assert quote in flat
        account = covered(flat.replace(quote, changed))
        assert (code, quote) in {(one.code, one.quote) for one in account.quotes_not_found}


def test_a_word_taken_out_or_put_in_is_named() -> None:
    whole = next(one for one in paragraphs() if "4 xin" in one)
    at = paragraphs().index(whole)
    for changed in (whole.replace("luôn mỉm cười", "mỉm cười"), whole.replace("xin lỗi", "xin rất lỗi")):
        account = coverage(catalogue(), with_paragraph(at, changed))
        assert [one.code for one in account.quotes_not_found] in (["GT-09"], ["GT-07"])


def content_paragraphs() -> list[int]:
    headings = re.compile(r"([IVX]+\. )|\d\. (Mục đích|Yêu cầu|Đối với)|2\.\d\.")
    return [at for at in body() if not headings.match(paragraphs()[at])]


@pytest.mark.parametrize("at", content_paragraphs())
@pytest.mark.parametrize("where", ["after", "before", "paragraph"])
def test_a_sentence_added_to_any_clause_is_named(at: int, where: str) -> None:
    own = paragraphs()[at]
    if where == "paragraph":
        changed = [*paragraphs()[: at + 1], ADDED, *paragraphs()[at + 1 :]]
    elif where == "after":
        changed = with_paragraph(at, f"{own} {ADDED}")
    else:
        number = re.match(r"\d\. ", own)
        cut = number.end() if number else 0
        changed = with_paragraph(at, f"{own[:cut]}{ADDED} {own[cut:]}")
    if where == "paragraph" and at == body()[-1]:
        return  # after the closing words
    account = coverage(catalogue(), changed)
    assert [one.text for one in account.uncovered] == [ADDED]


def test_a_paragraph_put_between_others_does_not_make_them_look_left_out() -> None:
    at = next(at for at, one in enumerate(paragraphs()) if one.startswith("Tổ chức thực hiện các quy định"))
    account = coverage(catalogue(), [*paragraphs()[:at], ADDED, *paragraphs()[at:]])
    assert account.uncovered == (
        CoveredText(clause="II.1 đoạn 3", text=ADDED, state=CoverageState.UNCOVERED, by=(), reason="", reason_en=""),
    )
    assert [(one.code, one.clause, one.found_in) for one in account.quotes_not_found] == [
        ("CQ-03", "II.1 đoạn 3", "II.1 đoạn 4"),
        ("CQ-04", "II.1 đoạn 4", "II.1 đoạn 5"),
        ("CQ-05", "II.1 đoạn 4", "II.1 đoạn 5"),
        ("CQ-06", "II.1 đoạn 5", "II.1 đoạn 6"),
        ("CQ-07", "II.1 đoạn 5", "II.1 đoạn 6"),
        ("CQ-08", "II.1 đoạn 6", "II.1 đoạn 7"),
    ]


def test_an_item_added_without_a_full_stop_is_named() -> None:
    at = next(at for at, one in enumerate(paragraphs()) if one.startswith("3. Đề nghị"))
    for place in (at, at + 2):
        item = "5. Giao Công an phường tuần tra hằng đêm"
        account = coverage(catalogue(), [*paragraphs()[:place], item, *paragraphs()[place:]])
        assert [one.text for one in account.uncovered] == ["Giao Công an phường tuần tra hằng đêm"]


def test_a_paragraph_taken_out_is_named_by_its_quotes() -> None:
    at = next(at for at, one in enumerate(paragraphs()) if one.startswith("2. Giao Văn hóa"))
    account = coverage(catalogue(), [*paragraphs()[:at], *paragraphs()[at + 1 :]])
    lost = {one.code: one.found_in for one in account.quotes_not_found}
    assert lost == {"NV-02": "", "NV-05": "III đoạn 4", "not_assessed": "III đoạn 4"}


# What a scan does to the text


def sentence_breaks() -> list[int]:
    """Places of blanks inside the sentences of the body, wherever the next word's case allows to tell."""
    text = without_markdown(plan_text())
    places: list[int] = []
    for match in re.finditer(r"^\S.*$", text, re.MULTILINE):
        if not text.index("I. MỤC ĐÍCH") <= match.start() < text.index("Nơi nhận"):
            continue
        numbered = re.match(r"[IVX\d.]+ ", match[0])
        for blank in re.finditer(r"(?<=[^.:;]) (?=\w)|; (?=[^T])", match[0]):
            after, cut = match[0][blank.end()], blank.start()
            told = after.islower() or not numbered or match[0].isupper() or cut > LONGEST_HEADING
            if told and cut > (numbered.end() if numbered else 0):
                places.append(match.start() + blank.end() - 1)
    return places


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(sentence_breaks()), min_size=1, max_size=12, unique=True), st.sampled_from(["\n", "\n\n"])
)
def test_broken_sentences_are_whole_again(places: list[int], gap: str) -> None:
    text = without_markdown(plan_text())
    for place in sorted(places, reverse=True):
        text = text[:place] + gap + text[place + 1 :]
    # A number alone in its line is a page's, as far as one can tell.
    assume(not re.search(r"^\d+$", text, re.MULTILINE))
    for is_markdown in (True, False):
        assert covered(text, is_markdown=is_markdown).ok


@pytest.mark.parametrize(
    "following", ["Công chức Văn phòng", "UBND phường triển khai", "14/01/2020 của UBND tỉnh về việc"]
)
def test_a_numbered_sentence_may_be_broken_early_where_empty_lines_part_paragraphs(following: str) -> None:
    text = without_markdown(plan_text())
    assert f" {following}" in text
    assert covered(text.replace(f" {following}", f"\n{following}"), is_markdown=False).ok


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(sentence_breaks()), min_size=1, max_size=12, unique=True),
    st.sampled_from(["**", "_", "*"]),
)
def test_emphasis_in_the_middle_changes_nothing(places: list[int], mark: str) -> None:
    text = without_markdown(plan_text())
    for place in sorted(places, reverse=True):
        end = re.compile(r"\s|$").search(text, place + 1)
        assert end is not None
        text = f"{text[: place + 1]}{mark}{text[place + 1 : end.start()]}{mark}{text[end.start() :]}"
    assert covered(text).ok


@pytest.mark.parametrize(
    "changed",
    [
        without_markdown(plan_text()),
        plan_text().replace("“", '"').replace("”", '"'),
        plan_text().replace("“", "„").replace("”", "“"),
        plan_text().replace(" - ", " – "),
        plan_text().replace(" ", "\u00a0"),
        plan_text().replace(" ", "  \t"),
        plan_text().replace("nghiêm\n\nchính", "nghiêm chính"),
        plan_text().replace("nghiêm\n\nchính", "nghiêm\n\n- 2 -\n\nchính"),
        plan_text().replace("chưa được kiểm chứng,\n\n", "chưa được kiểm chứng,\n\n3\n\n"),
        plan_text().replace("nhân dân", "nhân\u200b dân"),
        plan_text().replace(";", " ;"),
        plan_text().replace("\n", "\r\n"),
        plan_text().replace("1. ", "1\\. "),
        re.sub(r"^([^#\n*].+)$", r"> \1", plan_text(), flags=re.MULTILINE),
    ],
)
def test_scan_faults_and_marks_change_nothing(changed: str) -> None:
    assert covered(changed).ok


def test_what_stands_before_and_after_the_body_is_not_accounted_for() -> None:
    account = covered(f"Một trang bìa có nhiều chữ khác hẳn.\n\n{plan_text()}\n\nMột phụ lục có nhiều chữ khác hẳn.")
    assert account.ok


# The rules, on plans of a few words


def test_a_bound_of_the_body_that_is_not_there_is_told() -> None:
    document = replace(catalogue().document, body_from="IX. KHÔNG CÓ", body_to="không hề có")
    account = coverage(replace(catalogue(), document=document), paragraphs())
    assert account.quotes_not_found == (
        LostQuote(code="document.body.from", quote="IX. KHÔNG CÓ", clause="", found_in=""),
        LostQuote(code="document.body.to", quote="không hề có", clause="", found_in=""),
    )
    assert not account.ok


@pytest.mark.parametrize("clause", ["II.2.2 đoạn 1", "II.1 đoạn 4", "III", "II.2.1 đoạn 9", "X"])
def test_a_quote_is_looked_for_in_its_own_clause(clause: str) -> None:
    first, *others = catalogue().criteria
    moved = next(one for one in catalogue().criteria if one.code == "TD-05")
    changed = tuple(replace(one, clause=clause) if one is moved else one for one in (first, *others))
    account = coverage(replace(catalogue(), criteria=changed), paragraphs())
    assert [one.code for one in account.quotes_not_found] == ["TD-05"]


@pytest.mark.parametrize("clause", ["II.2.1", "II.2", "II", "ii.2.1  Đoạn 2"])
def test_a_clause_may_be_recorded_less_exactly(clause: str) -> None:
    changed = tuple(replace(one, clause=clause) if one.code == "TD-05" else one for one in catalogue().criteria)
    assert coverage(replace(catalogue(), criteria=changed), paragraphs()).ok


@pytest.mark.parametrize(
    ("paragraph", "quotes", "expected"),
    [
        # a run of three words may go unquoted, one of four may not
        ("một hai ba giữ lời hứa.", ["giữ lời hứa"], [("quoted", "một hai ba giữ lời hứa.")]),
        (
            "một hai ba bốn giữ lời hứa.",
            ["giữ lời hứa"],
            [("uncovered", "một hai ba bốn"), ("quoted", "giữ lời hứa.")],
        ),
        # a sentence's subject up to "phải" or "không được", quoted or not
        ("Mọi cán bộ của phường phải giữ lời.", ["phải giữ lời"], [("quoted", "Mọi cán bộ của phường phải giữ lời.")]),
        ("Mọi cán bộ của phường phải giữ lời.", ["giữ lời"], [("quoted", "Mọi cán bộ của phường phải giữ lời.")]),
        (
            "Mọi cán bộ của phường không được nói dối.",
            ["nói dối"],
            [("quoted", "Mọi cán bộ của phường không được nói dối.")],
        ),
        (
            "Giữ lời. Mọi cán bộ của phường phải cười.",
            ["Giữ lời", "cười"],
            [("quoted", "Giữ lời. Mọi cán bộ của phường phải cười.")],
        ),
        # but not in the middle of a sentence, nor when the duty itself is left out
        (
            "Giữ lời; mọi cán bộ của phường phải cười.",
            ["Giữ lời", "cười"],
            [("quoted", "Giữ lời;"), ("uncovered", "mọi cán bộ của phường phải"), ("quoted", "cười.")],
        ),
        (
            "Giữ lời. Mọi cán bộ phải cười.",
            ["Giữ lời"],
            [("quoted", "Giữ lời."), ("uncovered", "Mọi cán bộ phải cười.")],
        ),
        (
            "Cán bộ phải học và mọi người phải cười.",
            ["cười"],
            [("uncovered", "Cán bộ phải học và mọi người phải"), ("quoted", "cười.")],
        ),
        # a sentence that is left out does not hide behind the next one's subject
        (
            "Một hai ba bốn. Mọi cán bộ của phường phải cười.",
            ["cười"],
            [("uncovered", "Một hai ba bốn."), ("quoted", "Mọi cán bộ của phường phải cười.")],
        ),
        # the words before a list
        (
            "Thực hiện những việc sau đây: chào, cười.",
            ["chào", "cười"],
            [("quoted", "Thực hiện những việc sau đây: chào, cười.")],
        ),
        (
            "Thực hiện những việc sau đây: chào, hát, múa, cười.",
            ["chào"],
            [("quoted", "Thực hiện những việc sau đây: chào, hát, múa, cười.")],
        ),
        (
            "Thực hiện những việc sau đây: chào, cười.",
            ["cười"],
            [("uncovered", "Thực hiện những việc sau đây: chào,"), ("quoted", "cười.")],
        ),
        ("Thực hiện những việc sau đây:", [], []),
        # a quote holds its first occurrence only
        (
            "Giữ lời hứa ấy. Giữ lời hứa ấy.",
            ["Giữ lời hứa ấy"],
            [("quoted", "Giữ lời hứa ấy."), ("uncovered", "Giữ lời hứa ấy.")],
        ),
        # dots and dashes are no words, abbreviating dots end no sentence
        ("Khi làm việc ..., phải cười.", ["Khi làm việc, phải cười"], [("quoted", "Khi làm việc ..., phải cười.")]),
    ],
)
def test_which_words_may_go_unquoted(paragraph: str, quotes: list[str], expected: list[tuple[str, str]]) -> None:
    assert small_account(paragraph, *quotes) == expected


def test_what_is_both_quoted_and_not_assessed_is_quoted() -> None:
    reason = NotAssessed(clause="I đoạn 1", quote="giữ lời và cười", reason="vì thế", reason_en="because")
    account = coverage(
        small(("A-1", "I đoạn 1", "giữ lời"), not_assessed=(reason,)), ["I. NỘI DUNG", "giữ lời và cười"]
    )
    assert [(one.state.value, one.text, one.by, one.reason, one.reason_en) for one in account.clauses] == [
        ("quoted", "giữ lời", ("A-1",), "", ""),
        ("not_assessed", "và cười", (), "vì thế", "because"),
    ]


def test_a_quote_without_a_word_is_not_found() -> None:
    account = coverage(small(("A-1", "I", "...")), ["I. NỘI DUNG", "Cười."])
    assert [one.code for one in account.quotes_not_found] == ["document.body.to", "A-1"]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_has_an_account(texts: list[str]) -> None:
    account = coverage(catalogue(), texts)
    assert len(account.quotes_not_found) > 0
