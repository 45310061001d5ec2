state-name = { $state ->
    [to_check] to check
    [checked] checked
    [returned] returned
    [approved] approved
    [exported] exported
    [set_aside] set aside
    [open] open
    [submitted] submitted
    [partly_approved] partly approved
   *[other] { $state }
}
action-name = { $action ->
    [edit] edit
    [finish] finish
    [add] add to a batch
    [submit] submit
    [approve] approve
    [approve_part] approve in part
    [return] return
    [reopen] open again
    [export] export
    [set_aside] set aside
    [restore] bring back
   *[other] { $action }
}

error-case-state = The case is in the state "{ state-name }", which does not allow "{ action-name }".
    .next = Reload the list to see the present state of the case.
error-batch-state = The batch is in the state "{ state-name }", which does not allow "{ action-name }".
    .next = Mind the order: make, submit, approve, then export.
error-batch-closed = The batch "{ $batch }" was submitted or approved ({ state-name }); its cases cannot be changed.
    .next = Ask the supervisor to return the batch first.
error-batch-not-checked = The batch "{ $batch }" has cases that are not checked yet: { $cases }.
    .next = Finish them or set them aside, then submit again.
error-batch-empty = The batch "{ $batch }" holds no case.
    .next = Put cases into it before submitting.
error-batch-mixed-types = The batch "{ $batch }" holds several document types or a case of unknown type.
    .next = Make one batch a document type.
error-batch-same-entry = In the batch "{ $batch }", the cases { $first } and { $second } have the same office, book and number.
    .next = Correct the number or the book, or set the case that was scanned twice aside.
error-own-work = { $actor } corrected in or submitted the batch "{ $batch }" and may not approve or return it.
    .next = Let another person answer for it.
error-case-has-doubts = Case { $case } has fields that nobody confirmed: { $fields }.
    .next = Compare them with the image and confirm each.
error-case-has-problems = Case { $case } has errors that must be put right in: { $fields }.
    .next = Correct these fields by the paper, then finish again.
error-case-not-in-batch = Case { $case } is not in the batch "{ $batch }" or does not wait for approval.
    .next = Check the number of the case.
error-type-is-known = Case { $case } already has the document type { $type }.
    .next = Nothing needs to be done.
error-type-unknown = It is not known which document case { $case } is.
    .next = Choose its document type before typing fields.
error-type-not-installed = The program has no definition of the document type { $type }.
    .next = Put the folder of definitions (types) back into the workspace.
error-unknown-type = There is no document type "{ $type }".
    .next = Use one that is installed, for example civil_status.birth.
error-unknown-field = The document type { $type } has no field "{ $field }".
    .next = See the names of the fields with records show.
error-value-empty = The field "{ $label }" has no value to confirm.
    .next = Type one, or say why it is empty.
error-value-not-a-date = "{ $text }" is no date for the field "{ $label }".
    .next = Type day/month/year, month/year or year, as it stands on the paper.
error-value-not-in-list = "{ $text }" is not in the code list of the field "{ $label }".
    .next = Choose an entry of the list.
error-value-no-code-list = The field "{ $label }" lacks its code list.
    .next = Ask the administrator to check the document type.
error-value-not-a-number = "{ $text }" is no number for the field "{ $label }".
    .next = Type digits only.
error-value-not-a-book-number = "{ $text }" is no book number for the field "{ $label }".
    .next = Type number/year, for example 01/2017.
error-nothing-to-undo = Case { $case } has no edit of yours to take back.
    .next = Everyone can take back only their own edits.
error-edited-since = The field { $field } of case { $case } was edited since.
    .next = Type the right value instead.
error-reason-needed = A reason is needed.
    .next = Type a short reason that the next person understands.
error-name-needed = The batch needs a name.
    .next = Type one, for example the name and number of the book.
error-name-taken = There is a batch named "{ $name }" already.
    .next = Choose another name.
error-no-batch = There is no batch "{ $batch }".
    .next = See the batches with batch list.
error-no-export-profile = The batch "{ $batch }" is of the document type { $type }, which has no export profile.
    .next = Ask the administrator to add one.
error-watch-running = Another program watches the workspace { $folder }.
    .next = Close it, or let it do the work.
error-inbox-not-listed = The scanner folder { $folder } cannot be listed: { $reason }.
    .next = Check the folder, its rights and the network; it will be tried again.
error-reading-no-io = Data could not be read or written while reading the scan: { $reason }.
    .next = Check the file name, its rights and the free disk space, then try again.
error-reading-failed = The reader met an unexpected fault ({ $kind }, { $place }) on this scan.
    .next = The other scans are read all the same. Scan the page again; if it stays so, tell this sentence to your support.
error-reading-stopped = The reading was stopped half way.
    .next = The scan will be read at the next run.
error-reading-worker-died = The reading process died.
    .next = The scan will be tried again; if it stays so, scan the page anew.
error-no-workspace = The folder { $folder } is no workspace.
    .next = Make one with digitizer init.
error-workspace-exists = The folder { $folder } already is a workspace.
    .next = Use it, or choose another folder.
error-workspace-needed = No workspace was named.
    .next = Add --workspace FOLDER, or set the variable DIGITIZER_WORKSPACE.
error-no-display = There is no display here to open a window on.
    .next = Run it where there is one, or use the commands: digitizer watch, records, batch, export.
error-user-needed = No name of the person who acts was given.
    .next = Add --user "NAME".
error-folder-not-made = The folder { $folder } cannot be made: { $reason }.
    .next = Check the rights and the free space of the disk.
error-thresholds-unreadable = The file of thresholds { $file } cannot be read: { $reason }.
    .next = Check the rights of the file, or delete it to use the thresholds that come with the program.
error-thresholds-not-written = The file of thresholds { $file } cannot be written: { $reason }.
    .next = Check the rights and the free space of the disk, then run this again.
error-settings-not-toml = The settings file { $file } is not well-formed TOML: { $reason }.
    .next = Correct the line that is named.
error-settings-wrong = In the settings file { $file }, the entry { $place } is not valid: { $reason }.
    .next = Correct the value of this entry.
error-no-such-sample = There is no sample kind "{ $name }".
    .next = See the kinds with digitizer samples --help.
error-not-a-demo = The folder { $folder } is not empty and no demonstration.
    .next = Choose another one with --folder.
error-screenshots-failed = The windows could not be painted: { $reason }
    .next = Run digitizer doctor and check the Qt libraries.
error-fonts-missing = This machine lacks fonts with all Vietnamese letters ({ $style }; looked for { $looked_for }).
    .next = Install them: sudo apt-get install { $packages }

problem-duplicate-entry = Same office, book and number as case { $case }.
error-batch-book-wrong = Batch { $batch } is a whole book, but { $count } { $count ->
        [one] thing does
       *[other] things do
    } not agree with the book.
    .next = See them with digitizer batch check, then add cases or declare the numbers that are gone.
error-book-last-before-first = The last number { $last } is below the first { $first }.
    .next = Give first and last number as in the book.
error-book-missing-option = “{ $text }” does not declare a missing number.
    .next = Write a number or range with a reason, such as 45:torn or 45-48:lost; the reason is one of { $reasons }.
error-value-not-a-time = "{ $text }" is not a time for the field "{ $label }".
    .next = Write hours:minutes such as 08:30.
error-value-not-money = "{ $text }" is not an amount for the field "{ $label }".
    .next = Write an amount such as 1.500.000.
error-value-not-area = "{ $text }" is not an area for the field "{ $label }".
    .next = Write square metres such as 120,5.
error-value-not-a-tax-code = "{ $text }" is not a tax code for the field "{ $label }".
    .next = Write 10 digits, 13 as 0100109106-001, or the 12 of a personal number.
error-value-not-a-tick = "{ $text }" does not say whether the box is ticked, in the field "{ $label }".
    .next = Write x or không.
error-value-table-too-wide = "{ $text }" has a row with more cells than the table "{ $label }".
    .next = Write one line a row, with | between cells.
error-value-cell-wrong = "{ $text }" has a cell that cannot be understood in the table "{ $label }".
    .next = Correct the cell that the findings name.
error-value-stated-unknown = "{ $text }" says that nobody knows; it is no value for the field "{ $label }".
    .next = Leave the field empty and give the reason that the paper says unknown.
error-plan-without-pass = The batch has no pass.
    .next = Choose at least one pass.
