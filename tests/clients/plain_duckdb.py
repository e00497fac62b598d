"""DuckDB itself, in this process and without anything of ours: the library that lies beside the
program, through its C interface.
"""

import ctypes
import pathlib
import shutil

from tenon_server import PROGRAM


class _Result(ctypes.Structure):
    """duckdb_result of duckdb.h."""

    _fields_ = [
        ("column_count", ctypes.c_uint64),
        ("row_count", ctypes.c_uint64),
        ("rows_changed", ctypes.c_uint64),
        ("columns", ctypes.c_void_p),
        ("error_message", ctypes.c_char_p),
        ("internal_data", ctypes.c_void_p),
    ]


def _load():
    program = pathlib.Path(shutil.which(PROGRAM) or PROGRAM).resolve()
    library = ctypes.CDLL(str(program.with_name("libduckdb.so")))
    place = ctypes.POINTER(_Result)
    library.duckdb_value_varchar.restype = ctypes.c_void_p
    library.duckdb_value_varchar.argtypes = [place, ctypes.c_uint64, ctypes.c_uint64]
    library.duckdb_result_error.restype = ctypes.c_char_p
    library.duckdb_result_error.argtypes = [place]
    library.duckdb_free.argtypes = [ctypes.c_void_p]
    for count in (library.duckdb_row_count, library.duckdb_column_count):
        count.restype = ctypes.c_uint64
        count.argtypes = [place]
    return library


class PlainDuckdb:
    """A database in memory; calling it runs a statement and gives its rows as texts."""

    def __init__(self):
        self._library = _load()
        self._database = ctypes.c_void_p()
        self._connection = ctypes.c_void_p()
        # Extensions are built by DuckDB and lie beside the program; none is downloaded.
        assert self._library.duckdb_open(None, ctypes.byref(self._database)) == 0
        assert self._library.duckdb_connect(self._database, ctypes.byref(self._connection)) == 0
        self("SET autoinstall_known_extensions = false")

    def load(self, extension):
        folder = pathlib.Path(shutil.which(PROGRAM) or PROGRAM).resolve().parent / "extensions"
        self(f"LOAD '{folder / extension}.duckdb_extension'")

    def __call__(self, sql):
        result = _Result()
        failed = self._library.duckdb_query(
            self._connection, sql.encode(), ctypes.byref(result)
        )
        try:
            if failed:
                raise ValueError(f"{self._library.duckdb_result_error(result).decode()} in {sql}")
            columns = range(self._library.duckdb_column_count(result))
            rows = range(self._library.duckdb_row_count(result))
            return [tuple(self._text(result, column, row) for column in columns) for row in rows]
        finally:
            self._library.duckdb_destroy_result(ctypes.byref(result))

    def _text(self, result, column, row):
        text = self._library.duckdb_value_varchar(result, column, row)
        if text is None:
            return None
        try:
            return ctypes.string_at(text).decode()
        finally:
            self._library.duckdb_free(text)

    def close(self):
        self._library.duckdb_disconnect(ctypes.byref(self._connection))
        self._library.duckdb_close(ctypes.byref(self._database))
