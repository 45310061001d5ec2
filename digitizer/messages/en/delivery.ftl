# Bringing packages to their receivers

cli-deliver-help = Deliver an exported package to a receiver of digitizer.toml: a folder, a removable medium, or the API of Công văn 7197 over HTTPS. Delivering again sends only what has not arrived.
cli-deliver-to = The receiver's name under [receivers] in digitizer.toml.
cli-deliver-reason = Why a package leaves although the receiver has a newer one, or is sealed so that nobody knows how old it is; kept in the audit log.
cli-deliver-progress = { $percent } % sent
cli-deliveries-help = Deliveries and how far each is; with a number, the receipts of that one.
cli-deliveries-package = Only deliveries of the package of this name.
cli-deliveries-pdf = Write the slip of that delivery as PDF; an existing file is never overwritten.
cli-deliveries-pdf-number = --pdf needs the number of a delivery.
cli-deliveries-no-receiver = No receiver is set in digitizer.toml (section [receivers]), so nothing is sent anywhere.
cli-delivery-complete = Delivery { $number }: all { $documents } { $way ->
        [https] documents
       *[other] files
    } arrived at { $receiver }.
cli-delivery-incomplete = Delivery { $number } to { $receiver }: { $arrived }/{ $documents } { $way ->
        [https] documents
       *[other] files
    } arrived, { $refused } were not taken{ $superseded ->
        [0] {""}
       *[other] , { $superseded } were not sent since the receiver has newer ones
    }. See digitizer deliveries { $number }.
cli-delivery-stopped = Delivery { $number } to { $receiver } was stopped: { $arrived }/{ $documents } { $way ->
        [https] documents
       *[other] files
    } arrived. Run the command again to go on.

delivery-way-folder = folder
delivery-way-media = removable medium
delivery-way-https = API over HTTPS

delivery-outcome-accepted = accepted
delivery-outcome-replaced = replaced the old one
delivery-outcome-found = the receiver had it already
delivery-outcome-unconfirmed = the receiver had this file already; its metadata could not be confirmed
delivery-outcome-refused = refused
delivery-outcome-taken = the code belongs to another document there
delivery-outcome-differs = arrived with other content
delivery-outcome-superseded = not sent: the receiver has a newer one of a later package
delivery-outcome-unanswered = the receiver could not process it

delivery-column-number = No.
delivery-column-package = Package
delivery-column-receiver = Receiver
delivery-column-way = Way
delivery-column-arrived = Arrived
delivery-column-refused = Refused
delivery-column-at = At
delivery-column-document = { $way ->
        [https] Document
       *[other] File
    }
delivery-column-outcome = Outcome
delivery-column-sha256 = SHA-256
delivery-column-answer = Answer

delivery-slip-title = DELIVERY SLIP OF A DATA PACKAGE
delivery-slip-number = No. { $number }
delivery-slip-package = Package
delivery-slip-package-sha256 = SHA-256 of the package
delivery-slip-receiver = Receiver
delivery-slip-way = Way
delivery-slip-target = Address
delivery-slip-begun = Begun
delivery-slip-by = Sent by
delivery-slip-documents = { $way ->
        [https] Documents
       *[other] Files
    }
delivery-slip-arrived = Arrived
delivery-slip-refused = Refused
delivery-slip-superseded = Not sent, being older
delivery-slip-waiting = Not arrived yet
delivery-slip-complete = { $way ->
        [https] All documents of the package arrived at the receiver; the file of each was compared by SHA-256.
       *[other] All files of the package arrived at the receiver and were compared by SHA-256.
    }
delivery-slip-incomplete = { $way ->
        [https] The package has not arrived whole: some documents have not arrived or were refused.
       *[other] The package has not arrived whole: some files have not arrived.
    }
delivery-slip-superseded-why = Of documents marked “not sent” the receiver has newer ones, brought by a package that was made later; those of this package are older and do not take their place.
delivery-slip-list = { $way ->
        [https] Outcome of each document
       *[other] Outcome of each file
    }
delivery-slip-giver = Sent by
delivery-slip-taker = Received by

ui-action-deliver-package = Send package…
delivery-title = Send a package to a receiver
delivery-advice = The package is checked before it is sent; an encrypted one (.age) cannot be read, so only its kind of file is checked. What arrived is not sent again; what was stopped can go on later.
delivery-package = Package
delivery-package-made = { $name } ({ $moment })
delivery-other-package = Another package…
delivery-receiver = Receiver
delivery-receiver-line = { $name } – { $way }
delivery-no-package-here = No package of this batch lies in the exports folder. Export one, or choose a package file elsewhere.
delivery-no-receiver-here = No receiver is set. Add one under [receivers] in digitizer.toml; without one nothing is sent anywhere.
delivery-send = Send
delivery-send-again = Go on sending
delivery-stop = Stop
delivery-close = Close
delivery-print = Print slip…
delivery-past = Deliveries of this package
delivery-past-none = This package was never delivered.
delivery-checking = Checking the package…
delivery-sending = Sending: { $done } / { $all } MB
delivery-stopping = Stopping…
delivery-done = All { $documents } { $way ->
        [https] documents
       *[other] files
    } arrived at { $receiver } and were compared.
delivery-not-done = { $arrived }/{ $documents } { $way ->
        [https] documents
       *[other] files
    } arrived at { $receiver }; { $refused } were not taken{ $superseded ->
        [0] {""}
       *[other] ; { $superseded } were not sent since the receiver has newer ones
    }.
delivery-was-stopped = Stopped: { $arrived }/{ $documents } { $way ->
        [https] documents
       *[other] files
    } arrived at { $receiver }. You can go on at any time.
delivery-was-stopped-early = Stopped while the package was checked: this time nothing was sent. You can send it at any time.
delivery-choose-package = Choose a package (.zip, .age)
delivery-choose-slip = Save the delivery slip
delivery-slip-file = Delivery slip { $number }
delivery-refused-title = { $way ->
        [https] Documents that have not arrived or were not taken
       *[other] Files that have not arrived or were not taken
    }
delivery-refused = { $document }: { $outcome }
delivery-refused-because = { $document }: { $outcome } – { $answer }
delivery-running = A package is being sent; wait for its end or press Stop.
delivery-ask-key = Password of the key { $key }, which shows the receiver who sends
delivery-key-title = Password of the key
delivery-key-advice = The receiver { $receiver } asks for the sender's certificate. Type the password of the key { $key }. It is used for this delivery only and kept nowhere.
delivery-key-password = Password
delivery-older-title = The receiver has a newer package
delivery-older-advice = The receiver { $receiver } has the package { $newer }, which was made after this one and has cases of it. If this one must still be sent, say why; the reason is kept in the audit log.
delivery-age-unknown-title = Nobody knows how old this package is
delivery-age-unknown-advice = The package is sealed, so only the name of its file is known: it may be older than one that the receiver { $receiver } has. If it must still be sent, say why; the reason is kept in the audit log.
delivery-older-reason = Reason for sending it

error-delivery-no-receiver = There is no receiver “{ $receiver }” to deliver to.
    .next = Add it under [receivers] in digitizer.toml with its kind. Known: { $known }.
error-delivery-foreign = The package { $package } was made by another program, so it is not sent from here.
    .next = Send it with the program that made it, or choose a package that Digitizer exported.
error-delivery-lock-no-io = The workspace { $folder } cannot be written, so no package can be sent: { $reason }.
    .next = Check the right to write there, then send again.
error-delivery-under-way = Another delivery is running in this workspace.
    .next = Wait for its end, then send again.
error-delivery-unsound = The package { $package } is not whole any more ({ $count } problems), so it is not sent.
    .next = See the problems with digitizer verify, then export it again.
error-delivery-sealed = The package { $package } is encrypted, so its documents cannot be sent one by one over HTTPS.
    .next = Send the package that is not encrypted (.zip): the HTTPS connection is.
error-delivery-no-metadata = The package { $package } has no metadata of Công văn 7197, so it cannot be sent to the API.
    .next = Export with a profile that has the exporter cv7197, or deliver into a folder or onto a removable medium.
error-delivery-code-twice = Two documents of the package { $package } have the same DocCode.
    .next = Correct the document codes and export again.
error-no-delivery = There is no delivery { $number }.
    .next = See the numbers with digitizer deliveries.
error-delivery-no-folder = The folder { $folder } is not there.
    .next = Plug in the medium or connect the folder, then send again.
error-delivery-not-plugged-in = The folder { $folder } lies on the computer's own disk, not on a removable medium.
    .next = Plug in and open the medium, then send again; to write into this folder anyway, set kind = "folder".
error-delivery-no-space = Too little space at { $folder }: { $needed } MB are needed, { $free } MB are free.
    .next = Make room or use another medium, then send again.
error-delivery-name = The file name “{ $name }” cannot be used on the receiver's medium.
    .next = Name the package with plain letters, digits and hyphens.
error-delivery-too-large-for-fat = The file { $name } is larger than 4 GB, which the FAT medium at { $folder } cannot hold.
    .next = Use a medium with exFAT or NTFS, or divide the batch into several packages.
error-delivery-file-limit = The system at { $folder } does not take a file of this size ({ $reason }).
    .next = Use another medium or divide the batch into several packages.
error-delivery-other-file = The receiver's folder already has a file { $file } with other content; it is not overwritten.
    .next = See what it is; move it away yourself if it is not needed, then send again.
error-delivery-read-only = The folder { $folder } is read-only ({ $reason }).
    .next = Unlock the medium for writing, then send again.
error-delivery-not-permitted = There is no right to write into { $folder } ({ $reason }).
    .next = Ask for the right to write there, then send again.
error-delivery-medium-gone = { $folder } cannot be read or written any more ({ $reason }); the medium may have been pulled out.
    .next = Plug it in again and send again: what was written is carried on.
error-delivery-medium-lies = The file { $name } reads back from { $folder } other than it was written; it was removed.
    .next = The medium may be broken: use another one.
error-delivery-name-changed = The medium at { $folder } changed the name of the file { $name }.
    .next = Use a medium with exFAT or NTFS.
error-delivery-no-io = Cannot write to { $folder }: { $reason }.
    .next = Check the medium, then send again.
error-delivery-token-open = Others on this computer can read the token file { $file }, so the token is not used.
    .next = Give the file mode 600 (chmod 600) and make sure that it belongs to you.
error-delivery-token-no-io = Cannot read the token file { $file }: { $reason }.
    .next = Check token_file under [receivers] in digitizer.toml.
error-delivery-token-variable = The environment variable { $variable } holds no token.
    .next = Set it before the program starts, or use token_file.
error-delivery-token-wrong = The token at { $place } is empty or has characters that cannot be used.
    .next = Get the token from the receiver again and write it on one line.
error-delivery-authorities = Cannot read the file of root certificates { $file }: { $reason }.
    .next = Check authorities under [receivers] in digitizer.toml; the file must be PEM.
error-delivery-older = The package { $package } is older than { $newer }, which { $receiver } has and which has some of its cases.
    .next = Send the newer package. If this one is needed all the same, send it with a reason (on the command line: --reason): the program replaces no document of which the receiver has a newer one, but the receiver must know which package is old.
error-delivery-age-unknown = The package { $package } is sealed, so it is not known whether it is older than one that { $receiver } has.
    .next = Send the package that is not sealed (.zip): for a receiver with a key the program seals it itself. If there is only this file, send it with a reason (on the command line: --reason).
error-delivery-not-its-name = The file { $package } is the package { $known }, renamed.
    .next = Give the file its name { $known } back, then send it: under another name the receiver does not recognise the package.
error-delivery-renamed = The package { $package } went to { $receiver } under the name { $known }.
    .next = Send the file under its old name { $known }: what did not arrive yet follows, and nothing is sent twice.
error-delivery-key-open = Others on this computer can read the key file { $file }, so the key is not used.
    .next = Give the file mode 600 (chmod 600) and make sure that it belongs to you.
error-delivery-key-no-io = Cannot read the file { $file }: { $reason }.
    .next = Check client_certificate and client_key under [receivers] in digitizer.toml.
error-delivery-key-secret = The given password does not open the key { $file }.
    .next = Type the password of the key again; on the command line DIGITIZER_DELIVERY_PASSWORD_FILE may name a file with it.
error-delivery-key-not-asked = There is no terminal to ask for the password of the key { $key }.
    .next = Run the command in a terminal, or let the environment variable { $variable } name a file with the password.
error-delivery-key-unusable = The certificate { $certificate } cannot be used with the key { $file }: { $reason }.
    .next = The certificate or the key may be too weak for this computer's level of security. Ask the receiver for another certificate.
error-delivery-no-handshake = The server { $receiver } refuses to connect ({ $reason }); it may not accept the sender's certificate, or there is no common way of encryption. Nothing was sent over this connection.
    .next = Ask the receiver whether the server asks for the sender's certificate (set client_certificate and client_key), and which versions of TLS it takes.
error-delivery-key-wrong = The files { $certificate } and { $file } are not a certificate and its private key.
    .next = Check client_certificate and client_key under [receivers] in digitizer.toml; both must be PEM.
error-delivery-key-wanted = The server { $receiver } refuses connections without the sender's certificate ({ $reason }). Nothing was sent over this connection.
    .next = Ask the receiver for a certificate, then set client_certificate and client_key under [receivers] in digitizer.toml.
error-delivery-key-refused = The server { $receiver } does not accept the sender's certificate ({ $reason }). Nothing was sent over this connection.
    .next = See whether it is in force (digitizer doctor), and ask the receiver which certificates they accept.
error-delivery-address = The receiver's address { $address } cannot be used.
    .next = Correct address under [receivers] in digitizer.toml.
error-delivery-certificate = The server { $receiver } could not prove that it is the receiver ({ $reason }). Nothing was sent over this connection.
    .next = Ask the receiver about the server's certificate; if they use roots of their own, set authorities. This check cannot be skipped.
error-delivery-credentials = The server { $receiver } does not accept the token (HTTP { $status }).
    .next = Ask for a new token and write it into token_file.
error-delivery-proxy = The proxy on the way to { $receiver } does not let us through.
    .next = Check proxy under [receivers] in digitizer.toml.
error-delivery-proxy-address = The proxy address { $address } cannot be used.
    .next = Correct proxy under [receivers] in digitizer.toml.
error-delivery-redirect = The server { $receiver } points to another place ({ $to }); data is not sent to a place that nobody set.
    .next = Ask the receiver for the right address and correct address in digitizer.toml.
error-delivery-no-api = The address { $address } does not take documents by the model API (HTTP { $status }).
    .next = Ask the receiver for the right address of the API and correct address in digitizer.toml.
error-delivery-answer-too-large = The server { $receiver } answered at too great a length, so the connection was cut.
    .next = Check the address with the receiver: it may not be the API that takes documents.
error-delivery-answer-unreadable = The answer of the server { $receiver } cannot be understood, and it gives no document back, so nobody knows whether the document arrived as it was sent.
    .next = Ask the receiver about their API, then send again: the server is asked first, so that no document is taken in twice.
error-delivery-strange-answer = The server { $receiver } answered outside the agreed way (HTTP { $status }).
    .next = Ask the receiver about their API, then send again.
error-delivery-busy = The server { $receiver } is overloaded (HTTP { $reason }); tried { $tries } times.
    .next = Send again later: what arrived is not sent again.
error-delivery-down = The server { $receiver } reports an error (HTTP { $reason }); tried { $tries } times.
    .next = Send again later: what arrived is not sent again.
error-delivery-slow = The server { $receiver } answers too slowly; tried { $tries } times.
    .next = Check the network and send again later: what arrived is not sent again.
error-delivery-cut = No connection, or it was lost, to { $receiver }; tried { $tries } times.
    .next = Check the network and send again later: what arrived is not sent again.
error-delivery-pending = The server { $receiver } took the document but has not finished with it; asked { $tries } times.
    .next = Send again later: the server is asked first.
error-delivery-later = The server { $receiver } asks to come back in { $minutes } minutes.
    .next = Send again then: what arrived is not sent again.

doctor-delivery-to-folder = Receiver { $who }: packages can be put into the folder { $target }.
doctor-delivery-to-media = Receiver { $who }: packages can be put onto the medium at { $target }.
doctor-delivery-to-https = Receiver { $who }: the settings for { $target } can be used (nothing was connected to).
doctor-delivery-medium-absent = Receiver { $who }: no removable medium is plugged in at { $folder }.
    .cure = Plug in and open the medium before a package is sent.
doctor-delivery-folder-closed = Receiver { $who }: there is no right to write into { $folder }.
    .cure = Ask for the right to write there, or unlock the medium for writing.
doctor-delivery-authority-expires = Receiver { $who }: the root certificate { $name } ends on { $ends }.
    .cure = Ask the receiver for the new one and add it to the file of authorities.
doctor-delivery-authority-expired = Receiver { $who }: the root certificate { $name } is not in force (end: { $ends }).
    .cure = Ask the receiver for the new one and put it into the file of authorities.
doctor-delivery-own-expires = Receiver { $who }: the sender's certificate { $name } ends on { $ends }.
    .cure = Ask the receiver to renew it before that day.
doctor-delivery-own-expired = Receiver { $who }: the sender's certificate { $name } is not in force (end: { $ends }).
    .cure = Ask the receiver for a new one.
doctor-delivery-no-folder = Receiver { $who }: { error-delivery-no-folder }
    .cure = { error-delivery-no-folder.next }
doctor-delivery-no-io = Receiver { $who }: { error-delivery-no-io }
    .cure = { error-delivery-no-io.next }
doctor-delivery-token-open = Receiver { $who }: { error-delivery-token-open }
    .cure = { error-delivery-token-open.next }
doctor-delivery-token-no-io = Receiver { $who }: { error-delivery-token-no-io }
    .cure = { error-delivery-token-no-io.next }
doctor-delivery-token-variable = Receiver { $who }: { error-delivery-token-variable }
    .cure = { error-delivery-token-variable.next }
doctor-delivery-token-wrong = Receiver { $who }: { error-delivery-token-wrong }
    .cure = { error-delivery-token-wrong.next }
doctor-delivery-authorities = Receiver { $who }: { error-delivery-authorities }
    .cure = { error-delivery-authorities.next }
doctor-delivery-proxy-address = Receiver { $who }: { error-delivery-proxy-address }
    .cure = { error-delivery-proxy-address.next }
doctor-delivery-key-open = Receiver { $who }: { error-delivery-key-open }
    .cure = { error-delivery-key-open.next }
doctor-delivery-key-no-io = Receiver { $who }: { error-delivery-key-no-io }
    .cure = { error-delivery-key-no-io.next }
doctor-delivery-key-unusable = Receiver { $who }: { error-delivery-key-unusable }
    .cure = { error-delivery-key-unusable.next }
doctor-delivery-key-wrong = Receiver { $who }: { error-delivery-key-wrong }
    .cure = { error-delivery-key-wrong.next }
