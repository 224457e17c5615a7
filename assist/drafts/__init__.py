"""From what an agent is about to send to what is to be mended in it: read, heard by the encoder, checked.

drafting.py      a draft's language, sentences, answers, findings    letters.py  which sentence answers which question
proofreading.py  the same off the event loop                        (the rules themselves: assist/core/drafts)
"""
