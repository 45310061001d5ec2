"""The settings of a workspace: ``digitizer.toml`` in its folder."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digitizer.domain.errors import BadSchema, NotFound

FILE_NAME = "digitizer.toml"

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
    ``limit`` (percent) and ``level`` stand instead of those of the profile's rounds of fields."""

    profile: str = ""
    limit: float | None = None
    level: str | None = None


class Settings(_Strict):
    """``restricted`` opens the document types of personnel and party files."""

    database: str = "sqlite:///digitizer.db"
    restricted: bool = False
    intake: IntakeSettings = IntakeSettings()
    reading: ReadingSettings = ReadingSettings()
    checks: CheckSettings = CheckSettings()


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
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSchema("settings-not-toml", file=path, reason=error) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadSchema("settings-wrong", file=path, place=place, reason=first["msg"]) from None


def database_url(settings: Settings, workspace: Path) -> str:
    """The database URL with a relative SQLite path taken from the workspace folder."""
    prefix = "sqlite:///"
    if not settings.database.startswith(prefix):
        return settings.database
    return prefix + str(workspace / settings.database.removeprefix(prefix))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
