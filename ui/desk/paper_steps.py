"""The clerk's steps on the page image."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.desk.region_steps import RegionSteps


class PaperSteps(RegionSteps):
    def paper_handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the keys of the page image do, by action id."""
        canvas, paper = self.parts.canvas, self.paper
        return {
            "rotate-left": lambda: canvas.rotate_by(-90),
            "rotate-right": lambda: canvas.rotate_by(90),
            "zoom-in": lambda: canvas.zoom_by(1),
            "zoom-out": lambda: canvas.zoom_by(-1),
            "fit-width": canvas.fit_width,
            "previous-page": lambda: paper.turn_page(self.editing.work, -1),
            "next-page": lambda: paper.turn_page(self.editing.work, 1),
            "other-half": canvas.show_other_half,
            "side-by-side": lambda: paper.toggle_side_by_side(self.editing.work),
            "contrast": paper.next_contrast,
            "freeze": lambda: paper.toggle_frozen(self.editing.work, self._key),
            "read-again": self.read_again,
            "draw-mode": paper.toggle_drawing,
        }
