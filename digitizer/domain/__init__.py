"""The pure core: pages, schemas, values, records, checks, states. No I/O, no own clock."""
