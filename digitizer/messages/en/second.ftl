error-two-roles = You had another part at this field, so you may not key or settle it again.
    .next = Let somebody else do this field.
error-not-keyed-twice = The field "{ $label }" of case { $case } is not keyed twice.
    .next = See which fields are keyed twice in the plan of the batch.
error-first-not-done = Nobody has confirmed the field "{ $label }" of case { $case } for the first time yet.
    .next = Wait until the case is checked, then key it again.
error-second-keyed-already = Somebody else just keyed the field "{ $label }" of case { $case } a second time.
    .next = Go on to the next field.
error-nothing-to-settle = There is nothing to settle at the field "{ $label }" of case { $case }.
    .next = Load the list again.
error-typed-twice-differs = The new value of the field "{ $label }" was typed in two different ways.
    .next = Look at the image and type it twice in the same way.
error-batch-not-keyed-twice = The batch "{ $batch }" has { $count } { $count ->
        [one] field
       *[other] fields
    } whose double keying is not done.
    .next = Wait for the second and third person to finish, then submit again.
error-settled-value-wrong = The settled value of case { $case } breaks a rule at: { $fields }.
    .next = Ask whoever settled it to look at these fields on the image again.
error-batch-has-pins = The batch "{ $batch }" has { $count } { $count ->
        [one] case
       *[other] cases
    } pinned to be returned, so it cannot be approved yet.
    .next = Approve in part and return the pinned cases, return the whole batch, or take the pins off and approve.
error-page-not-in-case = Case { $case } does not have the pinned page.
    .next = Choose a point on a page of this case.
error-case-not-submitted = Case { $case } is in no batch that waits for approval.
    .next = Load the list of submitted batches again.
error-second-key-one-of = Give a value, or a reason why it is empty, or a reason to skip it; one of the three.
    .next = See digitizer second key --help.
error-second-settle-one-of = Choose a or b, or type another value twice, or give a reason why it is empty; one of the three.
    .next = See digitizer second settle --help.
error-pin-place = "{ $text }" is no point on the { $pages } pages of the case.
    .next = Write PAGE:ACROSS,DOWN in pixels of the page, such as 1:310,415.

cli-second-help = Key fields a second time without seeing the first value; settle differences.
cli-second-list-help = List the batches with fields keyed twice, and what waits for you in each.
cli-second-next-help = Say which field of a batch you key next: its image only, no value.
cli-second-next-skipped = Take it from the fields that you skipped.
cli-second-none = No field of the batch "{ $name }" waits for your second key.
cli-second-left = { $count } { $count ->
        [one] field of this batch waits for you.
       *[other] fields of this batch wait for you.
    }
cli-second-key-help = Key a field a second time from its image.
cli-second-key-empty = The field is empty, for this reason.
cli-second-key-skip = Leave it to somebody else, for this reason.
cli-second-keyed = Kept the second key of the field { $field } of case { $case }.
cli-second-skipped = Left the field { $field } of case { $case } to somebody else.
cli-second-differences-help = List where two keys differ and you may settle it.
cli-second-no-differences = Nothing in the batch "{ $name }" waits for you to be settled.
cli-second-machine = The machine read: { $text }
cli-second-settle-help = Settle a field whose two keys differ.
cli-second-take = Take the value a or b of the list.
cli-second-text = Another value, from the image.
cli-second-again = The same value typed once more.
cli-second-empty = The field is empty, for this reason.
cli-second-why = Why it was decided so.
cli-second-settled = Settled the field { $field } of case { $case }.
cli-column-second-waiting = To key
cli-column-second-skipped = Skipped
cli-column-second-differences = To settle
cli-batch-plan-help = Choose how a batch is worked through: its passes, and the fields keyed twice.
cli-batch-plan-pass = A pass; may be given several times, in their order.
cli-batch-plan-twice = The key of a field that is keyed twice; may be given several times.
cli-batch-plan-once = No field is keyed twice.
cli-batch-planned = Plan of the batch "{ $name }": { $passes }. Keyed twice: { $fields }.
cli-batch-review-help = Show a supervisor where two keys differ, who keyed what, and what came of it.
cli-batch-review-line = Case { $case }, field { $field }: first "{ $first }", second "{ $second }", settled "{ $settled }" ({ $name })
cli-batch-review-done = You looked at { $looked } rows and pinned { $pins } places in this batch.
cli-batch-look-help = Record that you compared a field with its paper and it is right.
cli-batch-looked = Recorded that the field { $field } of case { $case } is right.
cli-batch-pin-help = Pin why a field must be looked at again; its clerk sees the pin when the batch is returned.
cli-batch-pin-at = A point on the paper, as PAGE:ACROSS,DOWN in pixels, such as 1:310,415.
cli-batch-pin-off = Take the pin off.
cli-batch-pinned = Pinned the field { $field } of case { $case }.
cli-batch-unpinned = Took the pin off the field { $field } of case { $case }.
second-pass-carpet = carpet (equal values on one screen)
second-pass-column = column (one field of all cases)
second-pass-case = case by case

ui-page-second = Second entry
ui-menu-second = Secon&d entry
ui-action-go-second = Second entry
ui-action-accept-second = Store and go to the next field
ui-action-second-empty = Why empty…
ui-action-second-skip = Skip, for somebody else…
ui-action-second-sheet = Open or close the whole page
ui-action-second-switch = Switch between keying and settling
ui-action-settle-1 = Take value 1
ui-action-settle-2 = Take value 2
second-batches = Batches with fields keyed twice
second-column-batch = Batch
second-column-waiting = To key
second-column-differences = To settle
second-tab-key = Key from the image
second-tab-settle = Settle
second-tab-key-count = Key from the image ({ $count })
second-tab-settle-count = Settle ({ $count })
second-about = { $kind } · { $type } · case { $case }
second-left = { $count } { $count ->
        [one] field
       *[other] fields
    } left
second-differences-left = { $count } { $count ->
        [one] place
       *[other] places
    } left
second-paper = Paper of the field { $field }
second-page-sheet = The whole page
second-no-place = The machine did not find where this field stands. Look for it on the page below.
second-no-image = The image of this page cannot be opened. Skip the field (F9) and tell the manager.
second-entry-hint = Key what the paper says. Enter: store and go on. F7: why empty. F9: skip. F6: the whole page.
second-meaning = Understood as: { $text }
second-loading = Looking for the next field…
second-done = No field of this batch waits for you
second-done-advice = More will appear as cases are checked. You may choose another batch on the left.
second-take-skipped = Key { $count } skipped fields
second-all-settled = Nothing waits for you to settle
second-all-settled-advice = A difference is shown only to people who did not key that field.
second-no-batch = No batch has fields to key twice
second-no-batch-advice = A manager chooses the fields keyed twice in the plan of a batch, on the page of batches.
second-skip-advice = Somebody else will key this field. Why do you skip it?
second-take = Take value { $number }
second-take-named = Take value { $number }: { $text }
second-empty-value = (empty: { $reason })
second-machine = The machine read: { $text }
second-other-value = Another value
second-type-twice = Type it twice in the same way, each time with Enter.
second-type-again = Type the same value once more, then Enter.
second-typed-differs = It was typed in two different ways. Look at the image and begin anew.
second-why = Why (not required)
second-kind-text = Text
second-kind-name = Name of a person
second-kind-date = Date
second-kind-time = Time
second-kind-code = Chosen from a list
second-kind-id_number = Number of a paper or a person
second-kind-place = Address, place
second-kind-number = Number
second-kind-book_number = Number of a book
second-kind-money = Amount of money
second-kind-area = Area
second-kind-tax_code = Tax code
second-kind-tick = Tick box
second-kind-table = Table

ui-action-look-row = This row is right
ui-action-pin-row = Pin to return…
ui-action-unpin-row = Take the pin off
review-column-other = Machine, 2nd key
review-column-why = Why it is here
review-why-changed = Differs from the machine
review-why-same = As the machine read it
review-why-second = Two keys differ
review-why-sample = Belongs to the sample
review-why-settled = Two keys differed. First: { $first }. Second keyed by { $second }. Settled by { $third } ({ $why })
review-to-look = Not looked at
review-looked = Looked at, right
review-pinned = Pinned
review-pinned-why = Returned: { $reason }
review-loading = Looking for differences…
review-progress = Looked at { $done } of { $rows } rows, { $cases } cases pinned to return
review-progress-loading = Looked at { $done } of { $rows } rows, { $cases } cases pinned to return; looking for more…
review-keys = In the list: A this row is right, R pins a reason to return it, Delete takes the pin off, Enter opens the whole case.
review-pin-title = Return: { $field }
review-pin-advice = Click on the page or use the arrows (Shift: finely) to put the pin. The clerk sees the pin and the reason when the batch is returned.
review-pin-sheet = The page; the arrows move the pin
review-pin-page = Page { $number } of { $count }
review-pin-reason = Why it must be looked at again
review-pin-put = Pin
review-return-pinned = Return the batch "{ $batch }" with { $cases } pinned cases ({ $pins } places)? The other cases stay as they are.
review-approve-unseen = { $count } { $count ->
        [one] difference of the batch "{ $batch }" was not looked at.
       *[other] differences of the batch "{ $batch }" were not looked at.
    } Approve all the same?
review-approve-loading = The differences of the batch "{ $batch }" are not all found yet ({ $count } not looked at so far). Approve all the same?
review-differences = To be looked at

ui-action-plan-batch = Plan of the batch…
second-planned = Kept the plan of the batch "{ $batch }".
second-plan-title = Plan of the batch "{ $batch }"
second-plan-passes = Passes, in their order
second-plan-earlier = Earlier
second-plan-later = Later
second-plan-twice = Fields keyed twice
second-plan-advice = The second person sees the image and an empty line only. Differences go to a third; nobody has two parts at one field.
second-plan-search = Find a field
second-plan-field = { $field } ({ $need })
second-plan-count = { $count } { $count ->
        [one] field
       *[other] fields
    } keyed twice
second-need-required = required
second-need-expected = expected
second-need-optional = optional

chip-pinned = pinned
problem-pinned = { $actor } pinned it to be looked at again: { $reason }
pins-tip = { $field }: { $reason }
pins-notice = Go to what is pinned: { $fields }
pins-state = Pinned to be looked at again
