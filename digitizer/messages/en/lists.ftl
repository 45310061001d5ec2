lists-counting = counting…
lists-loading = Loading the list
lists-loading-advice = A long list may take a few seconds.
lists-failed = The list could not be loaded
lists-failed-advice = Nothing is lost.
lists-again = Try again
lists-clear = Clear filters
lists-clear-tip = Show the whole list again (Esc)
lists-filter-type = Filter by document type
lists-all-types = All document types
lists-doubtful = With doubts left
lists-sort-by = Sort by
lists-unsorted = Original order
lists-ascending = ascending now
lists-descending = descending now
lists-search-files = Find a file name (marks not needed)
lists-search-batches = Find a batch (marks not needed)
lists-files-count = { $count } { $count ->
        [one] file
       *[other] files
    }
lists-files-none = No file found
lists-files-none-advice = Type fewer letters or choose another outcome. Esc shows everything again.
lists-batches-count = { $count } { $count ->
        [one] batch
       *[other] batches
    }
lists-batches-none = No batch found
lists-batches-none-advice = Type fewer letters or choose another state. Esc shows everything again.
ui-action-search-files = Find a file
ui-action-search-batches = Find a batch
ui-action-sort-cases = Sort cases…
ui-action-sort-files = Sort files…
ui-action-sort-batches = Sort batches…
ui-action-clear-filters = Clear filters, show the whole list
doctor-search-slow = The database server lacks the extension pg_trgm: searching very long lists will be slow.
    .cure = Ask the administrator to install pg_trgm (package postgresql-contrib), then run CREATE EXTENSION pg_trgm and CREATE INDEX ix_cases_by_trigrams ON cases USING gin (search gin_trgm_ops).
