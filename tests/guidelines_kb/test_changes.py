import pytest

from guidelines_kb.changes import Changes, changes


@pytest.fixture
def told(library):
    def between(before, after):
        library.add("d", "\n\n".join(before).encode())
        library.add("d", "\n\n".join(after).encode())
        return changes(library.content("d", 1), library.content("d", 2))

    return between


KEPT = "Thank the customer by name."
OLD = "Keep nobody on hold for more than sixty seconds."
NEW = "Keep nobody on hold for more than two minutes."
OTHER = "Open the shop at ten every morning."


def test_sentences_come_go_and_are_altered(told):
    assert told([KEPT, OLD], [KEPT, NEW, OTHER]) == Changes((OTHER,), (), ((OLD, NEW),))


def test_what_shares_too_few_words_is_another_sentence(told):
    assert told([KEPT, OLD], [KEPT, OTHER]) == Changes((OTHER,), (OLD,), ())


def test_a_sentence_that_only_moved_has_not_changed(told):
    assert told([KEPT, OLD, OTHER], [OTHER, KEPT, OLD]) == Changes((), (), ())


def test_a_sentence_said_twice_and_then_once_went_once(told):
    assert told([KEPT, OLD, KEPT], [KEPT, OLD]) == Changes((), (KEPT,), ())


def test_each_sentence_is_one_half_of_one_pair(told):
    other = "Keep nobody on hold for more than two hours."
    found = told([OLD], [NEW, other])
    assert len(found.altered) == 1
    assert {*found.added, found.altered[0][1]} == {NEW, other}
