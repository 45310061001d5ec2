"""Setting up the real thing: what is kept is there, and a program killed anywhere is taken up."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text as text_of
from support.workspace import Bench, stored_scan

from digitizer.bootstrap import last_workspace
from digitizer.bootstrap.setup_mark import read_mark
from digitizer.bootstrap.workspace import (
    bare_store,
    create_workspace,
    open_workspace,
    setting_up,
)
from digitizer.domain.accounts import Role
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed, NotFound
from digitizer.domain.preferences import Look, Preferences
from digitizer.domain.setup import FolderKind, Office, SetupMark
from digitizer.messages import Messages
from digitizer.settings import FILE_NAME, load
from digitizer.workflow.doorkeeper import Given

LIKED = Preferences(language="vi", look=Look.DARK)
OFFICE = Office("UBND phường Ba Đình", "UBND thành phố Hà Nội", "00004")
SECRET, OWN = "Mùa Thu 2026!", "Chiều Mưa 7;"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def desk():
    return setting_up(Messages("vi"), "mai")


class Door:
    """Name and password for whoever asks, and the password that follows the first one."""

    def __init__(self, name, password, new=""):
        self.given, self.new = Given(name, password), new

    def ask(self, name, refused):
        if refused is not None:
            raise refused
        return self.given

    def ask_new(self, name, refused):
        return self.new


def test_what_is_answered_is_there_when_the_workspace_opens(desk, tmp_path):
    root, scans = tmp_path / "so-hoa", tmp_path / "quét"
    desk.begin(root, LIKED)
    desk.set_office(OFFICE)
    desk.set_inbox(scans)
    desk.set_profile("usual")
    desk.finish()
    station = open_workspace(root, "mai", "vi")
    try:
        assert station.inbox == scans
        assert station.preferences.load() == LIKED
        plan = station.progress.plan()
        assert (plan.office, plan.superior, plan.code) == (
            OFFICE.name,
            OFFICE.superior,
            OFFICE.code,
        )
        assert station.ports.quality.required.key == "usual"
        assert station.setup.mark is SetupMark.DONE
        assert station.setup.office() == OFFICE
    finally:
        station.close()
    assert last_workspace.last_workspace() == root


def test_an_administrator_and_the_others_get_in_with_what_they_were_handed(desk, tmp_path):
    root = tmp_path / "ws"
    desk.begin(root, LIKED)
    code = desk.add_administrator("Trần Thị Quản", SECRET, LIKED)
    handed = desk.invite([("Lê Thị Mai", Role.CLERK), ("Phạm Văn Đức", Role.SUPERVISOR)])
    assert [one.name for one in handed] == ["Lê Thị Mai", "Phạm Văn Đức"]
    with pytest.raises(InvalidInput):
        desk.invite([("Vũ Thị Hoa", Role.CLERK), ("lê thị mai", Role.CLERK)])
    assert len(desk.people()) == 3, "nobody is made where one name is taken"
    station = open_workspace(root, "x", "vi", Door("Lê Thị Mai", handed[0].password, OWN))
    assert station.actor.name == "Lê Thị Mai"
    with pytest.raises(NotAllowed):
        station.setup.set_profile("usual")
    assert load(root).checks.profile == ""
    station.close()
    station = open_workspace(root, "x", "vi", Door("Trần Thị Quản", SECRET))
    station.setup.set_profile("usual")
    assert load(root).checks.profile == "usual"
    assert station.accounts.rescue("Trần Thị Quản", code).code != code
    station.close()
    stored = b"".join(file.read_bytes() for file in root.rglob("*") if file.is_file())
    for secret in (SECRET, handed[0].password, handed[1].password, code, code.replace("-", "")):
        assert secret.encode() not in stored


def test_the_paper_with_secrets_is_a_pdf(desk, tmp_path):
    desk.begin(tmp_path / "ws", LIKED)
    code = desk.add_administrator("Trần Thị Quản", SECRET, LIKED)
    handed = desk.invite([("Lê Thị Mai", Role.CLERK)])
    desk.print_code(tmp_path / "code.pdf", code)
    desk.print_secrets(tmp_path / "list.pdf", handed)
    for name in ("code.pdf", "list.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_a_folder_is_looked_at_without_changing_it(desk, tmp_path):
    assert desk.look_at(tmp_path / "a" / "b").kind is FolderKind.NEW
    assert not (tmp_path / "a").exists()
    (tmp_path / "thư.txt").write_text("x")
    assert desk.look_at(tmp_path).kind is FolderKind.FULL
    with pytest.raises(InvalidInput):
        desk.begin(tmp_path, LIKED)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["thư.txt"]
    file = tmp_path / "thư.txt"
    assert desk.look_at(file / "x").kind is FolderKind.CLOSED


@pytest.mark.parametrize("dies_at", ["Folders.create", "upgrade", "write_first"])
def test_killed_while_it_is_made_there_is_no_workspace_and_it_is_taken_up(
    desk, tmp_path, monkeypatch, dies_at
):
    """The exception stands for the kill: what came before it is on disk, nothing after it is."""
    root = tmp_path / "ws"

    class KilledError(BaseException):
        pass

    def die(*_args, **_options):
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(f"digitizer.bootstrap.workspace.{dies_at}", die)
        with pytest.raises(KilledError):
            desk.begin(root, LIKED)
    assert not (root / FILE_NAME).exists()
    with pytest.raises(NotFound):
        open_workspace(root, "mai", "vi")
    again = setting_up(Messages("vi"), "mai")
    assert again.look_at(root).kind is FolderKind.NEW
    again.begin(root, LIKED)
    assert read_mark(root) is SetupMark.UNFINISHED
    open_workspace(root, "mai", "vi").close()


def test_killed_between_two_steps_the_workspace_opens_and_the_rest_follows(desk, tmp_path):
    root = tmp_path / "ws"
    desk.begin(root, LIKED)
    desk.set_office(OFFICE)
    station = open_workspace(root, "mai", "vi")
    assert station.setup.mark is SetupMark.UNFINISHED
    assert station.setup.office() == OFFICE
    station.setup.put_off()
    assert station.setup.mark is SetupMark.LATER
    station.setup.finish()
    station.setup.put_off()
    assert station.setup.mark is SetupMark.DONE, "what is done is not put off"
    station.close()


def test_a_scan_folder_that_cannot_be_written_changes_nothing(desk, tmp_path):
    desk.begin(tmp_path / "ws", LIKED)
    before = (tmp_path / "ws" / FILE_NAME).read_text(encoding="utf-8")
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(EnvironmentFault):
        desk.set_inbox(tmp_path / "tệp" / "trong")
    assert (tmp_path / "ws" / FILE_NAME).read_text(encoding="utf-8") == before


def test_a_changed_setting_is_in_the_log_and_the_rest_of_the_file_stays(desk, tmp_path):
    root = tmp_path / "ws"
    desk.begin(root, LIKED)
    file = root / FILE_NAME
    text = file.read_text(encoding="utf-8").replace("workers = 0", "workers = 2  # hai lõi")
    file.write_text(text, encoding="utf-8")
    desk.set_profile("usual")
    assert file.read_text(encoding="utf-8") == text.replace('profile = ""', 'profile = "usual"')
    assert file.stat().st_mode & 0o077 == 0
    with bare_store(root) as ports, ports.unit_of_work() as unit:
        query = text_of("SELECT actor, action, details FROM audit_log ORDER BY seq DESC LIMIT 1")
        actor, action, details = unit._session.execute(query).one()
    assert (actor, action) == ("mai", "set-up")
    assert "checks.profile" in details


def test_units_are_those_of_today(desk):
    provinces = desk.provinces()
    assert len(provinces) == 34
    assert all(desk.communes(unit.code) for unit in provinces)
    hanoi = next(unit for unit in provinces if unit.name.endswith("Hà Nội"))
    assert "Phường Ba Đình" in {unit.name for unit in desk.communes(hanoi.code)}
    assert desk.province_of("00004") == hanoi.code
    with pytest.raises(InvalidInput):
        desk.require_sound(Office("", "", "99999"), "")
    with pytest.raises(InvalidInput):
        desk.require_sound(Office("", "", ""), "quá chặt")


def test_a_workspace_without_a_mark_was_set_up(tmp_path):
    assert read_mark(Path(tmp_path)) is SetupMark.DONE


def test_a_workspace_with_accounts_is_entered_by_its_door_and_not_by_the_wizard(desk, tmp_path):
    root = tmp_path / "ws"
    desk.begin(root, LIKED)
    desk.add_administrator("Trần Thị Quản", SECRET, LIKED)
    before = sorted((root / "preferences").iterdir())
    stranger = setting_up(Messages("vi"), "ai đó")
    stranger.begin(root, LIKED)
    assert stranger.is_taken_up
    assert sorted((root / "preferences").iterdir()) == before
    for change in (
        lambda: stranger.set_profile("usual"),
        lambda: stranger.set_office(OFFICE),
        lambda: stranger.invite([("Lê Thị Mai", Role.CLERK)]),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert not desk.is_taken_up


def inited(root):
    """As ``digitizer init`` without a word of the office leaves it."""
    create_workspace(root)
    made = setting_up(Messages("vi"), "mai")
    made.workspace = root
    made.leave_to_window()
    return made


def test_a_workspace_made_by_command_is_set_up_by_its_first_window(tmp_path):
    fresh = inited(tmp_path / "ws")
    assert fresh.is_due
    station = open_workspace(tmp_path / "ws", "mai", "vi")
    try:
        assert station.setup.is_due
        station.setup.put_off()
        assert (station.setup.mark, station.setup.is_due) == (SetupMark.LATER, False)
    finally:
        station.close()


def test_a_workspace_that_is_used_is_never_asked(tmp_path):
    for number, use in enumerate(
        (
            lambda station: station.create_batch("Quyển 1"),
            lambda station: stored_scan(Bench(station.ports), tmp_path, "a.png"),
            lambda station: station.accounts.add_first(
                "Trần Thị Quản", [Role.ADMINISTRATOR], SECRET
            ),
        )
    ):
        root = tmp_path / f"ws-{number}"
        fresh = inited(root)
        station = open_workspace(root, "mai", "vi")
        try:
            use(station)
        finally:
            station.close()
        assert (fresh.mark, fresh.is_due) == (SetupMark.FRESH, False)


def test_a_workspace_of_an_older_program_is_not_asked(tmp_path):
    create_workspace(tmp_path / "ws")
    made = setting_up(Messages("vi"), "mai")
    made.workspace = tmp_path / "ws"
    assert not made.is_due
