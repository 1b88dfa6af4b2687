"""What a clinic keeps: participants, plans, sessions with their measures, and who looked at what.

The folders hold the data; the database holds the index, the summaries and what people typed in.
SQLite in the data folder by default, PostgreSQL where several stations share one store; then the
recordings travel into it too. `database.open_store` opens either, and every function here takes the
`Store` first. A store is opened `by` somebody, and what is read, changed or exported through it is
written to the audit in that name; `store.acting_for(name)` is the same store in another's.

One writer at a time: every transaction that writes takes the store's one lock first, in both
databases. That keeps the audit a chain, makes "index it once" plain, and leaves no order of locks
to get wrong; a clinic's stations write a few rows a minute.
"""
