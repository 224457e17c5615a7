"""One command of the command line a file; `terminal.py` is how they speak.

Exit codes: 0 all is well; 1 the command ran and found something wrong (a failing example, a setting);
2 it could not run, and one sentence on standard error says why and how to mend it.
"""
