"""How far a record can be trusted: `records` says what speaks for and against it, `model` has the trained weights."""
