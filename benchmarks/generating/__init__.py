"""How scenarios like the reference are drawn: every module draws one kind of record."""
