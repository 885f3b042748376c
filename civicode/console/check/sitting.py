"""One sitting at a self-check: its sheet, what the screen shows, and the draft that follows every change."""

from __future__ import annotations

from civicode.console.check.pages import summary_lines
from civicode.console.check.screen import View, group_lines
from civicode.console.screen.prompt import Terminal
from civicode.domain.check.check import Answers
from civicode.domain.check.sheet import Sheet
from civicode.domain.receipt import Receipt
from civicode.errors import StoreError
from civicode.i18n import Words
from civicode.services.check.check import Target, previous, save_draft
from civicode.services.office.office import Office
from civicode.services.violation.contradiction import contradicting


class Sitting:
    """What the steps of the dialogue work on.

    Attributes:
        sheet: the answers and where the person stands.
        page: lines shown instead of the group until the next line is typed; empty for none.
        yes: nothing is asked beside the criteria.
    """

    def __init__(self, office: Office, target: Target, words: Words, terminal: Terminal, *, yes: bool) -> None:
        self.office = office
        self.target = target
        self.words = words
        self.terminal = terminal
        self.yes = yes
        self.sheet = Sheet(groups=(), answers={})
        self.page: list[str] = []
        self._message: list[str] = []
        self._saved: Answers = {}
        self._receipt: Receipt | None = None
        self._fresh = False
        self._is_draft = False
        before = previous(office, target)
        self._before = before.answers if before else None

    def begin(self, sheet: Sheet, *, is_draft: bool = False, fresh: bool = False) -> None:
        """Take up a sheet.

        Args:
            is_draft: its answers are those of the draft.
            fresh: there is a draft, which is put aside when the first answer is kept.
        """
        self.sheet = sheet
        self._saved = sheet.answers
        self._is_draft = is_draft
        self._fresh = fresh

    @property
    def view(self) -> View:
        """How wide the screen is now, and what it needs to know."""
        return View(words=self.words, width=self.terminal.width, period=self.target.period, before=self._before)

    @property
    def whose(self) -> str:
        """The name and code of the person whose check it is, or that it is the office's."""
        return self.target.whose if self.target.member else self.words("dialogue.the_office")

    def say(self, key: str, **facts: object) -> None:
        """A sentence for the next drawing; several stand one after the other."""
        self._message.append(self.words(key, **facts))

    def clear(self) -> None:
        """Forget what was said and shown about the line before."""
        self._message = []
        self.page = []

    def draw(self) -> None:
        """The page, the group or the summary, with what there is to say, above the prompt."""
        view, message, group = self.view, " ".join(self._message), self.sheet.group
        if self.page:
            self.terminal.show([*self.page, *view.wrapped(message), *view.legend(self.words("dialogue.legend_page"))])
        elif group:
            self.terminal.show(group_lines(view, self.sheet, group, message))
        else:
            lines = [*self.summary(), *view.wrapped(message)]
            self.terminal.show([*lines, *view.legend(self.words("dialogue.legend_summary"))])

    def summary(self) -> list[str]:
        """Counts, exceptions, and recorded violations that contradict."""
        cases = contradicting(self.office, self.target, self.sheet.answers)
        return summary_lines(self.view, self.sheet, self.whose, cases)

    def keep(self) -> None:
        """Save what changed; where the store refuses, say so and try again after the next line."""
        if self.sheet.answers != self._saved:
            try:
                self._save()
            except StoreError as error:
                self.say("dialogue.not_saved", why=self.words.message(error))

    def leave(self) -> Receipt:
        """Of the draft that is kept, or that there is nothing to keep; StoreError when it cannot be written."""
        if self.sheet.answers != self._saved or self._is_draft:
            self._save()
        facts = {"officer": self.target.whose, "answered": self.sheet.answered, "asked": len(self.sheet.asked)}
        return self._receipt or self.office.receipt(
            "unchanged", "check", self.target.officer, period=self.target.period.key, facts=facts
        )

    def _save(self) -> None:
        self._receipt = save_draft(self.office, self.target, self.sheet.answers, fresh=self._fresh)
        self._saved, self._fresh = self.sheet.answers, False
