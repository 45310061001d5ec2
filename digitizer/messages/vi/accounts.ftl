error-no-account = { $name } chưa có tài khoản trong không gian làm việc này.
    .next = Hãy nhờ quản trị viên ({ $ask }) lập tài khoản: digitizer accounts add.
error-user-reserved = "{ $name }" là tên của phần chạy tự động, người không được dùng.
    .next = Hãy dùng họ tên của mình.
error-log-in-needed = Không gian làm việc này có tài khoản người dùng: { $name } phải đăng nhập.
    .next = Hãy mở bằng cửa sổ, hoặc chạy lệnh trong cửa sổ dòng lệnh với --user "HỌ TÊN" rồi nhập mật khẩu.
error-log-in-wrong = Tên hoặc mật khẩu không đúng.
    .next = Hãy xem lại tên, kiểu gõ tiếng Việt và phím Caps Lock rồi nhập lại; quên mật khẩu thì nhờ quản trị viên.
error-account-locked = Tài khoản của { $name } bị khóa đến { $until } vì nhập sai mật khẩu quá nhiều lần.
    .next = Hãy đợi hết thời gian khóa, hoặc nhờ quản trị viên ({ $ask }) mở khóa.
error-account-disabled = Tài khoản của { $name } đã ngừng.
    .next = Hãy báo quản trị viên: { $ask }.
error-account-dormant = Tài khoản của { $name } đã ngừng vì quá { $days } ngày không đăng nhập.
    .next = Hãy nhờ quản trị viên ({ $ask }) mở lại: digitizer accounts enable.
error-account-exists = Đã có tài khoản mang tên { $name }.
    .next = Mỗi người một tài khoản; người trùng họ tên thì ghi thêm chữ để phân biệt, ví dụ chức danh.
error-account-missing = Không có tài khoản mang tên { $name }.
    .next = Hãy xem danh sách: digitizer accounts list.
error-first-is-administrator = Tài khoản đầu tiên phải là quản trị viên.
    .next = Hãy thêm --role administrator.
error-last-administrator = Đây là quản trị viên cuối cùng còn hoạt động, nên không bỏ vai trò hay ngừng tài khoản được.
    .next = Hãy lập thêm một quản trị viên khác trước.
error-role-needed = Chưa chọn vai trò nào.
    .next = Hãy chọn ít nhất một vai trò.
error-role-stands-alone =
    Vai trò { $role ->
        [auditor] { role-auditor }
       *[automation] { role-automation }
    } không đi cùng vai trò khác.
    .next = Hãy chọn một mình vai trò này, hoặc bỏ nó ra.
error-password-too-short = Mật khẩu phải có ít nhất { $least } ký tự.
    .next = Hãy chọn mật khẩu dài hơn, ví dụ một câu ngắn dễ nhớ.
error-password-too-long = Mật khẩu không được quá { $most } ký tự.
    .next = Hãy chọn mật khẩu ngắn hơn.
error-password-too-plain = Mật khẩu phải có đủ { $classes } loại ký tự trong bốn loại: chữ thường, chữ hoa, chữ số và dấu (ví dụ . , ! ?).
    .next = Hãy thêm loại ký tự còn thiếu.
error-password-has-name = Mật khẩu không được chứa họ tên.
    .next = Hãy chọn mật khẩu khác.
error-password-same = Mật khẩu mới trùng với mật khẩu đang dùng.
    .next = Hãy chọn mật khẩu khác.
error-password-own = Mật khẩu của chính mình thì đổi bằng cách nhập mật khẩu đang dùng.
    .next = Hãy dùng digitizer accounts password, không ghi tên.
error-password-must-change = { $name } phải đổi mật khẩu trước khi làm việc, vì mật khẩu hiện tại do người khác đặt.
    .next = Hãy chạy digitizer accounts password, hoặc đăng nhập bằng cửa sổ.
error-password-again-differs = Hai lần nhập mật khẩu mới không giống nhau.
    .next = Hãy nhập lại cả hai lần.
error-password-not-asked = Không có cửa sổ dòng lệnh để hỏi mật khẩu.
    .next = Hãy ghi mật khẩu vào một tệp chỉ mình đọc được (chmod 600) rồi đặt biến DIGITIZER_PASSWORD_FILE.
error-password-file = Không đọc được tệp mật khẩu { $file }: { $reason }.
    .next = Hãy xem lại đường dẫn và quyền đọc.
error-password-file-open = Tệp mật khẩu { $file } người khác cũng đọc được hoặc thuộc về người khác, nên không dùng.
    .next = Hãy chạy chmod 600 cho tệp đó, bằng tài khoản máy của mình.
error-two-parts = Trong lô này đã có người giữ một phần việc khác (nhập, nhập lần hai, phân xử hoặc phê duyệt); một người không giữ hai phần việc ở cùng một lô.
    .next = Hãy để một người khác làm phần việc này.

doctor-accounts-none = Chưa có tài khoản người dùng: ai mở chương trình cũng được tin theo tên tự khai.
    .cure = Hãy lập quản trị viên: digitizer accounts add "HỌ TÊN" --role administrator.
doctor-accounts-one-administrator = Chỉ có một quản trị viên còn hoạt động ({ $name }): quên mật khẩu thì chỉ còn mã cứu hộ trong két.
    .cure = Hãy lập thêm một quản trị viên.
doctor-accounts = Có { $count } tài khoản người dùng, vào bằng mật khẩu.

password-ask = mật khẩu
password-ask-new = Mật khẩu mới
password-ask-again = Nhập lại mật khẩu mới

cli-accounts-help = Người dùng của không gian làm việc: tài khoản, vai trò, mật khẩu.
cli-accounts-list-help = Xem các tài khoản, vai trò và tình trạng.
cli-accounts-add-help = Lập tài khoản cho một người tên NAME. Tài khoản đầu tiên phải là quản trị viên; từ đó trở đi ai cũng phải đăng nhập.
cli-accounts-roles-help = Thay toàn bộ vai trò của NAME; có hiệu lực ngay.
cli-accounts-password-help = Đổi mật khẩu của mình; quản trị viên ghi NAME để đặt lại mật khẩu cho người khác (phải đổi khi đăng nhập).
cli-accounts-disable-help = Ngừng tài khoản của NAME; có hiệu lực ngay.
cli-accounts-enable-help = Mở lại tài khoản của NAME đã ngừng hoặc lâu không dùng.
cli-accounts-unlock-help = Mở khóa tài khoản của NAME bị khóa vì nhập sai mật khẩu.
cli-accounts-rights-help = Xem bảng phân quyền: việc nào thuộc vai trò nào.
cli-accounts-role = Vai trò; ghi được nhiều lần.
cli-accounts-password-file = Tệp có mật khẩu mới ở dòng đầu, chỉ mình đọc được; không có thì hỏi trên màn hình.
accounts-none = Chưa có tài khoản nào: ai cũng được tin theo tên tự khai.
accounts-column-name = Họ tên
accounts-column-roles = Vai trò
accounts-column-standing = Tình trạng
accounts-column-seen = Đăng nhập gần nhất
accounts-standing-open = hoạt động
accounts-standing-locked = bị khóa
accounts-standing-disabled = đã ngừng
accounts-standing-dormant = lâu không đăng nhập
accounts-standing-must-change = chưa đổi mật khẩu đầu
accounts-added = Đã lập tài khoản cho { $name }.
accounts-closed-now = Từ bây giờ ai mở không gian làm việc này cũng phải có tài khoản và mật khẩu.
accounts-must-change = { $name } phải đổi mật khẩu này khi đăng nhập.
accounts-roles-changed = Vai trò của { $name }: { $roles }.
accounts-password-changed = Đã đổi mật khẩu.
accounts-disabled = Đã ngừng tài khoản của { $name }.
accounts-enabled = Đã mở lại tài khoản của { $name }.
accounts-unlocked = Đã mở khóa tài khoản của { $name }.
accounts-source = Bản { $version }. { $source }

ui-page-accounts = Người dùng
ui-action-go-accounts = Người dùng
ui-action-add-account = Thêm người dùng
ui-action-account-roles = Đổi vai trò
ui-action-account-password = Đặt lại mật khẩu
ui-action-account-unlock = Mở khóa
ui-action-account-disable = Ngừng tài khoản
ui-action-account-enable = Mở lại tài khoản
ui-action-change-password = Đổi mật khẩu của tôi
ui-action-lock = Khóa màn hình
palette-needs-has_account = Hãy chọn một người dùng trước.
accounts-name = Họ tên
accounts-password = Mật khẩu
accounts-password-present = Mật khẩu đang dùng
accounts-first-secret = Mật khẩu đầu (người dùng sẽ tự đổi)
accounts-password-rules = Ít nhất { $least } ký tự, có chữ thường, chữ hoa, chữ số và dấu (ví dụ . , ! ?), không chứa họ tên.
accounts-log-in = Đăng nhập
accounts-log-in-advice = Không gian làm việc: { $folder }
accounts-switch-advice = Người khác đăng nhập bằng họ tên và mật khẩu của mình; việc đang làm được ghi dưới tên người đó từ lúc này.
accounts-first-password = { $name }: hãy chọn mật khẩu của riêng mình
accounts-set-password = Mật khẩu đầu mới cho { $name }
accounts-locked = Màn hình đang khóa
accounts-locked-advice = Nội dung được che vì đã lâu không có thao tác. Nhập mật khẩu để làm tiếp đúng chỗ đang dở; chưa mất gì.
accounts-locked-quit = Thoát chương trình
accounts-none-title = Chưa có tài khoản nào
accounts-none-advice = Ai mở chương trình cũng được tin theo tên tự khai. Thêm quản trị viên đầu tiên (Ctrl+N): từ đó mọi người đăng nhập bằng mật khẩu.
accounts-closed-title = Trang này chỉ dành cho quản trị viên và người kiểm tra
accounts-closed-advice = Vai trò của bạn không xem được danh sách người dùng.
accounts-page-rules = Sai mật khẩu { $tries } lần liên tiếp thì khóa { $hours } giờ; không thao tác { $minutes } phút thì che màn hình; { $days } ngày không đăng nhập thì ngừng tài khoản.
accounts-add-first = Tài khoản đầu tiên là quản trị viên. Sau bước này, ai mở không gian làm việc cũng phải đăng nhập.
accounts-add-advice = Mỗi người một tài khoản, đúng họ tên sẽ ghi vào hồ sơ và nhật ký. Mật khẩu đầu phải đổi khi đăng nhập.
accounts-roles-advice = Có hiệu lực ngay. Trong cùng một lô, một người chỉ giữ một phần việc dù có nhiều vai trò.
accounts-role-clerk = Nhân viên nhập liệu: đối chiếu, sửa, trình lô
accounts-role-second_clerk = Người nhập lần hai
accounts-role-arbiter = Người phân xử hai lần nhập khác nhau
accounts-role-supervisor = Người phụ trách: lập kế hoạch, phê duyệt, xuất gói
accounts-role-administrator = Quản trị viên: quản lý người dùng
accounts-role-auditor = Người kiểm tra: chỉ xem (không đi cùng vai trò khác)
accounts-role-automation = Tự động: cho chương trình chạy một mình (không đi cùng vai trò khác)
accounts-status-said = { $who } (tên tự khai)
audit-act-log-in = Đăng nhập ({ $thing })
    .name = Đăng nhập
audit-act-log-in-refused = Từ chối đăng nhập ({ $thing })
    .name = Từ chối đăng nhập
audit-thing-accounts = tên không có tài khoản

role-clerk = nhân viên nhập liệu
role-second_clerk = người nhập lần hai
role-arbiter = người phân xử
role-supervisor = người phụ trách
role-administrator = quản trị viên
role-auditor = người kiểm tra
role-automation = tự động

duty-correcting = đối chiếu và sửa hồ sơ
duty-pages = sắp xếp trang và xin quét lại
duty-reading-again = đọc lại bằng máy
duty-batches = lập và trình lô
duty-planning = chọn cách làm của lô
duty-second-keying = nhập lần hai
duty-settling = phân xử hai lần nhập
duty-approving = phê duyệt hoặc trả lại lô
duty-planning-work = lập kế hoạch tiến độ
duty-handing-over = lập biên bản giao nhận
duty-exporting = xuất gói dữ liệu
duty-people = gộp, tách người trong danh bạ
duty-types = thêm mẫu giấy và chỉnh ngưỡng đọc
duty-accounts = quản lý người dùng
duty-automatic = tự động nhận và đọc bản quét
duty-reading-cases = xem hồ sơ
duty-reading-restricted = xem hồ sơ cán bộ, đảng viên
duty-reading-people = tra cứu danh bạ người
duty-searching = tìm trong mọi hồ sơ đã đối chiếu
duty-reading-audit = xem nhật ký kiểm toán
duty-reading-accounts = xem danh sách người dùng
duty-exporting-audit = xuất nhật ký kiểm toán
duty-listing-cases = xem danh sách hồ sơ
duty-listing-batches = xem danh sách lô
duty-reading-inbox = xem các tệp nhận vào
duty-reading-passes = xem các trường của cả lô
duty-reading-second = xem việc nhập lần hai
duty-reading-reviews = xem việc soát lô đã trình
duty-reading-samples = xem việc kiểm tra mẫu
duty-reading-progress = xem tiến độ
duty-reading-slips = xem phiếu không thất lạc và biên bản giao nhận
duty-reading-packages = xem gói đã xuất

error-no-right =
    { $name } không có quyền làm việc này: { $duty ->
        [correcting] { duty-correcting }
        [pages] { duty-pages }
        [reading-again] { duty-reading-again }
        [batches] { duty-batches }
        [planning] { duty-planning }
        [second-keying] { duty-second-keying }
        [settling] { duty-settling }
        [approving] { duty-approving }
        [planning-work] { duty-planning-work }
        [handing-over] { duty-handing-over }
        [exporting] { duty-exporting }
        [people] { duty-people }
        [types] { duty-types }
        [accounts] { duty-accounts }
        [automatic] { duty-automatic }
        [reading-cases] { duty-reading-cases }
        [reading-restricted] { duty-reading-restricted }
        [reading-people] { duty-reading-people }
        [searching] { duty-searching }
        [reading-audit] { duty-reading-audit }
        [reading-accounts] { duty-reading-accounts }
        [exporting-audit] { duty-exporting-audit }
        [listing-cases] { duty-listing-cases }
        [listing-batches] { duty-listing-batches }
        [reading-inbox] { duty-reading-inbox }
        [reading-passes] { duty-reading-passes }
        [reading-second] { duty-reading-second }
        [reading-reviews] { duty-reading-reviews }
        [reading-samples] { duty-reading-samples }
        [reading-progress] { duty-reading-progress }
        [reading-slips] { duty-reading-slips }
        [reading-packages] { duty-reading-packages }
       *[none] không rõ việc gì
    }. { $duty ->
        [correcting] Cần vai trò: { role-clerk }.
        [pages] Cần vai trò: { role-clerk }.
        [reading-again] Cần một trong các vai trò: { role-clerk }, { role-supervisor }, { role-automation }.
        [batches] Cần một trong các vai trò: { role-clerk }, { role-supervisor }.
        [planning] Cần vai trò: { role-supervisor }.
        [second-keying] Cần vai trò: { role-second_clerk }.
        [settling] Cần vai trò: { role-arbiter }.
        [approving] Cần vai trò: { role-supervisor }.
        [planning-work] Cần vai trò: { role-supervisor }.
        [handing-over] Cần một trong các vai trò: { role-clerk }, { role-supervisor }.
        [exporting] Cần vai trò: { role-supervisor }.
        [people] Cần một trong các vai trò: { role-arbiter }, { role-supervisor }.
        [types] Cần một trong các vai trò: { role-supervisor }, { role-administrator }.
        [accounts] Cần vai trò: { role-administrator }.
        [automatic] Cần vai trò: { role-automation }.
        [reading-cases] Cần một trong các vai trò: { role-clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-restricted] Cần một trong các vai trò: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }.
        [reading-people] Cần một trong các vai trò: { role-arbiter }, { role-supervisor }, { role-auditor }.
        [searching] Cần một trong các vai trò: { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-audit] Cần một trong các vai trò: { role-supervisor }, { role-administrator }, { role-auditor }.
        [reading-accounts] Cần một trong các vai trò: { role-administrator }, { role-auditor }.
        [exporting-audit] Cần một trong các vai trò: { role-supervisor }, { role-auditor }.
        [listing-cases] Cần một trong các vai trò: { role-clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [listing-batches] Cần một trong các vai trò: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }, { role-auditor }.
        [reading-inbox] Cần một trong các vai trò: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-passes] Cần một trong các vai trò: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-second] Cần một trong các vai trò: { role-second_clerk }, { role-arbiter }.
        [reading-reviews] Cần một trong các vai trò: { role-supervisor }, { role-auditor }.
        [reading-samples] Cần một trong các vai trò: { role-supervisor }, { role-auditor }.
        [reading-progress] Cần một trong các vai trò: { role-clerk }, { role-second_clerk }, { role-arbiter }, { role-supervisor }, { role-administrator }, { role-auditor }.
        [reading-slips] Cần một trong các vai trò: { role-clerk }, { role-supervisor }, { role-auditor }.
        [reading-packages] Cần một trong các vai trò: { role-supervisor }, { role-auditor }.
       *[none] Bảng phân quyền chưa có dòng cho việc này.
    }
    .next = Hãy báo quản trị viên: { $ask }.
