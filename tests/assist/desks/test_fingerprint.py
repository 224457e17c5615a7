"""Names made of what a request says."""

from assist.desks.fingerprint import fingerprint


def test_other_parts_have_other_names() -> None:
    names = [fingerprint(*parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], [b"ab", "", "c"], [], [""])]
    assert len(set(names)) == len(names)
    assert fingerprint("å", "\ud800") == fingerprint("å", "\ud800")
    assert len(fingerprint(b"x" * 100_000)) == 20
