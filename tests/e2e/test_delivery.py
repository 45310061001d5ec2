"""Finished packages leave a workspace: into a folder, sealed, and over HTTPS, where the program is
killed in the middle; and a workspace where nobody set a receiver connects to nothing."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from filelock import FileLock
from support.certificates import PASSWORD, issued, root
from support.export_content import case, content, page_file
from support.program import PROGRAM, Done, environment, run
from support.receiver import ModelReceiver, running
from support.workspace import Bench, read_case

from digitizer.bootstrap.doctor import examine
from digitizer.bootstrap.verifying import new_sealing_key, unseal_package, verify_package
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.delivery import _stopped_by_person
from digitizer.domain.delivery import Outcome
from digitizer.domain.errors import (
    Conflict,
    EnvironmentFault,
    InvalidInput,
    NotAllowed,
    NotFound,
    UnreadableFile,
)
from digitizer.schemas import load_catalog
from exports.package import write_package
from exports.sealing import seal

SUPERVISOR = "Trần Văn Mẫu"
TYPE = "general.document"
CODES = [f"G06.01_CV_{number:06}_V1" for number in range(1, 5)]

# Every Python process under this hook writes down what it does with sockets of the network.
_HOOK = """
import os, sys

def _hook(event, args):
    is_made = event == "socket.__new__" and int(args[1]) in (2, 10)
    if is_made or event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["SOCKET_LOG"], "a") as log:
            log.write(event + "\\n")

sys.addaudithook(_hook)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of four invented official documents."""
    return made_archive(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def correction(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_archive(tmp_path_factory.mktemp("correction"), " đã sửa")


def made_archive(folder: Path, suffix: str = "") -> Path:
    """``suffix`` stands behind the subject of each."""
    catalog, page = load_catalog(), page_file(folder, (60, 80))
    spec = catalog.types[TYPE].field("TypeName")
    assert spec is not None
    kinds = catalog.code_list_of(spec)
    assert kinds is not None
    cases = [
        case(
            number,
            page,
            {
                "DocCode": code,
                "TypeName": kinds.entries[0].code,
                "CodeNumber": str(number),
                "CodeNotation": "UBND-VP",
                "IssuedDate": "2020-03-04",
                "OrganName": "UBND xã Mẫu",
                "Subject": f"V/v mẫu số {number}{suffix}",
            },
            document_type=TYPE,
        )
        for number, code in enumerate(CODES, start=1)
    ]
    made = content(
        cases,
        catalog=catalog,
        document_type=catalog.types[TYPE],
        profile=catalog.profiles[TYPE],
        batch_name="Cong van 2020",
    )
    return write_package(made, folder / "out").archive


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create_workspace(tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def station(workspace: Path) -> Iterator[Workstation]:
    opened = open_workspace(workspace, SUPERVISOR, "en")
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "nộp lên"
    folder.mkdir()
    return folder


def receiver(workspace: Path, text: str) -> None:
    with (workspace / "digitizer.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def over_https(workspace: Path, address: str, authorities: Path, mode: int = 0o600) -> None:
    token = workspace / "kho.token"
    token.touch()
    token.chmod(mode)
    token.write_text("bi-mat\n")
    receiver(
        workspace,
        f'[receivers.kho]\nname = "Kho Mẫu"\nkind = "https"\naddress = "{address}"\n'
        f'authorities = "{authorities}"\ntoken_file = "kho.token"\nper_minute = 6000\n',
    )


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_folder_gets_the_package_and_a_second_time_nothing_more(
    station: Workstation, archive: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nname = "Sở"\nkind = "folder"\npath = "{target}"')

    first = station.delivery.deliver(archive.with_suffix(""), "so")
    again = station.delivery.deliver(archive, "so")

    assert first.is_complete
    assert first == again
    assert names(target) == [archive.name, f"{archive.name}.sha256"]
    assert verify_package(target / archive.name).is_sound
    _, receipts = station.delivery.receipts(1)
    assert [one.answer.outcome for one in receipts] == [Outcome.ACCEPTED] * 2
    assert station.audit.verify(()).is_sound


def test_what_was_taken_out_of_the_folder_is_brought_again(
    station: Workstation, archive: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')
    station.delivery.deliver(archive, "so")
    (target / archive.name).unlink()

    assert station.delivery.deliver(archive, "so").is_complete
    assert (target / archive.name).read_bytes() == archive.read_bytes()


def test_the_slip_names_receiver_and_every_hash(
    station: Workstation, archive: Path, target: Path, tmp_path: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nname = "Sở"\nkind = "folder"\npath = "{target}"')
    station.delivery.deliver(archive, "so")

    station.delivery.write_slip(1, tmp_path / "slip.pdf")

    with pdfplumber.open(tmp_path / "slip.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "DELIVERY SLIP" in text
    assert "Sở (so)" in text
    assert hashlib.sha256(archive.read_bytes()).hexdigest()[:8] in text


def test_a_receiver_with_a_key_gets_files_only_sealed(
    station: Workstation, archive: Path, target: Path, tmp_path: Path
) -> None:
    key = tmp_path / "so.key"
    (station.workspace / "so.txt").write_text(new_sealing_key(key))
    receiver(
        station.workspace, f'[receivers.so]\nkey = "so.txt"\nkind = "folder"\npath = "{target}"'
    )
    package = tmp_path / archive.name
    package.write_bytes(archive.read_bytes())

    first = station.delivery.deliver(package, "so")

    assert first.delivery.package == archive.stem
    assert archive.name not in names(target)
    (sealed,) = target.glob("*.age")
    opened = unseal_package(sealed, key, tmp_path / "opened.zip")
    assert opened.read_bytes() == archive.read_bytes()
    assert station.delivery.deliver(package, "so") == first
    assert len(names(target)) == 2


def test_a_receiver_with_another_key_gets_what_was_sealed_for_it(
    station: Workstation, archive: Path, tmp_path: Path
) -> None:
    package = tmp_path / archive.name
    package.write_bytes(archive.read_bytes())
    for number in (1, 2):
        (tmp_path / f"target{number}").mkdir()
        public = new_sealing_key(tmp_path / f"{number}.key")
        (station.workspace / "so.txt").write_text(public)
        settings = (
            f'[receivers.so{number}]\nkey = "so.txt"\nkind = "folder"\n'
            f'path = "{tmp_path / f"target{number}"}"'
        )
        receiver(station.workspace, settings)
        # The same receiver by file name, whose key changed.
        with pytest.MonkeyPatch.context() as context:
            context.setattr("exports.names.safe_part", lambda _key: "so")
            station.delivery.deliver(package, f"so{number}")

    (sealed,) = (tmp_path / "target2").glob("*.age")
    opened = unseal_package(sealed, tmp_path / "2.key", tmp_path / "opened.zip")
    assert opened.read_bytes() == archive.read_bytes()


def test_what_is_no_package_of_ours_does_not_leave(
    station: Workstation, tmp_path: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')
    digest = hashlib.sha256(b"x").hexdigest()
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as bag:
        bag.writestr("b/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        bag.writestr("b/manifest-sha256.txt", f"{digest}  data/x.txt\n")
        bag.writestr("b/data/x.txt", "x")
    (tmp_path / "text.zip.age").write_bytes(b"no age file")
    (tmp_path / "folder").mkdir()

    with pytest.raises(NotAllowed, match="delivery-foreign"):
        station.delivery.deliver(tmp_path / "bag.zip", "so")
    with pytest.raises(UnreadableFile, match="seal-not-sealed"):
        station.delivery.deliver(tmp_path / "text.zip.age", "so")
    with pytest.raises(InvalidInput, match="seal-no-archive") as none:
        station.delivery.deliver(tmp_path / "folder", "so")
    assert "folder" in station.messages.error(none.value)

    assert names(target) == []


def test_a_workspace_that_cannot_be_written_is_told(
    station: Workstation, archive: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')

    def refuse(_lock: FileLock) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)

    with pytest.raises(EnvironmentFault, match="delivery-lock-no-io"):
        station.delivery.deliver(archive, "so")


def test_what_cannot_be_sent_is_said_and_nothing_leaves(
    station: Workstation, archive: Path, tmp_path: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.usb]\nkind = "media"\npath = "{target}"')
    with pytest.raises(EnvironmentFault, match="delivery-not-plugged-in"):
        station.delivery.deliver(archive, "usb")
    with pytest.raises(NotFound) as unknown:
        station.delivery.deliver(archive, "ai")
    assert unknown.value.params["known"] == "usb"
    changed = tmp_path / "changed.zip"
    changed.write_bytes(archive.read_bytes()[:-3])
    with pytest.raises(NotAllowed, match="delivery-unsound"):
        station.delivery.deliver(changed, "usb")

    assert names(target) == []


def test_invented_cases_of_a_practice_never_leave(
    station: Workstation, archive: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')

    with pytest.raises(NotAllowed, match="practice-not-exported"):
        replace(station.delivery, is_practice=True).deliver(archive, "so")

    assert names(target) == []


def test_two_deliveries_do_not_run_at_once(
    station: Workstation, archive: Path, target: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')
    told: list[str] = []

    def begin_another(_done: int, _all: int) -> None:
        with pytest.raises(Conflict) as second:
            station.delivery.deliver(archive, "so")
        told.append(second.value.code)

    assert station.delivery.deliver(archive, "so", begin_another).is_complete
    assert set(told) == {"delivery-under-way"}


def test_a_token_that_others_can_read_is_not_used(
    station: Workstation, archive: Path, tmp_path: Path
) -> None:
    with running(tmp_path) as office:
        over_https(station.workspace, office.address, office.authorities, mode=0o644)
        with pytest.raises(InvalidInput, match="delivery-token-open"):
            station.delivery.deliver(archive, "kho")

    assert office.receiver.asked == []


def test_a_sealed_package_does_not_go_over_https(
    station: Workstation, archive: Path, tmp_path: Path
) -> None:
    over_https(station.workspace, "https://127.0.0.1:1", tmp_path / "none.pem")
    sealed = tmp_path / "a.zip.age"
    sealed.write_bytes(b"age-encryption.org/v1\n")

    with pytest.raises(NotAllowed, match="delivery-sealed"):
        station.delivery.deliver(sealed, "kho")


class StopsAtLook:
    """Wants no more when it is asked for the so-manieth time."""

    def __init__(self, looks: int) -> None:
        self._left = looks

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0

    def end(self) -> None:
        self._left = 0


@pytest.mark.parametrize("looks", [0, 1, 5, 12])
@pytest.mark.parametrize("to", ["so", "kho"])
def test_a_stop_while_the_package_is_checked_ends_within_a_file_and_nothing_is_noted(
    station: Workstation, archive: Path, target: Path, tmp_path: Path, looks: int, to: str
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')
    stop = StopsAtLook(looks)
    with running(tmp_path) as office:
        over_https(station.workspace, office.address, office.authorities)
        assert station.delivery.deliver(archive, to, stop=stop) is None

    assert stop._left == -1
    assert office.receiver.asked == []
    assert names(target) == []
    assert station.delivery.states() == []


def test_the_password_of_a_locked_key_is_read_from_a_private_file(
    workspace: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = root()
    sender = issued(above)
    sender.private_file(workspace, "gui.key", PASSWORD)
    sender.certificate_file(workspace, "gui.pem")
    password = tmp_path / "password"
    password.touch(0o600)
    with running(tmp_path, senders=above.certificate_file(tmp_path)) as office:
        over_https(workspace, office.address, office.authorities)
        with (workspace / "digitizer.toml").open("a") as file:
            file.write('client_certificate = "gui.pem"\nclient_key = "gui.key"\n')
        assert "delivery-authority-expires" in {each.code for each in examine(workspace)}
        told_to = environment() | {"DIGITIZER_DELIVERY_PASSWORD_FILE": str(password)}
        monkeypatch.setattr("support.program.environment", lambda: told_to)
        password.write_text("sai\n")
        refused = run("deliver", archive, "--to", "kho", workspace=workspace)
        assert (refused.code, "gui.key" in refused.err) == (2, True)
        assert office.receiver.asked == []
        password.write_text(f"{PASSWORD}\n")
        done = run("deliver", archive, "--to", "kho", workspace=workspace)

    assert done.code == 0, done.err
    assert len(office.receiver.files) == 4
    told = refused.out + refused.err + done.out + done.err
    assert PASSWORD not in told


def in_the_books(station: Workstation, folder: Path, **packages: Path) -> None:
    """All of them left with the same case, in this order, each a file of its name in the folder."""
    ports = station.delivery.ports
    number = read_case(Bench(ports), folder, batch_name="Lo")
    with ports.unit_of_work(write=True) as unit:
        batch = unit.cases.get(number).batch_id
        assert batch is not None
        for name, archive in packages.items():
            manifest = manifest_of(archive)
            unit.rejects.add_package(name, manifest, batch, ports.clock(), [(number, "1.pdf")])
            (folder / f"{name}.zip").write_bytes(archive.read_bytes())
        unit.commit()


def manifest_of(archive: Path) -> str:
    with zipfile.ZipFile(archive) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith("/manifest.json"))
        return hashlib.sha256(opened.read(name)).hexdigest()


def test_an_older_package_needs_a_reason_on_the_command_line_too(
    station: Workstation,
    workspace: Path,
    archive: Path,
    correction: Path,
    target: Path,
    tmp_path: Path,
) -> None:
    receiver(workspace, f'[receivers.so]\nname = "Sở"\nkind = "folder"\npath = "{target}"')
    in_the_books(station, tmp_path, Lo_1=archive, Lo_2=correction)
    assert station.delivery.deliver(tmp_path / "Lo_2.zip", "so") is not None

    refused = run("deliver", tmp_path / "Lo_1.zip", "--to", "so", workspace=workspace)
    assert (refused.code, "older than Lo_2, which Sở has" in refused.err) == (3, True)
    assert len(names(target)) == 2
    command = ("deliver", tmp_path / "Lo_1.zip", "--to", "so", "--reason", "Nơi nhận yêu cầu")
    done = run(*command, workspace=workspace)

    assert done.code == 0, done.err
    assert len(names(target)) == 4


def test_the_same_package_under_another_name_is_not_sent(
    station: Workstation, archive: Path, correction: Path, target: Path, tmp_path: Path
) -> None:
    """Sealed anew for each name, no two files of it are the same."""
    (station.workspace / "so.txt").write_text(new_sealing_key(tmp_path / "so.key"))
    receiver(
        station.workspace, f'[receivers.so]\nkey = "so.txt"\nkind = "folder"\npath = "{target}"'
    )
    in_the_books(station, tmp_path, Lo_1=archive)
    for name, package in (("Tên khác", archive), ("A", correction), ("B", correction)):
        (tmp_path / f"{name}.zip").write_bytes(package.read_bytes())
    for good in ("Lo_1", "A"):
        assert station.delivery.deliver(tmp_path / f"{good}.zip", "so").is_complete

    for bad, code, known in (
        ("Tên khác", "delivery-not-its-name", "Lo_1"),
        ("B", "delivery-renamed", "A"),
    ):
        with pytest.raises(NotAllowed) as refused:
            station.delivery.deliver(tmp_path / f"{bad}.zip", "so")
        assert (refused.value.code, refused.value.params["known"]) == (code, known)

    assert len(names(target)) == 4


def test_what_was_sealed_by_hand_needs_a_reason_and_goes_on_without(
    station: Workstation, archive: Path, target: Path, tmp_path: Path
) -> None:
    receiver(station.workspace, f'[receivers.so]\nkind = "folder"\npath = "{target}"')
    (tmp_path / "so.txt").write_text(new_sealing_key(tmp_path / "so.key"))
    sealed = seal(archive, tmp_path / "so.txt", tmp_path / "Lo_1.zip.age")
    station.delivery.deliver(archive, "so")

    with pytest.raises(NotAllowed, match="delivery-age-unknown"):
        station.delivery.deliver(sealed, "so")
    assert station.delivery.deliver(sealed, "so", reason="Nơi nhận yêu cầu").is_complete
    assert station.delivery.deliver(sealed, "so").is_complete


def test_a_stop_ends_the_sealing_too(
    station: Workstation, archive: Path, target: Path, tmp_path: Path
) -> None:
    (station.workspace / "so.txt").write_text(new_sealing_key(tmp_path / "so.key"))
    receiver(
        station.workspace, f'[receivers.so]\nkey = "so.txt"\nkind = "folder"\npath = "{target}"'
    )
    package = tmp_path / archive.name
    package.write_bytes(archive.read_bytes())
    before, stop = names(tmp_path), StopsAtLook(10**6)

    def stopping_seal(*arguments: object) -> Path:
        stop.end()
        return seal(*arguments)

    with pytest.MonkeyPatch.context() as context:
        context.setattr("exports.sealing.seal", stopping_seal)
        assert station.delivery.deliver(package, "so", stop=stop) is None

    assert (names(tmp_path), names(target)) == (before, [])


def test_a_first_ctrl_c_stops_in_order_and_a_second_one_ends_the_program() -> None:
    with _stopped_by_person() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_without_a_terminal_it_is_said_which_variable_names_the_password(
    workspace: Path, archive: Path
) -> None:
    sender = issued(root())
    sender.private_file(workspace, "gui.key", PASSWORD)
    sender.certificate_file(workspace, "gui.pem")
    over_https(workspace, "https://127.0.0.1:1", workspace / "gui.pem")
    with (workspace / "digitizer.toml").open("a") as file:
        file.write('client_certificate = "gui.pem"\nclient_key = "gui.key"\n')

    refused = run("deliver", archive, "--to", "kho", workspace=workspace)

    assert (refused.code, "DIGITIZER_DELIVERY_PASSWORD_FILE" in refused.err) == (3, True)


class Hooked:
    """Runs the program and tells what it and the processes that it starts do with the network."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        (folder / "hook").mkdir()
        (folder / "hook" / "sitecustomize.py").write_text(_HOOK)
        self._workspace, self._log = workspace, folder / "sockets.log"
        self._places = os.pathsep.join([str(folder / "hook"), os.environ.get("PYTHONPATH", "")])

    def run(self, *arguments: object) -> Done:
        self._log.unlink(missing_ok=True)
        place = ["--workspace", str(self._workspace), "--user", SUPERVISOR]
        done = subprocess.run(
            [str(PROGRAM), *place, *map(str, arguments)],
            env=environment() | {"PYTHONPATH": self._places, "SOCKET_LOG": str(self._log)},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @property
    def seen(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []


@pytest.fixture
def hooked(workspace: Path, tmp_path: Path) -> Hooked:
    return Hooked(workspace, tmp_path)


def test_a_workspace_without_receivers_opens_no_socket(hooked: Hooked, archive: Path) -> None:
    for command, code in (
        (("watch", "--once"), 0),
        (("deliveries",), 0),
        (("deliver", archive, "--to", "kho"), 4),
    ):
        done = hooked.run(*command)
        assert (command[0], done.code, hooked.seen) == (command[0], code, [])


def test_a_kill_between_sending_and_receipt_brings_each_document_once(
    workspace: Path, archive: Path, tmp_path: Path, hooked: Hooked
) -> None:
    state = ModelReceiver(token="bi-mat")  # noqa: S106
    processes: list[subprocess.Popen[bytes]] = []

    def kill(code: str) -> None:
        if code == CODES[1]:
            processes[0].send_signal(signal.SIGKILL)
            processes[0].wait()

    state.on_stored = kill
    with running(tmp_path, state) as office:
        over_https(workspace, office.address, office.authorities)
        command = [str(PROGRAM), "--workspace", str(workspace), "--user", SUPERVISOR]
        with subprocess.Popen(
            [*command, "deliver", str(archive), "--to", "kho"], env=environment()
        ) as process:
            processes.append(process)
            process.wait(timeout=120)
        assert process.returncode == -signal.SIGKILL
        state.on_stored = lambda _code: None

        done = hooked.run("deliver", archive, "--to", "kho")

    assert (done.code, "all 4 documents arrived at Kho Mẫu" in done.out) == (0, True)
    assert "socket.__new__" in hooked.seen
    assert [state.arrived(code) for code in CODES] == [1] * 4
    # With which metadata the second arrived nobody noted: they are put again.
    assert state.sendings.total() == 5
    assert state.sendings["PUT", CODES[1]] == 1
    assert all(state.files[code].startswith(b"%PDF") for code in CODES)
    listed = json.loads(run("deliveries", "1", "--json", workspace=workspace).out)
    outcomes = [one["outcome"] for one in listed["receipts"]]
    assert outcomes == ["accepted"] * 4
