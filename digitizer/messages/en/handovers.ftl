# Handovers of papers in the window: the list, a new one, its minute.

ui-action-handovers = Handovers of papers…
handovers-title = Handovers of papers with the store
handovers-advice = Each time papers leave the store to be scanned, or come back, there is a minute that both sides sign. What was noted can be neither changed nor removed; a wrong one is answered by one the other way.
handovers-loading = Opening the list…
handovers-none = No handover is noted yet
handovers-none-advice = When books or files come from the store to be scanned, note a handover and print its minute for both sides to sign.
handovers-add = Note a new handover…
handovers-new = New handover
handovers-add-advice = Note what was counted together. Write the name of the papers the same way when they leave and when they come back, so that the sums are right.
handovers-print = Print minute…
handovers-close = Close
handovers-file = Handover minute no { NUMBER($number, useGrouping: 0) }
handovers-direction-out = Out of the store to be scanned
handovers-direction-back = Back into the store
handovers-out = Still out of the store
handovers-all-back = All papers that left the store are back.
handovers-still-out = { $papers }: { $books } books, { $sheets } sheets
handovers-too-much = { $papers }: what came back differs by { $books } books, { $sheets } sheets from what left; count again together
