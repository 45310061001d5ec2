"""Clause 6.2: what the pages paint, followed from each page through all that it uses.

Only what is used counts: a form that no content calls may hold anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Name, Object

from exports.pdfa.rules.colour import Colours
from exports.pdfa.rules.findings import (
    BAD_PDF,
    Document,
    Findings,
    entries,
    entry,
    is_true,
    name_of,
    number_of,
    text_of,
)
from exports.pdfa.rules.images import check_external, check_image
from exports.pdfa.rules.objects import check_limits
from exports.pdfa.rules.operators import (
    COLOUR_SPACES,
    COLOURS,
    OPERATORS,
    PAINTING,
    SHOWING,
    SHOWN_PARTS,
)
from exports.pdfa.rules.states import check_intent, check_state
from exports.pdfa.rules.unpacking import require_moderate

_MOST_LEVELS = 28
_DEEPEST = 20
_INVISIBLE = 3
_GREY = Name.DeviceGray


@dataclass(frozen=True, slots=True)
class _Where:
    """Whose resources count, on which page, and how deep in forms."""

    resources: object
    place: str
    depth: int = 0

    def resource(self, kind: str, name: object) -> Object | None:
        return entry(entry(self.resources, kind), str(name))

    def below(self) -> _Where:
        return replace(self, depth=self.depth + 1)

    def inside(self, holder: Object) -> _Where:
        """With the resources of a form or font that has its own."""
        own = entry(holder, "/Resources")
        return self if own is None else replace(self, resources=own)


@dataclass(frozen=True, slots=True)
class _State:
    fill: object = _GREY
    stroke: object = _GREY
    font: Object | None = None
    mode: int = 0
    overprint: tuple[bool, bool, bool] = (False, False, False)
    """Of filling, of stroking, and whether in the second mode."""

    def painting_in(self, part: str, space: object) -> _State:
        return replace(self, fill=space) if part == "fill" else replace(self, stroke=space)


@dataclass(slots=True)
class Shown:
    """The codes that a font shows, and whether any of them is painted."""

    font: Object
    codes: set[bytes] = field(default_factory=set)
    is_painted: bool = False


@dataclass(slots=True)
class Painter:
    """Follows the content of all pages; afterwards ``fonts`` tells what each font showed."""

    document: Document
    colours: Colours
    fonts: dict[str, Shown] = field(default_factory=dict)
    _seen: set[tuple[str, str, bool]] = field(default_factory=set)
    _is_transparent: bool = False

    def pages(self) -> None:
        for number, page in enumerate(self.document.pdf.pages, start=1):
            self._is_transparent = False
            where = _Where(_inherited_resources(page.obj), str(number))
            if entry(page.obj, "/Contents") is not None:
                self._run(page.obj, where, _State())
            for annotation in entries(entry(page.obj, "/Annots")):
                for stream in _looks(annotation):
                    self._form(stream, where, _State())
            self._blending(page.obj, where)

    def _blending(self, page: Object, where: _Where) -> None:
        """A page with transparency needs to know in which colours it blends."""
        space = entry(entry(page, "/Group"), "/CS")
        if space is not None:
            self.colours.use(space, where.resources, where.place)
        elif self._is_transparent and self.colours.space is None:
            self.document.findings.add("blending-space", "6.2.10", place=where.place)

    def _run(self, content: Object, where: _Where, state: _State) -> None:
        findings, place = self.document.findings, where.place
        try:
            require_moderate(content)
            instructions = pikepdf.parse_content_stream(content)
        except BAD_PDF:
            findings.remark("content-unreadable", "6.2.2", place=place)
            return
        saved: list[_State] = []
        for instruction in instructions:
            name = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._image(instruction.iimage.obj, where, state)
                continue
            operands = list(instruction.operands)
            if name == "q":
                saved.append(state)
                if len(saved) > _MOST_LEVELS:
                    findings.add("too-deep", "6.1.13", place=place)
            elif name == "Q":
                state = saved.pop() if saved else state
            elif name not in OPERATORS:
                findings.add("operator", "6.2.2", place=place, name=name)
            else:
                state = self._changed(name, operands, where, state)
                self._use(name, operands, where, state)
            self._limits(operands, place)

    def _limits(self, operands: Sequence[object], place: str) -> None:
        waiting = list(operands)
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.Array):
                waiting += list(each)
            elif not isinstance(each, pikepdf.Dictionary):
                check_limits(self.document, each, f"page {place}")

    def _changed(
        self, name: str, operands: Sequence[object], where: _Where, state: _State
    ) -> _State:
        """The state after an operator that sets something."""
        first = operands[0] if operands else None
        if name in COLOURS:
            part, space = COLOURS[name]
            return state.painting_in(part, Name(f"/{space}"))
        if name in COLOUR_SPACES:
            return state.painting_in(COLOUR_SPACES[name], first)
        match name:
            case "gs":
                return self._graphics_state(first, where, state)
            case "Tr":
                return replace(state, mode=int(number_of(first) or 0))
            case "Tf":
                return replace(state, font=where.resource("/Font", first))
            case _:
                return state

    def _use(self, name: str, operands: Sequence[object], where: _Where, state: _State) -> None:
        """Look at what an operator uses."""
        first = operands[0] if operands else None
        if name in SHOWING:
            self._show(operands, where, state)
        for part in PAINTING.get(name, ()):
            self._paint(part, where, state)
        match name:
            case "ri":
                check_intent(self.document, first, where.place)
            case "Do":
                self._external(first, where, state)
            case "sh":
                shading = where.resource("/Shading", first)
                self.colours.use(entry(shading, "/ColorSpace"), where.resources, where.place)
            case "scn" | "SCN" if operands:
                self._pattern(operands[-1], where)

    def _paint(self, part: str, where: _Where, state: _State) -> None:
        space = state.fill if part == "fill" else state.stroke
        self.colours.use(space, where.resources, where.place)
        over_fill, over_stroke, is_second = state.overprint
        is_over = over_fill if part == "fill" else over_stroke
        if is_over and is_second and self.colours.overprints(space, where.resources):
            self.document.findings.add("overprint", "6.2.4.2", place=where.place)

    def _graphics_state(self, name: object, where: _Where, state: _State) -> _State:
        found = where.resource("/ExtGState", name)
        if found is None:
            return state
        if check_state(self.document, found, where.place):
            self._is_transparent = True
        mask = entry(entry(found, "/SMask"), "/G")
        if isinstance(mask, pikepdf.Stream):
            self._form(mask, where.below(), state)
        fill, stroke, second = state.overprint
        stroke = is_true(found, "/OP") if "/OP" in found else stroke
        fill = is_true(found, "/op") if "/op" in found else stroke
        second = number_of(entry(found, "/OPM")) == 1 if "/OPM" in found else second
        fonts = entries(entry(found, "/Font"))
        return replace(
            state, overprint=(fill, stroke, second), font=fonts[0] if fonts else state.font
        )

    def _external(self, name: object, where: _Where, state: _State) -> None:
        external = where.resource("/XObject", name)
        if external is None:
            return
        check_external(self.document, external, where.place)
        kind = text_of(entry(external, "/Subtype"))
        if kind == "Image":
            self._image(external, where, state)
        elif kind == "Form":
            self._form(external, where.below(), state)

    def _image(self, image: Object, where: _Where, state: _State) -> None:
        check_image(self.document, image, where.place)
        if entry(image, "/SMask") is not None or number_of(entry(image, "/SMaskInData")):
            self._is_transparent = True
        space = entry(image, "/ColorSpace")
        if is_true(image, "/ImageMask"):
            self._paint("fill", where, state)
        elif space is not None:
            self.colours.use(space, where.resources, where.place)

    def _form(self, form: Object, where: _Where, state: _State) -> None:
        inside = where.inside(form)
        key = (name_of(form), str(state.fill) + str(state.stroke), state.mode == _INVISIBLE)
        if where.depth > _DEEPEST or (key in self._seen and key[0] != "-"):
            self._is_transparent |= self._was_transparent(form)
            return
        self._seen.add(key)
        group = entry(entry(form, "/Group"), "/CS")
        if group is not None:
            self.colours.use(group, inside.resources, inside.place)
        self._run(form, inside, state)

    def _was_transparent(self, form: Object) -> bool:
        """Whether a form that was followed before names anything transparent."""
        states = entry(entry(form, "/Resources"), "/ExtGState")
        values = list(states.values()) if states is not None else []
        quiet = replace(self.document, findings=Findings())
        return any(check_state(quiet, each, "") for each in values)

    def _pattern(self, name: object, where: _Where) -> None:
        pattern = where.resource("/Pattern", name) if isinstance(name, Name) else None
        if isinstance(pattern, pikepdf.Stream):
            self._form(pattern, where.below(), _State())
        elif pattern is not None:
            shading = entry(pattern, "/Shading")
            self.colours.use(entry(shading, "/ColorSpace"), where.resources, where.place)
            found = entry(pattern, "/ExtGState")
            if found is not None:
                self._is_transparent |= check_state(self.document, found, where.place)

    def _show(self, operands: Sequence[object], where: _Where, state: _State) -> None:
        if state.font is None:
            return
        for part in SHOWN_PARTS.get(state.mode, ()):
            self._paint(part, where, state)
        key = name_of(state.font)
        key = key if key != "-" else f"{where.place} {text_of(entry(state.font, '/BaseFont'))}"
        shown = self.fonts.setdefault(key, Shown(state.font))
        shown.is_painted |= state.mode != _INVISIBLE
        shown.codes.update(_texts(operands))
        if text_of(entry(state.font, "/Subtype")) == "Type3":
            self._glyphs(state.font, where, state)

    def _glyphs(self, font: Object, where: _Where, state: _State) -> None:
        glyphs = entry(font, "/CharProcs")
        for glyph in glyphs.values() if glyphs is not None else ():
            key = (name_of(glyph), "", False)
            if key not in self._seen and where.depth < _DEEPEST:
                self._seen.add(key)
                self._run(glyph, where.below().inside(font), state)


def _texts(operands: Sequence[object]) -> list[bytes]:
    found = []
    waiting = list(operands)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.String):
            found.append(bytes(each))
    return found


def _looks(annotation: Object) -> list[Object]:
    normal = entry(entry(annotation, "/AP"), "/N")
    if isinstance(normal, pikepdf.Stream):
        return [normal]
    inner = normal.values() if isinstance(normal, pikepdf.Dictionary) else ()
    return [each for each in inner if isinstance(each, pikepdf.Stream)]


def _inherited_resources(page: Object) -> Object | None:
    node: Object | None = page
    for _ in range(60):
        found = entry(node, "/Resources")
        if found is not None or node is None:
            return found
        node = entry(node, "/Parent")
    return None
