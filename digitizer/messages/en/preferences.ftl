# A person's own settings through the command line: the same that the window offers.

cli-preferences-help = Show and change your own settings (those of --user).
cli-preferences-show-help = Show the settings in use.
cli-preferences-set-help = Change a setting; it holds from the next window on.
cli-preferences-set-language-help = The window's language; computer: as the computer.
cli-preferences-set-look-help = The look: as the computer, light, dark or high contrast.
cli-preferences-set-scale-help = Size of text and buttons in percent.
cli-preferences-set-typing-help = The program's own Vietnamese typing; off: the computer's input method.
cli-preferences-default-keys-help = Give one action (or all) the default keys back.
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

cli-keys-help = List what can be done in the window, with its keys.
cli-keys-page = Only what can be done on this page, such as desk, cases, approval.
cli-keys-own = Only the keys that you changed.
cli-key-help = Give an action a key, such as: preferences key set-aside Ctrl+Shift+U. It holds from the next start of the window.
cli-key-none = Take the key away from this action.
cli-key-swap = Where another action has this key, let the two change places.
keys-column-id = Name
error-key-action = There is no action { $action }.
    .next = See the names of the actions with the command preferences keys.
error-key-page = The window has no page { $page }, or nothing is done on that page alone.
    .next = See the pages with the command preferences keys --json.
error-key-action-fixed = The key of { $action } is fixed, because it goes with typing in a field or moving on the image.
    .next = Choose another action.
error-key-needed = No key was given, or a key together with --none.
    .next = Write a key such as Ctrl+Shift+U, or --none alone to take the key away.
error-key-taken = { $key } is the key of { $actions } on the same page.
    .next = Choose another key, or add --swap to let the two change places.
error-key-fixed = { $key } is the fixed key of { $actions } and cannot be changed.
    .next = Choose another key.
error-key-typed = { $key } cannot be used: one types here, so that a letter, digit or mark cannot be a command.
    .next = Add Ctrl or Alt, or choose an F key.
error-key-editing = { $key } cannot be used: it selects, copies, pastes and deletes text in a field.
    .next = Choose another key.
error-key-menu = { $key } cannot be used: Alt with a letter opens a menu.
    .next = Add Ctrl or Shift.
error-key-system = { $key } cannot be used: it belongs to the operating system.
    .next = Choose another key.
error-key-unknown = There is no key { $key }.
    .next = Write it like Ctrl+Shift+U, Alt+F9, Shift+PgUp.
keys-refused-unknown = This key cannot be a shortcut. Choose another one.
error-window-actions-unknown = The window could not be asked what can be done in it.
    .next = Install the whole program again, with the window.
cli-preferences-lists-help = Show the widths of columns and the orders that you changed in the lists of the window.
cli-preferences-lists-default = Show this list (or all) as at first again.
cli-preferences-list = { $name }: widths of columns { $widths }; sorted by column { $column }
cli-preferences-lists-put-back = { $count ->
    [0] No list was changed.
   *[other] { $count } lists are as at first again.
}
error-preferences-list-not-own = The list { $name } is as at first, or there is no such list.
    .next = See the lists that were changed with the command preferences lists.

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
