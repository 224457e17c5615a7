from guidelines_kb.coverage import coverage


def test_each_snippet_is_covered_by_the_queries_it_answers_best(library):
    library.add("d", b"Thank the customer by name. Check the spelling of letters.")
    found = coverage(library, ["thank the customer by name", "by name thank the customer", "?"])
    assert [(snippet.text, queries) for snippet, queries in found.covered] == [
        ("Thank the customer by name.", ("thank the customer by name", "by name thank the customer"))
    ]
    assert [snippet.text for snippet in found.uncovered] == ["Check the spelling of letters."]
    assert found.unanswered == ("?",)
