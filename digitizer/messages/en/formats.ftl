# Open formats: XML, CSVW, JSON Schema, the metadata of Công văn 7197

error-export-not-of-schema = The field { $field } of case { $case } does not fit the schema of the document type, version { $version }.
    .next = Reopen the case to look at that field again, then export again.
error-export-required-field = The export profile in { $file } lacks the required field { $place }, so no file can be written by the schema.
    .next = Add a column with that field to the profile, or take the exporter that writes by the schema out of its exporters.
error-metadata-field-missing = Case { $case } lacks the field { $field }, which Công văn 7197/BKHCN-CĐSQG requires.
    .next = Reopen the case to fill in that field, then export again.
error-metadata-field-wrong = The field { $field } of case { $case } is not of the form or too long for Công văn 7197/BKHCN-CĐSQG.
    .next = Reopen the case to correct that field, then export again.

problem-export-not-of-schema = The field { $field } of case { $case } does not fit the schema of the document type, version { $version }.
problem-metadata-field-missing = Case { $case } lacks the field { $field }, which Công văn 7197/BKHCN-CĐSQG requires.
problem-metadata-field-wrong = The field { $field } of case { $case } is not of the form or too long for Công văn 7197/BKHCN-CĐSQG.
problem-value-not-of-schema = File { $name }, row { $row }, column { $column }: the value is not as its description says.
problem-schema-not-of-records = The schema { $name } is not that of the file { $records }.
