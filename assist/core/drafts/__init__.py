"""What an agent is about to send, and what is to be mended in it. Pure: read `check.py` first."""
