# Sentences about files that cannot be read, about Tesseract, and about pages.

error-file-empty = The file is empty.
    .next = Scan the sheet again and put the new file into the watched folder.
error-file-unknown-format = The content of the file is not PDF, TIFF, PNG, JPEG, WebP or BMP.
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

problem-page-blank = No print was found on this page.
problem-page-too-small = The paper in this photo has only about { $dpi } dots an inch (at least { $least } are needed), too small to be read. Come closer until the paper fills the frame and take it again, or scan it at 300 dpi.
problem-page-low-dpi = The image has only about { $dpi } dots an inch, too few to be read reliably; scan again at 300 dpi.
problem-line-reader-missing = This page was read without the line reader { $file }; more fields than usual need a look.
