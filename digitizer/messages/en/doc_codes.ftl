# The codes of general documents (Công văn 7197)

cli-doc-codes-help = Give document codes to the documents of a batch that have none. No ordinal is ever given again.
cli-doc-codes-given = Case { $case }: { $code }
cli-doc-codes-done = Batch “{ $batch }”: gave { $given } codes, { $had } documents had one already.
cli-doc-codes-left-out = Case { $case }: none given, since its kind of document is not settled.
cli-doc-codes-unclear = Case { $case }: none given, since the text in its place is not confirmed or no code.

error-organisation-not-set = The organisation's code is not set, so no document codes can be given.
    .next = Put organisation into the section [documents] of digitizer.toml (such as “H26.1.2”), then do it again.
error-organisation-code = “{ $text }” is no code of an organisation.
    .next = Use a code of Decision 20/2020/QĐ-TTg, such as H26.1.2.
error-doc-code-taken = The document code { $text } of case { $case } belongs to case { $other }.
    .next = Look at both cases, empty the wrong code in one of them, and give codes again.
error-doc-codes-used-up = There are no ordinals left for the code { $text }.
    .next = Ask the authority how codes go on.

ui-action-give-doc-codes = Give document codes
doc-codes-given = Gave { $given } document codes; { $had } documents had one already.
doc-codes-waiting = { $count } documents got none, since their kind is not settled.
doc-codes-unclear = { $count } documents were left alone, since what stands there is not confirmed or no code.
doc-codes-running = Giving document codes to batch “{ $batch }”…
doc-codes-none = Batch “{ $batch }” has no official documents that take a code.
