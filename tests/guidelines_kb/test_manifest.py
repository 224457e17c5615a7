import dataclasses

import pytest

from guidelines_kb import IndexMismatch
from guidelines_kb.manifest import Manifest, check, decoded

GOOD = Manifest("hashing-1", 64, "key", {"d": "documents/x.npz"})


def test_it_reads_what_it_writes(hashing):
    assert decoded(GOOD.encoded(), "here") == GOOD
    check(GOOD, hashing, "here")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"embedder": 1}', b"\xff"])
def test_a_damaged_manifest_says_where_and_what_to_do(data):
    with pytest.raises(IndexMismatch, match="in here cannot be read: restore"):
        decoded(data, "here")


@pytest.mark.parametrize("change", [{"format": 99}, {"splitting": 99}, {"embedder": "x"}, {"dimension": 3}])
def test_what_does_not_fit_is_refused_in_one_sentence(hashing, change):
    with pytest.raises(IndexMismatch, match=r"^The index in here .*\.$"):
        check(dataclasses.replace(GOOD, **change), hashing, "here")
