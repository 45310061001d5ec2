cli-help = Digitizer turns the civil-status papers of a commune into records that the national databases accept. Without a command it opens the workstation window.
cli-commands = Commands
cli-exit-codes = Exit codes: 0 done; 1 done, but some items failed; 2 wrong use; 3 refused by a rule; 4 not found; 5 fault of machine, disk or database; 130 interrupted.
cli-option-workspace = Workspace folder (or the variable DIGITIZER_WORKSPACE).
cli-option-user = Name of the person who acts, written to the log (or the variable DIGITIZER_USER).
cli-option-verbose = Print the log on the terminal as well.
cli-option-json = Print data as JSON, one object a line.
cli-option-batch = Name or number of the batch.
cli-option-state = Only cases in this state.
cli-option-search = Search by name, without tone marks.
cli-option-limit = Most lines to print.
cli-option-offset = Pass over so many lines first.
cli-option-reason = The reason.
cli-gui-help = Open the workstation window.
cli-init-help = Create a new workspace in FOLDER.
cli-init-database = Database address (default: an SQLite file in the workspace).
cli-init-done = Created the workspace { $folder }. Let the scanner write to { $inbox }.
cli-doctor-help = Examine the machine and the workspace; each fault comes with its cure.
cli-health-well = well
cli-health-warning = note
cli-health-fault = fault
cli-samples-help = Write sample scans of civil status papers into FOLDER, births unless other types are chosen (people and places are invented), each with a .truth.json that says what is printed on it.
cli-samples-count = Number of sample documents.
cli-samples-seed = Seed; the same one gives the same result.
cli-samples-damage = Use this kind of damage only (clean, skew, noise, stamp, fold, stains, photo, photocopy… and, only when named, handwritten, stamped, struck); may be given several times, and + puts several on one page (fold+stains).
cli-samples-layout = Use one form only (certificate_2020, register_page, marriage_certificate_2006…).
cli-samples-type = Type of document: birth, marriage, death, parent_child, marital_status or all; may be given several times.
cli-samples-form = Kind of form: certificate, extract, declaration or register; may be given several times.
cli-samples-split = Use the forms of one part only: train or test. The two share no form and no font.
cli-samples-blank = Also write blank.png, the blank form (only with --layout certificate_stock).
cli-samples-done = Wrote { $count } sample documents to { $folder }.
cli-separators-help = Write separator sheets into FILE (PDF), to print and lay before each case when scanning.
cli-separators-book = Book number on the sheets, such as 01/2017.
cli-separators-first = Entry number on the first sheet; each further one has the next.
cli-separators-count = How many sheets.
cli-separators-done = Wrote { $count } separator sheets to { $file }. Print them on A4, not scaled down.
cli-form-help = Read SCAN, a blank form, and add it to the workspace as NAME: papers printed on it are also read by place.
cli-form-done = Added the form to { $folder }: { $fields } fields have their places. Look at the zones in form.toml and correct them where needed.
separator-sheet-title = SEPARATOR SHEET
separator-sheet-book = Book { $book }
separator-sheet-case = Entry { $case }
separator-sheet-hint =
    Lay this sheet before the first page of a case and scan it with the case.
    Do not write, stamp or fold over the two codes.
cli-read-help = Read files and print what stands in them; nothing is stored.
cli-read-type = The known document type, for example civil_status.birth.
cli-read-json = Print one line of JSON a case.
cli-read-unknown = { $source }: the type of document was not recognised.
cli-field-accepted = good
cli-field-review = look
cli-field-missing = empty
cli-field-confirmed = confirmed
cli-watch-help = Watch the scanner folder: take files, read them, make cases.
cli-watch-once = Do all the work there is now, then stop.
cli-watch-retry = Read the scans again that failed before.
cli-watch-retried = Put { $count } { $count ->
        [one] scan
       *[other] scans
    } back to be read.
cli-watch-start = Watching { $inbox }. Press Ctrl+C to stop.
cli-watch-done = In all: { $stored } files stored, { $duplicates } duplicates, { $quarantined } unreadable, { $records } records.
cli-arrival-stored = { $name }: stored as scan { $scan }.
cli-arrival-duplicate = { $name }: exactly the same as scan { $scan }; moved to the duplicates folder.
cli-arrival-quarantined = { $name }: not taken, moved to the quarantine folder. { $reason }
cli-blocked = { $path }: cannot be taken yet ({ $reason }); will be tried again.
cli-scan-read = { $name }: read { $pages } pages, { $cases } cases.
cli-status-help = Print the numbers of files, scans, cases and waiting work.
cli-status-arrival = Files arrived
cli-status-scan = Scans
cli-status-case = Cases
cli-status-rest = Records: { $records }. Scans waiting to be read: { $jobs }.
cli-arrival-count-stored = stored
cli-arrival-count-duplicate = duplicate
cli-arrival-count-quarantined = unreadable
cli-scan-count-stored = waiting
cli-scan-count-read = read
cli-scan-count-failed = failed
cli-case-count-to_check = to check
cli-case-count-checked = checked
cli-case-count-returned = returned
cli-case-count-approved = approved
cli-case-count-exported = exported
cli-case-count-set_aside = set aside
cli-column-case = Case
cli-column-scan = Scan
cli-column-title = Name
cli-column-state = State
cli-column-doubts = Doubts
cli-column-batch = Batch
cli-column-name = Name
cli-column-cases = Cases
cli-column-checked = Checked
cli-column-approved = Approved
cli-column-exported = Exported
cli-records-help = Look at, correct and confirm cases.
cli-records-list-help = List cases.
cli-records-show-help = Print one case with all its fields and problems.
cli-records-set-help = Type the value of a field, which confirms it.
cli-records-confirm-help = Confirm fields that were compared with the image.
cli-records-confirm-all = Confirm every field that needs a look.
cli-records-confirm-finish = Finish the case afterwards.
cli-records-confirmed = Case { $case }: confirmed { $count } { $count ->
        [one] field
       *[other] fields
    }; state: { $state }.
cli-records-empty-help = Record why a field stays empty.
cli-records-empty-reason = not_on_paper: not on the paper; unreadable: cannot be read; torn: torn off; stated_unknown: the paper says that it is unknown.
cli-records-type-help = Say which document a case of unknown type is.
cli-records-typed = Case { $case }: its document type is { $type }.
cli-records-set-aside-help = Set aside, with a reason, what is no case of its own (blank page, scanned twice).
cli-records-aside = Case { $case }: set aside.
cli-records-restore-help = Bring a case that was set aside back.
cli-records-restored = Case { $case }: brought back.
cli-records-undo-help = Take back one's own newest edit of the case.
cli-records-undone = Case { $case }: took back the newest edit.
cli-records-field = Case { $case }: { $field } = { $value }
cli-records-no-type = The document type is not known yet; use records type.
cli-batch-help = Make, submit, approve or return batches.
cli-batch-list-help = List the batches.
cli-batch-create-help = Make a new batch.
cli-batch-created = Made the batch "{ $name }", number { $batch }.
cli-batch-add-help = Put cases into a batch.
cli-batch-add-unbatched = All cases that are in no batch.
cli-batch-added = Put { $count } { $count ->
        [one] case
       *[other] cases
    } into the batch "{ $name }".
cli-batch-submit-help = Hand the batch to the supervisor.
cli-batch-submitted = Submitted the batch "{ $name }".
cli-batch-approve-help = Approve a batch; whoever corrected in it may not.
cli-batch-approved = { $user } approved the batch "{ $name }".
cli-batch-return-help = Return a batch (or the numbered cases) with a reason.
cli-batch-returned = Returned the batch "{ $name }".
cli-batch-state-open = open
cli-batch-state-submitted = submitted
cli-batch-state-returned = returned
cli-batch-state-approved = approved
cli-batch-state-exported = exported
cli-export-help = Export an approved batch as a package.
cli-export-out = Folder for the package (default: exports in the workspace).
cli-export-done = Exported { $cases } cases: { $archive }
cli-calibrate-help = Set what was read beside the finished records: how many of the accepted fields were wrong, and which thresholds keep to the limit.
cli-calibrate-limit = The most wrong fields among 1,000 accepted ones.
cli-calibrate-write = Write the new thresholds into the workspace; the next automatic run uses them.
cli-calibrate-promise = About { $wrong } wrong fields per 1,000 accepted, at most { $most } (95 % sure): { $changed } of { $accepted } were changed. People looked at { $looked } of them one by one; the others count as right because nobody changed them when the case was finished.
cli-calibrate-nothing = No finished case has a field that was accepted by the machine: nothing can be said yet. Check some cases, then run this again.
cli-calibrate-kind = Kind of field
cli-calibrate-accepted = Accepted
cli-calibrate-changed = Changed
cli-calibrate-before = Threshold now
cli-calibrate-after = New threshold
cli-calibrate-never = always ask
cli-calibrate-kept = The thresholds stay as they are.
cli-calibrate-proposed = Run again with --write to use the new thresholds.
cli-calibrate-written = The new thresholds are written to { $file }.

cli-verify-help = Check a package (folder or zip), also a BagIt bag of another program, anywhere, without a workspace.
cli-verify-sound = The package is sound: { $files } files, { $cases } cases.
cli-verify-unsound = The package is not sound: { $count } { $count ->
        [one] difference
       *[other] differences
    }.
cli-demo-help = Run the whole walk on sample documents: in the window where there is a display, else on the terminal.
cli-demo-folder = Folder of the demonstration; an older demonstration in it is replaced.
cli-demo-headless = Open no window even where there is a display.
cli-demo-samples = Made { $count } sample scans in { $folder }.
cli-demo-clerk = Nguyễn Thị Mẫu
cli-demo-supervisor = Trần Văn Mẫu
cli-demo-correcting = { $user } compares and confirms each case.
cli-demo-tally = Fields: { $accepted } read rightly without a look, { $confirmed } confirmed, { $typed } typed ({ $wrong } of them accepted though wrong).
cli-demo-pictures = Pictures of the windows: { $folder }
cli-demo-package = Package: { $archive } ({ $sound ->
    [true] verified, sound
   *[false] VERIFICATION FAILED
})
cli-batch-check-help = Check the batch as a whole book: numbers left out or twice, falling days, closing total.
cli-batch-check-well = Nothing in batch { $name } disagrees.
cli-batch-book-help = Declare the batch a whole book: first and last number, closing total, numbers that are gone.
cli-batch-book-first = The first number in the book.
cli-batch-book-last = The last number in the book.
cli-batch-book-total = The number of events on the closing page.
cli-batch-book-missing = A number that is gone and why, such as 45:torn or 45-48:lost (torn, lost, left_blank, cancelled, miscounted); may be given more than once.
cli-batch-book-none = Take the word back: the batch is not a whole book.
cli-batch-book-done = Noted what was declared of the book of batch { $name }.
cli-severity-error = error
cli-severity-warning = look
cli-severity-info = note
