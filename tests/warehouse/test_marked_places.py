"""Where documents were found: only what is new of it is written, what is gone is marked, what is back is not."""

import pyarrow as pa
from batches import ask, run_of

from warehouse.publish import publish
from warehouse.publishing.sightings import Listing
from warehouse.records import Findings


def listed(home, number, found, vanished=()):
    """The locations after a publication that found these, each with an input."""
    rows = pa.table({"location": [one for one, _ in found], "input": [one for _, one in found]})
    publish(home, [], Findings(), [], run_of(f"run-{number}"), listing=Listing(rows, vanished))
    return ask(
        home,
        "SELECT location, inputs, vanished_at IS NULL, run_id FROM sighting ORDER BY location",
    )


def test_only_what_is_new_of_the_locations_is_written(tmp_path):
    first = [("a", ["inbox"], True, "run-1"), ("b", ["inbox"], True, "run-1")]
    both = [("a", "inbox"), ("b", "inbox")]
    assert listed(tmp_path, 1, both) == first
    assert listed(tmp_path, 2, both) == first
    other = ("a", ["archive", "inbox"], True, "run-3")
    assert listed(tmp_path, 3, [*both, ("a", "archive")]) == [other, first[1]]
    assert listed(tmp_path, 4, both[:1], ["b"]) == [other, ("b", ["inbox"], False, "run-4")]
    assert listed(tmp_path, 5, both) == [other, ("b", ["inbox"], True, "run-5")]
