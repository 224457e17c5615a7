import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb import DocumentError
from guidelines_kb.documents.text import found_blocks, read


def shapes(text):
    return [(block.kind.value, text[block.start : block.end]) for block in found_blocks(text)]


def test_a_short_line_without_an_end_mark_above_prose_is_a_heading():
    text = (
        "Waiting\nNobody should wait for more than a minute without news.\n"
        "Ending\n\nThank the customer by name."
    )
    assert shapes(text) == [
        ("heading", "Waiting"),
        ("paragraph", "Nobody should wait for more than a minute without news."),
        ("heading", "Ending"),
        ("paragraph", "Thank the customer by name."),
    ]


def test_a_hard_wrapped_paragraph_stays_whole():
    text = (
        "Nobody should wait for more than\na minute without news, and when\n"
        "it takes longer, go back.\n\nNext one is here."
    )
    assert [kind for kind, _ in shapes(text)] == ["paragraph", "paragraph"]


def test_list_items_lose_their_marks():
    text = (
        "Rules\n- Answer quickly\n  and kindly.\n* Say your name.\n1. Ask how you can help.\n(b) Listen well."
    )
    assert shapes(text)[1:] == [
        ("item", "Answer quickly\n  and kindly."),
        ("item", "Say your name."),
        ("item", "Ask how you can help."),
        ("item", "Listen well."),
    ]


def test_the_last_line_is_never_a_heading():
    assert shapes("One sentence stands here.\n\nPopular posts")[-1] == ("paragraph", "Popular posts")


@given(st.text(alphabet="Aa .!\n\r-1\t\u2028", max_size=120))
def test_blocks_are_in_order_and_leave_out_only_marks_and_space(text):
    position, left_out = 0, ""
    for block in found_blocks(text):
        assert position <= block.start < block.end
        left_out += text[position : block.start]
        position = block.end
    left_out += text[position:]
    assert not any(letter == "A" and len(left_out.strip()) > 400 for letter in left_out)
    assert position <= len(text)


@pytest.mark.parametrize(
    "data",
    [
        "Är åäö. Punkt.".encode(),
        "Är åäö. Punkt.".encode("cp1252"),
        "\ufeffÄr åäö. Punkt.".encode(),
        "Är åäö. Punkt.".encode("utf-16"),
    ],
    ids=["utf-8", "windows-1252", "utf-8 with mark", "utf-16"],
)
def test_every_common_encoding_is_read(data):
    assert read(data).text == "Är åäö. Punkt."


def test_line_ends_are_kept_so_that_offsets_hold_against_the_file():
    assert read(b"One two three.\r\n\r\nFour.").text == "One two three.\r\n\r\nFour."


@pytest.mark.parametrize("data", [b"text\0text", b"\x01\x02\x03 abc", b"\x81\x8d\x8f\x90 abc"])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(DocumentError, match=r"not plain text.*: (send|save)"):
        read(data)


def test_the_shared_documents_have_the_sections_a_reader_sees(shared_guidelines):
    found = {path.stem: read(path.read_bytes()) for path in shared_guidelines}
    assert {name: document.section_count for name, document in found.items()} == {
        "channels.pt": 4,
        "channels.sv": 4,
        "charter.sv": 5,
        "courtesy.nb": 4,
        "qualities.da": 5,
    }
    for path in shared_guidelines:
        assert found[path.stem].text == path.read_text(encoding="utf-8")
