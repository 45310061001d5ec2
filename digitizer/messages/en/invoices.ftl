# Sentences about e-invoices that are read as XML.

error-invoice-too-large = The XML file is larger than { $limit } MB; no e-invoice is.
    .next = Look at the file again; if it holds several invoices, download each by itself.
error-invoice-damaged = The XML file is cut short or not well formed, at line { $line }, column { $column }.
    .next = Download the XML of the invoice again from where it was issued and put it into the watched folder.
error-invoice-forbidden-markup = The XML file declares entities or a document type (DTD), which no e-invoice does and hostile files often do.
    .next = Do not open this file; download the invoice again from where it was issued or from the tax office's site.
error-invoice-encoding = The XML file names an encoding that cannot be read.
    .next = Download the XML of the invoice again (in UTF-8) from where it was issued.
error-invoice-none = The XML file is no e-invoice: it has no HDon element.
    .next = Put in the XML file of the invoice; if this is another paper, scan it or save it as PDF.
error-invoice-several = The XML file holds { $count } invoices; a file may hold one only.
    .next = Download the XML of each invoice by itself and put those in.
error-invoice-other-namespace = The HDon element of the XML file belongs to an unknown namespace, not to the tax office's format.
    .next = Download the XML of the invoice again in the tax office's format.
error-invoice-incomplete = The invoice in the XML file lacks its part { $place }.
    .next = Download the XML of the invoice again from where it was issued.
error-invoice-too-many-lines = The invoice has { $count } lines of goods, above the limit of { $limit }.
    .next = Look at the file again; if the invoice really is so, print it to PDF and put that in as a scan.
error-invoice-no-font = This machine lacks a font with all Vietnamese letters, so the page of an e-invoice cannot be drawn.
    .next = Install them: sudo apt-get install fonts-freefont-ttf fonts-dejavu-core fonts-noto-core, then read again.

problem-invoice-too-large = The XML file is larger than { $limit } MB and can be no e-invoice. Look at the file again; if it holds several invoices, download each by itself.
problem-invoice-damaged = The XML file is cut short or not well formed, at line { $line }, column { $column }. Download the invoice again from where it was issued.
problem-invoice-forbidden-markup = The XML file declares entities or a document type (DTD), which no e-invoice does and hostile files often do. Do not open it; download the invoice again from where it was issued.
problem-invoice-encoding = The XML file names an encoding that cannot be read. Download the XML of the invoice again (in UTF-8).
problem-invoice-none = The XML file is no e-invoice: it has no HDon element. If this is another paper, scan it or save it as PDF.
problem-invoice-several = The XML file holds { $count } invoices; a file may hold one only. Download each invoice by itself.
problem-invoice-other-namespace = The HDon element of the XML file belongs to an unknown namespace, not to the tax office's format. Download the invoice again.
problem-invoice-incomplete = The invoice in the XML file lacks its part { $place }. Download the invoice again from where it was issued.
problem-invoice-too-many-lines = The invoice has { $count } lines of goods, above the limit of { $limit }. Look at the file again, or print it to PDF and put that in as a scan.
problem-money-negative = Negative amount: { $text }. Only an invoice that corrects downwards or a line of discount has one; compare it with the paper.
problem-invoice-unsigned = The XML file lacks the seller's digital signature. Ask the seller, or look the invoice up at the tax office's site.
problem-invoice-signature-unverified = The XML file has the seller's digital signature; this program does not verify it. Where it matters, look the invoice up at the tax office's site.
