error-rescue-wrong = Mã cứu hộ không đúng, đã dùng rồi hoặc đã được thay bằng mã khác.
    .next = Hãy lấy tờ mã cứu hộ mới nhất trong két và nhập lại đủ 24 ký tự. Mất tờ đó thì xem mục “Mất cả mật khẩu và mã cứu hộ” trong tài liệu quản trị.
error-rescue-not-administrator = { $name } không phải là quản trị viên, nên mã cứu hộ không mở lại được.
    .next = Hãy ghi tên một quản trị viên: { $ask }.
error-rule-too-lax =
    Mục [accounts] trong digitizer.toml đặt { $rule ->
        [least_length] độ dài ít nhất của mật khẩu
        [most_failures] số lần nhập sai
        [idle_minutes] số phút không thao tác
       *[idle_days] số ngày không đăng nhập
    } là { $figure }, lỏng hơn quy chuẩn ({ $floor }).
    .next = Hãy đặt chặt hơn hoặc bằng quy chuẩn, hoặc bỏ dòng đó; xem quy chuẩn bằng digitizer accounts rules.

accounts-rescue = Mọi người quản trị đều quên mật khẩu…
accounts-rescue-title = Mở lại tài khoản quản trị bằng mã cứu hộ
accounts-rescue-advice = Mã cứu hộ nằm trên tờ giấy in khi lập tài khoản quản trị đầu tiên, cất trong két. Mã dùng được một lần; lần dùng này được ghi vào nhật ký và báo cho mọi quản trị viên.
accounts-rescue-name = Họ tên quản trị viên
accounts-rescue-code = Mã cứu hộ
accounts-rescued = Đã mở lại tài khoản của { $name }. Mật khẩu dưới đây dùng một lần, phải đổi ngay khi đăng nhập. Mã cứu hộ cũ hết giá trị, mã mới ở dưới.
handed-title = Ghi lại trước khi đóng
handed-once = Chỉ hiện một lần. Chương trình không giữ lại những chữ này nên không xem lại được.
handed-code = Mã cứu hộ
handed-code-advice = In ra, cho vào phong bì dán kín và cất trong két của cơ quan. Khi mọi người quản trị đều quên mật khẩu, đây là cách duy nhất để vào lại bằng chương trình.
handed-passwords = Mật khẩu đầu
handed-passwords-advice = In ra, cắt từng dòng và đưa tận tay từng người. Mỗi người phải đổi mật khẩu ở lần đăng nhập đầu tiên.
handed-print = In…
handed-printed = Đã ghi tờ in: { $file }
handed-kept = Tôi đã in hoặc ghi lại
handed-close = Đóng
handed-file-kind = Tờ in PDF (*.pdf)
rescue-told-title = Tài khoản quản trị đã được mở lại bằng mã cứu hộ
rescue-told = { $moment }: tài khoản của { $name }, từ tài khoản máy “{ $user }”.
rescue-told-advice = Nếu không ai trong cơ quan làm việc này, hãy đổi mật khẩu, lập mã cứu hộ mới và xem nhật ký kiểm toán.
rescue-told-seen = Đã biết
ui-action-rescue-code = Lập mã cứu hộ mới
rescue-code-question = Lập mã cứu hộ mới? Tờ mã cứu hộ đang cất sẽ hết giá trị.
rescue-code-yes = Lập mã mới

rescue-paper-title = MÃ CỨU HỘ
rescue-paper-workspace = Không gian làm việc
rescue-paper-code = Mã cứu hộ
rescue-paper-use = Khi mọi người quản trị đều quên mật khẩu hoặc bị khóa: mở chương trình, ở cửa sổ đăng nhập chọn “{ accounts-rescue }”, nhập họ tên quản trị viên và mã này. Chương trình cấp một mật khẩu dùng một lần và một mã cứu hộ mới; mã này hết giá trị.
rescue-paper-keep = Cất trong phong bì dán kín có chữ ký giáp lai, trong két của cơ quan. Ai có tờ này đều chiếm được quyền quản trị. Mỗi lần dùng đều ghi vào nhật ký kiểm toán và báo cho mọi quản trị viên.
rescue-paper-gave = Người giao
rescue-paper-took = Người cất giữ
rescue-paper-hint = (Ký, ghi rõ họ tên)
secrets-paper-title = MẬT KHẨU ĐẦU
secrets-paper-list = Cắt theo từng dòng, đưa tận tay từng người
secrets-paper-name = Họ tên
secrets-paper-roles = Vai trò
secrets-paper-password = Mật khẩu đầu
secrets-paper-advice = Mật khẩu đầu chỉ dùng cho lần đăng nhập đầu tiên và phải đổi ngay. Đổi xong, hãy hủy mẩu giấy này.

cli-accounts-rescue-help = Mở lại tài khoản của quản trị viên NAME bằng mã cứu hộ; cấp mật khẩu dùng một lần và mã cứu hộ mới. Không cần đăng nhập; được ghi vào nhật ký.
cli-accounts-rescue-code-help = Lập mã cứu hộ mới; mã cũ hết giá trị.
cli-accounts-rescues-help = Xem các lần cứu hộ; quản trị viên xem xong thì không được báo nữa.
cli-accounts-rules-help = Xem quy tắc mật khẩu và khóa đang áp dụng, và quy chuẩn mà chúng không được lỏng hơn.
cli-accounts-code-file = Tệp có mã cứu hộ ở dòng đầu, chỉ mình đọc được; không có thì hỏi trên màn hình.
cli-accounts-sheet = Ghi tờ in (PDF) vào tệp này.
cli-accounts-generate = Tự tạo mật khẩu đầu và hiện một lần.
accounts-rescue-code-once = Mã cứu hộ: { $code }
    Chỉ hiện một lần. Hãy in ra, cất trong két của cơ quan.
accounts-first-password-once = Mật khẩu đầu của { $name }: { $password }
accounts-rescues-none = Chưa lần nào dùng mã cứu hộ.
accounts-rules-column-rule = Quy tắc
accounts-rules-column-figure = Đang áp dụng
accounts-rules-column-floor = Quy chuẩn
accounts-rules-least_length = Độ dài ít nhất của mật khẩu (ký tự)
accounts-rules-classes = Số loại ký tự phải có
accounts-rules-most_failures = Số lần nhập sai thì khóa
accounts-rules-lock_hours = Thời gian khóa (giờ)
accounts-rules-idle_minutes = Không thao tác thì che màn hình (phút)
accounts-rules-idle_days = Không đăng nhập thì ngừng tài khoản (ngày)
accounts-page-stricter = Không gian làm việc này đặt chặt hơn quy chuẩn (digitizer.toml).

desk-no-right = Chỉ để xem: vai trò của bạn không đối chiếu, sửa hồ sơ.
accounts-locked-other = Người khác đăng nhập…
accounts-locked-other-advice = Nhập họ tên và mật khẩu của người khác. Hộp thoại đang mở được hủy, chữ người trước gõ mà chưa ghi bị bỏ; việc từ lúc này ghi dưới tên người mới.
