# Bags (BagIt, RFC 8493), of Digitizer and of other programs

problem-bag-without-list = The bag has no list of hashes that can be used (manifest-sha256.txt or the like), so its content cannot be checked.
problem-bag-declaration-damaged = The file bagit.txt is not the two lines that BagIt asks for.
problem-bag-version-unknown = The bag follows BagIt { $version }, which this version of Digitizer does not know.
problem-bag-encoding-unknown = The file bagit.txt names the encoding { $encoding }, which cannot be used.
problem-bag-algorithm-unknown = The list { $name } uses a hash algorithm that Digitizer does not know; that list was not checked.
problem-bag-list-damaged = The file { $name } is malformed in line { $line }.
problem-bag-list-differs = The list { $list } has a hash that the file { $name } does not have, while another list has the right one: it is the list { $list } that was changed.
problem-bag-list-not-plain = The list { $list } writes the name { $name } in an improper form (“./” or “*” before it).
problem-bag-name-outside = The list { $list } has the name { $name }, which is outside what this list may speak of.
problem-bag-name-twice = The list { $list } has the name { $name } twice.
problem-bag-names-alike = The list { $list } has names that differ only in capitals or in how marks are encoded and become one file on other computers: { $name }.
problem-bag-name-otherwise = The list has the file { $name }; in the bag that name is written differently: { $found }.
problem-bag-system-file = The bag holds the file { $name } that an operating system made by itself and may change by itself.
problem-bag-file-not-in-list = The file { $name } is not in the list { $list }.
problem-bag-file-to-fetch = The file { $name } is not in the bag yet: there is only an address to fetch it from (fetch.txt), and Digitizer fetches nothing.
problem-bag-more-problems = There is more wrong with the package: only the first { $count } are listed.
problem-bag-oxum-twice = The file bag-info.txt has Payload-Oxum more than once.
problem-bag-oxum-differs = The file bag-info.txt tells { $expected } as size and number of files (Payload-Oxum), found were { $found }.

bag-foreign-sound = The BagIt bag of another program is sound: { $files } files are as its lists say. It is no package of Digitizer, so there is nothing more to compare.
