## Problems of single fields

problem-required-empty = { $label_en }: required.
problem-expected-empty = { $label_en }: empty. State the reason (not on the paper, stated as unknown, unreadable, torn).
problem-not-a-date = “{ $text }” is not a valid date.
problem-not-a-time = “{ $text }” is not a valid time of day (such as 08:30).
problem-not-in-list = “{ $text }” is not in the code list.
problem-no-code-list = The code list of this field is missing.
problem-not-a-number = “{ $text }” is not a number.
problem-not-a-book-number = “{ $text }” is not a book number such as 01/2017.
problem-too-long = { $length } characters, more than the { $limit } allowed.
problem-pattern = “{ $text }” does not have the form that this field needs.
problem-name-odd-character = The name contains the unusual character “{ $character }”.
problem-age-not-date = The paper gives an age (“{ $text }”), not a date of birth.
problem-value-differs = The stored value “{ $value }” does not match the text “{ $text }”.
problem-unknown-field = This document type has no field “{ $name }”.

## Values by the kind of their field
problem-stated-unknown = The paper says “{ $text }”: leave the field empty and give the reason “Stated as unknown”.
problem-date-lunar = “{ $text }” is a date of the lunar calendar; enter a solar one only where the paper gives it.
problem-date-about = The paper gives the year only roughly (“{ $text }”).
problem-not-money = “{ $text }” is not an amount of money such as 1.500.000.
problem-not-area = “{ $text }” is not an area in square metres such as 120,5.
problem-area-either-way = “{ $text }” can be read in two ways: with thousands or with decimals; compare the area in words.
problem-not-a-tax-code = “{ $text }” is not a tax code (10 digits, 13 as 0100109106-001, or the 12 of a personal number).
problem-tax-code-check-digit = The tax code “{ $text }” has a wrong check digit.
problem-not-a-tick = “{ $text }” does not say whether the box is ticked; write x or không.
problem-table-too-wide = Row { $row } has more cells than the { $limit } columns of the table.
problem-cell-wrong = Row { $row }, column { $column_en }: “{ $text }” could not be understood.
problem-cell-doubtful = Row { $row }, column { $column_en }: look again at “{ $text }”.
problem-code-former = Code { $entry } is out of force since after { $until }; it stays as the paper has it.

## One field against another
problem-date-must-be-solar = { $label_en } must be a date of the solar calendar; the paper has { $date }.
problem-registered-late = { $label_en } says in time, but { $other_en } is { $days } days later (limit { $limit } days). Late registration is legal; look at the kind of registration again.
problem-registered-in-time = { $label_en } says late, but { $other_en } is only { $days } days later (limit { $limit } days).
problem-tax-code-of-person = { $label_en } has the 12 digits of a person's number, which no organisation has.
problem-tax-code-too-new = { $label_en } has 12 digits, but { $other_en } is before { $since }, when personal numbers were no tax codes.
problem-tax-code-too-old = { $label_en } is not a personal number of 12 digits though { $other_en } is after { $since }.
problem-pattern-by-code = { $label_en } “{ $text }” does not have the form that { $other_en } asks for.
problem-none-of-several = At least { $label_en } or { $other_en } is needed.
problem-values-disagree = { $label_en } “{ $text }” differs from { $other_en } “{ $other_text }”.
problem-amount-words-not-understood = The amount in words could not be understood: “{ $text }”.
problem-amount-words-disagree = { $label_en } is { $amount } in digits but { $meant } in words.
problem-sum-differs = { $label_en } is { $total }, but its parts add up to { $sum }.
problem-row-product = { $label_en }, row { $row }: { $said } is written, { $product } results.
problem-too-many-rows = { $label_en } has { $count } rows; the form has room for { $limit }.
problem-amount-more-than = { $label_en } ({ $amount }) is more than { $other_en } ({ $limit }).

problem-date-before = { $label_en } ({ $date }) is earlier than { $other_en } ({ $other_date }).
problem-date-in-future = { $label_en } ({ $date }) is in the future.
problem-year-differs = { $label_en } “{ $text }” is not of the year of { $other_en } ({ $other_date }).
problem-year-after = { $label_en } “{ $text }” is of a year after { $other_en } ({ $other_date }).
problem-words-disagree = { $label_en } is { $date } in digits but { $other_date } in words.
problem-words-not-understood = The date in words could not be understood: “{ $text }”.
problem-id-year = { $label_en } says born in { $said }, which is not the date of birth given ({ $other_date }).
problem-id-sex = { $label_en } does not match the sex.
problem-id-place = { $label_en } has the unknown place code { $place }.
problem-family-name = { $label_en }: the family name “{ $text }” is neither the father's nor the mother's on the paper.
problem-years-few = { $label_en }: only { $years } years older than the child (usually at least { $limit }).
problem-years-many = { $label_en }: { $years } years older than the child (usually at most { $limit }).
problem-age-too-low = { $label_en }: only { $years } years old on { $other_en } (the law asks for at least { $limit }).
problem-should-be-absent = { $label_en } is filled, although { $other_en } says that this person is not determined.
problem-should-be-present = { $label_en } is empty, although { $other_en } says that this person is known.
problem-expected-since = { $label_en }: expected for registrations since { $since }. If the paper lacks it, state the reason.

## Why the machine is not sure

problem-single-reading = Read only once, not compared.
problem-readings-differ = Two readings differ; the other one is “{ $other }”.
problem-not-as-read = Read as “{ $other }”, which this field cannot hold; shown is the likeliest reading that it can.
problem-low-confidence = Hard to read.
problem-odd-syllable = “{ $syllable }” is not a usual Vietnamese syllable.
problem-head-needs-eyes = The office was read beside the national motto: look whether the one above it is part of it.
problem-tick-needs-eyes = Tick boxes: look at the image and choose.
problem-places-differ = Elsewhere the paper says “{ $other }”.
problem-unfamiliar-word = “{ $word }” is rare on civil-status papers; a mark may be misread.
problem-spelled-differently = Elsewhere on the paper it reads “{ $other }”.
problem-label-read-once = The label of this field is hard to read.
problem-by-place-only = The label could not be read; taken by its place on the form.
problem-place-differs = By its label and by its place on the form the field reads differently; the other way gave “{ $other }”.
problem-form-blank-unreadable = The picture of the blank form { $file } cannot be opened; the page was read without it.
problem-coarse-name = The image has only { $dpi } dpi: the tone marks of a name may be misread.
problem-one-word-name = The name has one word only: the rest may not have been read.
problem-value-unfinished = The text ends where more must follow: its next line may not have been read.
problem-field-handwritten = This was written by hand: compare it with the image.
problem-field-among-handwriting = Many values on this paper were written by hand: compare this one with the image, too.
problem-field-hand-untold = The model that tells handwriting from print is not on this machine, so this value must be compared with the image.
problem-hand-finder-missing = This page was read without the model that tells handwriting from print; every value must be compared. Install the program again.
problem-field-coloured-ink = This was written or stamped in coloured ink, not printed with the page: compare it with the image.
problem-field-struck = A line runs through this value: it may be struck out and corrected beside it. Compare it with the image.
problem-from-separator = Taken from the separator sheet; not read on the paper.
problem-separator-differs = The separator sheet says “{ $other }”.
problem-from-card = Taken from the identity card that came with the paper; not read on the paper itself.
problem-card-differs = The code of the identity card says “{ $other }”.
problem-card-instead = Shown as the code of the identity card has it; in print “{ $other }” was read.

## Barcodes, QR codes and machine-readable lines

problem-separator-damaged = The QR code of the separator sheet is malformed; the cases are still parted here.
problem-separator-book = The separator sheet has the invalid book number “{ $text }”; the cases are still parted here.
problem-separator-case = The separator sheet has the invalid number “{ $text }”; the cases are still parted here.
problem-card-parts = The QR code of the citizen card lacks some of its parts.
problem-card-number = The number in the QR code of the citizen card is invalid.
problem-card-old-number = The old identity number in the QR code is invalid.
problem-card-name = The QR code of the citizen card has no valid name.
problem-card-date = A date in the QR code of the citizen card is invalid.
problem-card-sex = The sex in the QR code of the citizen card is invalid.
problem-mrz-shape = The machine-readable lines are not three lines of 30 characters.
problem-mrz-kind = The machine-readable lines are not those of a Vietnamese citizen card.
problem-mrz-check = A check digit of the machine-readable lines is wrong ({ $part }).
problem-mrz-content = The machine-readable lines hold something invalid ({ $part }).

## Over a whole book
problem-book-number-twice = Number { $number } of book { $book } stands in several cases.
problem-book-numbers-missing = Book { $book } lacks { $count } numbers: { $numbers }.
problem-book-number-there = Number { $numbers } of book { $book } is declared missing but has a case.
problem-book-number-outside = Number { $numbers } is outside { $first } to { $last } of book { $book }.
problem-book-dates-fall = Book { $book }: number { $number } is registered on { $date }, earlier than number { $other } on { $other_date }.
problem-book-total-differs = The closing page counts { $total } events; there are { $count } cases and { $missing } numbers declared missing.
