cli-doubts-help = The fields of a batch that wait for a look.
cli-doubts-field = Only fields with this key.
cli-doubts-reason = Only fields with this reason (the code of a problem).
cli-doubts-passed = Only fields that were passed on to another person.
cli-doubts-after = Go on after this field (the last line of the list before).
cli-doubts-column-case = Case
cli-doubts-column-title = Name
cli-doubts-column-field = Field
cli-doubts-column-text = Reads
cli-doubts-column-reasons = Reasons
cli-doubts-column-passed = Passed on
cli-doubts-by = { $actor }: { $reason }
cli-doubts-more = There is more. Go on with --after { $after }
cli-records-redo-help = Bring again the edit that was taken back last.
cli-records-redone = Case { $case }: the edit was brought again.
cli-records-pass-on-help = Leave a field to another person, with a reason.
cli-records-pass-on-guess = What you guess, to stand in the field meanwhile.
cli-records-passed-on = Case { $case }: the field { $field } was passed on.

ui-action-next-doubt = Next doubtful field in the batch
ui-action-previous-doubt = Previous doubtful field in the batch
ui-action-doubt-list = Doubtful fields…
ui-action-pass-on = Pass on to another person…
ui-action-same-as-previous = Same as the previous case
ui-action-caret-to-doubt = Caret to the doubtful character
ui-action-redo = Redo

doubts-title = Fields that wait for a look
doubts-advice = Enter opens the chosen field. Shift+Tab leads to the filters.
doubts-all-fields = All fields
doubts-all-reasons = All reasons
doubts-field = Field
doubts-reason = Reason
doubts-passed-only = Only what was passed on
doubts-none-here = No field fits this filter.
doubts-column-case = Case
doubts-column-field = Field
doubts-column-text = Reads
doubts-column-reason = Why
doubts-column-passed = Passed on
doubts-empty-text = (empty)
doubts-count = { $count } fields{ $more ->
    [yes] {" "}shown, there are more
   *[no] {""}
}
doubts-no-next = From here on no field in the list waits for a look.
doubts-no-previous = Before this place no field in the list waits for a look.

pass-on-title = Pass the field “{ $field }” on
pass-on-advice = The field stays doubtful; the case cannot be finished until somebody confirms it.
pass-on-reason = Reason
pass-on-reason-unreadable = I cannot read it
pass-on-reason-unsure = I can read it but am not sure
pass-on-reason-contradicts = The paper contradicts itself; somebody must decide
pass-on-reason-needs-book = The original book must be looked at
pass-on-done = The field “{ $field }” was passed on.
passed-on-left = A field of the case was passed on, so it cannot be finished yet. The next case is open.
passed-on-left-last = A field of the case was passed on, so it cannot be finished yet.
problem-passed-on = { $actor } passed it on at { $at }: { $reason }

near-sticky = as in other cases of the book
near-none = The previous case has no value for this field.

undo-step = Taken back in case { $case }.
redo-step = Brought again in case { $case }.
empty-noted = { $field }: noted as “not on the paper”. Ctrl+Z takes it back.

merge-kept-both = { $actor } just changed { $fields }; both were kept.
merge-theirs-shown = { $actor } just changed this field; look at it and confirm again.
merge-title = Two people changed the same
merge-advice = Choose for each field. Key 1: keep mine; key 2: take the other one.
merge-mine = Mine
merge-theirs = { $actor }, { $at }
merge-empty = (empty: { $reason })
merge-blank = (empty)
merge-somebody = Somebody else
case-gone-title = Case { $case } is no longer here
case-none-title = No case is open
case-none-advice = Choose a case in the list at the left, or go back to the list with Esc.

error-nothing-of-own-to-undo = There is no edit of yours to take back.
    .next = Everybody can take back only their own edits.
error-nothing-to-redo = There is nothing to bring again.
    .next = This works only right after an undo.
error-case-moved-since = Case { $case } was moved on by { $actor } after this edit, so it cannot be taken back.
    .next = Open the case and correct the field.
error-edit-missing = The edit number { $edit } was not found.
    .next = Run digitizer doctor to check the data.
