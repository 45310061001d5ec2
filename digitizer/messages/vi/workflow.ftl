state-name = { $state ->
    [to_check] chờ kiểm tra
    [checked] đã kiểm tra
    [returned] bị trả lại
    [approved] đã duyệt
    [exported] đã xuất
    [set_aside] để riêng
    [open] đang mở
    [submitted] đã trình
    [partly_approved] đã duyệt một phần
   *[other] { $state }
}
action-name = { $action ->
    [edit] sửa
    [finish] kết thúc kiểm tra
    [add] thêm vào lô
    [submit] trình
    [approve] phê duyệt
    [approve_part] duyệt một phần
    [return] trả lại
    [reopen] mở lại
    [export] xuất
    [set_aside] để riêng
    [restore] đưa trở lại
   *[other] { $action }
}

error-case-state = Hồ sơ đang ở trạng thái "{ state-name }" nên không thể thực hiện "{ action-name }".
    .next = Hãy tải lại danh sách để xem trạng thái hiện tại của hồ sơ.
error-batch-state = Lô đang ở trạng thái "{ state-name }" nên không thể thực hiện "{ action-name }".
    .next = Hãy xem lại bước của lô: lập, trình, duyệt rồi mới xuất.
error-batch-closed = Lô "{ $batch }" đã trình hoặc đã duyệt ({ state-name }), không sửa được hồ sơ trong lô.
    .next = Hãy đề nghị người phê duyệt trả lại lô trước khi sửa.
error-batch-not-checked = Lô "{ $batch }" còn hồ sơ chưa kiểm tra xong: { $cases }.
    .next = Hãy kiểm tra xong hoặc để riêng các hồ sơ này rồi trình lại.
error-batch-empty = Lô "{ $batch }" không có hồ sơ nào.
    .next = Hãy đưa hồ sơ vào lô trước khi trình.
error-batch-mixed-types = Lô "{ $batch }" có nhiều loại giấy tờ hoặc có hồ sơ chưa rõ loại.
    .next = Hãy tách mỗi loại giấy tờ thành một lô.
error-batch-same-entry = Trong lô "{ $batch }", hồ sơ { $first } và { $second } cùng nơi đăng ký, quyển và số.
    .next = Hãy sửa số hoặc quyển, hoặc để riêng hồ sơ quét hai lần.
error-own-work = { $actor } đã sửa hoặc trình lô "{ $batch }" nên không được phê duyệt hay trả lại lô này.
    .next = Hãy nhờ một người khác phê duyệt.
error-case-has-doubts = Hồ sơ { $case } còn trường chưa xác nhận: { $fields }.
    .next = Hãy đối chiếu với ảnh và xác nhận từng trường.
error-case-has-problems = Hồ sơ { $case } còn lỗi phải sửa ở: { $fields }.
    .next = Hãy sửa các trường này theo giấy rồi kết thúc lại.
error-case-not-in-batch = Hồ sơ { $case } không có trong lô "{ $batch }" hoặc không chờ duyệt.
    .next = Hãy kiểm tra lại số hồ sơ.
error-type-is-known = Hồ sơ { $case } đã có loại giấy tờ { $type }.
    .next = Không cần chỉ định lại.
error-type-unknown = Chưa rõ hồ sơ { $case } là loại giấy tờ nào.
    .next = Hãy chọn loại giấy tờ trước khi nhập trường.
error-type-not-installed = Chương trình không có định nghĩa loại giấy tờ { $type }.
    .next = Hãy cài lại thư mục định nghĩa (types) của không gian làm việc.
error-unknown-type = Không có loại giấy tờ "{ $type }".
    .next = Hãy dùng một loại đã cài, ví dụ civil_status.birth.
error-unknown-field = Loại giấy tờ { $type } không có trường "{ $field }".
    .next = Hãy xem tên trường bằng lệnh records show.
error-value-empty = Trường "{ $label }" chưa có giá trị để xác nhận.
    .next = Hãy nhập giá trị, hoặc ghi lý do để trống.
error-value-not-a-date = "{ $text }" không phải là ngày tháng hợp lệ cho trường "{ $label }".
    .next = Hãy nhập dạng ngày/tháng/năm, tháng/năm hoặc năm, đúng như giấy ghi.
error-value-not-in-list = "{ $text }" không có trong danh mục của trường "{ $label }".
    .next = Hãy chọn một mục trong danh mục.
error-value-no-code-list = Trường "{ $label }" thiếu danh mục.
    .next = Hãy báo người quản trị kiểm tra định nghĩa loại giấy tờ.
error-value-not-a-number = "{ $text }" không phải là số cho trường "{ $label }".
    .next = Hãy chỉ nhập chữ số.
error-value-not-a-book-number = "{ $text }" không phải là quyển số cho trường "{ $label }".
    .next = Hãy nhập dạng số quyển/năm, ví dụ 01/2017.
error-nothing-to-undo = Hồ sơ { $case } không có lần sửa nào của bạn để rút lại.
    .next = Mỗi người chỉ rút lại được việc sửa của chính mình.
error-edited-since = Trường { $field } của hồ sơ { $case } đã được sửa sau đó.
    .next = Hãy nhập lại giá trị đúng thay vì rút lại.
error-reason-needed = Cần ghi lý do.
    .next = Hãy nhập lý do ngắn gọn để người sau hiểu được.
error-name-needed = Cần đặt tên cho lô.
    .next = Hãy nhập tên, ví dụ tên và số của quyển sổ.
error-name-taken = Đã có lô tên "{ $name }".
    .next = Hãy đặt tên khác.
error-no-batch = Không có lô "{ $batch }".
    .next = Hãy xem các lô bằng lệnh batch list.
error-no-export-profile = Lô "{ $batch }" thuộc loại giấy tờ { $type } chưa có quy định xuất.
    .next = Hãy báo người quản trị bổ sung tệp quy định xuất.
error-watch-running = Một chương trình khác đang theo dõi không gian làm việc { $folder }.
    .next = Hãy đóng chương trình đó hoặc để nó làm tiếp.
error-inbox-not-listed = Không xem được thư mục máy quét { $folder }: { $reason }.
    .next = Hãy kiểm tra thư mục, quyền truy cập và kết nối mạng; chương trình sẽ thử lại.
error-reading-no-io = Không đọc hoặc ghi được dữ liệu khi đọc bản quét: { $reason }.
    .next = Hãy kiểm tra tên tệp, quyền truy cập và dung lượng ổ đĩa rồi thử lại.
error-reading-failed = Chương trình đọc gặp lỗi ngoài dự kiến ({ $kind }, { $place }) ở bản quét này.
    .next = Các bản quét khác vẫn được đọc tiếp. Hãy quét lại trang giấy; nếu vẫn vậy, báo câu này cho người hỗ trợ.
error-reading-stopped = Việc đọc đã bị dừng giữa chừng.
    .next = Bản quét sẽ được đọc lại ở lần chạy sau.
error-reading-worker-died = Tiến trình đọc đã dừng đột ngột.
    .next = Bản quét sẽ được thử lại; nếu vẫn vậy, hãy quét lại trang giấy.
error-no-workspace = Thư mục { $folder } không phải là không gian làm việc.
    .next = Hãy tạo bằng lệnh digitizer init.
error-workspace-exists = Thư mục { $folder } đã là không gian làm việc.
    .next = Hãy dùng luôn, hoặc chọn thư mục khác.
error-workspace-needed = Chưa cho biết không gian làm việc.
    .next = Hãy thêm --workspace THƯ_MỤC, hoặc đặt biến DIGITIZER_WORKSPACE.
error-no-display = Máy này không có màn hình để mở cửa sổ.
    .next = Hãy chạy trên máy có màn hình, hoặc dùng các lệnh: digitizer watch, records, batch, export.
error-user-needed = Chưa cho biết họ tên người thực hiện.
    .next = Hãy thêm --user "HỌ TÊN".
error-folder-not-made = Không tạo được thư mục { $folder }: { $reason }.
    .next = Hãy kiểm tra quyền ghi và dung lượng ổ đĩa.
error-thresholds-unreadable = Không đọc được tệp ngưỡng { $file }: { $reason }.
    .next = Kiểm tra quyền đọc của tệp, hoặc xoá tệp để dùng các ngưỡng mặc định.
error-thresholds-not-written = Không ghi được tệp ngưỡng { $file }: { $reason }.
    .next = Kiểm tra quyền ghi và chỗ trống của ổ đĩa rồi chạy lại.
error-settings-not-toml = Tệp cấu hình { $file } không đúng cú pháp TOML: { $reason }.
    .next = Hãy sửa đúng dòng đã nêu.
error-settings-wrong = Tệp cấu hình { $file }, mục { $place } không hợp lệ: { $reason }.
    .next = Hãy sửa giá trị của mục này.
error-no-such-sample = Không có kiểu mẫu "{ $name }".
    .next = Hãy xem các kiểu bằng digitizer samples --help.
error-not-a-demo = Thư mục { $folder } không trống và không phải là bản trình diễn.
    .next = Hãy chọn thư mục khác bằng --folder.
error-screenshots-failed = Không chụp được các cửa sổ: { $reason }
    .next = Hãy chạy digitizer doctor và kiểm tra các thư viện Qt.
error-fonts-missing = Máy thiếu phông chữ có đủ chữ Việt ({ $style }; đã tìm { $looked_for }).
    .next = Hãy cài: sudo apt-get install { $packages }

problem-duplicate-entry = Trùng nơi đăng ký, quyển và số với hồ sơ { $case }.
error-batch-book-wrong = Lô { $batch } là cả một quyển sổ nhưng còn { $count } điều chưa khớp với sổ.
    .next = Xem bằng lệnh digitizer batch check, rồi bổ sung hồ sơ hoặc khai các số không còn.
error-book-last-before-first = Số cuối { $last } nhỏ hơn số đầu { $first }.
    .next = Ghi số đầu và số cuối như trong sổ.
error-book-missing-option = “{ $text }” không khai được số không còn.
    .next = Ghi số hoặc khoảng số và lý do, ví dụ 45:torn hoặc 45-48:lost; lý do là một trong { $reasons }.
error-value-not-a-time = "{ $text }" không phải là giờ cho trường "{ $label }".
    .next = Hãy nhập dạng giờ:phút, ví dụ 08:30.
error-value-not-money = "{ $text }" không phải là số tiền cho trường "{ $label }".
    .next = Hãy nhập số tiền, ví dụ 1.500.000.
error-value-not-area = "{ $text }" không phải là diện tích cho trường "{ $label }".
    .next = Hãy nhập số mét vuông, ví dụ 120,5.
error-value-not-a-tax-code = "{ $text }" không phải là mã số thuế cho trường "{ $label }".
    .next = Hãy nhập 10 số, 13 số dạng 0100109106-001, hoặc 12 số định danh cá nhân.
error-value-not-a-tick = "{ $text }" không cho biết ô có được đánh dấu không, ở trường "{ $label }".
    .next = Hãy nhập x hoặc không.
error-value-table-too-wide = "{ $text }" có dòng nhiều ô hơn số cột của bảng "{ $label }".
    .next = Hãy ghi mỗi dòng một hàng, các ô cách nhau bằng dấu |.
error-value-cell-wrong = "{ $text }" có ô không hiểu được trong bảng "{ $label }".
    .next = Hãy sửa ô được nêu trong phần cần xem lại.
error-value-stated-unknown = "{ $text }" nghĩa là không rõ, không phải là giá trị của trường "{ $label }".
    .next = Hãy để trống trường này và chọn lý do giấy tờ ghi là không rõ.
error-plan-without-pass = Lô chưa có cách duyệt nào.
    .next = Chọn ít nhất một cách duyệt.
