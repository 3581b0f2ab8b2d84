"""Forms in the GOV.UK style: questions under headings, rows that repeat, and errors that say what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, cast

from django import forms
from django.forms.utils import ErrorDict

from candour.web.gov_fields import GovBoundField, GovRenderer, plain_number, word_errors

MOST_ROWS = 50


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary, and where on the page it leads; an empty href leads nowhere."""

    text: str
    href: str


@dataclass(frozen=True)
class RepeatedGroup:
    """A few questions asked about each of several things, such as the people who came to a meeting.

    `row_name` names one of them ("person"). At least `minimum` must be filled in; `spare` empty rows
    are offered beyond those already there. Rows left wholly blank are passed over.
    """

    name: str
    form_class: "type[GovForm]"
    row_name: str
    heading: str = ""
    hint: str = ""
    minimum: int = 0
    spare: int = 1


@dataclass(frozen=True)
class Section:
    """A heading, a hint, and the questions and groups beneath it."""

    heading: str
    hint: str
    parts: "Sequence[GovBoundField | BoundGroup | Fold]"


@dataclass(frozen=True)
class Fold:
    """Questions that only the unusual case needs, folded away under a line that says when; open where one is answered."""

    summary: str
    parts: "Sequence[GovBoundField]"
    is_fold: bool = True

    @property
    def is_open(self) -> bool:
        return any(part.error or not _is_nothing(part.value()) for part in self.parts)


class GovForm(forms.Form):
    """A form drawn the GOV.UK way.

    `sections` puts headings between questions: (heading, hint, names of fields or groups). What no section
    names comes first, groups last. A `quiet` form shows what was typed without judging it: for a draft,
    and whenever "Add another" was pressed. A quiet form is never valid. `folds` are questions for the unusual case,
    each lot under a line of its own: (when they are needed, names).
    """

    default_renderer = GovRenderer()
    use_required_attribute = False
    sections: ClassVar[Sequence[tuple[str, str, Sequence[str]]]] = ()
    groups: ClassVar[Sequence[RepeatedGroup]] = ()
    folds: ClassVar[Sequence[tuple[str, Sequence[str]]]] = ()

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, *args, **kwargs)
        self.quiet = quiet or bool(data and data.get("another"))
        for name, field in self.fields.items():
            word_errors(field, name)
            plain_number(field)

    @cached_property
    def bound_groups(self) -> "dict[str, BoundGroup]":
        return {group.name: BoundGroup(group, self) for group in self.groups}

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def _clean_fields(self) -> None:
        # Done here so that a form's own clean() finds the rows already in cleaned_data.
        super()._clean_fields()  # type: ignore[misc]  # Django has it; the stubs leave it out.
        for name, group in self.bound_groups.items():
            if not group.error_lines:
                self.cleaned_data[name] = [row.cleaned_data for row in group.filled_rows]

    def is_valid(self) -> bool:
        return (
            not self.quiet and super().is_valid() and not any(group.error_lines for group in self.bound_groups.values())
        )

    def bound(self, name: str) -> GovBoundField:
        """The question of that name; the renderer makes every one of ours a GovBoundField."""
        return cast(GovBoundField, self[name])

    @property
    def error_lines(self) -> list[ErrorLine]:
        """Every error in the order of the page: the whole form's first, each linked to its question."""
        if not self.is_bound:
            return []
        lines = [ErrorLine(str(text), "") for text in self.non_field_errors()]
        for field in self.hidden_fields():
            lines += [ErrorLine(str(text), "") for text in field.errors]
        for section in self.shown_sections:
            for part in section.parts:
                if isinstance(part, BoundGroup):
                    lines += part.error_lines
                for field in part.parts if isinstance(part, Fold) else () if isinstance(part, BoundGroup) else (part,):
                    if field.error:
                        lines.append(ErrorLine(field.error, f"#{field.first_id}"))
        return lines

    @property
    def shown_sections(self) -> list[Section]:
        """The form as it is laid out: questions no section names, the sections, then groups none names."""
        named = {name for _, _, names in self.sections for name in names}
        fields = [field.name for field in self.visible_fields() if field.name not in named]
        groups = [name for name in self.bound_groups if name not in named]
        laid_out = [("", "", fields), *self.sections, ("", "", groups)]
        there = [
            (heading, hint, [name for name in names if name in self.fields or name in self.bound_groups])
            for heading, hint, names in laid_out
        ]
        return [Section(heading, hint, self._parts(names)) for heading, hint, names in there if names]

    def _parts(self, names: Sequence[str]) -> "list[GovBoundField | BoundGroup | Fold]":
        under = {name: (summary, folded) for summary, folded in self.folds for name in folded}
        parts: list[GovBoundField | BoundGroup | Fold] = []
        for name in names:
            if name not in under:
                parts.append(self._part(name))
                continue
            summary, folded = under[name]
            here = [other for other in folded if other in names and other in self.fields]
            if name == here[0]:
                parts.append(Fold(summary, [self.bound(other) for other in here]))
        return parts

    def _part(self, name: str) -> "GovBoundField | BoundGroup":
        return self.bound_groups[name] if name in self.bound_groups else self.bound(name)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was entered."""
        return all(_is_nothing(field.data) for field in self.visible_fields())


def _is_nothing(answer: object) -> bool:
    if isinstance(answer, tuple | list):
        return all(map(_is_nothing, answer))
    return not (answer.strip() if isinstance(answer, str) else answer)


class BoundGroup:
    """The rows of a repeated group on one particular form."""

    is_group = True

    def __init__(self, group: RepeatedGroup, form: GovForm) -> None:
        self.group = group
        self.form = form
        self.name = form.add_prefix(group.name)
        self.count_name = f"{self.name}-rows"
        self.id = f"id_{self.name}"

    @cached_property
    def rows(self) -> list[GovForm]:
        """Every row shown, filled or empty."""
        given = self.form.initial.get(self.group.name) or ()
        return [self._row(place, given[place : place + 1]) for place in range(self._count(len(given)))]

    def _row(self, place: int, given: Sequence[Mapping[str, Any]]) -> GovForm:
        row = self.group.form_class(
            self.form.data if self.form.is_bound else None,
            prefix=f"{self.name}-{place}",
            initial=dict(given[0]) if given else None,
            quiet=self.form.quiet,
        )
        # A spare row left empty is not a row with everything missing.
        row.quiet = row.quiet or row.is_blank
        return row

    def _count(self, given: int) -> int:
        start = max(self.group.minimum, given + self.group.spare)
        if not self.form.is_bound:
            return start
        posted = str(self.form.data.get(self.count_name, ""))
        shown = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 4 else start
        if self.form.data.get("another") == self.name:
            shown += 1
        return max(1, self.group.minimum, min(shown, MOST_ROWS))

    @property
    def can_grow(self) -> bool:
        return len(self.rows) < MOST_ROWS

    @property
    def filled_rows(self) -> list[GovForm]:
        return [row for row in self.rows if not row.is_blank]

    @property
    def numbered_rows(self) -> list[tuple[str, GovForm]]:
        title = self.group.row_name[:1].upper() + self.group.row_name[1:]
        return [(f"{title} {number}", row) for number, row in enumerate(self.rows, start=1)]

    @property
    def error(self) -> str:
        """What is wrong with the group as a whole: too few rows filled in."""
        if not self.form.is_bound or self.form.quiet or len(self.filled_rows) >= self.group.minimum:
            return ""
        if self.group.minimum == 1:
            return f"Enter at least one {self.group.row_name}"
        return f"Enter at least {self.group.minimum}: {self.group.heading or self.group.row_name}"

    @property
    def error_lines(self) -> list[ErrorLine]:
        lines = []
        if self.error:
            empty = next((row for row in self.rows if row.is_blank), self.rows[0])
            lines.append(ErrorLine(self.error, f"#{empty.bound(empty.visible_fields()[0].name).first_id}"))
        for place, row in enumerate(self.rows, start=1):
            lines += [ErrorLine(f"{line.text} ({self.group.row_name} {place})", line.href) for line in row.error_lines]
        return lines
