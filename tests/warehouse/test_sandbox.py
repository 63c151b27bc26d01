"""What a typed statement may not do, and what it may not cost: each is refused or stopped, and the next is answered."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from batches import Page, already, published

from warehouse.asking.answer import Limits, QueryError, RefusedError
from warehouse.asking.sandbox import Sandbox
from warehouse.connection import NoWarehouseError

LIMITS = Limits(timeout=30, rows=1_000, memory=256 << 20)
#: For what would take hours; what takes no time is given some, on a busy machine.
SHORT = replace(LIMITS, timeout=0.4)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    already(place, Page())
    return place


@pytest.fixture(scope="module")
def sandbox(home):
    with Sandbox(home, LIMITS) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        *("DESCRIBE metric", "SUMMARIZE entity", "EXPLAIN SELECT 1", "FROM metric;", "VALUES (1)"),
        *("SHOW ALL TABLES", "WITH a AS (SELECT 1 AS b) SELECT b FROM a", "SELECT 1 -- the end"),
        "SELECT 'DROP TABLE metric; COPY' AS harmless",
        "PIVOT entity ON type IN ('port', 'organization') USING count(*)",
    ],
)
def test_a_question_may_take_any_form(sandbox, sql):
    assert sandbox.ask(sql).columns


#: Statements that write, read files, or look around; none may be answered.
HOSTILE = {
    # writes
    "COPY metric TO 'x.csv'": "COPY is refused",
    "COPY (SELECT 1) TO '/tmp/x.parquet' (FORMAT parquet)": "COPY is refused",
    "COPY entity FROM '/etc/passwd'": "COPY is refused",
    "EXPORT DATABASE 'x'": "refused",
    "IMPORT DATABASE 'x'": "refused",
    "INSERT INTO entity VALUES ('a', 'port', 'b')": "INSERT is refused",
    "UPDATE entity SET name = 'x'": "UPDATE is refused",
    "DELETE FROM metric": "DELETE is refused",
    "TRUNCATE metric": "DELETE is refused",
    "MERGE INTO entity USING (SELECT 1) s ON false WHEN NOT MATCHED THEN INSERT VALUES ('a', 'port', 'b')": "refused",
    "WITH gone AS (DELETE FROM metric RETURNING *) SELECT * FROM gone": "read-only",
    "DROP TABLE metric": "DROP is refused",
    "ALTER TABLE metric ADD COLUMN x INTEGER": "ALTER is refused",
    "CREATE TABLE x (i INTEGER)": "CREATE is refused",
    "CREATE TEMP TABLE x (i INTEGER)": "CREATE is refused",
    "CREATE TABLE memory.x AS SELECT 1": "CREATE is refused",
    "CREATE MACRO x() AS 1": "CREATE is refused",
    "CREATE VIEW x AS SELECT 1": "CREATE is refused",
    "CREATE SECRET (TYPE s3)": "refused",
    "COMMENT ON TABLE metric IS 'x'": "refused",
    "SELECT 1 INTO x": "syntax error",
    "VACUUM": "refused",
    "CHECKPOINT": "refused",
    "BEGIN": "TRANSACTION is refused",
    # other databases and code
    "ATTACH 'x.duckdb'": "ATTACH is refused",
    "ATTACH ':memory:' AS x": "ATTACH is refused",
    "DETACH kouan": "DETACH is refused",
    "USE memory": "refused",
    "INSTALL fts": "LOAD is refused",
    "LOAD httpfs": "LOAD is refused",
    "CALL pragma_version()": "CALL is refused",
    "PREPARE x AS SELECT 1": "PREPARE is refused",
    "EXECUTE x": "EXECUTE is refused",
    # settings
    "SET threads = 8": "SET is refused",
    "SET enable_external_access = true": "SET is refused",
    "RESET memory_limit": "refused",
    "PRAGMA threads = 8": "refused",
    "PRAGMA database_list": "refused",
    # files
    "SELECT * FROM read_csv('/etc/hosts')": "disabled by configuration",
    "SELECT * FROM read_text('/etc/hosts')": "disabled by configuration",
    "SELECT * FROM read_blob('/etc/hosts')": "disabled by configuration",
    "SELECT * FROM read_parquet('/tmp/x.parquet')": "disabled by configuration",
    "SELECT * FROM read_json('/etc/hosts')": "disabled by configuration",
    "SELECT * FROM parquet_metadata('/tmp/x.parquet')": "disabled by configuration",
    "SELECT * FROM sniff_csv('/etc/hosts')": "disabled by configuration",
    "SELECT * FROM glob('/*')": "disabled by configuration",
    "SELECT * FROM '/etc/hosts'": "does not exist",
    "SELECT * FROM 'https://example.org/x.csv'": "does not exist|disabled|httpfs",
    "SELECT * FROM sqlite_scan('x.db', 'x')": "does not exist|sqlite_scanner",
    # what tells of the machine, plainly and hidden
    "SELECT getenv('HOME')": "getenv is refused",
    "SELECT current_setting('secret_directory')": "current_setting is refused",
    "SELECT path FROM duckdb_databases()": "tells of the machine",
    'SELECT * FROM "duckdb_settings"()': "tells of the machine",
    "FROM DUCKDB_SECRETS()": "tells of the machine",
    "FROM duckdb_extensions()": "tells of the machine",
    "FROM pg_catalog.pg_settings": "tells of the machine",
    "FROM query('FROM duckdb_' || 'settings()')": "query is refused",
    "FROM query /* a gap */ ('COPY metric TO ''x''')": "query is refused",
    "FROM query_table('duckdb_' || 'databases')": "query_table is refused",
    "SELECT * FROM limits": "does not exist",  # a name of the program that asks
    # more than one, and hidden behind something
    "SELECT 1; SELECT 2": "2 statements",
    "SELECT 1; DROP TABLE metric": "DROP is refused",
    "SELECT 1 /* ; */; -- ;\nDELETE FROM metric": "DELETE is refused",
    "EXPLAIN ANALYZE DELETE FROM metric": "read-only",
    "EXPLAIN ANALYZE COPY metric TO 'x.csv'": "disabled by configuration",
    "": "0 statements",
    "-- nothing": "0 statements",
    "SELEKT 1": "syntax error",
    "SELECT nothing FROM metric": "nothing",
}


@pytest.mark.parametrize("sql", HOSTILE)
def test_what_is_no_question_is_refused_in_words(sandbox, home, sql):
    files = set(home.iterdir())
    with pytest.raises(QueryError, match=HOSTILE[sql]):
        sandbox.ask(sql)
    assert set(home.iterdir()) == files


def test_nothing_answered_names_a_path_of_the_machine(sandbox, home):
    for sql in (
        "FROM duckdb_tables()",
        "FROM duckdb_views()",
        "FROM information_schema.schemata",
        "FROM pg_catalog.pg_database",
        "FROM sqlite_master",
        "SHOW DATABASES",
        "FROM pragma_database_size()",
        "EXPLAIN SELECT * FROM metric",
    ):
        said = str(sandbox.ask(sql).rows)
        assert str(home) not in said, sql
        assert os.environ["HOME"] not in said, sql


#: Statements that would take all the time or memory there is, most of them inside of one function that DuckDB neither
#: counts nor can interrupt.
BOMBS = (
    "SELECT repeat('x', 1000000000)",
    "SELECT lpad('x', 2000000000, 'y')",
    "SELECT range(500000000)",
    "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3",
    "WITH RECURSIVE r AS (SELECT 'x' AS s UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r",
    "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
)
MORE_BOMBS = (
    "SELECT regexp_matches(repeat('a', 100000000), '(.*a){1000}b')",
    "EXPLAIN ANALYZE SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = 3",
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n % 5 + 1 FROM r) SELECT count(*) FROM r",
    "SELECT list_aggregate(range(300000000), 'sum')",
    "SELECT repeat('x', 1000000) || range::VARCHAR FROM range(10000)",
    "SELECT repeat('x', 100000000) FROM range(100)",
    "SELECT list(range) FROM range(1000000000)",
    "SELECT string_agg(range::VARCHAR, ',') FROM range(1000000000)",
    "SELECT flatten(list_transform(range(10000), LAMBDA x: range(100000)))",
    "SELECT list_transform(range(100000000), LAMBDA x: repeat('x', 100))",
    "SELECT * FROM range(1000000000) ORDER BY hash(range)",
    "SELECT count(DISTINCT range) FROM range(10000000000)",
    "SELECT range, count(*) FROM range(10000000000) GROUP BY range",
    "SELECT array_to_string(range(100000000), repeat('x', 1000))",
    "SELECT string_split(repeat('a,', 100000000), ',')",
    "SELECT histogram(range) FROM range(1000000000)",
    "SELECT to_json(range(200000000))",
    "SELECT printf('%1000000000d', 1)",
    "SELECT format('{:1000000000d}', 1)",
    "SELECT repeat([1, 2, 3], 300000000)",
    "SELECT list_resize([1], 1000000000)",
    "SELECT sum(range) OVER (ORDER BY range) FROM range(1000000000)",
    "SELECT CAST(repeat('1', 10000000) AS BIGNUM) * CAST(repeat('1', 10000000) AS BIGNUM)",
    "SELECT damerau_levenshtein(repeat('a', 100000), repeat('b', 100000))",
    "SUMMARIZE SELECT * FROM range(100000000000)",
    "SELECT search_tokens(repeat('检', 100000000))",
)


def stopped(sandbox, sql):
    """Stopped in words, soon, and with no more memory than allowed; the next question is answered."""
    peak, done = [0], threading.Event()

    def watch():
        while not done.wait(0.01):
            if (process := sandbox._process) is not None:
                peak[0] = max(peak[0], resident(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.monotonic()
    try:
        with pytest.raises(QueryError, match=r"no answer within 0\.4 s|more than the 256 MB"):
            sandbox.ask(sql, limits=SHORT)
    finally:
        done.set()
        watcher.join()
    assert time.monotonic() - began < 20
    assert peak[0] < LIMITS.memory + (256 << 20)
    assert sandbox.ask("SELECT 1").rows == ((1,),)


def resident(pid):
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("sql", BOMBS)
def test_a_bomb_is_stopped_and_the_next_question_answered(sandbox, sql):
    stopped(sandbox, sql)


@pytest.mark.slow
@pytest.mark.parametrize("sql", MORE_BOMBS)
def test_every_bomb_is_stopped_and_the_next_question_answered(sandbox, sql):
    stopped(sandbox, sql)


def test_more_rows_than_asked_for_are_cut_and_said_so(sandbox):
    few = Limits(rows=3)
    answer = sandbox.ask("SELECT * FROM range(1000000000000)", limits=few)
    assert (answer.rows, answer.is_cut) == (((0,), (1,), (2,)), True)
    assert not sandbox.ask("SELECT * FROM range(3)", limits=few).is_cut


def test_more_bytes_than_allowed_are_cut_and_said_so(sandbox):
    answer = sandbox.ask(
        "SELECT repeat('x', 1000) || range FROM range(100000)",
        limits=Limits(rows=100_000, memory=LIMITS.memory),
    )
    assert answer.is_cut
    assert 0 < len(answer.rows) < 100_000
    assert sum(len(row[0]) for row in answer.rows) < LIMITS.memory


def test_the_next_question_sees_what_was_published_meanwhile(tmp_path):
    already(tmp_path, Page())
    with Sandbox(tmp_path) as sandbox:
        assert sandbox.ask("SELECT count(*) FROM article").rows == ((1,),)
        published(tmp_path, Page("inbox/b.txt"), run_id="run-2")
        assert sandbox.ask("SELECT count(*) FROM article").rows == ((2,),)


def test_the_process_ends_with_its_sandbox_and_a_dead_one_is_replaced(home):
    with Sandbox(home) as sandbox:
        sandbox.ask("SELECT 1")
        pid = sandbox._process.pid
        os.kill(pid, signal.SIGKILL)
        assert sandbox.ask("SELECT 2").rows == ((2,),)
        process = sandbox._process
    assert process.poll() is not None


def test_parameters_are_values_and_never_sql(sandbox):
    answer = sandbox.ask("SELECT $a AS a", {"a": "'; DROP TABLE metric; --"})
    assert answer.rows == (("'; DROP TABLE metric; --",),)


def test_without_a_warehouse_the_message_says_what_to_run(tmp_path):
    with (
        Sandbox(tmp_path) as sandbox,
        pytest.raises(NoWarehouseError, match="run `kouan run` first"),
    ):
        sandbox.ask("SELECT 1")


def test_a_refusal_is_told_from_a_failure(sandbox):
    with pytest.raises(RefusedError):
        sandbox.ask("DROP TABLE metric")
    with pytest.raises(QueryError) as failed:
        sandbox.ask("SELECT nothing")
    assert not isinstance(failed.value, RefusedError)
