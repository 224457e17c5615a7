"""The moments as files: one YAML file a moment, beside the conditions they share and the standards they keep."""

from assist.playbook.loading import load_folder, parse_moment, parse_standards

__all__ = ["load_folder", "parse_moment", "parse_standards"]
