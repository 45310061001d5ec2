"""Cases of several pages in a real store, with real small images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from sqlalchemy import Engine

from digitizer.domain.case import Case, CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.changes import ChangeSet
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog
from digitizer.domain.values.canonical import canonical
from digitizer.places import ListedPlaces
from digitizer.schemas import load_catalog
from digitizer.store import FileVault, SqlUnitOfWorkFactory
from digitizer.workflow import recognize
from digitizer.workflow.ports import FileInfo, Ports
from digitizer.workflow.receive import Incoming, receive

BIRTH = "civil_status.birth"
WIDTH, HEIGHT = 120, 170
BOX = Box(10, 20, 30, 8)
ORIGIN = Origin("test", "1")


@dataclass(slots=True)
class Desk:
    ports: Ports
    folder: Path
    catalog: Catalog
    published: list[ChangeSet] = field(default_factory=list)
    now: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC)
    _scans: int = 0

    def case(self, case_id: int) -> Case:
        with self.ports.unit_of_work() as unit:
            return unit.cases.get(case_id)

    def revision(self, case_id: int) -> int:
        return self.case(case_id).revision

    def texts(self, case_id: int) -> dict[str, str]:
        """What stands in the fields that are not empty."""
        record = self.case(case_id).record
        values = record.fields.values() if record else ()
        return {value.key: value.text for value in values if value.text}

    def pages_of(self, case_id: int) -> list[int]:
        return [region.page_id or 0 for region in self.case(case_id).regions]

    def arrive(
        self,
        *pages: Mapping[str, str],
        batch: str | None = None,
        cases: Sequence[Sequence[int]] | None = None,
    ) -> list[int]:
        """A scan whose pages bear these texts; ``cases`` says which pages (from 1) each case has,
        one case over all by default. The numbers of the cases."""
        self._scans += 1
        name = f"scan-{self._scans:03d}.pdf"
        source = self.folder / name
        source.write_bytes(name.encode())
        blob = self.ports.vault.put(source)
        incoming = Incoming(source, blob.size, self._scans, batch)
        receive(self.ports, incoming, blob, FileInfo("application/pdf", len(pages)))
        task = recognize.next_task(self.ports, "test")
        assert task is not None
        reading = self._reading(pages, cases or [range(1, len(pages) + 1)])
        return sorted(recognize.store_reading(self.ports, task, reading).cases)

    def _reading(
        self, pages: Sequence[Mapping[str, str]], cases: Sequence[Sequence[int]]
    ) -> ScanReading:
        read = tuple(self._page(number) for number in range(1, len(pages) + 1))
        found = tuple(
            CaseReading(
                BIRTH,
                self.catalog.types[BIRTH].version,
                0.9,
                tuple(Region(number) for number in numbers),
                tuple(
                    self._field(key, text, number)
                    for number in numbers
                    for key, text in pages[number - 1].items()
                ),
            )
            for numbers in cases
        )
        return ScanReading(read, found)

    def _page(self, number: int) -> ReadPage:
        path = self.folder / f"page-{self._scans}-{number}.jpg"
        image = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 240))
        image.paste((20 * number % 250, 30 * self._scans % 250, 90), (10, 20, 40, 28))
        image.save(path, "JPEG", dpi=(150, 150))
        words = (Word("Mẫu", BOX, 0.9),)
        line = TextLine(BOX, (LineReading(ORIGIN, words),))
        return ReadPage.of(PageReading(number, WIDTH, HEIGHT, 150, 0, 0.0, (line,)), str(path))

    def _field(self, key: str, text: str, number: int) -> FieldReading:
        spec = self.catalog.types[BIRTH].field(key)
        assert spec is not None
        value = canonical(spec, text, self.catalog.code_list_of(spec)).value
        return FieldReading(key, text, value, 0.9, ReadingState.ACCEPTED, number, BOX, ORIGIN)


def make_desk(engine: Engine, folder: Path) -> Desk:
    """A desk over an upgraded database and a vault in ``folder``."""
    catalog = load_catalog()
    desk: Desk

    def pack(content: PackageContent, out_dir: Path) -> PackageResult:
        raise AssertionError("nothing is packed here")

    def clock() -> datetime:
        desk.now += timedelta(seconds=1)
        return desk.now

    ports = Ports(
        unit_of_work=SqlUnitOfWorkFactory(engine, catalog),
        vault=FileVault(folder / "vault"),
        catalog=catalog,
        clock=clock,
        publish=lambda changes: desk.published.append(changes),
        pack=pack,
        writers=lambda profile: profile.exporters,
        withdraw=lambda package: None,
        words=str,
        places=ListedPlaces(),
        software_version="0.0.test",
    )
    desk = Desk(ports, folder, catalog)
    return desk
