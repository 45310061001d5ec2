"""The form designer: zones on a blank sheet, their fields, a trial, and the saved folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import SavedForm, Trial
from ui.forms.design import Design
from ui.forms.designer_layout import DesignerLayout
from ui.forms.dialogs import FieldDialog, SaveDialog, TypeDialog, ask_to_drop
from ui.forms.scans import Opened, choose_scan, opened_sheet
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation

_SHOWN_WARNINGS = 3
_ZONES_TAB, _TRIAL_TAB = 0, 1


class DesignerPage(Page):
    """``left``: back to the list of forms; ``saved`` carries a :class:`SavedForm`."""

    left = Signal()
    saved = Signal(object)
    name = PageName.DESIGNER

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.design: Design | None = None
        self.is_saving = False
        self.parts = DesignerLayout(session, self._zone_name)
        self.parts.show_reading("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        parts.canvas.field_wanted.connect(self._to_fields)
        parts.canvas.left.connect(self._to_fields)
        parts.fields.left.connect(self._to_canvas)
        parts.fields.chosen.connect(self._bind)
        parts.add.clicked.connect(self.add_field)
        parts.remove_field.clicked.connect(self.remove_field)
        parts.accept.clicked.connect(self._accept_all)
        parts.save.clicked.connect(self.save)
        parts.trial.wanted.connect(self.choose_sample)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        canvas = self.parts.canvas
        return {
            "leave-form": self._go_back,
            "undo-zone": self.undo,
            "redo-zone": self.redo,
            "accept-zones": self._accept_all,
            "add-field": self.add_field,
            "try-draft": self.choose_sample,
            "save-form": self.save,
            "form-zoom-in": lambda: canvas.zoom_by(1),
            "form-zoom-out": lambda: canvas.zoom_by(-1),
            "form-fit-width": canvas.fit_width,
        }

    def situation(self) -> Situation:
        design = self.design
        if design is None or self.parts.is_reading:
            return Situation(self.name)
        return Situation(
            self.name,
            has_case=True,
            can_undo=design.board.can_undo,
            can_redo=design.board.can_redo,
            has_suggestions=design.board.has_suggestions,
            has_new_type=design.new_type is not None,
            is_editable=not self.is_saving,
        )

    def enter(self) -> None:
        self._to_canvas()

    def take_change(self, change: ChangeSet) -> None:
        """Cases and batches are nothing to a form."""

    def take_theme(self) -> None:
        self._look_again()

    def may_leave(self) -> bool:
        if self.is_saving:
            return False
        if self.design is None or not self.design.is_changed:
            return True
        if not ask_to_drop(self.session, self):
            return False
        self.close_design()
        return True

    def may_close(self) -> bool:
        return not self.is_saving

    # Beginning

    def begin(self, scan: Path) -> None:
        """Read the scan of a blank sheet, then ask whose form it is."""
        backend = self.session.backend
        self._read(scan.name, lambda: opened_sheet(backend.read_blank(scan)), self._ask_type)

    def edit(self, form: Form, *, then_try: bool = False) -> None:
        """Make a new version of a saved form."""
        backend = self.session.backend

        def show(opened: Opened) -> None:
            design = Design(self.session, opened.sheet, form.document_type, replaces=form)
            self._open(design, opened)
            if then_try:
                self.choose_sample()

        self._read(form.key, lambda: opened_sheet(backend.blank_of(form)), show)

    def _read(self, name: str, work: Callable[[], Opened], done: Callable[[Opened], None]) -> None:
        self.close_design()
        self.parts.show_reading(self.session.text("ui-forms-reading", file=name))
        self.situation_changed.emit()
        self.session.bridge.run(work, done, self._failed)

    def _failed(self, error: DigitizerError) -> None:
        self.left.emit()
        self.session.on_error(error)

    def _ask_type(self, opened: Opened) -> None:
        dialog = TypeDialog(self.session, self, opened.sheet)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            self.left.emit()
            return
        design = Design(self.session, opened.sheet, dialog.document_type, dialog.new_type)
        self._open(design, opened)
        if design.new_type is None:
            self._suggest(design)

    def _suggest(self, design: Design) -> None:
        backend = self.session.backend

        def show(zones: tuple[Zone, ...]) -> None:
            if self.design is design:
                design.board.suggest(zones)

        self.session.bridge.run(
            lambda: backend.suggested_zones(design.sheet, design.document_type),
            show,
            self.session.on_error,
        )

    def _open(self, design: Design, opened: Opened) -> None:
        self.design = design
        self.parts.trial.clear()
        self.parts.tabs.setCurrentIndex(_ZONES_TAB)
        self.parts.heading.setText(design.type_name)
        self.parts.show_design()
        self.parts.canvas.show_board(design.board, opened.picture)
        design.board.changed.connect(self._look_again)
        self._look_again()
        self._to_canvas()

    def close_design(self) -> None:
        self.design = None
        self.parts.canvas.clear_board()
        self.parts.show_reading("")

    # Zones and fields

    def _bind(self, key: str) -> None:
        design = self.design
        if design is None:
            return
        if design.board.zone is not None:
            design.board.bind(key)
        else:
            own = design.board.of_field(key)
            design.board.choose(own[0] if own else None)
        self._to_canvas()

    def add_field(self) -> None:
        design = self.design
        if design is None or design.new_type is None:
            return
        zone = design.board.zone
        printed = design.printed_before() if zone is not None and not zone.field else ""
        dialog = FieldDialog(self.session, self, design.names.keys(), printed)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            design.add_field(dialog.draft)
            self._look_again()
        self._to_canvas()

    def remove_field(self) -> None:
        """Remove the current field of a new type; its zones stay without one."""
        key = self.parts.fields.current
        if self.design is not None and key is not None:
            self.design.remove_field(key)
            self._look_again()

    def undo(self) -> None:
        if self.design is not None:
            self.design.board.undo()

    def redo(self) -> None:
        if self.design is not None:
            self.design.board.redo()

    def _accept_all(self) -> None:
        if self.design is not None:
            self.design.board.accept_all()

    def _look_again(self) -> None:
        design = self.design
        if design is None:
            return
        board, parts, text = design.board, self.parts, self.session.text
        parts.fields.show_fields(design.listed())
        if board.zone is not None and board.zone.field:
            parts.fields.mark(board.zone.field)
        parts.place.setText(self._place_words(design))
        parts.canvas.setAccessibleDescription(parts.place.text())
        is_new = design.new_type is not None
        parts.add.setVisible(is_new)
        parts.remove_field.setVisible(is_new)
        parts.remove_field.setEnabled(bool(design.names))
        parts.accept.setVisible(board.has_suggestions)
        found = [self.session.backend.messages.problem(one) for one in design.warnings()]
        more = len(found) - _SHOWN_WARNINGS
        shown = found[:_SHOWN_WARNINGS]
        if more > 0:
            shown.append(text("ui-forms-more-warnings", count=more))
        parts.warnings.setText("\n".join(shown))
        parts.warnings.setVisible(bool(found))
        parts.canvas.look_again()
        self.situation_changed.emit()

    def _place_words(self, design: Design) -> str:
        zone, text = design.board.zone, self.session.text
        if zone is None or design.board.chosen is None:
            return text("ui-forms-no-zone" if not design.board.zones else "ui-forms-none-chosen")
        return text(
            "ui-forms-zone-place",
            name=design.zone_name(design.board.chosen),
            left=round(zone.place.left),
            top=round(zone.place.top),
            width=round(zone.place.width),
            height=round(zone.place.height),
        )

    def _zone_name(self, number: int) -> str:
        return self.design.zone_name(number) if self.design is not None else ""

    # Trying and saving

    def choose_sample(self) -> None:
        title = self.session.text("ui-forms-choose-sample")
        path = choose_scan(self, title, self.session)
        if path is not None:
            self.try_on(path)

    def try_on(self, sample: Path) -> None:
        """Read a filled sheet with the form as it stands."""
        design, trial = self.design, self.parts.trial
        if design is None or trial.is_busy:
            return
        backend, draft = self.session.backend, design.draft()
        self.parts.tabs.setCurrentIndex(_TRIAL_TAB)
        trial.show_busy()

        def show(found: Trial) -> None:
            if self.design is design:
                asked = {zone.field for zone in draft.zones}
                trial.show_trial(found, design.names, tuple(asked))

        def failed(error: DigitizerError) -> None:
            if self.design is design:
                trial.show_error(error)

        self.session.bridge.run(lambda: backend.try_form(draft, sample), show, failed)

    def save(self) -> None:
        """Ask for name, version and source, and put the form into the workspace."""
        design = self.design
        if design is None or self.is_saving:
            return
        dialog = SaveDialog(self.session, self, design.draft())
        if dialog.exec() != QDialog.DialogCode.Accepted:
            self._to_canvas()
            return
        backend, draft = self.session.backend, dialog.draft
        self._show_saving(is_saving=True)
        self.session.bridge.run(lambda: backend.save_form(draft), self._saved, self._not_saved)

    def _saved(self, made: SavedForm) -> None:
        self._show_saving(is_saving=False)
        self.close_design()
        self.left.emit()
        self.saved.emit(made)

    def _not_saved(self, error: DigitizerError) -> None:
        self._show_saving(is_saving=False)
        self.session.on_error(error)

    def _show_saving(self, *, is_saving: bool) -> None:
        self.is_saving = is_saving
        self.parts.save.setEnabled(not is_saving)
        self.parts.save.setText(
            self.session.text("ui-forms-saving" if is_saving else "ui-action-save-form")
        )
        self.situation_changed.emit()

    # Focus

    def _to_fields(self) -> None:
        self.parts.tabs.setCurrentIndex(_ZONES_TAB)
        self.parts.fields.begin()

    def _to_canvas(self) -> None:
        self.parts.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self.may_leave():
            self.close_design()
            self.left.emit()
