"""Where the README's figures come from, each a command that prints one small table.

latency     message in to prompt out, over the WebSocket of a real server
start       cold and warm start, and resident memory
scenarios   recall, silence and first citation over a folder of conversations
kill9       what is left after kill -9 at random moments
retrieval   recall on public sets across five languages, beside TF-IDF, BM25, plain cosine and MiniLM
index       search, change and memory of an index of 100,000 snippets

They need an idle machine and nothing else; no test runs them and none of them is timed by one.
"""
