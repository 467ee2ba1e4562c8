"""The base of every record: frozen, strict, and closed to fields it does not know."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value whose fields are checked for exact type when it is made."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
