# A person's own settings through the command line: the same that the window offers.

cli-preferences-help = Show and change your own settings (those of --user).
cli-preferences-show-help = Show the settings in use.
cli-preferences-set-help = Change a setting; it holds from the next window on.
cli-preferences-set-language-help = The window's language; computer: as the computer.
cli-preferences-set-look-help = The look: as the computer, light, dark or high contrast.
cli-preferences-set-scale-help = Size of text and buttons in percent.
cli-preferences-set-typing-help = The program's own Vietnamese typing; off: the computer's input method.
cli-preferences-default-keys-help = Give one action (or all) the default keys back. Other keys are chosen in the window (F1), which can tell whether a key is taken.
cli-preferences-line = { $name }: { $value }
cli-preferences-key = Keys of { $action }: { $keys }
cli-preferences-no-key = (none)
cli-preferences-kept = Saved. { $name }: { $value }
cli-preferences-keys-default = { $count ->
    [0] All keys are the default ones already.
    [one] One action has its default keys again.
   *[other] { $count } actions have their default keys again.
}
error-preferences-key-not-own = The action { $action } has its default keys, or there is no such action.
    .next = See the changed keys with preferences show.

cli-records-list-sort = Sort by arrival (order of arrival), state, title (name), doubts, type (document type), batch or scan (file).
cli-records-list-descending = The highest, last or newest first.
cli-records-list-type = Only this document type (its key as schema list prints it).
cli-records-list-doubtful = Only cases with something to look at.
cli-records-list-without-batch = Only cases that are in no batch.
cli-records-list-awaits-scan = Only cases with a page to be scanned again.
cli-records-list-count = Print only how many cases there are.

cli-people-list-type = Only people named in this document type (its key as schema list prints it).
cli-people-list-sort = Sort by name (Vietnamese order) or born (unknown dates of birth come last).
cli-people-list-descending = The last name, or the youngest person, first.
