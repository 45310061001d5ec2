"""The clerk's steps on the page image."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.desk.desk_surface import DeskSurface


class PaperSteps(DeskSurface):
    def paper_handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the keys of the page image do, by action id."""
        canvas = self.parts.canvas
        return {
            "rotate-left": lambda: canvas.rotate_by(-90),
            "rotate-right": lambda: canvas.rotate_by(90),
            "zoom-in": lambda: canvas.zoom_by(1),
            "zoom-out": lambda: canvas.zoom_by(-1),
            "fit-width": canvas.fit_width,
            "previous-page": lambda: self.paper.turn_page(self.editing.work, -1),
            "next-page": lambda: self.paper.turn_page(self.editing.work, 1),
        }
