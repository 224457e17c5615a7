"""What an utterance does: acts as example files, and the small heads trained from them."""

from assist.acts.definition import ActDefinition, load_folder
from assist.acts.heads import Heads

__all__ = ["ActDefinition", "Heads", "load_folder"]
