"""Bistand beside what a user would pick instead: a semantic router, and a script of encoder and vector index.

Start with `python -m benchmarks.peers --help`. The peers are the extra `[peers]`, never dependencies.
"""
