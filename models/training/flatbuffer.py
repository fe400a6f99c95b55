"""Reading FlatBuffers without a generated schema: just enough for the tables of a TFLite file."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Table:
    """One FlatBuffers table inside ``data``; fields are addressed by their number in the schema."""

    data: bytes
    position: int

    @staticmethod
    def root(data: bytes) -> "Table":
        return Table(data, struct.unpack_from("<I", data, 0)[0])

    def _field(self, number: int) -> int | None:
        """The absolute position of a field, or None when the table leaves it at its default."""
        vtable = self.position - struct.unpack_from("<i", self.data, self.position)[0]
        vtable_bytes = struct.unpack_from("<H", self.data, vtable)[0]
        entry = 4 + 2 * number
        if entry >= vtable_bytes:
            return None
        offset = struct.unpack_from("<H", self.data, vtable + entry)[0]
        return self.position + offset if offset else None

    def scalar(self, number: int, fmt: str, default: int = 0) -> int:
        where = self._field(number)
        return default if where is None else struct.unpack_from("<" + fmt, self.data, where)[0]

    def table(self, number: int) -> "Table | None":
        where = self._field(number)
        return None if where is None else Table(self.data, where + struct.unpack_from("<I", self.data, where)[0])

    def _vector(self, number: int) -> tuple[int, int] | None:
        where = self._field(number)
        if where is None:
            return None
        start = where + struct.unpack_from("<I", self.data, where)[0]
        return start + 4, struct.unpack_from("<I", self.data, start)[0]

    def array(self, number: int, dtype: str) -> np.ndarray:
        vector = self._vector(number)
        if vector is None:
            return np.empty(0, dtype)
        start, count = vector
        return np.frombuffer(self.data, dtype=dtype, count=count, offset=start)

    def tables(self, number: int) -> list["Table"]:
        vector = self._vector(number)
        if vector is None:
            return []
        start, count = vector
        entries = (start + 4 * i for i in range(count))
        return [Table(self.data, entry + struct.unpack_from("<I", self.data, entry)[0]) for entry in entries]
