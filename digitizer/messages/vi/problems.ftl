## Vấn đề của từng trường

problem-required-empty = { $label }: bắt buộc phải có.
problem-expected-empty = { $label }: đang để trống. Hãy nêu lý do (giấy tờ không ghi, ghi là không rõ, không đọc được, bị rách).
problem-not-a-date = “{ $text }” không phải là ngày, tháng, năm hợp lệ.
problem-not-a-time = “{ $text }” không phải là giờ, phút hợp lệ (ví dụ 08:30).
problem-not-in-list = “{ $text }” không có trong danh mục.
problem-no-code-list = Thiếu danh mục của trường này.
problem-not-a-number = “{ $text }” không phải là số.
problem-not-a-book-number = “{ $text }” không phải là quyển số dạng 01/2017.
problem-too-long = Dài { $length } ký tự, vượt quá { $limit } ký tự cho phép.
problem-pattern = “{ $text }” không đúng dạng quy định của trường này.
problem-name-odd-character = Họ tên có ký tự lạ “{ $character }”.
problem-age-not-date = Giấy tờ ghi tuổi (“{ $text }”), không ghi ngày sinh.
problem-value-differs = Giá trị lưu “{ $value }” không khớp với nội dung ghi “{ $text }”.
problem-unknown-field = Loại giấy tờ này không có trường “{ $name }”.

## Giá trị theo kiểu trường
problem-stated-unknown = Giấy tờ ghi “{ $text }”: để trống và chọn lý do “Giấy tờ ghi là không rõ”.
problem-date-lunar = “{ $text }” là ngày âm lịch; chỉ ghi ngày dương lịch khi giấy tờ có nêu.
problem-date-about = Giấy tờ chỉ ghi năm áng chừng (“{ $text }”).
problem-not-money = “{ $text }” không phải là số tiền, ví dụ 1.500.000.
problem-not-area = “{ $text }” không phải là diện tích theo mét vuông, ví dụ 120,5.
problem-area-either-way = “{ $text }” có thể hiểu theo hai cách: dấu phân cách hàng nghìn hay phần thập phân; hãy đối chiếu với số ghi bằng chữ.
problem-not-a-tax-code = “{ $text }” không phải mã số thuế (10 số, 13 số dạng 0100109106-001, hoặc 12 số định danh cá nhân).
problem-tax-code-check-digit = Mã số thuế “{ $text }” sai chữ số kiểm tra.
problem-not-a-tick = “{ $text }” không cho biết ô có được đánh dấu không; ghi x hoặc không.
problem-table-too-wide = Dòng { $row } có nhiều ô hơn { $limit } cột của bảng.
problem-cell-wrong = Dòng { $row }, cột { $column }: không hiểu được “{ $text }”.
problem-cell-doubtful = Dòng { $row }, cột { $column }: cần xem lại “{ $text }”.
problem-code-former = Mã { $entry } hết hiệu lực từ sau ngày { $until }; giữ nguyên như giấy tờ ghi.

## Đối chiếu giữa các trường
problem-date-must-be-solar = { $label } phải là ngày dương lịch; giấy tờ ghi { $date }.
problem-registered-late = { $label } ghi là đúng hạn, nhưng { $other } sau { $days } ngày (hạn { $limit } ngày). Đăng ký quá hạn vẫn hợp lệ; hãy xem lại loại đăng ký.
problem-registered-in-time = { $label } ghi là quá hạn, nhưng { $other } chỉ sau { $days } ngày (hạn { $limit } ngày).
problem-tax-code-of-person = { $label } có 12 số là số định danh của cá nhân, không phải của tổ chức.
problem-tax-code-too-new = { $label } có 12 số, nhưng { $other } trước ngày { $since }, khi số định danh chưa dùng làm mã số thuế.
problem-tax-code-too-old = { $label } không phải số định danh cá nhân 12 số, dù { $other } sau ngày { $since }.
problem-pattern-by-code = { $label } “{ $text }” không đúng dạng cần có theo { $other }.
problem-none-of-several = Phải có ít nhất { $label } hoặc { $other }.
problem-values-disagree = { $label } “{ $text }” khác với { $other } “{ $other_text }”.
problem-amount-words-not-understood = Không hiểu được số ghi bằng chữ: “{ $text }”.
problem-amount-words-disagree = { $label } ghi bằng số là { $amount }, ghi bằng chữ là { $meant }.
problem-sum-differs = { $label } là { $total }, nhưng các phần cộng lại được { $sum }.
problem-row-product = { $label }, dòng { $row }: ghi { $said }, tính ra { $product }.
problem-too-many-rows = { $label } có { $count } dòng; biểu mẫu chỉ có chỗ cho { $limit } dòng.
problem-amount-more-than = { $label } ({ $amount }) lớn hơn { $other } ({ $limit }).

problem-date-before = { $label } ({ $date }) sớm hơn { $other } ({ $other_date }).
problem-date-in-future = { $label } ({ $date }) nằm trong tương lai.
problem-year-differs = { $label } “{ $text }” không cùng năm với { $other } ({ $other_date }).
problem-year-after = { $label } “{ $text }” có năm sau { $other } ({ $other_date }).
problem-words-disagree = { $label } ghi bằng số là { $date }, ghi bằng chữ là { $other_date }.
problem-words-not-understood = Không hiểu được ngày ghi bằng chữ: “{ $text }”.
problem-id-year = { $label } cho biết năm sinh { $said }, khác với ngày sinh đã ghi ({ $other_date }).
problem-id-sex = { $label } không khớp với giới tính.
problem-id-place = { $label } có mã nơi đăng ký { $place } chưa biết.
problem-family-name = { $label }: họ “{ $text }” không phải là họ của cha hay mẹ ghi trên giấy tờ.
problem-years-few = { $label }: chỉ hơn con { $years } tuổi (thường ít nhất { $limit }).
problem-years-many = { $label }: hơn con tới { $years } tuổi (thường nhiều nhất { $limit }).
problem-age-too-low = { $label }: mới { $years } tuổi vào { $other } (luật đòi hỏi ít nhất { $limit }).
problem-should-be-absent = { $label } đã ghi, trong khi { $other } cho biết chưa xác định được người này.
problem-should-be-present = { $label } còn trống, trong khi { $other } cho biết đã xác định được người này.
problem-expected-since = { $label }: việc đăng ký từ ngày { $since } phải có. Nếu giấy tờ không ghi, hãy nêu lý do.

## Vì sao máy chưa chắc chắn

problem-single-reading = Chỉ có một lần đọc, chưa được đối chiếu.
problem-readings-differ = Hai lần đọc khác nhau; lần kia đọc là “{ $other }”.
problem-not-as-read = Đọc được là “{ $other }”, không hợp lệ với mục này; đang hiển thị cách đọc hợp lệ dễ xảy ra nhất.
problem-low-confidence = Chữ khó đọc.
problem-odd-syllable = “{ $syllable }” không phải là âm tiết tiếng Việt thông thường.
problem-head-needs-eyes = Tên cơ quan đọc được bên cạnh quốc hiệu: hãy xem có lẫn tên cơ quan chủ quản không.
problem-tick-needs-eyes = Ô đánh dấu: hãy xem ảnh và chọn.
problem-places-differ = Giấy tờ ghi ở nơi khác là “{ $other }”.
problem-unfamiliar-word = “{ $word }” ít gặp trên giấy tờ hộ tịch, có thể đọc sai dấu.
problem-spelled-differently = Ở chỗ khác trên giấy tờ đọc là “{ $other }”.
problem-label-read-once = Nhãn của trường này khó đọc.
problem-by-place-only = Không đọc được nhãn của mục này; lấy theo vị trí trên mẫu giấy.
problem-place-differs = Đọc theo nhãn và theo vị trí trên mẫu giấy không giống nhau; cách kia đọc là “{ $other }”.
problem-form-blank-unreadable = Không mở được ảnh mẫu giấy trống { $file }; trang được đọc mà không đối chiếu với mẫu.
problem-coarse-name = Ảnh chỉ có { $dpi } dpi: dấu thanh của tên có thể đọc sai.
problem-one-word-name = Họ tên chỉ có một chữ: có thể phần còn lại chưa được đọc.
problem-value-unfinished = Nội dung dừng ở chỗ phải còn tiếp: có thể dòng sau chưa được đọc.
problem-field-handwritten = Mục này viết bằng tay: hãy đối chiếu với ảnh.
problem-field-among-handwriting = Nhiều mục trên giấy này viết bằng tay: hãy đối chiếu cả mục này với ảnh.
problem-field-hand-untold = Không có mô hình nhận biết chữ viết tay trên máy này, nên mục này phải đối chiếu với ảnh.
problem-hand-finder-missing = Trang này được đọc mà không có mô hình nhận biết chữ viết tay; mọi mục đều cần xem lại. Hãy cài lại chương trình.
problem-field-coloured-ink = Mục này viết hoặc đóng dấu bằng mực màu, không in cùng trang: hãy đối chiếu với ảnh.
problem-field-struck = Có nét gạch ngang qua mục này: có thể đã bị gạch bỏ và sửa ở bên cạnh, hãy đối chiếu với ảnh.
problem-from-separator = Lấy từ tờ phân cách, không đọc được trên giấy tờ.
problem-separator-differs = Tờ phân cách ghi là “{ $other }”.
problem-from-card = Lấy từ thẻ căn cước kèm theo, không đọc được trên giấy tờ.
problem-card-differs = Mã trên thẻ căn cước ghi là “{ $other }”.
problem-card-instead = Đang hiển thị nội dung mã trên thẻ căn cước; chữ in trên giấy tờ đọc được là “{ $other }”.

## Mã vạch, mã QR và dòng máy đọc

problem-separator-damaged = Mã QR của tờ phân cách không đúng cấu trúc; vẫn tách hồ sơ tại đây.
problem-separator-book = Tờ phân cách ghi quyển số “{ $text }” không hợp lệ; vẫn tách hồ sơ tại đây.
problem-separator-case = Tờ phân cách ghi số “{ $text }” không hợp lệ; vẫn tách hồ sơ tại đây.
problem-card-parts = Mã QR của thẻ căn cước không đủ các phần theo quy định.
problem-card-number = Số trên mã QR của thẻ căn cước không hợp lệ.
problem-card-old-number = Số chứng minh nhân dân cũ trên mã QR không hợp lệ.
problem-card-name = Mã QR của thẻ căn cước không có họ tên hợp lệ.
problem-card-date = Ngày trên mã QR của thẻ căn cước không hợp lệ.
problem-card-sex = Giới tính trên mã QR của thẻ căn cước không hợp lệ.
problem-mrz-shape = Dòng máy đọc của thẻ không đủ ba dòng, mỗi dòng 30 ký tự.
problem-mrz-kind = Dòng máy đọc không phải của thẻ căn cước Việt Nam.
problem-mrz-check = Chữ số kiểm tra của dòng máy đọc không khớp ({ $part }).
problem-mrz-content = Nội dung dòng máy đọc của thẻ không hợp lệ ({ $part }).

## Đối chiếu cả sổ
problem-book-number-twice = Số { $number } của quyển { $book } có ở nhiều hồ sơ.
problem-book-numbers-missing = Quyển { $book } thiếu { $count } số: { $numbers }.
problem-book-number-there = Số { $numbers } của quyển { $book } khai là không còn, nhưng có hồ sơ.
problem-book-number-outside = Số { $numbers } nằm ngoài các số { $first } đến { $last } của quyển { $book }.
problem-book-dates-fall = Quyển { $book }: số { $number } đăng ký ngày { $date }, sớm hơn số { $other } ngày { $other_date }.
problem-book-total-differs = Trang khóa sổ ghi { $total } việc; có { $count } hồ sơ và { $missing } số khai là không còn.
