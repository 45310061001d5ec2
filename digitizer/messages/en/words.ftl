cli-words-help = Marks for words typed without them, misspelt syllables, and a trial of typing methods.
cli-words-marked-help = List the forms with marks of a TEXT typed without them, the likeliest first. With --workspace the names that it holds count more.
cli-words-kind = Whether TEXT is the name of a person (name), a place (place) or another text (text).
cli-words-odd-help = List the words of TEXT that can be no Vietnamese syllable and are in no list of names. The exit code is 1 when there are any.
cli-words-telex-help = Show what the keys KEYS become when typed by Telex or VNI.
cli-words-method = The typing method.
words-typing-silenced = This computer's own input method is in use, so the program's typing help rests until the program is started again.
