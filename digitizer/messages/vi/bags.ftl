# Gói theo chuẩn BagIt (RFC 8493), của Digitizer và của chương trình khác

problem-bag-without-list = Gói không có danh sách mã băm nào dùng được (manifest-sha256.txt hoặc tương tự), nên không kiểm tra được nội dung.
problem-bag-declaration-damaged = Tệp bagit.txt không đúng hai dòng mà chuẩn BagIt quy định.
problem-bag-version-unknown = Gói theo phiên bản BagIt { $version }, phiên bản Digitizer này chưa biết.
problem-bag-encoding-unknown = Tệp bagit.txt ghi bảng mã { $encoding }, không dùng được.
problem-bag-algorithm-unknown = Danh sách { $name } dùng thuật toán băm mà Digitizer không biết; danh sách này không được kiểm tra.
problem-bag-list-damaged = Tệp { $name } sai quy cách ở dòng { $line }.
problem-bag-list-differs = Danh sách { $list } ghi mã băm không khớp với tệp { $name }, trong khi danh sách khác khớp: chính danh sách { $list } đã bị thay đổi.
problem-bag-list-not-plain = Danh sách { $list } ghi tên { $name } không đúng quy cách (thừa “./” hoặc dấu “*” ở trước).
problem-bag-name-outside = Danh sách { $list } ghi tên { $name }, nằm ngoài phần mà danh sách này được phép nói đến.
problem-bag-name-twice = Danh sách { $list } ghi tên { $name } hai lần.
problem-bag-names-alike = Danh sách { $list } có những tên chỉ khác nhau ở chữ hoa, chữ thường hoặc cách mã hóa dấu, trên máy khác sẽ thành một tệp: { $name }.
problem-bag-name-otherwise = Danh sách ghi tệp { $name }, trong gói tên ấy viết khác đi: { $found }.
problem-bag-system-file = Gói chứa tệp { $name } do hệ điều hành tự tạo; tệp này có thể tự đổi.
problem-bag-file-not-in-list = Tệp { $name } không có trong danh sách { $list }.
problem-bag-file-to-fetch = Tệp { $name } chưa có trong gói: gói chỉ ghi địa chỉ để tải về (fetch.txt), và Digitizer không tải gì.
problem-bag-more-problems = Gói còn nhiều chỗ sai khác: chỉ liệt kê { $count } chỗ đầu tiên.
problem-bag-oxum-twice = Tệp bag-info.txt ghi Payload-Oxum nhiều lần.
problem-bag-oxum-differs = Tệp bag-info.txt ghi dung lượng và số tệp (Payload-Oxum) là { $expected }, thực tế là { $found }.

bag-foreign-sound = Gói BagIt của chương trình khác còn nguyên vẹn: { $files } tệp khớp với danh sách của gói. Đây không phải gói của Digitizer nên không có gì thêm để đối chiếu.
