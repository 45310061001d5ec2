# Comparing the log with packages elsewhere, and checking an exported log of any office.

ui-action-verify-audit-with = Compare with packages elsewhere…
ui-action-check-audit-log = Check an exported log…
audit-compare-choose = Choose packages (.zip), the manifest.json of a package or the log.json of an exported log
audit-log-choose = Choose the log.json of an exported log
audit-log-checking = Checking the exported log { $folder }…
audit-log-sound = The exported log is sound: { $entries } entries, { $edits } changes.
audit-log-unsound = The exported log is NOT sound: { $faults } faults, in { $entries } entries and { $edits } changes.
audit-log-place = Folder: { $folder }
audit-log-head = Last hash: { $head }
cli-audit-check-help = Check an exported log of any office by this program instead of the check.py beside it; exit code 1 when it is not sound.
cli-audit-check-head = A hash that must occur in the chain (64 hexadecimal digits), as the manifest.json of a package bears it; may be given again.
error-audit-log-unreadable = { $folder } is no exported log, or cannot be read.
    .next = Choose the folder with log.json, entries.jsonl and edits.jsonl, then try again.
