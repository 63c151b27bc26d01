"""The published warehouse in, a page to look around in it out: `marimo edit docs/notebook/look_around.py`.

It opens the snapshot of the project around the working directory (or KOUAN_HOME), read-only, and shows the newest
publication whenever its first cell is run. Copy it into your own project and change what you like.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="kouan")


@app.cell
def _():
    import marimo as mo

    from flows.location import find_home
    from flows.terminal.finding import marked, simplified
    from warehouse.asking.answer import QueryError
    from warehouse.asking.query import run_query, run_sql
    from warehouse.connection import reader
    from warehouse.search.articles import search
    from warehouse.search.named import articles_naming
    from warehouse.search.words import parse_search

    home = find_home()

    def rows(answer):
        """An answer as rows by the names of its columns."""
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    return (
        QueryError,
        articles_naming,
        home,
        marked,
        mo,
        parse_search,
        reader,
        rows,
        run_query,
        run_sql,
        search,
        simplified,
    )


@app.cell
def _(home, mo, reader):
    _connection = reader(home)
    counts = dict(
        _connection.execute(
            "SELECT 'articles', count(*) FROM current_article"
            " UNION ALL SELECT 'names', count(*) FROM entity"
            " UNION ALL SELECT 'figures', count(*) FROM current_metric"
        ).fetchall()
    )
    ports = [
        name
        for (name,) in _connection.execute(
            "SELECT name FROM current_mention WHERE type = 'port' GROUP BY name ORDER BY count(*) DESC, name"
        ).fetchall()
    ]
    _connection.close()
    mo.md(
        f"# The warehouse\n\n{counts['articles']:,} articles, {counts['names']:,} names,"
        f" {counts['figures']:,} figures."
    )
    return counts, ports


@app.cell
def _(mo, ports):
    port = mo.ui.dropdown(ports, value=ports[0] if ports else None, label="Port")
    mo.vstack([mo.md("## What is stated of a port"), port])
    return (port,)


@app.cell
def _(home, mo, port, rows, run_query):
    traffic = rows(run_query(home, "port_traffic", {"port": port.value or ""}))
    mo.ui.table(traffic, selection=None) if traffic else mo.md("No figure is stated of it.")
    return (traffic,)


@app.cell
def _(articles_naming, home, mo, port):
    named = articles_naming(home, port.value or "", limit=10)
    mo.ui.table(
        [
            {"title": one.title, "published": one.published, "sentence": one.places[0].sentence}
            for one in named.articles
        ],
        selection=None,
    )
    return (named,)


@app.cell
def _(mo):
    words = mo.ui.text("通关", label="Words, in either script", full_width=True)
    mo.vstack([mo.md("## Search"), words])
    return (words,)


@app.cell
def _(QueryError, home, marked, mo, parse_search, search, simplified, words):
    try:
        found = search(home, parse_search(simplified(words.value)))
        _said = f"{found.total:,} articles"
    except QueryError as _error:
        found, _said = None, str(_error)
    hits = [
        {
            "title": hit.title,
            "published": hit.published,
            "where": " … ".join(marked(one.text, one.spans) for one in hit.snippets),
        }
        for hit in (found.hits if found else ())
    ]
    mo.vstack([mo.plain_text(_said), mo.ui.table(hits, selection=None)])
    return (hits,)


@app.cell
def _(mo):
    sql = mo.ui.code_editor(
        "SELECT unit, count(*) AS figures\nFROM current_metric\nGROUP BY unit\nORDER BY figures DESC\nLIMIT 10",
        language="sql",
        label="A question in SQL; read-only, limited in time and memory",
    )
    mo.vstack([mo.md("## SQL"), sql])
    return (sql,)


@app.cell
def _(QueryError, home, mo, rows, run_sql, sql):
    try:
        answer = rows(run_sql(home, sql.value))
        _shown = mo.ui.table(answer, selection=None)
    except QueryError as _error:
        answer, _shown = [], mo.plain_text(str(_error))
    _shown
    return (answer,)


if __name__ == "__main__":
    app.run()
