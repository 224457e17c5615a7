from guidelines_kb.documents.document import BlockKind, Piece, laid_out

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


def test_pieces_are_laid_out_with_their_offsets():
    document = laid_out(
        [Piece(HEADING, " A\n b ", 2), Piece(PARAGRAPH, ""), Piece(ITEM, "one"), Piece(ITEM, "two")], "x/y"
    )
    assert document.text == "A b\n\none\ntwo"
    assert [document.text[b.start : b.end] for b in document.blocks] == ["A b", "one", "two"]
    assert (document.title, document.blocks[0].level) == ("A b", 2)


def test_a_section_is_a_heading_with_something_below():
    pieces = [
        Piece(HEADING, "Title", 1),
        Piece(HEADING, "First", 2),
        Piece(ITEM, "x"),
        Piece(HEADING, "Empty", 2),
    ]
    assert laid_out(pieces, "x/y").section_count == 1
    assert laid_out([], "x/y", "Told").title == "Told"
