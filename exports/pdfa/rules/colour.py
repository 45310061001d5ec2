"""Clauses 6.2.3 and 6.2.4: what colours mean."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import (
    BAD_PDF,
    Document,
    entries,
    entry,
    name_of,
    number_of,
    text_of,
)
from exports.pdfa.rules.unpacking import unpacked

_DEVICE = {
    "DeviceGray": "DeviceGray",
    "G": "DeviceGray",
    "DeviceRGB": "DeviceRGB",
    "RGB": "DeviceRGB",
    "DeviceCMYK": "DeviceCMYK",
    "CMYK": "DeviceCMYK",
}
_INTENT = {"DeviceRGB": "RGB", "DeviceCMYK": "CMYK"}
_COMPONENTS = {"GRAY": 1, "RGB": 3, "CMYK": 4, "Lab": 3}
_OUTPUT_CLASSES = frozenset({"prtr", "mntr"})
_CLASSES = _OUTPUT_CLASSES | {"scnr", "spac"}
_PROCESS = frozenset({"Cyan", "Magenta", "Yellow", "Black", "None"})
_NEWEST_VERSION = 4
_MOST_COLOURANTS = 32
_MOST_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Profile:
    """The head of an ICC profile."""

    version: int
    kind: str
    space: str
    is_whole: bool

    @classmethod
    def of(cls, data: bytes) -> Profile:
        is_whole = len(data) > 128 and data[36:40] == b"acsp"
        text = data[12:20].decode("latin-1")
        return cls(data[8] if len(data) > 8 else 0, text[:4].strip(), text[4:].strip(), is_whole)


@dataclass(slots=True)
class Colours:
    """The output intent of a file and the colour spaces that its pages use."""

    document: Document
    space: str | None = None
    """That of the output intent, such as ``RGB``; None without one that counts."""

    _separations: dict[str, tuple[Object, Object]] = field(default_factory=dict)
    _profiles: dict[str, None] = field(default_factory=dict)

    def read_intents(self) -> None:
        intents = entries(entry(self.document.pdf.Root, "/OutputIntents"))
        profiles = [entry(each, "/DestOutputProfile") for each in intents]
        given = [each for each in profiles if each is not None]
        if len({name_of(each) for each in given}) > 1:
            self.document.findings.add("intents-differ", "6.2.3")
        for intent, profile in zip(intents, profiles, strict=True):
            if "/DestOutputProfileRef" in intent:
                self.document.findings.add("intent-reference", "6.2.3")
            if text_of(entry(intent, "/S")) == "GTS_PDFA1" and profile is not None:
                self.space = self._profile_space(profile, _OUTPUT_CLASSES, "6.2.3")

    def use(self, space: object, resources: object, place: str, depth: int = 0) -> None:
        """A colour space that something is painted in: a name or an array."""
        if depth > _MOST_LEVELS:
            return
        if isinstance(space, pikepdf.Name):
            self._named(space, resources, place, depth)
            return
        parts = entries(space)
        family = text_of(parts[0]) if parts else ""
        if len(parts) == 1:
            self._named(parts[0], resources, place, depth)
        elif family == "ICCBased":
            self._icc_based(parts[1])
        elif family in ("Indexed", "I") or family == "Pattern":
            self.use(parts[1], resources, place, depth + 1)
        elif family == "Separation" and len(parts) >= 4:
            self._separation(text_of(parts[1]), parts[2], parts[3])
            self.use(parts[2], resources, place, depth + 1)
        elif family == "DeviceN" and len(parts) >= 4:
            self._device_n(parts, place)
            self.use(parts[2], resources, place, depth + 1)

    def device(self, name: str, resources: object, place: str) -> None:
        """A colour space of a device needs a default of the page or an intent of its kind."""
        default = entry(entry(resources, "/ColorSpace"), f"/Default{name.removeprefix('Device')}")
        if default is not None:
            return
        wanted = _INTENT.get(name)
        if self.space is None or (wanted is not None and self.space != wanted):
            self.document.findings.add("device-colour", "6.2.4.3", name=name, place=place)

    def overprints(self, space: object, resources: object) -> bool:
        """Whether a colour space is one of CMYK with a profile, for which overprinting in the
        second mode is not defined."""
        found = space
        if isinstance(space, pikepdf.Name):
            found = entry(entry(resources, "/ColorSpace"), str(space))
        parts = entries(found)
        if len(parts) < 2 or text_of(parts[0]) != "ICCBased":
            return False
        return number_of(entry(parts[1], "/N")) == 4

    def _named(self, name: Object, resources: object, place: str, depth: int) -> None:
        device = _DEVICE.get(text_of(name))
        if device is not None:
            self.device(device, resources, place)
            return
        found = entry(entry(resources, "/ColorSpace"), str(name))
        if found is not None and text_of(name) != "Pattern":
            self.use(found, resources, place, depth + 1)

    def _icc_based(self, stream: Object) -> None:
        name = name_of(stream)
        if name not in self._profiles:
            self._profiles[name] = None
            self._profile_space(stream, _CLASSES, "6.2.4.2")

    def _profile_space(self, stream: Object, classes: frozenset[str], clause: str) -> str | None:
        """The colour space of a profile; None for a profile that does not count."""
        try:
            profile = Profile.of(unpacked(stream))
        except BAD_PDF:
            profile = Profile(0, "", "", is_whole=False)
        components = number_of(entry(stream, "/N"))
        is_right = (
            profile.is_whole
            and profile.version <= _NEWEST_VERSION
            and profile.kind in classes
            and _COMPONENTS.get(profile.space) == components
            and (clause != "6.2.3" or profile.space != "Lab")
        )
        if not is_right:
            self.document.findings.add("icc-profile", clause, object=name_of(stream))
            return None
        return profile.space

    def _separation(self, name: str, alternate: Object, transform: Object) -> None:
        """The same ink means the same everywhere."""
        if name in ("All", "None"):
            return
        known = self._separations.setdefault(name, (alternate, transform))
        if not (_same(known[0], alternate) and _same(known[1], transform)):
            self.document.findings.add("ink-differs", "6.2.4.4", name=name)

    def _device_n(self, parts: list[Object], place: str) -> None:
        names = [text_of(name) for name in entries(parts[1])]
        if len(names) > _MOST_COLOURANTS:
            self.document.findings.add("too-many-inks", "6.1.13", place=place)
        attributes = parts[4] if len(parts) > 4 else None
        process = entries(entry(entry(attributes, "/Process"), "/Components"))
        described = entry(attributes, "/Colorants")
        told = {text_of(each) for each in process} | _PROCESS
        told |= {str(key)[1:] for key in described} if described is not None else set()
        for name in names:
            if name not in told:
                self.document.findings.add("ink-unknown", "6.2.4.4", name=name, place=place)
        for each in described.values() if described is not None else ():
            inks = entries(each)
            if len(inks) >= 4:
                self._separation(text_of(inks[1]), inks[2], inks[3])


def _same(one: Object, other: Object) -> bool:
    name = name_of(one)
    if name != "-" and name == name_of(other):
        return True
    if isinstance(one, pikepdf.Stream) and isinstance(other, pikepdf.Stream):
        return unpacked(one) == unpacked(other)
    return bool(one == other)
