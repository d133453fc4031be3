"""How far a record can be trusted: what speaks for and against it, weighed by trained weights."""
