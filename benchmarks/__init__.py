"""Where the README's figures come from, each a command that prints one small table.

latency     message in to prompt out, over the WebSocket of a real server
start       cold and warm start, and resident memory
scenarios   recall, silence and first citation over a folder of conversations
moments     acts and moments on public sets, beside a floor that learns from them
kill9       what is left after kill -9 at random moments
peers       Bistand beside a semantic router and a script with FAISS (needs the extra [peers])

They need an idle machine and, but for the peers, nothing else; no test runs them and none of them is timed by one.
"""
