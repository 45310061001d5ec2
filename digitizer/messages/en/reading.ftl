# Sentences about files that cannot be read, about Tesseract, and about pages.

error-file-empty = The file is empty.
    .next = Scan the sheet again and put the new file into the watched folder.
error-file-unknown-format = The content of the file is not PDF, TIFF, PNG, JPEG, WebP or BMP, nor an e-invoice in XML.
    .next = Set the scanner to PDF or TIFF, or convert the file to one of these formats.
error-file-damaged = The file is damaged or was not copied to the end ({ $detail }).
    .next = Copy the file again from where it came; if it is still damaged, scan again.
error-file-encrypted = The PDF is locked with a password.
    .next = Open it with the password, save a copy without one and hand that in.
error-file-too-large = A page has { $width } × { $height } pixels, over the limit of { $limit } million.
    .next = Scan again at 300 dpi, or raise the limit in the settings.
error-file-too-many-pages = The file has { $count } pages, over the limit of { $limit }.
    .next = Split the file into smaller parts, or raise the limit in the settings.
error-file-no-pages = The PDF has no pages; most often it was cut off while being copied.
    .next = Copy the file again from where it came; if that does not help, scan again.

error-tesseract-missing = The text recognition program Tesseract was not found.
    .next = Install it, then run again: sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet
error-tesseract-language-missing = Tesseract lacks the language data “{ $language }”.
    .next = Install it, then run again: sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet
error-tesseract-failed = Tesseract ended with status { $status }.
    .next = Read the scan again; if it happens again, reinstall Tesseract and its language data.
error-tesseract-timeout = Tesseract took too long over one page and was stopped.
    .next = Close other programs and read the scan again; if it happens again, rescan the page at 300 dpi.

error-line-runtime-missing = The program part onnxruntime, which runs the line reader, is missing.
    .next = Install the program again with all its parts; until then pages are read without it, less surely.
error-line-model-missing = The model file { $file } of the line reader is missing.
    .next = Install the program again, or correct line_models in digitizer.toml; until then pages are read without it, less surely.
error-line-model-unusable = The model file { $file } of the line reader is damaged or of another make ({ $detail }).
    .next = Install the program again, or correct line_models in digitizer.toml; until then pages are read without it, less surely.
error-line-net-failed = The line reader failed while reading ({ $kind }).
    .next = Close other programs and read the scan again; if it happens again, restart the computer.

problem-page-too-small = The paper in this photo has only about { $dpi } dots an inch (at least { $least } are needed), too small to be read. Come closer until the paper fills the frame and take it again, or scan it at 300 dpi.
problem-page-blank = Page { $page }: no print was found. If it is an empty back side nothing needs doing; if not, scan it again.
problem-page-blurred = Page { $page }: the print is blurred. Wipe the glass, press the sheet flat and scan it again.
problem-page-dark = Page { $page }: the image is too dark. Raise the brightness of the scanner, or take the photo again in better light.
problem-page-faint = Page { $page }: the print is too faint against the paper. Raise the contrast and scan it again.
problem-page-finger = Page { $page }: a finger covers the edge of the paper. Scan it again without holding the paper.
problem-page-gray = Page { $page }: the image has no colour, but this paper must bear a red seal. Scan it again in colour.
problem-page-too-poor = Page { $page }: the image is too poor to be read reliably. Scan it again; no value on this page is accepted automatically.
problem-page-cut = Page { $page }: print is cut off at the { $edge ->
    [left] left
    [right] right
    [top] top
   *[bottom] bottom
} edge. Put the whole sheet on the glass and scan it again.
problem-page-low-dpi = Page { $page }: the image has only about { $dpi } dots an inch, too few to be read reliably. Scan it again at 300 dpi.
problem-field-on-poor-page = The page is too poor to be read reliably; compare with the paper or scan it again.
problem-line-reader-missing = This page was read without the line reader { $file }; more fields than usual need a look.
