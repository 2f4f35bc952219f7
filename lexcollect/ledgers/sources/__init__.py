"""Sources: each kind of file that holds a ledger, as raw rows in one shape. One module a kind; none runs a formula."""
