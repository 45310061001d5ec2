# What approvers pin, and how clerks answer.

error-case-has-pins = Case { $case } still has pins of the approver without an answer: { $fields }.
    .next = Correct the value, or keep it and say why, then finish again.
error-no-open-pin = Field { $field } of case { $case } has no pin that waits for an answer.
    .next = See the pins with digitizer records show { $case }.

pins-keep = Keep the pinned value
pins-keep-as-on-paper = The paper says exactly this
pins-keep-other-paper = Compared with another paper
pins-keep-wrong-field = What was pinned belongs to another field
pins-keep-other = Another reason…
pins-keep-advice = The approver reads this reason when looking at the batch again.
pins-left = { $count } left to look at, { $pins } of them pinned
pins-before-finish = Not finished yet: { $count ->
    [one] one pinned field waits
   *[other] { $count } pinned fields wait
 } ({ $fields }). Correct the value, or press Enter and choose why it stays.

merge-case-changed = { $actor } has just changed { $fields } in this case; look at it, then repeat the last step.
merge-case-moved = { $actor } has just changed this case; it is now: { $state }.
case-failed-title = Case { $case } could not be opened
case-back-to-list = Back to the list

lists-column-remarks = Remarks
lists-remarks = { $pins ->
    [0] { $passed } passed on
   *[other] { $passed ->
        [0] { $pins } pinned
       *[other] { $pins } pinned · { $passed } passed on
    }
 }
lists-column-pinned = Pinned
lists-pinned = Pinned

cli-records-list-pinned = Only cases with pins that nobody answered.
cli-records-keep-help = Keep the value of a pinned field, with a reason for the approver.
cli-records-kept = Kept field { $field } of case { $case }.
cli-pin-open = { $field }: { $actor } pinned "{ $reason }", not answered
cli-pin-answered = { $field }: { $actor } pinned "{ $reason }", corrected
cli-pin-kept = { $field }: { $actor } pinned "{ $reason }", kept by { $by }: { $why }
review-why-answered = Returned: { $reason }. Corrected now.
review-why-kept = Returned: { $reason }. Kept by { $by }: { $why }
doubts-none = No field of this list waits for a look any more.
