"""The versions of a playbook."""

from assist.playbook.versions import Published, changed_since, name_of, numbered, texts_of, way_back

KEPT = {
    "00000002-b": Published(at=2, moments={"a": "A2", "c": "C"}).model_dump_json().encode(),
    "00000001-z": Published(at=1, by="lee", moments={"a": "A1", "b": "B"}).model_dump_json().encode(),
    "00000002-a": Published(at=3, moments={"b": None}).model_dump_json().encode(),
}
VERSIONS = numbered(KEPT)


def test_versions_are_counted_in_the_order_of_their_names() -> None:
    """Two that two servers gave the same number are two."""
    assert [(one.number, one.at, one.by) for one in VERSIONS] == [(1, 1, "lee"), (2, 3, ""), (3, 2, "")]
    assert texts_of(VERSIONS) == {"a": "A2", "b": None, "c": "C"}
    assert sorted([name_of(12), name_of(2)])[0].startswith("00000002-")
    assert name_of(1) != name_of(1)


def test_the_way_back_names_only_what_differs() -> None:
    """What was not there then is as the folder has it."""
    assert way_back(VERSIONS, 1) == {"a": "A1", "b": "B", "c": None}
    assert way_back(VERSIONS, 3) == {}
    assert way_back(VERSIONS, 0) == {"a": None, "c": None}


def test_who_changed_the_same_meanwhile() -> None:
    """The latest that did."""
    latest = changed_since(VERSIONS, 0, ["a"])
    assert latest is not None
    assert latest.number == 3
    assert changed_since(VERSIONS, 3, ["a"]) is None
    assert changed_since(VERSIONS, 1, ["d"]) is None
