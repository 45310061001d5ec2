problem-file-empty = The file is empty (0 bytes). Scan the page again.
problem-file-damaged = The file is cut short or damaged; not all of its pages can be opened. Scan it again, or copy the file from the scanner again.
problem-file-no-pages = The file has no pages. Scan it again.
problem-file-unknown-format = The content of the file is not PDF, TIFF, PNG, JPEG, WebP or BMP, nor an e-invoice in XML. Export it from the scanner in one of these formats.
problem-file-encrypted = The PDF has a password. Remove the password and put the file into the scan folder again.
problem-file-too-large = A page of { $width } × { $height } pixels is above the limit of { $limit } megapixels. Scan it at 300 dpi, or raise most_megapixels in digitizer.toml.
problem-file-too-many-pages = The file has { $count } pages, above the limit of { $limit }. Split it, or raise most_pages in digitizer.toml.
