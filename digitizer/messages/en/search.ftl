# Finding records: searching through everything confirmed.

cli-search-help = Search through the checked, approved and exported cases. A case must have all the words; words in quotes must stand side by side in one field.
cli-search-type = Only cases of this document type.
cli-search-batch = Only cases in this batch (name or number).
cli-search-field = Search only in the field with this key, such as meHoTen.
cli-search-state = Only cases in this state.
cli-search-year = Only papers made out in this year.
cli-search-limit = At most so many cases.
search-found-all = Found { $count } cases.
search-found-some = Showing { $shown } of { $count } cases found.
search-found-many = Showing the first { $shown } cases; more than { $count } cases match. Add words or conditions to narrow the search.
search-found-none = No case matches.
search-waiting = { $left } of { $total } cases are still being made searchable, so some may be missing.

error-search-no-words = There is no letter or digit in what is to be searched for.
    .next = Enter a name, a date of birth, an identity number or another word that the papers bear.
error-search-too-long = What is to be searched for is longer than { $limit } characters.
    .next = Enter fewer words.
error-database-without-words = Python on this computer uses a SQLite without full-text search (FTS5).
    .next = Install the program again with the Python that comes with its installer, then open it again.

ui-page-search = Find records
ui-action-go-search = Find records
ui-action-search-everywhere = Search through everything checked
ui-action-search-words = Enter what to search for
ui-action-open-found = Open the case found

search-hint = Name, date of birth, identity number, number of the paper…
search-words = What to search for
search-filter-type = Document type
search-filter-field = Search in the field
search-filter-batch = Batch
search-filter-state = State
search-filter-year = Year of the paper
search-all-fields = All fields
search-all-batches = All batches
search-all-states = All states
search-all-years = All years
search-column-title = Name
search-column-found = What matches
search-column-type = Document type
search-column-batch = Batch
search-column-state = State
search-column-case = Case
search-field-said = { $field }: { $text }
search-count = { $count } cases
search-count-many = More than { $count } cases
search-counting = Searching…
search-many = Only the { $count } best cases are listed. Add words or a date of birth, or choose a document type, to narrow the search.
search-begin = Search through everything checked
search-begin-advice = Type with or without marks; a case must have all the words. Put words in quotes to find them side by side: “Nguyễn Văn Bường”. Write dates and numbers any way: 12/3/1962, 038 162 001 234. Every search is noted in the audit log.
search-cannot = This cannot be searched for
search-none = No case matches
search-none-advice = Try fewer words, no quotes or no filters. Only checked cases can be found.
