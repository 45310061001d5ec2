"""A real store and vault in a temporary folder, with a clock that tests may turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from digitizer.domain.case import CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.page import Box, Origin, PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog
from digitizer.messages import Messages
from digitizer.places import ListedPlaces
from digitizer.schemas import load_catalog
from digitizer.store import FileVault, SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.workflow import recognize
from digitizer.workflow.ports import FileInfo, Ports
from digitizer.workflow.receive import Incoming, receive

BIRTH = "civil_status.birth"
CLERK = Actor("Nguyễn Thị Mẫu")
SUPERVISOR = Actor("Trần Văn Mẫu")

GOOD = {
    "so": "15/2021",
    "quyenSo": "01/2021",
    "ngayDangKy": "20/03/2021",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksHoTen": "LÊ THỊ MẪU",
    "nksGioiTinh": "Nữ",
    "nksNgaySinh": "16/03/2021",
    "nksNgaySinhBangChu": "Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
    "nksDanToc": "Kinh",
    "nksQuocTich": "Việt Nam",
}


@dataclass(slots=True)
class Bench:
    """The ports of a fresh workspace, and what was published, packed and taken away again."""

    ports: Ports
    published: list[ChangeSet] = field(default_factory=list)
    packed: list[PackageContent] = field(default_factory=list)
    withdrawn: list[PackageResult] = field(default_factory=list)
    now: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def revision(self, case_id: int) -> int:
        with self.ports.unit_of_work() as unit:
            return unit.cases.get(case_id).revision


def make_bench(root: Path, known: Catalog | None = None) -> Bench:
    """A bench whose types are ``known``, or all that ship; no profile of it asks for a rehearsal
    before the export."""
    engine = open_engine(f"sqlite:///{root / 'digitizer.db'}")
    upgrade(engine)
    catalog = _unrehearsed(known or load_catalog())
    bench: Bench

    def pack(content: PackageContent, out_dir: Path) -> PackageResult:
        # The cases can be read only as long as the package is being made.
        bench.packed.append(replace(content, cases=tuple(content.cases)))
        return PackageResult(out_dir, out_dir, {}, len(content.cases))

    ports = Ports(
        unit_of_work=SqlUnitOfWorkFactory(engine, catalog, lambda: bench.now),
        vault=FileVault(root / "vault"),
        catalog=catalog,
        clock=lambda: bench.now,
        publish=lambda changes: bench.published.append(changes),
        pack=pack,
        writers=lambda profile: profile.exporters,
        withdraw=lambda package: bench.withdrawn.append(package),
        words=Messages("vi").text,
        places=ListedPlaces(),
        software_version="0.0.test",
    )
    bench = Bench(ports)
    return bench


def reading(
    folder: Path, values: dict[str, str], review: tuple[str, ...] = (), *, typed: bool = True
) -> ScanReading:
    """One page with one case whose fields carry ``values``; those in ``review`` are doubtful."""
    image = folder / "page.jpg"
    image.write_bytes(b"upright " + repr(sorted(values.items())).encode())
    page = ReadPage.of(PageReading(1, 2480, 3508, 300, 0, 0.0, ()), str(image))
    doc_type = _shipped().types[BIRTH]
    fields = []
    for spec in doc_type.fields:
        text = values.get(spec.key, "")
        if not text:
            fields.append(FieldReading(spec.key))
            continue
        from_text = _canonical(spec.key, text)
        state = ReadingState.REVIEW if spec.key in review else ReadingState.ACCEPTED
        fields.append(
            FieldReading(
                spec.key, text, from_text, 0.9, state, 1, Box(1, 2, 3, 4), Origin("test", "1")
            )
        )
    case = CaseReading(
        BIRTH if typed else None,
        doc_type.version if typed else None,
        0.99 if typed else 0.0,
        (Region(1),),
        tuple(fields) if typed else (),
    )
    return ScanReading((page,), (case,))


def _unrehearsed(catalog: Catalog) -> Catalog:
    profiles = {key: replace(each, rehearse=False) for key, each in catalog.profiles.items()}
    return replace(catalog, profiles=profiles)


@cache
def _shipped() -> Catalog:
    """Loading it for each field of each case would take longer than most tests."""
    return load_catalog()


def _canonical(key: str, text: str) -> str | None:
    from digitizer.domain.values.canonical import canonical

    catalog = _shipped()
    spec = catalog.types[BIRTH].field(key)
    assert spec is not None
    return canonical(spec, text, catalog.code_list_of(spec)).value


def stored_scan(bench: Bench, folder: Path, name: str, batch_name: str | None = None) -> int:
    """A scan in the vault with its waiting job; the bytes are its name."""
    source = folder / name
    source.write_bytes(name.encode())
    blob = bench.ports.vault.put(source)
    incoming = Incoming(source, blob.size, 1, batch_name)
    arrival = receive(bench.ports, incoming, blob, FileInfo("image/png", 1))
    assert arrival.scan_id is not None
    return arrival.scan_id


def read_case(
    bench: Bench,
    folder: Path,
    name: str = "a.png",
    values: dict[str, str] | None = None,
    review: tuple[str, ...] = (),
    batch_name: str | None = None,
    *,
    typed: bool = True,
) -> int:
    """A case as it comes out of the reader; the number of the case."""
    stored_scan(bench, folder, name, batch_name)
    task = recognize.next_task(bench.ports, "test")
    assert task is not None
    changes = recognize.store_reading(
        bench.ports, task, reading(folder, GOOD if values is None else values, review, typed=typed)
    )
    return next(iter(changes.cases))
