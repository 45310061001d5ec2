error-part-is-none = In the batch "{ $batch }" no case is left to approve besides those that go back.
    .next = Return the whole batch, or let fewer cases go back.
error-part-is-all = No case of the batch "{ $batch }" goes back, so there is no part to approve.
    .next = Approve the whole batch.
error-part-both-ways = Name the cases to approve, or the cases that go back, not both.
    .next = Give the numbers of the cases to approve, or --all-but for those that go back.
error-case-has-own-pin = You pinned a reason to return case { $case }, so it cannot be approved.
    .next = Let it go back with the others, or take the pin off and then approve.
error-nothing-to-reopen = No case of the batch "{ $batch }" was named to be opened again.
    .next = Choose approved or exported cases to open again.

ui-batch-partly_approved = Partly approved
cli-batch-state-partly_approved = partly approved

ui-action-approve-part = Approve in part…
ui-action-reopen-case = Open again…
ui-action-answered-batches = Waiting batches / approved batches

palette-needs-can_reopen = needs an approved case of a batch that you did not work in
answering-which = Batches
answering-waiting = To be approved
answering-answered = Approved
answering-answered-batches = Approved batches
answering-answered-empty = No batch is approved yet
answering-answered-empty-advice = Batches that are approved, partly approved or exported are here. The book beats the database: approved and exported cases can be opened again, with a reason.
answering-about-answered = { $cases } { $cases ->
        [one] case
       *[other] cases
    } · approved: { $answered } · backlog: { $backlog } · approved by: { $name }
answering-before = { $count ->
        [one] { $count } case of the batch was approved before and stays so.
       *[other] { $count } cases of the batch were approved before and stay so.
    }

answering-part-title = Approve the batch { $batch } in part
answering-part-counts = { $approved ->
        [one] Approve { $approved } case.
       *[other] Approve { $approved } cases.
    } { $returned ->
        [one] Return { $returned } case,
       *[other] Return { $returned } cases,
    } { $pinned } of them with a pinned reason.
answering-part-advice = Approved cases may be exported at once. Returned cases stay in the batch as its backlog and are submitted again when they are corrected.
answering-part-unseen = { $count ->
        [one] { $count } differing row of this batch was not looked at.
       *[other] { $count } differing rows of this batch were not looked at.
    }
answering-part-loading = The program has not found all differences of this batch yet.
answering-part-reason = Reason for returning
answering-part-reason-needed = A case that goes back has no pinned reason: say why.
answering-part-do = Approve { $approved }, return { $returned }
answering-part-whole = Approve none, return { $returned ->
        [one] { $returned } case
       *[other] { $returned } cases
    }
answering-part-nothing = No case was pinned or chosen to go back. Pin a reason among the rows to look at, or choose cases in the list Cases.
answering-part-done = Partly approved the batch { $batch }: { $approved } approved, { $returned } returned.

answering-reopen-title = Open { $count ->
        [one] { $count } case
       *[other] { $count } cases
    } of the batch { $batch } again
answering-reopen-advice = The clerk gets it back with the reason. The exported package stays as it is, and the case stays known to have left in it.
answering-reopen-left = Left in the package { $package }.
answering-reopen-field = Field to look at
answering-reopen-whole = The whole case
answering-reopen-reason = Why it is opened again, such as: the book says otherwise
answering-reopen-do = Open again
answering-reopened = Opened { $count ->
        [one] { $count } case
       *[other] { $count } cases
    } of the batch { $batch } again.
answering-reopen-choose = Choose approved or exported cases to open again.
answering-reopen-one-batch = The chosen cases are of several batches. Choose cases of one batch.

answering-exported-backlog = The batch is not whole: { $count ->
        [one] { $count } case stays
       *[other] { $count } cases stay
    } behind, named on the sheet "Tồn đọng" of the table.

backlog-card-alone = No paper of this package is of the person whose identity card this is; it waits for one.

answering-came-back = Exported, then opened again

cli-batch-approve-all-but = Approve all cases but this one; may be given several times.
cli-batch-approve-unpinned = Approve all cases that you did not pin.
cli-batch-approve-rest-reason = Why the rest goes back; not needed where every case that goes back has a pin.
cli-batch-approved-part = { $user } approved the batch "{ $name }" in part: { $approved } approved, { $backlog } in the backlog.
cli-batch-reopen-help = Open approved or exported cases again, with a reason; exported packages stay as they are.
cli-batch-reopen-field = Key of the field to look at; the clerk finds a pin there.
cli-batch-reopened = Opened { $count ->
        [one] { $count } case
       *[other] { $count } cases
    } of the batch "{ $name }" again.
cli-export-backlog = { answering-exported-backlog }
cli-records-list-came-back = Only cases that were exported and then opened again.
cli-records-left-in = Left in the package { $package } at { $at }.
cli-records-approved-by = { $name } approved it at { $at }.

slip-backlog = Cases in the backlog (not approved)
slip-gap-backlog = The batch is approved in part only: cases of its backlog are not approved, so they have not left.
