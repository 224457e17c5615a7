"""The moments as files: one YAML file a moment, beside the conditions and standards they share."""

from assist.playbook.loading import load_folder, parse_moment, parse_standards

__all__ = ["load_folder", "parse_moment", "parse_standards"]
