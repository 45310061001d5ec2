# Bộ ghi tệp của gói (dựng sẵn và cài thêm)

cli-exporters-help = Liệt kê các bộ ghi tệp của gói có trên máy này, hoặc thử một bộ ghi theo giao ước của nó.
cli-exporters-check = Thử bộ ghi này bằng hồ sơ bịa: ghi, đọc lại, phát hiện hỏng hóc và thay đổi.
cli-exporters-type = Thử bằng hồ sơ bịa của loại giấy tờ này, thay cho hồ sơ thử chung.
cli-exporters-holds = Mã trường mà tệp của bộ ghi có giữ giá trị; nhắc lại được. Không nêu thì tính mọi trường có cột.
cli-exporters-no-values = Tệp của bộ ghi chỉ mô tả hoặc trình bày, không giữ giá trị trường nào.
cli-exporters-without-check = --type, --holds và --no-values chỉ dùng cùng với --check.
cli-exporters-item = { $exporter } { $version } ({ $distribution })
cli-exporters-keeps = Bộ ghi “{ $exporter }” giữ đúng giao ước.

error-no-exporter = Máy này không có bộ ghi tệp nào tên là “{ $exporter }”.
    .next = Hãy xem danh sách bằng lệnh digitizer exporters.
error-contract-no-profile = Loại giấy tờ { $type } không có mẫu xuất nên không thử bộ ghi với loại ấy được.
    .next = Hãy chọn loại có mẫu xuất (digitizer schema), hoặc lập mẫu xuất cho loại ấy.
error-contract-no-value = Không tạo được giá trị thử đúng dạng cho trường bắt buộc { $field } của loại giấy tờ { $type }.
    .next = Hãy xem lại pattern của trường ấy: chương trình chỉ hiểu những biểu thức chính quy thông thường.
error-exporter-unknown = Mẫu xuất cần bộ ghi tệp “{ $exporter }” nhưng máy này chưa cài. Hiện có: { $known }.
    .next = Hãy cài bộ ghi đó, hoặc sửa mục exporters trong tệp mẫu xuất, rồi lập gói lại.
error-exporter-name-twice = Có hai bộ ghi tệp khác nhau cùng mang tên “{ $exporter }”.
    .next = Hãy gỡ một trong hai phần mềm bổ sung rồi làm lại.
error-exporter-misnamed = Bộ ghi tệp cài thêm “{ $exporter }” không tự nhận đúng tên ấy hoặc ghi số phiên bản không đúng dạng.
    .next = Hãy gỡ phần mềm bổ sung đó hoặc báo cho người làm ra nó.
error-exporter-failed = Bộ ghi tệp “{ $exporter }” gặp lỗi ({ $reason }) nên chưa lập được gói. Không có gì dở dang được để lại.
    .next = Hãy báo cho người làm ra bộ ghi đó; muốn lập gói ngay, hãy bỏ tên nó khỏi mục exporters của mẫu xuất.
error-exporter-refused = Bộ ghi tệp “{ $exporter }” không nhận nội dung này ({ $reason }, hồ sơ { $case }) nên gói không được lập.
    .next = Hãy xem tài liệu của bộ ghi đó; muốn lập gói ngay, hãy bỏ tên nó khỏi mục exporters của mẫu xuất.
error-exporter-wrote-nothing = Bộ ghi tệp “{ $exporter }” không ghi tệp nào vào gói nên gói không được lập.
    .next = Hãy báo cho người làm ra bộ ghi đó; muốn lập gói ngay, hãy bỏ tên nó khỏi mục exporters của mẫu xuất.
error-exporter-wrote-outside = Bộ ghi tệp “{ $exporter }” ghi { $name } ra ngoài phần dành cho nó nên gói không được lập.
    .next = Hãy gỡ bộ ghi đó và báo cho người làm ra nó.
error-exporter-changed-others = Bộ ghi tệp “{ $exporter }” đã đụng tới tệp { $name } của bộ ghi khác nên gói không được lập.
    .next = Hãy gỡ bộ ghi đó và báo cho người làm ra nó.
error-exporter-odd-file = Bộ ghi tệp “{ $exporter }” ghi { $name }: đó không phải là tệp thường, hoặc tên không dùng được trên mọi máy.
    .next = Hãy báo cho người làm ra bộ ghi đó.
error-exporter-documents-missing = Bộ ghi tệp PDF để thiếu { $count } hồ sơ nên gói không được lập.
    .next = Hãy báo cho người làm ra bộ ghi đó.
error-exporters-without-documents = Mẫu xuất trong { $file } phải có đúng một bộ ghi tệp PDF của hồ sơ ({ $place }).
    .next = Hãy sửa mục exporters trong tệp mẫu xuất; bộ ghi dựng sẵn tên là documents.

problem-exporter-not-here = Máy này không có bộ ghi tệp “{ $exporter }” phiên bản { $version }: tệp của nó mới chỉ được so mã băm, nội dung chưa được đối chiếu.
problem-exporter-check-failed = Bộ ghi tệp “{ $exporter }” gặp lỗi ({ $reason }) khi kiểm tra: nội dung tệp của nó chưa được đối chiếu.
problem-exporter-found = Bộ ghi tệp “{ $exporter }” thấy tệp của nó có điều sai ({ $reason }).
problem-file-without-exporter = Danh sách manifest.json không ghi rõ bộ ghi nào đã ghi tệp { $name }.
problem-file-of-wrong-exporter = Danh sách manifest.json ghi tệp { $name } là của bộ ghi “{ $exporter }”, nhưng bộ ghi này không ghi loại tệp ấy: nội dung tệp chưa được đối chiếu.

# Thử một bộ ghi theo giao ước (dành cho người làm ra nó)

problem-contract-misnamed = Bộ ghi “{ $exporter }”: tên phải là chữ thường, số và gạch nối; phiên bản phải là các số cách nhau bằng dấu chấm.
problem-contract-field-unknown = Bộ ghi “{ $exporter }”: hồ sơ thử không có cột nào của trường { $key }. Các trường có cột: { $known }.
problem-contract-not-written = Bộ ghi “{ $exporter }” không ghi được gói thử: { $reason }.
problem-contract-sound-refused = Bộ ghi “{ $exporter }” báo sai với gói thử nguyên vẹn do chính nó ghi: { $found }.
problem-contract-check-raised = Bộ ghi “{ $exporter }” gặp lỗi { $reason } khi kiểm tra ({ $what }) thay vì nêu vấn đề.
problem-contract-damage-missed = Bộ ghi “{ $exporter }” không thấy tệp { $name } đã hỏng ({ $how }).
problem-contract-change-missed = Bộ ghi “{ $exporter }” không thấy gói đã khác danh sách: { $what }.
problem-contract-value-told = Bộ ghi “{ $exporter }” nêu giá trị của hồ sơ trong vấn đề ({ $name }).
