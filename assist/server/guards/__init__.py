"""Who may come in and what for, how much is too much, and which addresses are called."""
