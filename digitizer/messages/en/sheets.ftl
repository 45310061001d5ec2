# Papers that are printed: lists, slips, minutes, reports.
error-sheet-exists = The file { $file } is already there.
    .next = Choose another name, or remove the old file, and try again.
error-sheet-no-io = { $file } cannot be written: { $reason }.
    .next = Check that the disk has room and the folder may be written to, then try again.
error-sheet-font = The font { $file } cannot be used for printing.
    .next = Install the font package again (fonts-freefont-ttf), then try again.
