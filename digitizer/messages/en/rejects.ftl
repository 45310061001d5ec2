# Lists of what was given back: read, looked at, opened again, corrected

error-reject-list-no-file = There is no file { $file }.
    .next = Check the name and the folder, then choose it again.
error-reject-list-no-io = { $file } cannot be read: { $reason }.
    .next = Check that the file is there and may be read, then choose it again.
error-reject-list-too-large = { $file } is larger than { $limit } MB (or would be, unpacked), so it is no list of what was given back.
    .next = Check that it is the right file, or ask the receiver to split the list.
error-reject-list-too-long = The list in { $file } is longer than { $limit } lines.
    .next = Split the list into several files and take them one by one.
error-reject-list-old-workbook = { $file } is a workbook of the old kind (.xls), or it needs a password to be opened.
    .next = Open it in Excel or LibreOffice, save it as .xlsx without a password, and choose the new file.
error-reject-list-html = { $file } is in fact a web page, although its name may look like that of a workbook.
    .next = Open it in Excel or LibreOffice, save it as .xlsx, and choose the new file.
error-reject-list-unknown = { $file } is no .xlsx workbook, CSV or JSON.
    .next = Ask the receiver for the list as .xlsx, CSV or JSON.
error-reject-list-broken = { $file } is damaged, or there is no table in it that can be read.
    .next = Open it in a spreadsheet program and save it again, or ask the receiver to send it anew.
error-reject-list-formula = Cell { $cell } of { $file } is a formula without a result. Formulas of strange files are not computed here.
    .next = Open it in Excel or LibreOffice, paste that column as values, save it and choose it again.
error-reject-list-encoding = It is not clear how { $file } writes its letters, so its Vietnamese cannot be read.
    .next = Open it in Excel or LibreOffice, save it as .xlsx or as CSV in UTF-8, and choose the new file.
error-reject-list-empty = There is no line below the names of the columns in { $file }.
    .next = Check whether it is the wrong file, or whether the receiver sent the wrong one.
error-reject-list-columns = No column of { $file } is known to tell the case: file name, number in the book, DocCode, or row in the package.
    .next = Map at least one of these columns.
error-reject-list-changed = { $file } is no longer as it was when you looked at it.
    .next = Look at it again, then open the cases.
error-reject-nothing-ready = No line of { $file } can open a case again.
    .next = See what each line came to, map the columns anew, or ask the receiver.
error-reject-column-option = “{ $text }” is no mapping of a column.
    .next = Write COLUMN=MEANING with one of: { $columns }; leave it empty after = for a column that is not read.
error-reject-list-missing = There is no list { $list } of what was given back.
    .next = See the numbers of the lists with “digitizer rejects list”.
error-correction-without-cases = No case of batch “{ $batch }” was given back and is by now corrected and approved again.
    .next = Take the list of what was given back, correct and approve these cases, then export the correction.

reject-column-file = File name
reject-column-place = Place of registration
reject-column-book = Book
reject-column-number = Number in the book
reject-column-doc_code = DocCode
reject-column-package = Package
reject-column-row = Row in the package
reject-column-field = Field to look at
reject-column-reason = Reason
reject-column-none = Not read

reject-outcome-ready = Opens again
reject-outcome-no_key = The line names no case
reject-outcome-none = No such case
reject-outcome-several = Several cases fit
reject-outcome-disagree = The columns mean different cases
reject-outcome-never_left = The case was in no package
reject-outcome-open = The case is open already
reject-outcome-corrected = Corrected, waits for a correction package
reject-outcome-answered = A package replaced this row already
reject-outcome-taken = This line was taken before
reject-outcome-submitted = The batch waits for approval
reject-outcome-own_work = You worked in this batch

ui-action-take-rejects = Take list of rejects…
ui-action-export-correction = Export correction package…
rejects-title = What was given back
rejects-choose = Choose the list that the receiver sent
rejects-files = Lists (*.xlsx *.csv *.txt *.json)
rejects-advice = A look only: nothing has changed yet. The button sends just the cases marked “Opens again” back to their clerk, with the reason and a pin at the field; packages that left stay as they are.
rejects-reading = Reading the list…
rejects-columns = Map columns…
rejects-columns-title = What the columns of the list mean
rejects-columns-advice = At least one of these is needed: file name, number in the book, DocCode, row in the package. Leave the rest at “Not read”.
rejects-columns-example = Such as: { $text }
rejects-columns-unnamed = Column { $number }
rejects-columns-need = No column is known to tell the case. Map the columns.
rejects-filter = Result
rejects-filter-all = All lines ({ $count })
rejects-filter-one = { $outcome } ({ $count })
rejects-head-line = Line
rejects-head-key = The list says
rejects-head-outcome = Result
rejects-head-case = Case
rejects-head-field = Field
rejects-head-reason = Reason
rejects-case = { $number } · { $title }
rejects-case-tip = Case { $number }, { $title }, batch { $batch }. Row { $row } of package { $package }.
rejects-said = The list says: { $text }
rejects-among = It may be one of the cases { $cases }
rejects-whole = Whole case
rejects-field-unknown = “{ $text }” unknown: whole case
rejects-no-reason = No reason yet
rejects-in-batch = Looked for in batch { $batch }
rejects-in-package = The list is about package { $package }
rejects-scope-tip = Choose the package where the list gives only the row in it.
rejects-in-all = Looked for in all batches
rejects-summary = { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    } · { $cases ->
        [one] 1 case opens
       *[other] { $cases } cases open
    } again · { $left ->
        [one] 1 line
       *[other] { $left } lines
    } left alone
rejects-reason = Reason for the lines that give none
rejects-reason-needed = { $count ->
    [one] One line gives no reason. Write one for it.
   *[other] { $count } lines give no reason. Write one for all of them.
}
rejects-do = Open { $cases ->
        [one] 1 case
       *[other] { $cases } cases
    } again
rejects-nothing = No case can be opened again
rejects-close = Close
rejects-taken = List { $name } taken: { $cases ->
        [one] 1 case
       *[other] { $cases } cases
    } opened again, { $left ->
        [one] 1 line
       *[other] { $left } lines
    } left alone. The file of the list is kept.

cli-rejects-help = Take lists of what receivers gave back, and export corrections.
cli-rejects-read-help = Read a list of what was given back (XLSX, CSV or JSON), find the case of each line, and open just these cases again at the field it names.
cli-rejects-option-batch = Look in this batch only.
cli-rejects-option-package = The package that the list is about, where lines give only the row in it.
cli-rejects-option-column = What a column says, as COLUMN=MEANING; may be given several times.
cli-rejects-option-reason = The reason for lines that give none.
cli-rejects-option-dry-run = Look only; open nothing.
cli-rejects-list-help = List the lists that were taken; with a number, the lines that opened cases.
cli-rejects-export-help = Export a correction package: only the cases that were given back and are by now corrected and approved; it says which row of which package each replaces.
cli-rejects-line = Line { $line }: { $outcome }
cli-rejects-line-case = Line { $line }: { $outcome } · case { $case } ({ $title }) · { $field } · { $reason }
cli-rejects-would = Looked at { $name }: { $cases ->
        [one] 1 case
       *[other] { $cases } cases
    } would open again, { $left ->
        [one] 1 line
       *[other] { $left } lines
    } be left alone.
cli-rejects-none = No list of what was given back was taken yet.
cli-rejects-head-list = No.
cli-rejects-head-at = At
cli-rejects-head-name = File
cli-rejects-head-actor = Taken by
cli-rejects-head-lines = Lines
cli-rejects-head-cases = Opened
cli-rejects-head-open = Still open
cli-rejects-reject = Line { $line }: case { $case } · { $field } · { $reason } · row { $row } of package { $package }
cli-rejects-exported = The correction package has { $cases ->
        [one] 1 case
       *[other] { $cases } cases
    } and replaces { $replaced ->
        [one] 1 row
       *[other] { $replaced } rows
    } of earlier packages.
