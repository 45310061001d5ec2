# Practice with invented cases, apart from real work.

cli-practice-help = Practise with invented cases whose truth is known, apart from all real cases.
cli-practice-type = Document type.
cli-practice-cases = How many cases.
cli-practice-level = Difficulty: clean, usual, hard (difficult to read).
cli-practice-prepare = Only prepare, open no window.
cli-practice-results = Show what is wrong in the practice cases that were finished.
cli-practice-discard = Throw all your exercises away.
cli-practice-reading = { $count } invented scans were made and are being read…
cli-practice-ready = Your exercises are in { $folder }
cli-practice-discarded = Your exercises were thrown away.
cli-practice-none = You have no exercises.
cli-practice-none-finished = No practice case is finished yet.
cli-practice-case = Case { $case } ({ $scan }): { $right } of { $fields } fields right
cli-practice-miss = { "  " }{ $field }: stored "{ $stored }", right is "{ $right }" ({ $kind })
cli-practice-advice = Level to go on with: { $level }.
practice-clean = clean
practice-usual = usual
practice-hard = hard to read
practice-band = PRACTICE – invented cases, nothing real
error-practice-no-samples = No samples of { $type } print every required field.
    .next = Choose another type, such as civil_status.birth.
error-practice-not-exported = Practice cases are invented and leave in no package.
    .next = Close the exercise and open the real workspace.
