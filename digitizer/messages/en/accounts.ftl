error-no-account = { $name } has no account in this workspace.
    .next = Ask an administrator ({ $ask }) to make one: digitizer accounts add.
error-user-reserved = "{ $name }" is the name of the automation; a person cannot use it.
    .next = Use your own name.
error-log-in-needed = This workspace has accounts: { $name } must log in.
    .next = Open it with the window, or run the command in a terminal with --user "NAME" and type the password.
error-log-in-wrong = The name or the password is not right.
    .next = Check the name, the Vietnamese typing method and Caps Lock, and try again; ask an administrator if the password is forgotten.
error-account-locked = The account of { $name } is locked until { $until } after too many wrong passwords.
    .next = Wait until then, or ask an administrator ({ $ask }) to unlock it.
error-account-disabled = The account of { $name } is closed.
    .next = Ask an administrator: { $ask }.
error-account-dormant = The account of { $name } is closed, since nobody logged in with it for more than { $days } days.
    .next = Ask an administrator ({ $ask }) to open it again: digitizer accounts enable.
error-account-exists = There is an account of { $name }.
    .next = One account is one person; tell persons of the same name apart by a word more, such as a title.
error-account-missing = There is no account of { $name }.
    .next = See the list: digitizer accounts list.
error-first-is-administrator = The first account must be an administrator's.
    .next = Add --role administrator.
error-last-administrator = This is the last active administrator, whose role and account must stay.
    .next = Make another administrator first.
error-role-needed = No role is chosen.
    .next = Choose at least one.
error-role-stands-alone =
    The role { $role ->
        [auditor] { role-auditor }
       *[automation] { role-automation }
    } goes with no other.
    .next = Choose it alone, or leave it out.
error-password-too-short = A password has at least { $least } characters.
    .next = Choose a longer one, for instance a short sentence.
error-password-too-long = A password has at most { $most } characters.
    .next = Choose a shorter one.
error-password-too-plain = A password has { $classes } of four kinds of characters: lower case, upper case, digits and signs (such as . , ! ?).
    .next = Add what is missing.
error-password-has-name = The password must not have the name in it.
    .next = Choose another one.
error-password-same = The new password is the present one.
    .next = Choose another one.
error-password-own = Your own password is changed by giving the present one.
    .next = Use digitizer accounts password without a name.
error-password-must-change = { $name } must change the password before anything else, since another person chose it.
    .next = Run digitizer accounts password, or log in with the window.
error-password-again-differs = The two new passwords are not alike.
    .next = Type both again.
error-password-not-asked = There is no terminal to ask for the password.
    .next = Write it into a file that only you can read (chmod 600), and set the variable DIGITIZER_PASSWORD_FILE.
error-password-file = The password file { $file } cannot be read: { $reason }.
    .next = Check the path and who may read it.
error-password-file-open = Others can read the password file { $file }, or it is another user's, so it is not used.
    .next = Run chmod 600 on it as the user of this computer that you are.
error-two-parts = Somebody would have two parts at this batch (entering, keying a second time, settling or approving); nobody may have two.
    .next = Let another person do this.

doctor-accounts-none = There are no accounts: everybody is taken at the word of the name they give.
    .cure = Make an administrator: digitizer accounts add "NAME" --role administrator.
doctor-accounts-one-administrator = There is only one active administrator ({ $name }): with the password forgotten, only the rescue code in the safe is left.
    .cure = Make another administrator.
doctor-accounts = There are { $count } accounts, entered by password.

password-ask = password
password-ask-new = New password
password-ask-again = New password again

cli-accounts-help = Who works in the workspace: accounts, roles, passwords.
cli-accounts-list-help = Show the accounts with their roles and standing.
cli-accounts-add-help = Make an account for a person called NAME. The first one must be an administrator's; from then on everybody has to log in.
cli-accounts-roles-help = Give NAME these roles and no others; counts at once.
cli-accounts-password-help = Change your own password; an administrator gives NAME to set another person's (who must change it at log-in).
cli-accounts-disable-help = Close the account of NAME; counts at once.
cli-accounts-enable-help = Open the account of NAME that was closed or not used for long.
cli-accounts-unlock-help = Unlock the account of NAME after wrong passwords.
cli-accounts-rights-help = Show the table of rights: which work belongs to which role.
cli-accounts-role = A role; may be given several times.
cli-accounts-password-file = A file with the new password in its first line that only you can read; asked at the terminal otherwise.
accounts-none = There are no accounts: everybody is taken at the word of the name they give.
accounts-column-name = Name
accounts-column-roles = Roles
accounts-column-standing = Standing
accounts-column-seen = Last log-in
accounts-standing-open = active
accounts-standing-locked = locked
accounts-standing-disabled = closed
accounts-standing-dormant = not used for long
accounts-standing-must-change = first password not changed yet
accounts-added = Made an account for { $name }.
accounts-closed-now = From now on everybody who opens this workspace needs an account and a password.
accounts-must-change = { $name } must change this password at log-in.
accounts-roles-changed = Roles of { $name }: { $roles }.
accounts-password-changed = The password was changed.
accounts-disabled = Closed the account of { $name }.
accounts-enabled = Opened the account of { $name } again.
accounts-unlocked = Unlocked the account of { $name }.
accounts-source = Version { $version }. { $source }

ui-page-accounts = Accounts
ui-action-go-accounts = Accounts
ui-action-add-account = Add an account
ui-action-account-roles = Change roles
ui-action-account-password = Set a new password
ui-action-account-unlock = Unlock
ui-action-account-disable = Close the account
ui-action-account-enable = Open the account again
ui-action-change-password = Change my password
ui-action-lock = Lock the screen
palette-needs-has_account = Choose an account first.
accounts-name = Name
accounts-password = Password
accounts-password-present = Present password
accounts-first-secret = First password (to be changed by its owner)
accounts-password-rules = At least { $least } characters with lower case, upper case, digits and signs (such as . , ! ?), without the name.
accounts-log-in = Log in
accounts-log-in-advice = Workspace: { $folder }
accounts-switch-advice = Another person logs in with their own name and password; what is done from now on is noted under that name.
accounts-first-password = { $name }: choose a password of your own
accounts-set-password = Another first password for { $name }
accounts-locked = The screen is locked
accounts-locked-advice = What was shown is hidden, since nothing was done for a while. Type the password to go on where you were; nothing is lost.
accounts-locked-quit = Quit
accounts-none-title = There are no accounts
accounts-none-advice = Everybody is taken at the word of the name they give. Add the first administrator (Ctrl+N): from then on everybody logs in with a password.
accounts-closed-title = This page is for administrators and auditors
accounts-closed-advice = Your role does not see the list of accounts.
accounts-page-rules = { $tries } wrong passwords in a row lock for { $hours } hours; after { $minutes } minutes without a key the screen is hidden; after { $days } days without log-in the account is closed.
accounts-add-first = The first account is an administrator's. After this step everybody who opens the workspace has to log in.
accounts-add-advice = One account is one person, with the name that will stand in records and log. The first password must be changed at log-in.
accounts-roles-advice = Counts at once. At one batch a person has one part only, whatever the roles.
accounts-role-clerk = Data clerk: checks, corrects, submits batches
accounts-role-second_clerk = Second clerk: keys a second time
accounts-role-arbiter = Arbiter between two keys that differ
accounts-role-supervisor = Supervisor: plans, approves, exports
accounts-role-administrator = Administrator: keeps the accounts
accounts-role-auditor = Auditor: only looks (goes with no other role)
accounts-role-automation = Automation: for programs that run alone (goes with no other role)
accounts-status-said = { $who } (by word only)
audit-act-log-in = Logged in ({ $thing })
    .name = Log-in
audit-act-log-in-refused = Refused a log-in ({ $thing })
    .name = Refused log-in
audit-thing-accounts = a name without account

role-clerk = data clerk
role-second_clerk = second clerk
role-arbiter = arbiter
role-supervisor = supervisor
role-administrator = administrator
role-auditor = auditor
role-automation = automation

duty-correcting = checking and correcting cases
duty-pages = arranging pages and asking for new scans
duty-reading-again = reading again by machine
duty-batches = making and submitting batches
duty-planning = planning batches
duty-second-keying = keying a second time
duty-settling = settling two keys
duty-approving = approving or returning batches
duty-planning-work = planning the progress of the work
duty-handing-over = making minutes of handover
duty-exporting = exporting packages
duty-people = joining and parting people in the register
duty-types = adding forms and setting reading thresholds
duty-accounts = keeping accounts
duty-automatic = taking in and reading scans automatically
duty-reading-cases = looking into cases
duty-reading-restricted = looking into personnel and party files
duty-reading-people = looking through the register of people
duty-searching = searching through everything checked
duty-reading-audit = reading the audit log
duty-reading-accounts = looking at the list of accounts
duty-exporting-audit = exporting the audit log
duty-listing-cases = looking at the list of cases
duty-listing-batches = looking at the list of batches
duty-reading-inbox = looking at the received files
duty-reading-passes = looking at the fields of a whole batch
duty-reading-second = looking at the work of second keying
duty-reading-reviews = looking at the review of submitted batches
duty-reading-samples = looking at the checks by sample
duty-reading-progress = looking at the progress
duty-reading-slips = looking at slips and handovers
duty-reading-packages = looking into exported packages

error-no-right =
    { $name } has no right to this: { $duty ->
        [correcting] { duty-correcting }
        [pages] { duty-pages }
        [reading-again] { duty-reading-again }
        [batches] { duty-batches }
        [planning] { duty-planning }
        [second-keying] { duty-second-keying }
        [settling] { duty-settling }
        [approving] { duty-approving }
        [planning-work] { duty-planning-work }
        [handing-over] { duty-handing-over }
        [exporting] { duty-exporting }
        [people] { duty-people }
        [types] { duty-types }
        [accounts] { duty-accounts }
        [automatic] { duty-automatic }
        [reading-cases] { duty-reading-cases }
        [reading-restricted] { duty-reading-restricted }
        [reading-people] { duty-reading-people }
        [searching] { duty-searching }
        [reading-audit] { duty-reading-audit }
        [reading-accounts] { duty-reading-accounts }
        [exporting-audit] { duty-exporting-audit }
        [listing-cases] { duty-listing-cases }
        [listing-batches] { duty-listing-batches }
        [reading-inbox] { duty-reading-inbox }
        [reading-passes] { duty-reading-passes }
        [reading-second] { duty-reading-second }
        [reading-reviews] { duty-reading-reviews }
        [reading-samples] { duty-reading-samples }
        [reading-progress] { duty-reading-progress }
        [reading-slips] { duty-reading-slips }
        [reading-packages] { duty-reading-packages }
       *[none] unknown
    }. { $duty ->
        [correcting] It needs the role: { role-clerk }.
        [pages] It needs the role: { role-clerk }.
        [reading-again] It needs one of the roles: { role-clerk }, { role-supervisor }, { role-automation }.
        [batches] It needs one of the roles: { role-clerk }, { role-supervisor }.
        [planning] It needs the role: { role-supervisor }.
        [second-keying] It needs the role: { role-second_clerk }.
        [settling] It needs the role: { role-arbiter }.
        [approving] It needs the role: { role-supervisor }.
        [planning-work] It needs the role: { role-supervisor }.
        [handing-over] It needs one of the roles: { role-clerk }, { role-supervisor }.
        [exporting] It needs the role: { role-supervisor }.
        [people] It needs one of the roles: { role-arbiter }, { role-supervisor }.
        [types] It needs one of the roles: { role-supervisor }, { role-administrator }.
        [accounts] It needs the role: { role-administrator }.
        [automatic] It needs the role: { role-automation }.
        [reading-cases] It needs one of the roles: { role-clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-restricted] It needs one of the roles: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }.
        [reading-people] It needs one of the roles: { role-arbiter }, { role-supervisor }, { role-auditor }.
        [searching] It needs one of the roles: { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-audit] It needs one of the roles: { role-supervisor }, { role-administrator }, { role-auditor }.
        [reading-accounts] It needs one of the roles: { role-administrator }, { role-auditor }.
        [exporting-audit] It needs one of the roles: { role-supervisor }, { role-auditor }.
        [listing-cases] It needs one of the roles: { role-clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [listing-batches] It needs one of the roles: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-inbox] It needs one of the roles: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-passes] It needs one of the roles: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-second] It needs one of the roles: { role-second_clerk }, { role-arbiter }.
        [reading-reviews] It needs one of the roles: { role-supervisor }, { role-auditor }.
        [reading-samples] It needs one of the roles: { role-supervisor }, { role-auditor }.
        [reading-progress] It needs one of the roles: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }, { role-administrator }, { role-auditor }.
        [reading-slips] It needs one of the roles: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-packages] It needs one of the roles: { role-supervisor }, { role-auditor }.
       *[none] The table of rights has no row for it.
    }
    .next = Ask an administrator: { $ask }.
