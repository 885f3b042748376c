"""How a catalogue accounts for a plan: each run of its words quoted, not assessed, or left out; quotes not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from civicode.domain.criteria.catalogue import Catalogue, NotAssessed, PlanDocument
from civicode.domain.criteria.clause import Clause, clauses, head_of, lies_in
from civicode.domain.criteria.gap import left_out
from civicode.domain.criteria.word import Word, find_words, read_words


class CoverageState(StrEnum):
    """What became of a run of the plan's words."""

    QUOTED = "quoted"
    NOT_ASSESSED = "not_assessed"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredText:
    """A run of a clause's words with one fate.

    Attributes:
        clause: label of the clause it stands in, `II.2.1 đoạn 2`.
        by: codes of the criteria and tasks that quote it, in the catalogue's order.
        reason, reason_en: why it is not assessed.
    """

    clause: str
    text: str
    state: CoverageState
    by: tuple[str, ...] = ()
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostQuote:
    """A quote that its own clause does not hold.

    Attributes:
        code: of the criterion or task; `not_assessed`, or `document.body.from` and `.to`, where it has none.
        clause: the clause recorded beside it.
        found_in: label of another clause under the same heading that holds it; empty when none does.
    """

    code: str
    quote: str
    clause: str = ""
    found_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The account of a plan, clause by clause in its order."""

    clauses: tuple[CoveredText, ...]
    quotes_not_found: tuple[LostQuote, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is left out and every quote was found in its clause."""
        return not self.quotes_not_found and not self.uncovered

    @property
    def uncovered(self) -> tuple[CoveredText, ...]:
        """What neither a quote nor a reason accounts for."""
        return tuple(one for one in self.clauses if one.state is CoverageState.UNCOVERED)


def coverage(catalogue: Catalogue, paragraphs: Sequence[str]) -> Coverage:
    """Hold `catalogue` against the paragraphs of a plan's text, from `document.body.from` to `body.to`, inclusive.

    Words are compared, not punctuation at their edges, white space or the shape of quotation marks. A quote covers its
    first occurrence within its own clause. One found elsewhere under the same heading covers its words too, so that a
    new paragraph does not make all that follow it look left out, but counts as not found. Left out is a run of four
    words or more that no quote holds, but for a sentence's subject up to "phải" or "không được" and the words up to
    the colon of a list. Headings are structure.
    """
    body, lost = _body(catalogue.document, paragraphs)
    held = [_HeldClause(clause, read_words(clause.text)) for clause in clauses(body)]
    lost += [gone for quote in _quotes(catalogue) if (gone := _hold(quote, held))]
    runs = tuple(run for one in held for run in _runs(one))
    return Coverage(clauses=runs, quotes_not_found=tuple(lost))


class _Quote(NamedTuple):
    code: str
    text: str
    clause: str
    unassessed: NotAssessed | None = None


@dataclass(slots=True)
class _HeldClause:
    clause: Clause
    words: Sequence[Word]
    holders: list[list[_Quote]] = field(init=False)

    def __post_init__(self) -> None:
        self.holders = [[] for _ in self.words]

    def hold(self, quote: _Quote, wanted: Sequence[Word]) -> bool:
        """Let the first occurrence of `wanted` be held by `quote`; False when there is none."""
        start = find_words(wanted, self.words)
        if start is None:
            return False
        for holders in self.holders[start : start + len(wanted)]:
            holders.append(quote)
        return True


def _quotes(catalogue: Catalogue) -> Iterator[_Quote]:
    yield from (_Quote(one.code, one.quote, one.clause) for one in catalogue.criteria)
    yield from (_Quote(one.code, one.quote, one.clause) for one in catalogue.tasks)
    yield from (_Quote(CoverageState.NOT_ASSESSED.value, one.quote, one.clause, one) for one in catalogue.not_assessed)


def _body(document: PlanDocument, paragraphs: Sequence[str]) -> tuple[Sequence[str], list[LostQuote]]:
    """The paragraphs accounted for; where a bound is not found, the text goes to its own end there."""
    words = [read_words(paragraph) for paragraph in paragraphs]
    first, last = read_words(document.body_from), read_words(document.body_to)
    lost: list[LostQuote] = []
    start = next((at for at, one in enumerate(words) if find_words(first, one) == 0), None)
    end = next((at for at in range(len(words) - 1, -1, -1) if find_words(last, words[at]) is not None), None)
    if start is None:
        lost.append(LostQuote(code="document.body.from", quote=document.body_from))
    if end is None:
        lost.append(LostQuote(code="document.body.to", quote=document.body_to))
    return paragraphs[start or 0 : len(paragraphs) if end is None else end + 1], lost


def _hold(quote: _Quote, held: Sequence[_HeldClause]) -> LostQuote | None:
    wanted = read_words(quote.text)
    if any(one.hold(quote, wanted) for one in held if lies_in(one.clause.label, quote.clause)):
        return None
    head = head_of(quote.clause)
    nearby = (one for one in held if one.clause.head == head and not one.clause.is_heading)
    found = next((one.clause.label for one in nearby if one.hold(quote, wanted)), "")
    return LostQuote(code=quote.code, quote=quote.text, clause=quote.clause, found_in=found)


_Fate = tuple[CoverageState, NotAssessed | None]


def _runs(held: _HeldClause) -> Iterator[CoveredText]:
    fates = [_fate(holders) for holders in held.holders]
    if not held.clause.is_heading:
        fates = _settled(held.words, fates)
    for fate, group in groupby(range(len(fates)), key=fates.__getitem__):
        if fate is None:
            continue
        places = list(group)
        state, unassessed = fate
        codes = dict.fromkeys(one.code for at in places for one in held.holders[at] if one.unassessed is None)
        yield CoveredText(
            clause=held.clause.label,
            text=" ".join(held.words[at].shown for at in places),
            state=state,
            by=tuple(codes),
            reason=unassessed.reason if unassessed else "",
            reason_en=unassessed.reason_en if unassessed else "",
        )


def _fate(holders: Sequence[_Quote]) -> _Fate | None:
    if any(one.unassessed is None for one in holders):
        return CoverageState.QUOTED, None
    return (CoverageState.NOT_ASSESSED, holders[0].unassessed) if holders else None


def _settled(words: Sequence[Word], fates: Sequence[_Fate | None]) -> list[_Fate | None]:
    """Each word's fate; words that may go unquoted share that of the words after them, at the end of those before."""
    settled = list(fates)
    for places in left_out(words, [fate is not None for fate in fates]):
        for at in places:
            settled[at] = (CoverageState.UNCOVERED, None)
    for at in range(len(settled) - 2, -1, -1):
        settled[at] = settled[at] or settled[at + 1]
    for at in range(1, len(settled)):
        settled[at] = settled[at] or settled[at - 1]
    return settled
