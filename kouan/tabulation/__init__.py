"""A processed batch in, Arrow tables with explicit schemas and content-addressed Parquet parts out."""

from kouan.tabulation.identity import part_id
from kouan.tabulation.parts import read_part, write_part
from kouan.tabulation.tables import refusals, tables

__all__ = ["part_id", "read_part", "refusals", "tables", "write_part"]
