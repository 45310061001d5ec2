"""The settings of a workspace: ``digitizer.toml`` in its folder."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from digitizer.domain.errors import BadSchema, EnvironmentFault, NotFound

FILE_NAME = "digitizer.toml"
_ADDRESS = r"^(https://[A-Za-z0-9.\-]+(:\d{1,5})?(/[^\s?#]*)?)?$"

# Without a name and a password: nothing here is secret.
_PROXY = r"^(https?://([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?/?)?$"

_FIRST_FILE = """\
# Cấu hình không gian làm việc của Digitizer / Settings of this Digitizer workspace

# Cơ sở dữ liệu / database: SQLite (mặc định) hoặc postgresql+psycopg://...
database = {database}
# Cho phép hồ sơ cán bộ, đảng viên; chỉ bật ở không gian riêng, hạn chế người dùng
# / personnel and party files: only in a workspace of its own with few users
restricted = {restricted}

[intake]
# Thư mục máy quét ghi vào / the folder that the scanner writes to
inbox = "inbox"
# Giữ tệp gốc tại chỗ sau khi nhận / leave the taken files where they are
keep_source = false
# Số giây tệp phải đứng yên / seconds a file must lie still
quiet_seconds = 1.0
# Số giây chờ một tệp chưa đọc được / patience with a file that does not decode yet
patience_seconds = 15.0
# Số giây giữa hai lần xem thư mục / seconds between two looks at the folder
listing_seconds = 5.0
# Tên tệp bỏ qua / names of files to pass over
ignored = {ignored}

[reading]
# Số tiến trình đọc; 0 = mỗi lõi một tiến trình / reading processes; 0 = one a core
workers = 0
# Thư mục tessdata riêng / a tessdata folder of your own
tessdata = ""
# Tệp mô hình đọc dòng riêng / files of line readers of your own
line_models = []
# Giới hạn kích thước trang (triệu điểm ảnh) / largest page in megapixels
most_megapixels = 200
# Số trang nhiều nhất của một tệp / most pages of a file
most_pages = 2000

[checks]
# Vòng kiểm tra phải đạt trước khi duyệt lô: "" không bắt buộc, "usual", "fields-only"
# / check rounds that a batch must pass before it is approved: "" none
profile = ""
# Chỉ cho trình duyệt lô đã có người khai số trang
# / a batch is submitted only when somebody declared how many pages its papers have
page_count = false

[documents]
# Mã định danh của cơ quan trong mã tài liệu (Quyết định 20/2020/QĐ-TTg), ví dụ "H26.1.2"
# / the organisation's code in document codes
# organisation = ""

[accounts]
# Chỉ được chặt hơn quy chuẩn (digitizer accounts rules); bỏ dấu # để dùng
# / only stricter than the standard (digitizer accounts rules); take the # away to use it
# least_length = 12
# most_failures = 3
# idle_minutes = 5
# idle_days = 30

[signing]
# Khóa ký số: tệp PKCS#12 (.p12, .pfx; chỉ chủ tệp đọc được) hoặc thiết bị PKCS#11. Mật khẩu, mã PIN
# không bao giờ ghi ở đây: được hỏi khi ký, hoặc đọc từ tệp của DIGITIZER_SIGNING_PASSWORD_FILE
# / the key that signs; its password or PIN is never written here but asked for
# key_file = "keys/office.p12"
# module = "/usr/lib/..."
# token = ""
# label = ""
# Chứng thư số gốc được tin cậy (PEM, DER) / certificates that are trusted
# trusted = ["keys/root.pem"]
# Ký mọi gói dữ liệu khi xuất / sign every package that is exported
# packages = false
# Máy chủ cấp dấu thời gian; để trống thì không kết nối đi đâu / time-stamps; empty: no connection
# time_stamps = ""

# Nơi nhận gói mã hóa và khóa công khai của họ (age hoặc SSH), ví dụ:
# / receivers of encrypted packages with their public keys, for instance:
# [receivers.so-tu-phap]
# name = "Sở Tư pháp"
# key = "keys/so-tu-phap.txt"

# Nơi nhận gói gửi đi: thư mục, thiết bị tháo rời, hoặc API theo Công văn 7197 qua HTTPS. Không khai
# thì không kết nối đi đâu. Mã truy cập nằm trong tệp riêng (quyền 600), không ghi ở đây.
# / where packages are delivered to; without one nothing is connected to. The access token is in a
# file of its own that only its owner can read:
# [receivers.usb]
# kind = "media"
# path = "/media/canbo/GIAO-NOP"
# [receivers.kho-so]
# name = "Kho dữ liệu số"
# kind = "https"
# address = "https://kho.example.gov.vn"
# token_file = "keys/kho-so.token"
# authorities = "keys/kho-so-ca.pem"
# Chỉ khi nơi nhận đòi chứng thư số của bên gửi (mTLS): chứng thư số và khóa riêng ở dạng PEM,
# tệp khóa chỉ chủ tệp đọc được (quyền 600). Mật khẩu của khóa không ghi ở đây: được hỏi khi gửi,
# hoặc đọc từ tệp của DIGITIZER_DELIVERY_PASSWORD_FILE.
# / only for a receiver that asks for the sender's certificate: certificate and private key (PEM);
# the key's password is never written here but asked for
# client_certificate = "keys/kho-so-gui.pem"
# client_key = "keys/kho-so-gui.key"
"""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IntakeSettings(_Strict):
    inbox: str = "inbox"
    keep_source: bool = False
    quiet_seconds: Annotated[float, Field(ge=0.1, le=3600)] = 1.0
    patience_seconds: Annotated[float, Field(ge=0, le=86400)] = 15.0
    listing_seconds: Annotated[float, Field(ge=0.5, le=3600)] = 5.0
    ignored: tuple[str, ...] = (
        ".*",
        "~$*",
        "*.tmp",
        "*.part",
        "*.crdownload",
        "thumbs.db",
        "desktop.ini",
        "*.truth.json",
    )


class ReadingSettings(_Strict):
    workers: Annotated[int, Field(ge=0, le=256)] = 0
    tessdata: str = ""
    line_models: tuple[str, ...] = ()
    most_megapixels: Annotated[int, Field(ge=1, le=2000)] = 200
    most_pages: Annotated[int, Field(ge=1, le=100_000)] = 2000

    @property
    def worker_count(self) -> int:
        return self.workers or len(os.sched_getaffinity(0))


class CheckSettings(_Strict):
    """The check rounds that a batch must pass before it is approved; no profile asks for none.
    ``limit`` (percent) and ``level`` stand instead of those of the profile's rounds of fields. With
    ``page_count`` no batch is submitted whose pages nobody declared."""

    profile: str = ""
    limit: float | None = None
    level: str | None = None
    page_count: bool = False


class DocumentSettings(_Strict):
    """The organisation's code in the codes of general documents; empty: none was said. Its shape
    is asked where codes are given."""

    organisation: str = ""


class AccountSettings(_Strict):
    """Figures of an office that asks for more than the rules that ship; None: as they are."""

    least_length: Annotated[int, Field(ge=1, le=64)] | None = None
    most_failures: Annotated[int, Field(ge=1)] | None = None
    idle_minutes: Annotated[int, Field(ge=1)] | None = None
    idle_days: Annotated[int, Field(ge=1)] | None = None

    @property
    def chosen(self) -> dict[str, int]:
        return {name: figure for name, figure in self if figure is not None}


class SigningSettings(_Strict):
    """The key that signs here: a PKCS#12 file, or a PKCS#11 token by the module of its maker, the
    token's label (or slot) and the label of certificate and key in it. ``chain`` are certificates
    to put beside the signer's own, ``trusted`` those that signatures must lead to, ``font`` the
    TrueType face of visible marks. Paths count from the workspace. Nothing here is secret."""

    key_file: str = ""
    module: str = ""
    token: str = ""
    slot: Annotated[int, Field(ge=0)] | None = None
    label: str = ""
    chain: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    packages: bool = False
    time_stamps: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    font: str = ""

    @model_validator(mode="after")
    def _one_key(self) -> SigningSettings:
        if self.key_file and self.module:
            message = "key_file, module"
            raise ValueError(message)
        if self.module and not (self.label and (self.token or self.slot is not None)):
            message = "module: token | slot, label"
            raise ValueError(message)
        if self.packages and not self.is_configured:
            message = "packages: key_file | module"
            raise ValueError(message)
        return self

    @property
    def is_configured(self) -> bool:
        return bool(self.key_file or self.module)


class ReceiverSettings(_Strict):
    """Whom packages are for. ``key`` is a file with the public keys that they are encrypted for.
    ``kind`` tells how they are delivered: into a folder, onto a removable medium (``path``), or
    over HTTPS to an ``address`` with the bearer token that stands in ``token_file``, or in the
    environment variable ``token_variable``. ``authorities`` is a file of certificates that the
    address must lead to instead of those of the computer; there is no way not to check.
    ``client_certificate`` (PEM) is shown to a receiver that asks who sends, ``client_key`` (PEM) is
    its private key, by default in the same file; a password of it is asked for. Relative paths
    count from the workspace. Nothing here is secret."""

    name: str = ""
    key: Annotated[str, Field(min_length=1)] | None = None
    kind: Literal["folder", "media", "https"] | None = None
    path: str = ""
    address: Annotated[str, Field(pattern=_ADDRESS)] = ""
    token_file: str = ""
    token_variable: Annotated[str, Field(pattern=r"^([A-Z][A-Z0-9_]*)?$")] = ""
    authorities: str = ""
    client_certificate: str = ""
    client_key: str = ""
    proxy: Annotated[str, Field(pattern=_PROXY)] = ""
    per_minute: Annotated[int, Field(ge=1, le=6000)] = 120
    timeout_seconds: Annotated[float, Field(ge=1, le=600)] = 30.0

    @model_validator(mode="after")
    def _whole(self) -> ReceiverSettings:
        if self.key is None and self.kind is None:
            message = "key | kind"
            raise ValueError(message)
        if (self.kind == "https") != bool(self.address):
            message = "kind = https: address"
            raise ValueError(message)
        if (self.kind in ("folder", "media")) != bool(self.path):
            message = "kind = folder | media: path"
            raise ValueError(message)
        if self.token_file and self.token_variable:
            message = "token_file, token_variable"
            raise ValueError(message)
        if self.client_key and not self.client_certificate:
            message = "client_key: client_certificate"
            raise ValueError(message)
        if self.client_certificate and self.kind != "https":
            message = "client_certificate: kind = https"
            raise ValueError(message)
        return self


class Settings(_Strict):
    """``restricted`` opens the document types of personnel and party files."""

    database: str = "sqlite:///digitizer.db"
    restricted: bool = False
    intake: IntakeSettings = IntakeSettings()
    reading: ReadingSettings = ReadingSettings()
    checks: CheckSettings = CheckSettings()
    documents: DocumentSettings = DocumentSettings()
    accounts: AccountSettings = AccountSettings()
    signing: SigningSettings = SigningSettings()
    receivers: dict[str, ReceiverSettings] = {}


def write_first(workspace: Path, first: Settings) -> Path:
    """Write the settings file of a new workspace; raises FileExistsError when one is there."""
    path = workspace / FILE_NAME
    ignored = ", ".join(_quoted(pattern) for pattern in first.intake.ignored)
    text = _FIRST_FILE.format(
        database=_quoted(first.database),
        restricted=str(first.restricted).lower(),
        ignored=f"[{ignored}]",
    )
    with path.open("x", encoding="utf-8") as file:
        # The database URL may hold a password.
        path.chmod(0o600)
        file.write(text)
    return path


def load(workspace: Path) -> Settings:
    """Raises NotFound when the folder is no workspace, BadSchema when the file is not right."""
    path = workspace / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound("no-workspace", folder=workspace) from None
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Settings:
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSchema("settings-not-toml", file=path, reason=error) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadSchema("settings-wrong", file=path, place=place, reason=first["msg"]) from None


def change(workspace: Path, section: str, key: str, value: str) -> Settings:
    """Put another text at a key of a section of the file, which else stays as its owner wrote it;
    replaced in one step. Raises as :func:`load`, EnvironmentFault where it cannot be written, and
    BadSchema for a value that the file cannot have."""
    path = workspace / FILE_NAME
    load(workspace)
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(changed_lines(lines, section, f"{key} = {_quoted(value)}")) + "\n"
    handle, name = tempfile.mkstemp(dir=workspace, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        made = _parsed(text, path)
        part.replace(path)
    except OSError as error:
        raise EnvironmentFault("folder-not-made", folder=path, reason=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)
    return made


def changed_lines(lines: list[str], section: str, line: str) -> list[str]:
    """The line in the place of the one with its key, or first in its section, which is made at the
    end where there is none."""
    key = line.partition(" ")[0]
    header = next((at for at, text in enumerate(lines) if text.strip() == f"[{section}]"), None)
    if header is None:
        return [*lines, "", f"[{section}]", line]
    for at in range(header + 1, len(lines)):
        if lines[at].lstrip().startswith("["):
            break
        if lines[at].partition("=")[0].strip() == key:
            return [*lines[:at], line, *lines[at + 1 :]]
    return [*lines[: header + 1], line, *lines[header + 1 :]]


def database_url(settings: Settings, workspace: Path) -> str:
    """The database URL with a relative SQLite path taken from the workspace folder."""
    prefix = "sqlite:///"
    if not settings.database.startswith(prefix):
        return settings.database
    return prefix + str(workspace / settings.database.removeprefix(prefix))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
