# What writes the files of a package (built in and added)

cli-exporters-help = List what can write files of a package on this computer, or hold one of them to its contract.
cli-exporters-check = Try this exporter with invented cases: writing, reading back, noticing damage and changes.
cli-exporters-type = Try with invented cases of this document type instead of such as no type has.
cli-exporters-holds = Key of a field whose value the exporter's files hold; may be repeated. All with a column when none is given.
cli-exporters-no-values = The exporter's files only describe or show and hold the value of no field.
cli-exporters-without-check = --type, --holds and --no-values are for --check only.
cli-exporters-item = { $exporter } { $version } ({ $distribution })
cli-exporters-keeps = The exporter “{ $exporter }” keeps its promises.

error-no-exporter = There is no exporter named “{ $exporter }” on this computer.
    .next = See the list with digitizer exporters.
error-contract-no-profile = The document type { $type } has no export profile, so no exporter can be tried with it.
    .next = Choose a type that has one (digitizer schema), or make one for it.
error-contract-no-value = No trial value was found for the form of the required field { $field } of the document type { $type }.
    .next = Look at the pattern of that field: only usual regular expressions are understood here.
error-exporter-unknown = The export profile needs the exporter “{ $exporter }”, which is not installed here. There are: { $known }.
    .next = Install that exporter, or correct exporters in the export profile, then export again.
error-exporter-name-twice = Two different exporters have the name “{ $exporter }”.
    .next = Remove one of the two plug-ins and try again.
error-exporter-misnamed = The added exporter “{ $exporter }” does not bear that name itself, or its version is not well formed.
    .next = Remove that plug-in or tell whoever made it.
error-exporter-failed = The exporter “{ $exporter }” failed ({ $reason }), so there is no package. Nothing half was left.
    .next = Tell whoever made that exporter; to export at once, take its name out of exporters in the profile.
error-exporter-refused = The exporter “{ $exporter }” does not take this content ({ $reason }, case { $case }), so the package was not made.
    .next = See the documentation of that exporter; to export at once, take its name out of exporters in the profile.
error-exporter-wrote-nothing = The exporter “{ $exporter }” wrote no file into the package, which was not made.
    .next = Tell whoever made that exporter; to export at once, take its name out of exporters in the profile.
error-exporter-wrote-outside = The exporter “{ $exporter }” wrote { $name } outside its part of the package, which was not made.
    .next = Remove that exporter and tell whoever made it.
error-exporter-changed-others = The exporter “{ $exporter }” touched the file { $name } of another exporter, so the package was not made.
    .next = Remove that exporter and tell whoever made it.
error-exporter-odd-file = The exporter “{ $exporter }” wrote { $name }: that is no ordinary file, or not every computer can keep its name.
    .next = Tell whoever made that exporter.
error-exporter-documents-missing = The exporter of documents left out { $count } cases, so the package was not made.
    .next = Tell whoever made that exporter.
error-exporters-without-documents = The export profile in { $file } must name exactly one exporter of the cases' documents ({ $place }).
    .next = Correct exporters in the export profile; the built-in one is called documents.

problem-exporter-not-here = The exporter “{ $exporter }” of version { $version } is not installed here: the hashes of its files were compared, what is in them was not.
problem-exporter-check-failed = The exporter “{ $exporter }” failed ({ $reason }) while checking: what is in its files was not compared.
problem-exporter-found = The exporter “{ $exporter }” found a fault in its files ({ $reason }).
problem-file-without-exporter = The list manifest.json does not say which exporter wrote the file { $name }.
problem-file-of-wrong-exporter = The list manifest.json says that the exporter “{ $exporter }” wrote the file { $name }, which it does not write: what is in the file was not compared.

# Holding an exporter to its contract (for whoever makes one)

problem-contract-misnamed = Exporter “{ $exporter }”: its name must be lower-case letters, digits and hyphens, its version numbers between dots.
problem-contract-field-unknown = Exporter “{ $exporter }”: the trial cases have no column of a field { $key }. Fields with a column: { $known }.
problem-contract-not-written = The exporter “{ $exporter }” does not write the trial package: { $reason }.
problem-contract-sound-refused = The exporter “{ $exporter }” finds faults in the sound trial package that it wrote itself: { $found }.
problem-contract-check-raised = The exporter “{ $exporter }” raises { $reason } while checking ({ $what }) instead of telling a problem.
problem-contract-damage-missed = The exporter “{ $exporter }” does not see that the file { $name } is damaged ({ $how }).
problem-contract-change-missed = The exporter “{ $exporter }” does not see that the package differs from its list: { $what }.
problem-contract-value-told = The exporter “{ $exporter }” tells a value of a record in a problem ({ $name }).
