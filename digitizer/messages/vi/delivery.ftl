# Gửi gói dữ liệu đến nơi nhận

cli-deliver-help = Gửi một gói đã xuất đến nơi nhận khai trong digitizer.toml: thư mục, thiết bị tháo rời, hoặc API theo Công văn 7197 qua HTTPS. Gửi lại thì chỉ gửi phần chưa đến.
cli-deliver-to = Tên nơi nhận ở mục [receivers] trong digitizer.toml.
cli-deliver-reason = Lý do vẫn gửi một gói cũ hơn gói mà nơi nhận đã có, hoặc gói đã mã hóa nên không biết cũ hay mới; được ghi vào nhật ký.
cli-deliver-progress = Đã gửi { $percent } %
cli-deliveries-help = Các lần gửi gói và phần đã đến; với một số thì liệt kê biên nhận của lần gửi ấy.
cli-deliveries-package = Chỉ các lần gửi của gói có tên này.
cli-deliveries-pdf = Ghi phiếu gửi của lần gửi ấy ra tệp PDF; không ghi đè tệp đã có.
cli-deliveries-pdf-number = --pdf cần số của một lần gửi.
cli-deliveries-no-receiver = Chưa khai nơi nhận nào trong digitizer.toml (mục [receivers]), nên chương trình không gửi gì đi đâu.
cli-delivery-complete = Lần gửi { $number }: toàn bộ { $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến { $receiver }.
cli-delivery-incomplete = Lần gửi { $number } đến { $receiver }: { $arrived }/{ $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến, { $refused } không được nhận{ $superseded ->
        [0] {""}
       *[other] , { $superseded } không gửi vì nơi nhận đã có bản mới hơn
    }. Xem digitizer deliveries { $number }.
cli-delivery-stopped = Đã dừng lần gửi { $number } đến { $receiver }: { $arrived }/{ $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến. Chạy lại lệnh để gửi tiếp.

delivery-way-folder = thư mục
delivery-way-media = thiết bị tháo rời
delivery-way-https = API qua HTTPS

delivery-outcome-accepted = đã nhận
delivery-outcome-replaced = đã thay bản cũ
delivery-outcome-found = nơi nhận đã có từ trước
delivery-outcome-unconfirmed = nơi nhận đã có tệp này; chưa xác nhận được siêu dữ liệu
delivery-outcome-refused = không nhận
delivery-outcome-taken = mã đã thuộc tài liệu khác ở nơi nhận
delivery-outcome-differs = nhận sai nội dung
delivery-outcome-superseded = không gửi: nơi nhận đã có bản mới hơn của gói lập sau
delivery-outcome-unanswered = nơi nhận chưa xử lý được

delivery-column-number = Số
delivery-column-package = Gói
delivery-column-receiver = Nơi nhận
delivery-column-way = Cách gửi
delivery-column-arrived = Đã đến
delivery-column-refused = Không nhận
delivery-column-at = Lúc
delivery-column-document = { $way ->
        [https] Tài liệu
       *[other] Tệp
    }
delivery-column-outcome = Kết quả
delivery-column-sha256 = SHA-256
delivery-column-answer = Trả lời

delivery-slip-title = PHIẾU GỬI GÓI DỮ LIỆU
delivery-slip-number = Số: { $number }
delivery-slip-package = Gói
delivery-slip-package-sha256 = SHA-256 của gói
delivery-slip-receiver = Nơi nhận
delivery-slip-way = Cách gửi
delivery-slip-target = Địa chỉ
delivery-slip-begun = Bắt đầu gửi
delivery-slip-by = Người gửi
delivery-slip-documents = { $way ->
        [https] Số tài liệu
       *[other] Số tệp
    }
delivery-slip-arrived = Đã đến
delivery-slip-refused = Không được nhận
delivery-slip-superseded = Không gửi vì là bản cũ
delivery-slip-waiting = Chưa đến
delivery-slip-complete = { $way ->
        [https] Mọi tài liệu của gói đã đến nơi nhận; tệp của từng tài liệu được đối chiếu bằng SHA-256.
       *[other] Mọi tệp của gói đã đến nơi nhận và được đối chiếu bằng SHA-256.
    }
delivery-slip-incomplete = { $way ->
        [https] Gói chưa đến đủ: còn tài liệu chưa đến hoặc không được nhận.
       *[other] Gói chưa đến đủ: còn tệp chưa đến.
    }
delivery-slip-superseded-why = Với tài liệu ghi “không gửi”, nơi nhận đã có bản mới hơn do gói lập sau mang đến; bản của gói này cũ hơn nên không thay bản ấy.
delivery-slip-list = { $way ->
        [https] Kết quả từng tài liệu
       *[other] Kết quả từng tệp
    }
delivery-slip-giver = Người gửi
delivery-slip-taker = Người nhận

ui-action-deliver-package = Gửi gói…
delivery-title = Gửi gói đến nơi nhận
delivery-advice = Gói được kiểm tra trước khi gửi; riêng gói đã mã hóa (.age) chỉ kiểm tra được dạng tệp. Phần đã đến không gửi lại; nếu dừng giữa chừng, lần sau gửi tiếp.
delivery-package = Gói
delivery-package-made = { $name } ({ $moment })
delivery-other-package = Gói khác…
delivery-receiver = Nơi nhận
delivery-receiver-line = { $name } – { $way }
delivery-no-package-here = Chưa có gói nào của lô này trong thư mục exports. Hãy xuất gói, hoặc chọn tệp gói ở nơi khác.
delivery-no-receiver-here = Chưa khai nơi nhận nào. Hãy khai ở mục [receivers] trong digitizer.toml; chưa khai thì chương trình không gửi gì đi đâu.
delivery-send = Gửi
delivery-send-again = Gửi tiếp
delivery-stop = Dừng
delivery-close = Đóng
delivery-print = In phiếu gửi…
delivery-past = Các lần gửi của gói này
delivery-past-none = Gói này chưa được gửi lần nào.
delivery-checking = Đang kiểm tra gói…
delivery-sending = Đang gửi: { $done } / { $all } MB
delivery-stopping = Đang dừng…
delivery-done = Toàn bộ { $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến { $receiver } và được đối chiếu.
delivery-not-done = { $arrived }/{ $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến { $receiver }; { $refused } không được nhận{ $superseded ->
        [0] {""}
       *[other] ; { $superseded } không gửi vì nơi nhận đã có bản mới hơn
    }.
delivery-was-stopped = Đã dừng: { $arrived }/{ $documents } { $way ->
        [https] tài liệu
       *[other] tệp
    } đã đến { $receiver }. Có thể gửi tiếp bất cứ lúc nào.
delivery-was-stopped-early = Đã dừng khi đang kiểm tra gói: lần này chưa gửi gì. Có thể gửi lại bất cứ lúc nào.
delivery-choose-package = Chọn gói (.zip, .age)
delivery-choose-slip = Ghi phiếu gửi
delivery-slip-file = Phieu gui { $number }
delivery-refused-title = { $way ->
        [https] Tài liệu chưa đến hoặc không được nhận
       *[other] Tệp chưa đến hoặc không được nhận
    }
delivery-refused = { $document }: { $outcome }
delivery-refused-because = { $document }: { $outcome } – { $answer }
delivery-running = Đang gửi gói; hãy chờ gửi xong hoặc bấm Dừng.
delivery-ask-key = Mật khẩu của khóa { $key } dùng để chứng minh với nơi nhận ai là bên gửi
delivery-key-title = Mật khẩu của khóa
delivery-key-advice = Nơi nhận { $receiver } yêu cầu chứng thư số của bên gửi. Hãy nhập mật khẩu của khóa { $key }. Mật khẩu chỉ dùng cho lần gửi này, không lưu lại.
delivery-key-password = Mật khẩu
delivery-older-title = Gói cũ hơn gói nơi nhận đã có
delivery-older-advice = Nơi nhận { $receiver } đã có gói { $newer }, lập sau gói này và có một số hồ sơ của gói này. Nếu vẫn cần gửi gói này, hãy ghi lý do; lý do được ghi vào nhật ký.
delivery-age-unknown-title = Chưa biết gói này cũ hay mới
delivery-age-unknown-advice = Gói đã mã hóa nên chương trình không xem được bên trong, chỉ biết tên tệp: không biết gói này có cũ hơn gói nơi nhận { $receiver } đã có hay không. Nếu vẫn cần gửi, hãy ghi lý do; lý do được ghi vào nhật ký.
delivery-older-reason = Lý do vẫn gửi

error-delivery-no-receiver = Không có nơi nhận “{ $receiver }” để gửi gói.
    .next = Hãy khai nơi nhận ở mục [receivers] trong digitizer.toml kèm kind. Đang có: { $known }.
error-delivery-foreign = Gói { $package } do chương trình khác lập nên không được gửi từ đây.
    .next = Hãy gửi gói này bằng chương trình đã lập ra nó, hoặc chọn gói do Digitizer xuất.
error-delivery-lock-no-io = Không ghi được vào không gian làm việc { $folder } nên không gửi gói được: { $reason }.
    .next = Hãy kiểm tra quyền ghi vào thư mục ấy rồi gửi lại.
error-delivery-under-way = Một lần gửi gói khác đang chạy trong không gian làm việc này.
    .next = Hãy chờ lần gửi ấy xong rồi gửi lại.
error-delivery-unsound = Gói { $package } không còn nguyên vẹn ({ $count } lỗi) nên không được gửi.
    .next = Hãy xem lỗi bằng digitizer verify, rồi xuất lại gói.
error-delivery-sealed = Gói { $package } đã mã hóa nên không gửi từng tài liệu qua HTTPS được.
    .next = Hãy gửi gói chưa mã hóa (.zip): kết nối HTTPS đã được mã hóa.
error-delivery-no-metadata = Gói { $package } không có siêu dữ liệu theo Công văn 7197 nên không gửi qua API được.
    .next = Hãy xuất gói bằng mẫu xuất có bộ ghi tệp cv7197, hoặc gửi gói vào thư mục hay thiết bị tháo rời.
error-delivery-code-twice = Trong gói { $package } có hai tài liệu cùng mã DocCode.
    .next = Hãy sửa mã tài liệu rồi xuất lại gói.
error-no-delivery = Không có lần gửi số { $number }.
    .next = Hãy xem các số bằng digitizer deliveries.
error-delivery-no-folder = Không thấy thư mục { $folder }.
    .next = Hãy cắm thiết bị hoặc mở kết nối đến thư mục, rồi gửi lại.
error-delivery-not-plugged-in = Thư mục { $folder } đang nằm trên ổ đĩa của máy, không phải trên thiết bị tháo rời.
    .next = Hãy cắm và mở thiết bị, rồi gửi lại; nếu thật sự muốn ghi vào thư mục này, hãy khai kind = "folder".
error-delivery-no-space = Không đủ chỗ trống ở { $folder }: cần { $needed } MB, còn { $free } MB.
    .next = Hãy dọn bớt hoặc dùng thiết bị khác, rồi gửi lại.
error-delivery-name = Tên tệp “{ $name }” không dùng được trên thiết bị của nơi nhận.
    .next = Hãy đặt tên gói chỉ gồm chữ không dấu, chữ số, dấu gạch nối.
error-delivery-too-large-for-fat = Tệp { $name } lớn hơn 4 GB nên không chép được vào thiết bị định dạng FAT ở { $folder }.
    .next = Hãy dùng thiết bị định dạng exFAT hoặc NTFS, hoặc chia lô thành nhiều gói.
error-delivery-file-limit = Hệ thống ở { $folder } không cho ghi tệp lớn như vậy ({ $reason }).
    .next = Hãy dùng thiết bị khác hoặc chia lô thành nhiều gói.
error-delivery-other-file = Ở nơi nhận đã có tệp { $file } với nội dung khác; tệp ấy không bị ghi đè.
    .next = Hãy xem tệp ấy là gì; nếu không cần nữa, hãy tự chuyển đi nơi khác rồi gửi lại.
error-delivery-read-only = Thư mục { $folder } chỉ cho đọc ({ $reason }).
    .next = Hãy mở khóa ghi của thiết bị rồi gửi lại.
error-delivery-not-permitted = Không có quyền ghi vào { $folder } ({ $reason }).
    .next = Hãy xin quyền ghi vào thư mục ấy rồi gửi lại.
error-delivery-medium-gone = Không đọc, ghi được { $folder } nữa ({ $reason }); có thể thiết bị đã bị rút ra.
    .next = Hãy cắm lại thiết bị rồi gửi lại: phần đã ghi không phải ghi lại.
error-delivery-medium-lies = Tệp { $name } đọc lại từ { $folder } khác với tệp đã ghi; tệp ấy đã bị xóa.
    .next = Thiết bị có thể hỏng: hãy dùng thiết bị khác.
error-delivery-name-changed = Thiết bị ở { $folder } đã đổi tên tệp { $name }.
    .next = Hãy dùng thiết bị định dạng exFAT hoặc NTFS.
error-delivery-no-io = Không ghi được vào { $folder }: { $reason }.
    .next = Hãy kiểm tra thiết bị rồi gửi lại.
error-delivery-token-open = Người khác trên máy đọc được tệp mã truy cập { $file } nên mã không được dùng.
    .next = Hãy đặt quyền 600 cho tệp (chmod 600) và bảo đảm tệp thuộc về người đang dùng.
error-delivery-token-no-io = Không đọc được tệp mã truy cập { $file }: { $reason }.
    .next = Hãy kiểm tra token_file ở mục [receivers] trong digitizer.toml.
error-delivery-token-variable = Biến môi trường { $variable } chưa có mã truy cập.
    .next = Hãy đặt biến ấy trước khi mở chương trình, hoặc dùng token_file.
error-delivery-token-wrong = Mã truy cập ở { $place } trống hoặc có ký tự không dùng được.
    .next = Hãy lấy lại mã truy cập từ nơi nhận và ghi đúng một dòng.
error-delivery-authorities = Không đọc được tệp chứng thư số gốc { $file }: { $reason }.
    .next = Hãy kiểm tra authorities ở mục [receivers] trong digitizer.toml; tệp phải ở dạng PEM.
error-delivery-older = Gói { $package } cũ hơn gói { $newer } mà nơi nhận { $receiver } đã có, và hai gói có một số hồ sơ chung.
    .next = Hãy gửi gói mới hơn. Nếu nơi nhận vẫn cần gói này, hãy gửi kèm lý do (trên dòng lệnh: --reason): chương trình không thay tài liệu mà nơi nhận đã có bản mới hơn, nhưng nơi nhận phải biết gói nào cũ.
error-delivery-age-unknown = Gói { $package } đã mã hóa nên không biết gói này có cũ hơn gói nơi nhận { $receiver } đã có hay không.
    .next = Hãy gửi gói chưa mã hóa (.zip): nơi nhận có khai key thì chương trình tự mã hóa khi gửi. Nếu chỉ có tệp này, hãy gửi kèm lý do (trên dòng lệnh: --reason).
error-delivery-not-its-name = Tệp { $package } là gói { $known } đã đổi tên.
    .next = Hãy đặt lại tên { $known } cho tệp rồi gửi: dưới tên khác, nơi nhận không nhận ra gói.
error-delivery-renamed = Gói { $package } đã gửi đến { $receiver } dưới tên { $known }.
    .next = Hãy gửi tệp dưới tên cũ { $known }: tài liệu nào chưa đến sẽ được gửi tiếp, không tài liệu nào gửi hai lần.
error-delivery-key-open = Người khác trên máy đọc được tệp khóa { $file } nên khóa không được dùng.
    .next = Hãy đặt quyền 600 cho tệp (chmod 600) và bảo đảm tệp thuộc về người đang dùng.
error-delivery-key-no-io = Không đọc được tệp { $file }: { $reason }.
    .next = Hãy kiểm tra client_certificate và client_key ở mục [receivers] trong digitizer.toml.
error-delivery-key-secret = Không mở được khóa { $file } bằng mật khẩu đã cho.
    .next = Hãy nhập lại mật khẩu của khóa; trên dòng lệnh có thể ghi đường dẫn tệp mật khẩu vào biến môi trường DIGITIZER_DELIVERY_PASSWORD_FILE.
error-delivery-key-not-asked = Không có cửa sổ dòng lệnh để hỏi mật khẩu của khóa { $key }.
    .next = Hãy chạy lệnh trong cửa sổ dòng lệnh, hoặc ghi đường dẫn tệp mật khẩu vào biến môi trường { $variable }.
error-delivery-key-wrong = Tệp { $certificate } và { $file } không phải là một cặp chứng thư số và khóa riêng.
    .next = Hãy kiểm tra client_certificate và client_key ở mục [receivers] trong digitizer.toml; cả hai phải ở dạng PEM.
error-delivery-key-unusable = Không dùng được chứng thư số { $certificate } với khóa { $file }: { $reason }.
    .next = Chứng thư số hoặc khóa có thể quá yếu so với mức an toàn của máy. Hãy xin nơi nhận cấp chứng thư số khác.
error-delivery-no-handshake = Máy chủ { $receiver } không chịu kết nối ({ $reason }); có thể vì không chấp nhận chứng thư số của bên gửi, hoặc hai bên không có cách mã hóa chung. Kết nối này chưa gửi gì.
    .next = Hãy hỏi nơi nhận: máy chủ có yêu cầu chứng thư số của bên gửi không (khai ở client_certificate, client_key), và dùng các phiên bản TLS nào.
error-delivery-key-wanted = Máy chủ { $receiver } từ chối kết nối không có chứng thư số của bên gửi ({ $reason }). Kết nối này chưa gửi gì.
    .next = Hãy xin nơi nhận cấp chứng thư số, rồi khai client_certificate và client_key ở mục [receivers] trong digitizer.toml.
error-delivery-key-refused = Máy chủ { $receiver } không chấp nhận chứng thư số của bên gửi ({ $reason }). Kết nối này chưa gửi gì.
    .next = Hãy xem chứng thư số còn hạn không (digitizer doctor) và hỏi nơi nhận họ chấp nhận chứng thư số nào.
error-delivery-address = Địa chỉ { $address } của nơi nhận không dùng được.
    .next = Hãy sửa address ở mục [receivers] trong digitizer.toml.
error-delivery-certificate = Máy chủ { $receiver } không chứng minh được là nơi nhận ({ $reason }). Kết nối này chưa gửi gì.
    .next = Hãy hỏi nơi nhận về chứng thư số của máy chủ; nếu họ dùng chứng thư số gốc riêng, hãy khai authorities. Không có cách bỏ qua bước kiểm tra này.
error-delivery-credentials = Máy chủ { $receiver } không chấp nhận mã truy cập (HTTP { $status }).
    .next = Hãy xin lại mã truy cập và ghi vào token_file.
error-delivery-proxy = Không đi qua được máy chủ trung gian (proxy) để đến { $receiver }.
    .next = Hãy kiểm tra proxy ở mục [receivers] trong digitizer.toml.
error-delivery-proxy-address = Địa chỉ máy chủ trung gian (proxy) { $address } không dùng được.
    .next = Hãy sửa proxy ở mục [receivers] trong digitizer.toml.
error-delivery-redirect = Máy chủ { $receiver } chỉ sang nơi khác ({ $to }); chương trình không gửi dữ liệu đến nơi không được khai.
    .next = Hãy hỏi nơi nhận địa chỉ đúng và sửa address trong digitizer.toml.
error-delivery-no-api = Địa chỉ { $address } không nhận tài liệu theo API mẫu (HTTP { $status }).
    .next = Hãy hỏi nơi nhận địa chỉ đúng của API và sửa address trong digitizer.toml.
error-delivery-answer-too-large = Máy chủ { $receiver } trả lời quá dài nên kết nối bị ngắt.
    .next = Hãy kiểm tra địa chỉ với nơi nhận: có thể đó không phải API nhận tài liệu.
error-delivery-answer-unreadable = Không hiểu được trả lời của máy chủ { $receiver }, và máy chủ không cho tải lại tài liệu, nên không biết tài liệu đã đến đúng hay chưa.
    .next = Hãy hỏi nơi nhận về API của họ rồi gửi lại: chương trình hỏi máy chủ trước, nên không có tài liệu nào bị nhận hai lần.
error-delivery-strange-answer = Máy chủ { $receiver } trả lời ngoài quy ước (HTTP { $status }).
    .next = Hãy hỏi nơi nhận về API của họ rồi gửi lại.
error-delivery-busy = Máy chủ { $receiver } đang quá tải (HTTP { $reason }), đã thử { $tries } lần.
    .next = Hãy gửi lại sau: phần đã đến không gửi lại.
error-delivery-down = Máy chủ { $receiver } báo lỗi (HTTP { $reason }), đã thử { $tries } lần.
    .next = Hãy gửi lại sau: phần đã đến không gửi lại.
error-delivery-slow = Máy chủ { $receiver } trả lời quá chậm, đã thử { $tries } lần.
    .next = Hãy kiểm tra mạng và gửi lại sau: phần đã đến không gửi lại.
error-delivery-cut = Không kết nối được hoặc mất kết nối với { $receiver }, đã thử { $tries } lần.
    .next = Hãy kiểm tra mạng và gửi lại sau: phần đã đến không gửi lại.
error-delivery-pending = Máy chủ { $receiver } đã nhận nhưng chưa xử lý xong tài liệu, đã hỏi { $tries } lần.
    .next = Hãy gửi lại sau: chương trình sẽ hỏi máy chủ trước.
error-delivery-later = Máy chủ { $receiver } đề nghị gửi lại sau { $minutes } phút.
    .next = Hãy gửi lại khi ấy: phần đã đến không gửi lại.

doctor-delivery-to-folder = Nơi nhận { $who }: gửi được vào thư mục { $target }.
doctor-delivery-to-media = Nơi nhận { $who }: gửi được vào thiết bị tháo rời tại { $target }.
doctor-delivery-to-https = Nơi nhận { $who }: thiết lập để gửi đến { $target } dùng được (chưa kết nối thử).
doctor-delivery-medium-absent = Nơi nhận { $who }: chưa cắm thiết bị tháo rời tại { $folder }.
    .cure = Hãy cắm và mở thiết bị trước khi gửi gói.
doctor-delivery-folder-closed = Nơi nhận { $who }: không có quyền ghi vào { $folder }.
    .cure = Hãy xin quyền ghi vào thư mục ấy, hoặc mở khóa ghi của thiết bị.
doctor-delivery-authority-expires = Nơi nhận { $who }: chứng thư số gốc { $name } hết hạn ngày { $ends }.
    .cure = Hãy xin nơi nhận chứng thư số gốc mới và thêm vào tệp authorities.
doctor-delivery-authority-expired = Nơi nhận { $who }: chứng thư số gốc { $name } không có hiệu lực (hạn { $ends }).
    .cure = Hãy xin nơi nhận chứng thư số gốc mới và thay trong tệp authorities.
doctor-delivery-own-expires = Nơi nhận { $who }: chứng thư số của bên gửi { $name } hết hạn ngày { $ends }.
    .cure = Hãy xin nơi nhận gia hạn trước ngày đó.
doctor-delivery-own-expired = Nơi nhận { $who }: chứng thư số của bên gửi { $name } không có hiệu lực (hạn { $ends }).
    .cure = Hãy xin nơi nhận cấp chứng thư số mới.
doctor-delivery-no-folder = Nơi nhận { $who }: { error-delivery-no-folder }
    .cure = { error-delivery-no-folder.next }
doctor-delivery-no-io = Nơi nhận { $who }: { error-delivery-no-io }
    .cure = { error-delivery-no-io.next }
doctor-delivery-token-open = Nơi nhận { $who }: { error-delivery-token-open }
    .cure = { error-delivery-token-open.next }
doctor-delivery-token-no-io = Nơi nhận { $who }: { error-delivery-token-no-io }
    .cure = { error-delivery-token-no-io.next }
doctor-delivery-token-variable = Nơi nhận { $who }: { error-delivery-token-variable }
    .cure = { error-delivery-token-variable.next }
doctor-delivery-token-wrong = Nơi nhận { $who }: { error-delivery-token-wrong }
    .cure = { error-delivery-token-wrong.next }
doctor-delivery-authorities = Nơi nhận { $who }: { error-delivery-authorities }
    .cure = { error-delivery-authorities.next }
doctor-delivery-proxy-address = Nơi nhận { $who }: { error-delivery-proxy-address }
    .cure = { error-delivery-proxy-address.next }
doctor-delivery-key-open = Nơi nhận { $who }: { error-delivery-key-open }
    .cure = { error-delivery-key-open.next }
doctor-delivery-key-no-io = Nơi nhận { $who }: { error-delivery-key-no-io }
    .cure = { error-delivery-key-no-io.next }
doctor-delivery-key-unusable = Nơi nhận { $who }: { error-delivery-key-unusable }
    .cure = { error-delivery-key-unusable.next }
doctor-delivery-key-wrong = Nơi nhận { $who }: { error-delivery-key-wrong }
    .cure = { error-delivery-key-wrong.next }
