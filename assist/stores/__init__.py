"""Where conversations are kept: one contract (`assist.ports.Store`), one test suite for all stores."""
