# The page image on the desk, and reading a place of it anew.

ui-action-other-half = Other half of an open book
ui-action-side-by-side = Two pages side by side
ui-action-contrast = Change the contrast
ui-action-freeze = Hold the image still
ui-action-read-again = Read again
ui-action-draw-mode = Drag to draw a place

paper-loading = Opening the page image…
paper-unreadable = The image of this page cannot be opened.
paper-unreadable-advice = Open the case anew to try once more. If that does not help, check the disk with the image vault, or scan the page again.
paper-none = This case has no page image.
paper-none-advice = Open Pages of the case to add pages.

paper-frozen = Image held still (F6)
paper-drawing = Drag around what is to be read
paper-contrast-stretched = More contrast
paper-contrast-inverted = White on black

paper-reading = Reading again…
paper-read = { $field } was read again. Compare it with the image, then press Enter.
paper-nothing-read = Nothing legible for { $field } stands there.
paper-no-place = This field has no place on the image yet. Hold Shift and drag around what is to be read.
paper-no-words = No words were read there. Hold Shift and drag around them to read them.
paper-words-taken = Words taken from the image: { $words }
paper-table = A table is not read again by places; correct its cells.

error-reread-table = The field { $field } is a table, which is not read again by places.
    .next = Correct the cells of the table.
error-reread-outside = The place to be read lies off the page.
    .next = Choose a place on the page, in pixels from its upper left corner.
error-reread-nothing = There is no text to put into the field { $field }.
    .next = Choose another place on the image, or type the value.
error-reread-no-page = Case { $case } does not have this page.
    .next = Look at the pages of the case and choose again.
error-reread-no-box = The field { $field } has no place on the image yet.
    .next = Name the page and the place by --page and --box.
error-reread-box = { $text } is not a place.
    .next = Write four numbers X,Y,WIDTH,HEIGHT in pixels, such as 300,420,800,60.

cli-reread-help = Read a field of a case again. Without --box the field's own place is read; the answer is printed, and stored only with --take.
cli-reread-page = Which page of the case, beginning at 1; without it the page of the field.
cli-reread-box = The place to read: X,Y,WIDTH,HEIGHT in pixels of the upright page.
cli-reread-take = Store the answer in the field, which then has to be looked at again.
cli-reread-nothing = Nothing legible stands there.
cli-reread-text = Read: { $text }
cli-reread-confidence = Confidence: { $percent } %
cli-reread-candidate = Another reading: { $text }
cli-reread-taken = Stored in the field { $field } of case { $case }, which has to be looked at again.
