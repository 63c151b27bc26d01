"""Documents as they are published in; table duplicate with their exact copies and the repeats inside them out.

Near copies are another matter: comparison finds them, and what it wrote stays untouched here.
"""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.changes import delete, insert
from warehouse.connection import NAME, literal

#: The kind under which a rule takes out what a document says twice.
REPEAT: Final = "duplicate_block"

_EXACT: Final = f"""
SELECT
    md5('exact ' || document_id || ' ' || place) AS duplicate_id, 'exact' AS kind, document_id AS cluster,
    document_id, NULL::VARCHAR AS article_id, place AS location, NULL::INTEGER AS position,
    locations[1] AS kept, 1.0::DOUBLE AS similarity, 'equal bytes' AS reason
FROM (
    SELECT document_id, locations, unnest(locations[2:]) AS place
    FROM {NAME}.main.document SEMI JOIN temp.touched_document USING (document_id)
)
"""

_INSIDE: Final = f"""
SELECT
    md5('inside ' || document_id || ' ' || removed.position) AS duplicate_id, 'inside' AS kind,
    document_id AS cluster, document_id, NULL::VARCHAR AS article_id,
    coalesce(document.locations[1], '') AS location, removed.position,
    document_id AS kept, removed.confidence AS similarity, 'taken out by ' || removed.rule AS reason
FROM {NAME}.main.removed
SEMI JOIN temp.touched_document USING (document_id)
INNER JOIN {NAME}.main.document USING (document_id)
WHERE removed.kind = '{REPEAT}'
"""

#: Most documents stand once, say nothing twice, and did so before.
_REPEATED: Final = f"""
SELECT 1 FROM {NAME}.main.document SEMI JOIN temp.touched_document USING (document_id) WHERE len(locations) > 1
UNION ALL
SELECT 1 FROM {NAME}.main.removed SEMI JOIN temp.touched_document USING (document_id) WHERE kind = '{REPEAT}'
UNION ALL
SELECT 1 FROM {NAME}.main.duplicate SEMI JOIN temp.touched_document USING (document_id) WHERE kind <> 'near'
LIMIT 1
"""


def write_repeats(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Write the copies of the documents this publication touched; how many rows are new.

    Touched are those staged, those with a new place, and those that lost one to them.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_document AS SELECT document_id FROM temp.document"
        " UNION SELECT document_id FROM temp.copies"
        f" UNION SELECT document_id FROM {NAME}.main.duplicate"
        " WHERE kind = 'exact' AND (location IN (SELECT place FROM temp.claimed)"
        " OR kept IN (SELECT place FROM temp.claimed))"
    )
    if not connection.execute(_REPEATED).fetchall():
        return 0
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS {_EXACT} UNION ALL BY NAME {_INSIDE}"
    )
    columns = (
        "duplicate_id, kind, cluster, document_id, location, position, kept, similarity, reason"
    )
    delete(
        connection,
        "duplicate",
        "kind <> 'near' AND document_id IN (SELECT document_id FROM temp.touched_document)"
        " AND duplicate_id NOT IN (SELECT duplicate_id FROM"
        f" (SELECT {columns} FROM temp.wanted INTERSECT SELECT {columns} FROM {NAME}.main.duplicate"
        " WHERE document_id IN (SELECT document_id FROM temp.touched_document)))",
    )
    return insert(
        connection,
        "duplicate",
        f"SELECT *, {literal(run_id)} AS run_id FROM temp.wanted"
        f" WHERE duplicate_id NOT IN (SELECT duplicate_id FROM {NAME}.main.duplicate)",
    )
