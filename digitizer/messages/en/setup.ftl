error-setup-folder-full = The folder { $folder } has other files in it.
    .next = Choose an empty folder, or the name of one that is not there yet.
error-setup-no-commune = No commune of today has the code { $commune }.
    .next = Choose the unit from the list, or leave it out.

ui-action-setup = First set-up
setup-next = Next
setup-back = Back
setup-finish = Finish
setup-later = Later
setup-choose = Choose…
setup-step-language = Language and look
setup-step-folder = Where it lies
setup-step-office = The office
setup-step-scans = Scan folder
setup-step-people = People
setup-step-colleagues = Colleagues
setup-step-checks = Check rounds
setup-step-doctor = This computer
setup-step-finish = Finish

setup-language-title = Welcome to Digitizer
setup-language-advice = Nine short steps. What is done is kept at once; you may stop anywhere and go on later. Everything here can be changed afterwards.
setup-folder-title = Where do the records lie?
setup-folder-advice = A workspace is a folder: the original scans, the database and the packages all lie in it. It needs a disk of this computer with much room.
setup-folder-name = digitizer-workspace
setup-folder-line = Folder
setup-folder-free = This disk has { $free } GB free.
setup-folder-low = This disk has only { $free } GB free; better choose another one, or make room before scanning.
setup-folder-network = This is a network share ({ $kind }). A database can be damaged there; choose a disk of this computer.
setup-folder-relative = Type the whole path, beginning with /.
setup-folder-is-new = The folder is made with the next step.
setup-folder-is-workspace = There is a workspace here; the next step opens it, or goes on with its set-up where that is not finished.
setup-folder-is-here = The workspace is here.
setup-folder-is-full = This folder has other files in it; choose an empty one.
setup-folder-is-closed = Nothing can be written here; choose another folder, or ask for the right to write.
setup-office-title = Which office does this work?
setup-office-advice = The name of the office stands at the head of every printed paper: slips, minutes, progress reports.
setup-office-province = Province or city
setup-office-commune = Commune, ward or special zone
setup-office-none = (not chosen)
setup-office-name = Name of the office
setup-office-superior = Office above
setup-office-offer = UBND { $unit }
setup-scans-title = Where does the scanner write?
setup-scans-advice = The program watches this folder and takes every new file. Let the scanner write here, one folder inside for each book.
setup-scans-line = Scan folder
setup-scans-test = It is made where it is not there yet; the next step tries to write in it. A change counts from the next start of the program.
setup-people-title = Who works with the records?
setup-people-advice = With accounts everything stands under the name of who did it, and nobody approves their own work.
setup-people-alone = I work alone for now
setup-people-alone-advice = No accounts and no passwords: whoever opens the program is taken at their word and may do everything. Good for a trial; make accounts before real records come in.
setup-people-accounts = Several people, each with an account
setup-people-accounts-advice = The administrator comes first. From then on everybody who opens the workspace logs in.
setup-people-name = Name of the administrator
setup-people-there = { $count ->
    [one] There is an account: { $names }.
   *[other] There are { $count } accounts: { $names }.
}
setup-rule-length = At least { $least } characters
setup-rule-kinds = { $classes } kinds: lower case, upper case, digits, signs (such as . , ! ?)
setup-rule-name = Without the name in it
setup-rule-again = Typed alike twice
setup-rule-kept = kept
setup-rule-open = not yet
setup-colleagues-title = Who else works here?
setup-colleagues-advice = Write the names as they shall stand in records and log; empty lines are passed over. Each gets a first password, which is shown once with the next step and must be changed at the log-in. A second role is given later, on the page Users.
setup-colleagues-alone = There are no accounts, so there is nothing to do here.
setup-colleagues-more = One more line
setup-colleagues-name = Name, line { $number }
setup-colleagues-role = Role, line { $number }
setup-checks-title = Are samples checked before a batch is approved?
setup-checks-advice = A batch is approved only after the check rounds chosen here. The figures are common practice and need the office's consent before use.
setup-checks-off = Not required
setup-doctor-title = Is this computer ready?
setup-doctor-advice = What is missing does not stop the set-up; it can be cured later and looked at again.
setup-doctor-looking = Looking…
setup-doctor-found = { $count ->
    [0] Everything is well.
    [one] One thing needs a look.
   *[other] { $count } things need a look.
}
setup-doctor-again = Look again
setup-finish-title = Ready
setup-finish-advice = Afterwards the program opens this workspace by itself. To change something, see “First set-up” in the menu System.
setup-done = The settings were kept. Scan folder and check rounds count from the next start of the program.

cli-init-office = Name of the office, at the head of printed papers.
cli-init-superior = Name of the office above.
cli-init-commune = Code of the commune of today (5 digits).
cli-init-inbox = The folder that the scanner writes to; it is made and tried.
cli-init-profile = Check rounds that a batch must pass before it is approved; none without it.
