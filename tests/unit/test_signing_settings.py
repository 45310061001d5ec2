"""What may stand in ``[signing]`` and ``[receivers]``, and what the doctor says of it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from support.certificates import NOW, PASSWORD, issued, root

from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.bootstrap.trust_check import trust_findings
from digitizer.domain.errors import BadSchema, InvalidInput, NotAllowed
from digitizer.messages import LANGUAGES, Messages
from digitizer.settings import FILE_NAME, Settings, SigningSettings, load, write_first
from exports.sealing import new_key


def written(folder: Path, text: str) -> Settings:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return load(folder)


def told(settings: Settings, folder: Path, secret: str | None = None, days: int = 0) -> list[str]:
    """The doctor's codes, after both languages could say them."""
    found = list(trust_findings(settings, folder, secret, NOW + timedelta(days=days)))
    for language in LANGUAGES:
        for one in found:
            assert Messages(language).text(f"doctor-{one.code}", **dict(one.params))
    return [one.code for one in found]


def test_a_new_workspace_signs_nothing_and_knows_no_receiver(tmp_path: Path) -> None:
    write_first(tmp_path, Settings())

    settings = load(tmp_path)
    assert settings.signing == SigningSettings()
    assert settings.receivers == {}
    assert told(settings, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        '[signing]\nkey_file = "a.p12"\nmodule = "b.so"\nlabel = "c"\ntoken = "d"\n',
        '[signing]\nmodule = "b.so"\nlabel = "c"\n',
        '[signing]\nmodule = "b.so"\ntoken = "d"\n',
        "[signing]\npackages = true\n",
        '[signing]\ntime_stamps = "ftp://tsa"\n',
        '[signing]\npassword = "bi mat"\n',
        '[signing]\npin = "1234"\n',
        '[receivers.so]\nname = "Sở"\n',
        '[receivers.so]\nkey = ""\n',
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSchema, match="settings-wrong"):
        written(tmp_path, text)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    authority = root()
    issued(authority, years=(-1, 1)).key_file(tmp_path, "office.p12")
    authority.certificate_file(tmp_path, "root.pem")
    (tmp_path / "so.txt").write_text(new_key(tmp_path / "so.key"))
    written(
        tmp_path,
        '[signing]\nkey_file = "office.p12"\ntrusted = ["root.pem"]\n'
        '[receivers.so]\nname = "Sở"\nkey = "so.txt"\n',
    )
    return tmp_path


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (0, "signing-certificate"),
        (334, "signing-certificate"),
        (336, "signing-expires"),
        (364, "signing-expires"),
        (366, "signing-expired"),
    ],
)
def test_the_doctor_tells_of_the_end_thirty_days_before(
    workspace: Path, days: int, code: str
) -> None:
    codes = told(load(workspace), workspace, PASSWORD, days)

    assert codes == [code, "trusted-certificate", "receiver"]


def test_without_its_password_a_key_file_stays_unseen(workspace: Path) -> None:
    settings = load(workspace)

    assert told(settings, workspace)[0] == "signing-unseen"
    assert told(settings, workspace, "sai")[0] == "signing-fault"


def test_the_doctor_names_what_is_not_there(workspace: Path) -> None:
    for name in ("office.p12", "root.pem", "so.txt"):
        (workspace / name).unlink()

    codes = told(load(workspace), workspace, PASSWORD)
    assert codes == ["signing-fault", "trusted-fault", "receiver-fault"]


def test_the_key_is_open_for_whoever_opened_it_alone(workspace: Path) -> None:
    room = SigningRoom(load(workspace).signing, workspace)
    with pytest.raises(NotAllowed, match="signing-locked"):
        room.signer("Mai")

    assert room.unlock("Mai", PASSWORD).name == "Trần Văn Mẫu"
    assert room.signer("Mai")
    with pytest.raises(NotAllowed, match="signing-locked"):
        room.signer("Lan")
    with pytest.raises(InvalidInput, match="signing-password"):
        room.unlock("Lan", "sai")
    assert not room.is_unlocked("Mai")


def test_packages_are_signed_only_where_the_settings_say_so(workspace: Path) -> None:
    plain = SigningRoom(load(workspace).signing, workspace)
    signing = load(workspace).signing.model_copy(update={"packages": True})

    assert plain.package_signer("Mai") is None
    with pytest.raises(NotAllowed, match="signing-locked"):
        SigningRoom(signing, workspace).package_signer("Mai")
    with pytest.raises(NotAllowed, match="signing-not-configured"):
        SigningRoom(SigningSettings(), workspace).unlock("Mai", "")


def test_no_error_tells_the_password(workspace: Path) -> None:
    room = SigningRoom(load(workspace).signing, workspace)
    wrong = "mot-mat-khau-sai"

    with pytest.raises(InvalidInput) as found:
        room.unlock("Mai", wrong)
    assert wrong not in json.dumps([str(found.value), found.value.params])
