# Field passes: many cases with the same value, looked at on one screen.

cli-passes-help = List the values that many cases of a batch share; confirm a group.
cli-passes-field = Only this field.
cli-passes-accepted = Also those that the machine read with certainty.
cli-passes-confirm = Confirm this value of this field in all cases of the group, in your name.
cli-passes-column-field = Key
cli-passes-column-label = Field
cli-passes-column-text = Value
cli-passes-column-waiting = To look at
cli-passes-column-accepted = Certain
cli-passes-confirmed = { $count } confirmed.
cli-passes-left-out = Case { $case } is not confirmed: { $why }
error-no-such-group = In this batch no group of cases has "{ $text }" in the field { $field }.
    .next = List them with digitizer passes.
passes-changed-meanwhile = somebody else has just changed it.
passes-two-roles = you keyed this field a second time or settled it, so another person confirms it.
passes-has-problem = the value breaks a rule; open the case to correct it.

ui-page-passes = Field passes
ui-menu-passes = Field &passes
ui-action-go-passes = Field passes
ui-action-confirm-screen = Confirm the whole screen
ui-action-mark-odd = Mark the odd one
ui-action-next-group = Next group
ui-action-previous-group = Previous group
ui-action-pass-context = Open or close the whole page
passes-batch = Batch
passes-batch-choice = { $name } · { $count } { $count ->
        [one] case
       *[other] cases
    } to check
passes-accepted = Also what the machine is certain of
passes-column-field = Field
passes-column-value-carpet = Value
passes-column-value-words = Word
passes-column-left = Left
passes-progress = { $fields } left in { $groups } { $groups ->
        [one] group
       *[other] groups
    }
passes-heading = { $field }: { $value }
passes-grid = Pieces of paper all read as "{ $value }"
passes-piece = Case { $case }, { $title }: { $text }
passes-piece-odd = Case { $case }, { $title }: { $text }, marked as odd
passes-piece-short = Case { $case }
passes-odd = odd
passes-no-image = No picture
passes-working = Storing…
passes-loading = Looking for equal values…
passes-done = { $count } confirmed.
passes-done-marked = { $count } confirmed; { $odd } odd ones are left to be looked at alone.
passes-left-out = Case { $cases } is not confirmed: { $why }
passes-no-batch = No batch is open yet
passes-no-batch-advice = Create a batch and add cases to it on the Batches page (Alt+F3), then work through it here.
passes-failed = The list cannot be read
passes-sheet = The whole page of the chosen one
palette-needs-has_carpet = the batch has no group of values to look at
ui-action-open-odd = Open the case of the chosen one
ui-action-other-pass = Another pass
ui-action-begin-column = Work through the column of the chosen field
ui-action-next-column = Next field
ui-action-previous-column = Previous field
ui-action-open-cell = Open this case on the desk
passes-planned = plan: { $passes }
passes-not-planned = the batch plan has only the case pass
passes-name-carpet = carpet
passes-name-column = column
passes-name-case = case by case
passes-tab-carpet = Equal values
passes-tab-words = Equal words
passes-tab-column = By column
passes-groups-carpet = Groups of the same value
passes-groups-words = Groups of the same word
passes-instruction-carpet = Enter confirms the { $count } shown; Space marks an odd one, which is left to be looked at alone.
passes-instruction-words = { $count ->
        [one] Enter notes that the word shown is read right
       *[other] Enter notes that the { $count } words shown are read right
    }; Space marks an odd one, whose whole field is left to be looked at alone. A field is confirmed once you have looked at all its words.
passes-none-carpet = No group is left
passes-none-carpet-advice = No value of this batch waits in two cases or more. Look at the rest by column (Ctrl+Tab) or case by case (Alt+F2).
passes-none-words = No word is left
passes-none-words-advice = Among the names and places of this batch that wait for a look, no repeated word is left that you have not seen. Look at the rest by column (Ctrl+Tab) or case by case (Alt+F2).
passes-kind-name = Name
passes-kind-place = Place
passes-words-done = { $count } words seen; { $fields } fields confirmed.{ $whole ->
    [0] {""}
   *[other] {" "}{ $whole } fields have all words seen but something else about them is doubtful; they are left to be looked at whole.
}{ $odd ->
    [0] {""}
   *[other] {" "}{ $odd } fields with an odd word are left to be looked at alone.
}
passes-columns = The fields of the batch that are left to look at
passes-column-type = Document type
passes-column-waiting = Waiting
passes-column-unconfirmed = Confirmed by nobody
passes-column-passed = Passed on by you
passes-column-advice = Choose a field and press Enter: you look at that field in every case of the batch, and after the last case the next field follows.
passes-column-begin = Begin with this field
passes-column-all = Also what the machine is certain of
passes-column-none = No field is left to look at
passes-column-none-advice = Nothing of this batch waits for a look any more. Cases without doubts are finished on the desk (Ctrl+Enter).
passes-column-loading = Looking for the cases of the field…
passes-column-done = All fields are looked at
passes-column-done-advice = No field of this batch waits for your look any more. Press Esc to go back; cases without doubts are finished on the desk (Ctrl+Enter).
passes-column-progress = { $number } of { $count } · { $left } left to look at
passes-column-through = { $field } is through.
passes-column-above = The cases before in the column
passes-column-below = The next cases of the column
ui-page-column = Column pass
palette-needs-has_column = no field of the batch is left to look at
palette-needs-has_batch = no batch is open
cli-passes-columns = List the fields of the batch that are left to look at, in the order of the document type.
cli-passes-column = List this field in every case of the batch.
cli-passes-doubtful = Only the cases in which the field waits for a look (with --column).
cli-passes-words = List the equal words of names and places that you have not looked at.
cli-passes-confirm-word = Note that you looked at this word (of names: name, of places: place) in the whole group and that it is read right.
cli-passes-column-type = Document type
cli-passes-column-passed = Passed on by you
cli-passes-column-unconfirmed = Confirmed by nobody
cli-passes-column-case = Case
cli-passes-column-title = Title
cli-passes-column-state = State
cli-passes-column-kind = Kind
cli-passes-column-word = Word
error-no-such-column = This batch has no field { $field }.
    .next = List the fields with digitizer passes BATCH --columns.
passes-whole-field = all its words are seen, but something else about the field is doubtful; look at the whole field.
passes-state-accepted = the machine is certain
passes-state-review = waiting
passes-state-missing = empty
passes-state-confirmed = confirmed
cli-passes-words-seen = { $count } { $count ->
        [one] word
       *[other] words
    } noted as seen; { $fields } fields confirmed.
error-no-such-word = In this batch there is no word "{ $word }" (kind { $kind }) that you have not looked at.
    .next = List them with digitizer passes BATCH --words.
