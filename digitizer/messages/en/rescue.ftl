error-rescue-wrong = The rescue code is not right, was used already, or another one took its place.
    .next = Take the newest sheet with the code from the safe and type all 24 characters. If it is lost, see “Password and rescue code both lost” in the administrator's guide.
error-rescue-not-administrator = { $name } is no administrator, so the rescue code does not open the account.
    .next = Give the name of an administrator: { $ask }.
error-rule-too-lax =
    Section [accounts] of digitizer.toml sets { $rule ->
        [least_length] the least length of a password
        [most_failures] the number of wrong passwords
        [idle_minutes] the idle minutes
       *[idle_days] the days without a log-in
    } to { $figure }, which is laxer than the standard ({ $floor }).
    .next = Set it as strict as the standard or stricter, or leave the line out; digitizer accounts rules shows the standard.

accounts-rescue = Every administrator forgot the password…
accounts-rescue-title = Open an administrator's account by the rescue code
accounts-rescue-advice = The rescue code is on the sheet that was printed with the first administrator's account and lies in the safe. It serves once; its use goes into the log and is told to every administrator.
accounts-rescue-name = Name of the administrator
accounts-rescue-code = Rescue code
accounts-rescued = The account of { $name } is open again. The password below serves once and must be changed at the log-in. The old rescue code counts no more; the new one stands below.
handed-title = Note this down before you close it
handed-once = Shown once only. The program does not keep these words, so they cannot be looked up again.
handed-code = Rescue code
handed-code-advice = Print it, seal it in an envelope and keep it in the office's safe. When every administrator forgot the password, this is the only way back in by the program.
handed-passwords = First passwords
handed-passwords-advice = Print them, cut the lines apart and hand each to its person. Everybody must change the password at the first log-in.
handed-print = Print…
handed-printed = The sheet was written: { $file }
handed-kept = I printed it or noted it down
handed-close = Close
handed-file-kind = Sheet as PDF (*.pdf)
rescue-told-title = An administrator's account was opened by the rescue code
rescue-told = { $moment }: the account of { $name }, from the computer account “{ $user }”.
rescue-told-advice = If nobody of the office did this, change the password, make a new rescue code and look at the audit log.
rescue-told-seen = Understood
ui-action-rescue-code = Make a new rescue code
rescue-code-question = Make a new rescue code? The sheet in the safe counts no more then.
rescue-code-yes = Make a new code

rescue-paper-title = RESCUE CODE
rescue-paper-workspace = Workspace
rescue-paper-code = Rescue code
rescue-paper-use = When every administrator forgot the password or is locked: start the program, choose “{ accounts-rescue }” at the log-in, and type the name of an administrator and this code. The program gives a password for one log-in and a new rescue code; this one counts no more.
rescue-paper-keep = Keep it in the office's safe, in a sealed and signed envelope. Whoever has this sheet can take over the administration. Every use goes into the audit log and is told to every administrator.
rescue-paper-gave = Handed over by
rescue-paper-took = Kept by
rescue-paper-hint = (Signature and full name)
secrets-paper-title = FIRST PASSWORDS
secrets-paper-list = Cut the lines apart and hand each to its person
secrets-paper-name = Name
secrets-paper-roles = Roles
secrets-paper-password = First password
secrets-paper-advice = A first password serves for the first log-in only and must be changed at once. Destroy the slip afterwards.

cli-accounts-rescue-help = Open the account of the administrator NAME by the rescue code; gives a password for one log-in and a new rescue code. Needs no log-in; goes into the log.
cli-accounts-rescue-code-help = Make a new rescue code; the old one counts no more.
cli-accounts-rescues-help = List the rescues; an administrator who saw them is not told again.
cli-accounts-rules-help = Show the rules of passwords and locks in force, and the standard that they must not be laxer than.
cli-accounts-code-file = File with the rescue code in its first line that only you can read; without it the terminal asks.
cli-accounts-sheet = Write the sheet to print (PDF) to this file.
cli-accounts-generate = Make the first password by chance and show it once.
accounts-rescue-code-once = Rescue code: { $code }
    Shown once only. Print it and keep it in the office's safe.
accounts-first-password-once = First password of { $name }: { $password }
accounts-rescues-none = The rescue code was never used.
accounts-rules-column-rule = Rule
accounts-rules-column-figure = In force
accounts-rules-column-floor = Standard
accounts-rules-least_length = Least length of a password (characters)
accounts-rules-classes = Kinds of characters that must occur
accounts-rules-most_failures = Wrong passwords before the lock
accounts-rules-lock_hours = Length of the lock (hours)
accounts-rules-idle_minutes = Idle time before the screen is hidden (minutes)
accounts-rules-idle_days = Time without a log-in before the account is closed (days)
accounts-page-stricter = This workspace is stricter than the standard (digitizer.toml).

desk-no-right = To look at only: your role does not check and correct cases.
accounts-locked-other = Another person logs in…
accounts-locked-other-advice = Type the name and the password of the other person. An open dialog is cancelled, and what the person before typed without storing it goes; the work from now on stands under the new name.
