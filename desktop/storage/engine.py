"""The encrypted SQLite engine: settings, transactions, errors in words. Unportable SQL stays here."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from desktop.errors import Refused

DIALECT = "sqlite+pysqlcipher"
OLDEST_SQLITE = (3, 51, 3)  # up to 3.51.2 a reset of the WAL corrupts databases with several connections

_READ_ONLY = "read_only"
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # WAL with NORMAL loses acknowledged saves in a power cut
    "foreign_keys = ON",
    "secure_delete = ON",
    "busy_timeout = 5000",
    "temp_store = MEMORY",  # sorted rows would otherwise reach the disk in clear
    "journal_size_limit = 67108864",
    "cache_size = -49152",  # 48 MB of pages kept deciphered: a board of 2,000 rooms reads 44 MB
)
_UNDONE = "这次没有保存"
_REFUSALS = {
    "full": ("磁盘已满，{undone}", "删去不用的文件，再试一次", "disk_full"),
    "io": ("磁盘读写出错，{undone}", "检查磁盘和连线，再试一次；仍出错时先做备份", "disk_error"),
    "locked": ("资料库正被另一个程序占用", "等几秒再试；仍不行时关闭其他窗口", "database_locked"),
    "readonly": ("资料文件夹不能写入", "请管理员检查文件夹的权限", "disk_readonly"),
    "notadb": ("打不开资料库：钥匙不对，或文件已损坏", "核对资料文件夹，或用备份恢复", "database_unreadable"),
    "corrupt": ("资料库文件已损坏", "不要继续录入，用最近的备份恢复", "database_damaged"),
    "cantopen": ("打不开资料库文件", "检查资料文件夹是否还在、磁盘是否已连接", "database_missing"),
}
_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_NOTADB: "notadb",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "cantopen",
}
_SQLITE_WORDS = {  # errors of the driver's `backup` come without a code
    "database or disk is full": "full",
    "disk I/O error": "io",
    "database is locked": "locked",
}
_OS_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EIO: "io",
    errno.ENODEV: "io",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.ENOENT: "cantopen",
    errno.ENOTDIR: "cantopen",
}


def open_engine(path: Path, key: bytes) -> Engine:
    """Open (or begin) the database at `path` with a raw 32-byte key; each transaction may write.

    Reads once, because a wrong key passes `connect`. Raises Refused (database_unreadable, database_missing,
    disk_* …); later failures of the disk surface as the same refusals from any statement or commit.
    """
    require_sqlite()
    engine = new_engine(path, key)
    with engine.connect():
        return engine


def new_engine(path: Path, key: bytes) -> Engine:
    """The same, of which no connection is open yet."""
    if len(key) != 32:
        raise ValueError("the data key has 32 bytes")
    url = URL.create(DIALECT, password=f"x'{key.hex()}'", database=str(path))
    engine = create_engine(url, module=driver, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _leave_nothing_open)
    event.listen(engine, "handle_error", _translate)
    return engine


def reading(engine: Engine) -> Engine:
    """The same database and pool for reads only: never waits for a writer, and refuses to write."""
    return engine.execution_options(**{_READ_ONLY: True})


@contextmanager
def file_connection(path: Path, key: bytes) -> Iterator[Any]:
    """One plain driver connection, outside any pool, as copying and version checks need."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        yield connection
    finally:
        connection.close()


def schema_version(connection: Connection) -> int:
    """The number of the last migration step done; 0 in an empty database."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_schema_version(connection: Connection, version: int) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def is_empty(connection: Connection) -> bool:
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()


def table_counts(connection: Any) -> dict[str, int]:
    """Rows of every plain table, through a driver connection; what a faithful copy must have as well."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1"
    tables = [row[0] for row in connection.execute(names)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def check(engine: Engine) -> list[str]:
    """What is wrong with the file, in the words of SQLite; empty when all is well."""
    with reading(engine).connect() as connection:
        found = [row[0] for row in connection.execute(text("PRAGMA quick_check"))]
        found = [] if found == ["ok"] else found
        found += [row[0] for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
        strays = connection.execute(text("PRAGMA foreign_key_check"))
        return found + [f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in strays]


@contextmanager
def storage_errors(undone: str = _UNDONE) -> Iterator[None]:
    """Turn failures of the disk or of the database file into Refused; anything else passes as it is.

    `undone` says what did not happen ("备份没有做成").
    """
    try:
        yield
    except (DBAPIError, driver.Error, OSError) as error:
        refusal = refusal_for(error, undone)
        if refusal is None:
            raise
        raise refusal from error


def refusal_for(error: BaseException, undone: str = _UNDONE) -> Refused | None:
    """The refusal that tells a person what a storage error means, or None when it is not the disk's doing."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, OSError):
        kind = _OS_CODES.get(cause.errno or 0)
    else:
        kind = _SQLITE_CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF) or _SQLITE_WORDS.get(str(cause))
    if not kind:
        return None
    sentence, step, code = _REFUSALS[kind]
    return Refused(sentence.format(undone=undone), step, code=code)


def forget_overwritten(engine: Engine) -> bool:
    """Bring the write-ahead log into the database and empty it: what was destroyed would stand in it until then.

    To be called after the commit that destroys. False while somebody else reads: the next call, or closing, does it.
    """
    with storage_errors():
        pooled = engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert connection is not None
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            pooled.close()
    return not busy


def require_sqlite() -> None:
    if driver.sqlite_version_info < OLDEST_SQLITE:
        cause = f"数据库组件 {driver.sqlite_version} 太旧，会损坏资料"
        raise Refused(cause, "重新安装本程序", code="sqlite_old")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own: `_begin` does
    with storage_errors():
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: two deferred transactions that both turn to writing would deadlock."""
    read_only = _only_reads(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _leave_nothing_open(connection: Any, _record: object) -> None:
    """A COMMIT that SQLite refused leaves its transaction open, and SQLAlchemy takes it for ended."""
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _translate(context: ExceptionContext) -> None:
    refusal = refusal_for(context.original_exception)
    if refusal is None or (refusal.code == "disk_readonly" and _only_reads(context.connection)):
        return  # writing through `reading()` is our bug, not the disk's
    raise refusal from context.original_exception


def _only_reads(connection: Connection | None) -> bool:
    return connection is not None and bool(connection.get_execution_options().get(_READ_ONLY))
