"""Files in: what people wrote, with the place of every fault."""
