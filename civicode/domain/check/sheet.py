"""The answer sheet of a self-check while it is being filled in: groups, answers, where one stands, what to undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from civicode.domain.check.check import Answers, AnyAnswer, make_answer, note_is_required, unanswered
from civicode.domain.criteria.catalogue import Criterion, Section
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import collapsed, folded

MOST_ITEMS = 18
"""Items of a group, inclusive: with head, message, legend, prompt and note they fill a screen of 24 lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria asked on one screen: a section, or a part of one that is too long.

    Attributes:
        part, parts: which part of its section, from 1; both 1 for a whole section.
    """

    section: Section
    criteria: tuple[Criterion, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The state of the dialogue; every change gives a new sheet that remembers the one before.

    Attributes:
        at: place of the group shown, from 0; one past the last group is the summary.
        earlier: the sheets before each change, newest last.
    """

    groups: tuple[Group, ...]
    answers: Answers
    at: int = 0
    earlier: tuple[Sheet, ...] = ()

    @property
    def group(self) -> Group | None:
        """The group shown; None at the summary."""
        return self.groups[self.at] if self.at < len(self.groups) else None

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """Every criterion, in the catalogue's order."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @property
    def answered(self) -> int:
        """How many criteria have an answer."""
        return len(self.asked) - len(unanswered(self.asked, self.answers))

    @property
    def is_complete(self) -> bool:
        """Whether no criterion is without an answer."""
        return not unanswered(self.asked, self.answers)

    @property
    def open_groups(self) -> tuple[int, ...]:
        """Places of the groups in which a criterion has no answer."""
        return tuple(at for at, group in enumerate(self.groups) if unanswered(group.criteria, self.answers))

    def rated(self, criteria: Iterable[Criterion], rating: Rating, note: str = "") -> Sheet:
        """With `rating` for all of `criteria`; note and proof of another rating go, those of the same one stay."""
        return self._changed({criterion.code: self._again(criterion.code, rating, note) for criterion in criteria})

    def noted(self, criteria: Iterable[Criterion], note: str) -> Sheet:
        """With another note beside the answers of `criteria`, which stay; KeyError when one has no answer."""
        return self._changed({one.code: _noted(self.answers[one.code], note) for one in criteria})

    @property
    def open_items(self) -> list[Criterion]:
        """What has no answer in the group shown; nothing at the summary."""
        return unanswered(self.group.criteria, self.answers) if self.group else []

    def rest_met(self, note: str = "") -> Sheet:
        """With what has no answer in the group shown rated met: said by a person who has the group before them.

        Args:
            note: for those whose rule asks for one, too, when they are met.
        """
        noted = [one for one in self.open_items if note_is_required(one, Rating.MET)]
        answers = {one.code: self._again(one.code, Rating.MET, note if one in noted else "") for one in self.open_items}
        return self._changed(answers)

    def undone(self) -> Sheet | None:
        """As before the last change, at the group where it was made; None when nothing is left to undo."""
        return self.earlier[-1] if self.earlier else None

    def moved(self, at: int) -> Sheet:
        """At another group, kept between the first one and the summary."""
        return replace(self, at=min(max(at, 0), len(self.groups)))

    def onward(self, *, filled: bool) -> Sheet:
        """After the group shown: the next one, or the summary, which opens only on a complete sheet.

        Args:
            filled: the group was finished just now; groups that are finished already are then passed over.
        """
        missing = self.open_groups
        later = [at for at in missing if at > self.at]
        if not filled and self.at + 1 < len(self.groups):
            return self.moved(self.at + 1)
        return self.moved((later or missing or (len(self.groups),))[0])

    def kept_note(self, criteria: Sequence[Criterion], rating: Rating) -> str:
        """The note that all of `criteria` share under `rating` already; empty when they don't."""
        given = {self.answers.get(criterion.code) for criterion in criteria}
        answer = given.pop() if len(given) == 1 else None
        return answer.note if answer and answer.rating is rating else ""

    def found(self, wanted: str) -> list[tuple[int, int, Criterion]]:
        """Criteria whose code, title or text (either language) has words that begin with `wanted`.

        Those with just these letters and marks; when there are none, those with these letters whatever their marks.
        Each with the numbers of its group and of itself in that group, from 1; none for blank text.
        """
        numbered = [
            (number, place, criterion)
            for number, group in enumerate(self.groups, start=1)
            for place, criterion in enumerate(group.criteria, start=1)
        ]
        for form in (_lower, folded):
            needle = f" {form(wanted)}"
            if found := [one for one in numbered if needle.strip() and needle in f" {form(_searched(one[2]))}"]:
                return found
        return []

    def place_of(self, code: str) -> tuple[int, int]:
        """Numbers of the group and of the item of the criterion `code`, from 1; KeyError when it isn't asked."""
        for number, group in enumerate(self.groups, start=1):
            for place, criterion in enumerate(group.criteria, start=1):
                if criterion.code == code:
                    return number, place
        raise KeyError(code)

    def _again(self, code: str, rating: Rating, note: str) -> AnyAnswer:
        old = self.answers.get(code)
        return _noted(old, note or old.note) if old and old.rating is rating else make_answer(rating, note)

    def _changed(self, answers: Answers) -> Sheet:
        if all(self.answers.get(code) == answer for code, answer in answers.items()):
            return self
        return replace(self, answers={**self.answers, **answers}, earlier=(*self.earlier, self))


def sheet_of(sections: Iterable[Section], asked: Sequence[Criterion], answers: Answers) -> Sheet:
    """A sheet over `asked` with `answers`, at its first group that is not finished, or at the first one."""
    groups = tuple(group for section in sections for group in _groups_of(section, asked))
    sheet = Sheet(groups=groups, answers=dict(answers))
    return sheet.moved((sheet.open_groups or (0,))[0])


def _groups_of(section: Section, asked: Sequence[Criterion]) -> list[Group]:
    criteria = tuple(criterion for criterion in asked if criterion.section == section.code)
    parts = -(-len(criteria) // MOST_ITEMS)
    size = -(-len(criteria) // parts) if parts else 0
    return [
        Group(section=section, criteria=criteria[part * size : (part + 1) * size], part=part + 1, parts=parts)
        for part in range(parts)
    ]


def _searched(criterion: Criterion) -> str:
    return f"{criterion.code} {criterion.title} {criterion.text} {criterion.title_en} {criterion.text_en}"


def _lower(text: str) -> str:
    return collapsed(text).casefold()


def _noted(answer: AnyAnswer, note: str) -> AnyAnswer:
    return make_answer(answer.rating, note, answer.evidence)
