"""How much a document may ask for before it is given up."""

MAX_BYTES = 20 * 1024 * 1024  # of the file as it comes
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all parts of a packed file together
MAX_RATIO = 100  # of a packed part, unpacked to packed
MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000  # of text that comes out
TIME_LIMIT_S = 60  # wall clock of the reading process
CPU_LIMIT_S = 30  # its own computing time
MEMORY_LIMIT = 768 * 1024 * 1024  # its address space, in bytes
