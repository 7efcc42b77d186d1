"""Recovery: the register and the warehouse made anew from journal and archive, and compared."""
