from guidelines_kb.documents.markdown import read


def shapes(source):
    document = read(source.encode())
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_blocks_come_without_their_marks():
    source = (
        "# Rules\n\nBe *kind* and [fast](http://x).\nAlways.\n\n"
        "## Lists\n\n- one `thing`\n  - inner\n1. two\n"
    )
    assert shapes(source) == [
        ("heading", 1, "Rules"),
        ("paragraph", 0, "Be kind and fast. Always."),
        ("heading", 2, "Lists"),
        ("item", 0, "one thing"),
        ("item", 0, "inner"),
        ("item", 0, "two"),
    ]


def test_a_table_row_is_one_item():
    assert shapes("| Channel | Time |\n|---|---|\n| E-mail | a day |\n")[1] == ("item", 0, "E-mail | a day")


def test_front_matter_gives_the_title_and_is_no_text():
    document = read(b"---\ntitle: 'Our rules'\nx: 1\n---\n# Other\n\nText is here.\n")
    assert (document.title, document.text) == ("Our rules", "Other\n\nText is here.")
    assert read(b"# Other\n\nText is here.\n").title == "Other"


def test_code_quotes_and_html_keep_their_words():
    assert shapes("> quoted words here\n\n```\ncode words\n```\n\n<div>raw <b>words</b></div>\n") == [
        ("paragraph", 0, "quoted words here"),
        ("paragraph", 0, "code words"),
        ("paragraph", 0, "raw words"),
    ]
