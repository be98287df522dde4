"""What people may send us: pydantic models for page, socket and API alike."""

from consult.forms.reading import Form, read

__all__ = ["Form", "read"]
