# The pages of a case: order, splitting, merging, turning, inserting, replacing, scanning again.

ui-action-case-pages = Pages of the case

pages-title = Pages of the case
pages-of = Case { $case } · { $count ->
    [0] no pages
    [one] one page
   *[other] { $count } pages
}
pages-list = The pages, in the order of the case
pages-page = Page { $number }
pages-from = from { $scan }
pages-waits = to be scanned again: { $reason }
pages-hint = ← → choose a page · Ctrl+← → reorder · Alt+← → turn · Esc close
pages-loading = Opening the pages…
pages-failed = The pages of the case cannot be opened.
pages-no-picture = No picture

pages-do-earlier = Earlier
pages-do-later = Later
pages-do-left = Turn left
pages-do-right = Turn right
pages-do-read = Read page again
pages-do-split = Split from this page
pages-do-remove = Take out of the case
pages-do-insert = Insert a page…
pages-do-replace = Replace the page…
pages-do-merge = Merge a case…
pages-do-rescan = Scan again…
pages-do-no-rescan = No scan needed
pages-do-undo = Undo
pages-do-close = Close

pages-done-move = The page was moved.
pages-done-turn = The page was turned, and the boxes on it with it.
pages-done-read = The page was read again; what people entered stays.
pages-reading = Reading page { $page } again…
pages-unread = turned, not read since
pages-done-split = The pages are now case { $case }.
pages-done-remove = The page was taken out; it is in case { $case }.
pages-done-insert = The page was inserted.
pages-done-replace = The page was replaced. The old one is kept in a case set aside.
pages-done-merge = Case { $case } was merged into this one.
pages-done-rescan = Noted: this page is to be scanned again.
pages-done-no-rescan = This page need not be scanned again any more.
pages-done-undo = Undone.

pages-remove-title = Take a page out of the case
pages-remove-advice = Give a reason and the page is set aside; press "New case" if it is another case that must be checked. The page is not deleted.
pages-remove-aside = Set aside
pages-remove-case = New case
pages-rescan-title = Scan the page again
pages-rescan-advice = Say why it must be scanned again, such as: blurred, a corner is missing, covered. The case is kept; the new page will take the place of this one.
pages-rescan-blurred = Blurred, cannot be read
pages-rescan-cut = A corner or an edge is missing
pages-rescan-covered = Covered, folded, or two pages at once
pages-pick-insert = Which page to insert?
pages-pick-replace = Which page to replace it with?
pages-pick-merge = Which case to merge into this one?
pages-pick-advice = The pages of cases that nobody checked yet, the newest scan first. To use a new file, put it into the inbox folder; its pages show here when they have been read.
pages-pick-none = There is no other page yet
pages-pick-none-advice = Scan the page into the inbox folder and open this list again.
pages-pick-named = Separator sheet names this case
pages-pick-case = Case { $case }
pages-pick-take = Choose

pages-waiting-title = Pages to be scanned again
pages-waiting-none = No page waits to be scanned again.

pages-waiting-none-advice = On the desk, open Pages of the case (Ctrl+P) to note that a page must be scanned again.
pages-waiting-advice = Fetch these papers and scan them into the inbox folder; then open the case and replace the page (Ctrl+P).
pages-waiting-copy = Copy the list
pages-waiting-copied = { $count } { $count ->
        [one] row
       *[other] rows
    } copied; paste them into a spreadsheet or a text to print.
pages-waiting-open = Open case
ui-action-waiting-pages = Pages to be scanned again
pages-filter-waits = To be scanned again

pages-merged-into = Merged into case { $case }
pages-used-in = Used as page { $page } of case { $case }
pages-replaced-in = Old scan of page { $page } of case { $case }
pages-taken-back = Undo of an act on the pages of case { $case }

problem-other-page-differs = Another page of the case says "{ $other }".
chip-other-page-differs = other page differs

error-case-last-page = Case { $case } must keep at least one page.
    .next = If the whole case is of no use, set it aside.
error-page-place = Case { $case } has { $count } { $count ->
        [one] page
       *[other] pages
    }; there is no page { $place }.
    .next = Look at the pages of the case and choose one that is there.
error-merge-with-what = No other case was chosen to merge into case { $case }.
    .next = Choose at least one other case.
error-page-of-itself = The page belongs to case { $case } already.
    .next = To move it, use "Earlier" or "Later" (the command pages move).
error-page-is-there = This page is in case { $case } already.
    .next = Choose another page.
error-turn-degrees = A page cannot be turned by { $degrees } degrees.
    .next = Use 90, 180 or 270.
error-page-in-closed-case = This page also belongs to case { $case }, which is approved or exported, so it cannot be turned any more.
    .next = The desk can still turn the view (Ctrl+← and Ctrl+→).
error-no-page-act = There is nothing of yours on the pages of case { $case } to undo.
    .next = Everybody can undo only what they did themselves.
error-pages-changed-since = Case { $case } has changed since, so this cannot be undone.
    .next = Put it right directly: move, split or merge the pages.
error-page-act-missing = There is no act { $act } on pages.
    .next = Load the case again and repeat.
error-rescan-asked = This page is noted to be scanned again already.
    .next = There is no need to note it twice.
error-rescan-not-asked = Nobody asked to have this page of case { $case } scanned again.
    .next = Load the case again to see which pages wait.

cli-pages-help = The pages of a case: list, split, merge, move, turn, remove, insert, replace, scan again. Pages count from 1.
cli-pages-list-help = List the pages of a case.
cli-pages-split-help = Make a new case of some pages, with the fields that were read on them.
cli-pages-split-unknown = The new case is of unknown type.
cli-pages-merge-help = Merge other cases into one; the others are set aside.
cli-pages-move-help = Move a page to another place in its case.
cli-pages-turn-help = Turn a page clockwise for good.
cli-pages-turn-degrees = Degrees clockwise.
cli-pages-remove-help = Take a page out as a case of its own, set aside when a reason is given.
cli-pages-insert-help = Insert a page of another case before the given page.
cli-pages-replace-help = Replace a page by one of another case.
cli-pages-undo-help = Undo your newest act on the pages of a case.
cli-pages-rescan-help = Note that a page must be scanned again, or that it need not.
cli-pages-rescan-drop = The page need not be scanned again any more.
cli-pages-waiting-help = List the pages to be scanned again: book, number, name, page.
cli-pages-recent-help = List the pages that may join a case, the newest scan first.
cli-pages-made = New case: { $case }
cli-pages-done = Case { $case } now has { $count } { $count ->
        [one] page
       *[other] pages
    }.
cli-pages-asked = Noted: page { $page } of case { $case } is to be scanned again.
cli-pages-dropped = Page { $page } of case { $case } need not be scanned again any more.
pages-column-page = Page
pages-column-scan = File
pages-column-size = Size (px)
pages-column-turn = Turned
pages-column-waits = Scan again
pages-column-entry = Book, number
pages-column-title = Name
pages-column-batch = Batch
pages-column-case = Case
cli-pages-turn-no-read = Only turn, do not read the page again yet.
cli-pages-read-help = Read a turned page again. What people entered or confirmed stays, with the new reading as a candidate.
cli-pages-read = Page { $page } of case { $case } was read again.
cli-pages-read-too = Case { $case } on the same page follows the new reading too.
problem-page-turned-unread = Page { $page } was turned but not read since: what the machine read on it may be wrong. Read the page again (Pages of the case, F5).
chip-page-turned-unread = page turned, not read since

arrived-count = { $count ->
    [1] A new scan is here
   *[other] { $count } new scans are here
}
arrived-sure = The new scan of case { $case }, page { $page } is here ({ $scan }).
arrived-maybe = The new scan of case { $case }, page { $page } may be here ({ $scan }).


arrived-none = No new scan of a page that you wait for is here yet.
arrived-here = Page { $page } waits for a new scan: { $scan } has just come. Open Pages of the case ({ $keys }) and choose Replace page.
ui-action-arrived-scan = New scan that is here
pages-pick-same-entry = same book and number

pages-waiting-print = Print…
pages-waiting-save = Save as PDF…
pages-waiting-saved = The list was saved to { $path }.
pages-waiting-printed = The list was sent to the printer.
pages-waiting-file = papers-to-scan-again.pdf
pages-sheet-title = PAPERS TO BE SCANNED AGAIN
pages-sheet-day = { $day }/{ $month }/{ $year }
pages-sheet-about = Made by: { $name }. { $count ->
    [1] One page is to be scanned again.
   *[other] { $count } pages are to be scanned again.
} Tick the last column when a page is scanned, and put the file into the inbox folder.
pages-sheet-batch = Batch: { $batch }
pages-sheet-no-batch = In no batch
pages-sheet-number = No.
pages-sheet-entry = Book, number (or name, file)
pages-sheet-page = Page
pages-sheet-why = Why
pages-sheet-who = Asked by
pages-sheet-case = Case
pages-sheet-done = Scanned
pages-sheet-asked = { $name }, { $day }
pages-sheet-footer = Page {"{page}/{pages}"}
cli-pages-waiting-pdf = Save the list of papers to be scanned again as PDF for printing.
cli-pages-arrived-help = List the pages that you wait for of which a new scan is here.
cli-pages-arrived-all = Also the pages that others asked for.
cli-pages-arrived = Case { $case }, page { $page }: the new scan is case { $other }, page { $place } ({ $scan }).
cli-pages-arrived-maybe = Case { $case }, page { $page }: the new scan may be case { $other }, page { $place } ({ $scan }).
