"""Files that supervisors have, read into text with blocks: one file per format."""

from guidelines_kb.documents.document import Block, BlockKind, Document
from guidelines_kb.documents.limits import MAX_BYTES
from guidelines_kb.documents.reading import media_type_of, read

__all__ = ["MAX_BYTES", "Block", "BlockKind", "Document", "media_type_of", "read"]
