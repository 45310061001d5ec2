# Định dạng mở: XML, CSVW, JSON Schema, siêu dữ liệu của Công văn 7197

error-export-not-of-schema = Trường { $field } của hồ sơ { $case } không đúng lược đồ của loại giấy tờ, phiên bản { $version }.
    .next = Hãy mở lại hồ sơ để xem lại trường đó, rồi xuất lại.
error-export-required-field = Mẫu xuất trong { $file } thiếu trường bắt buộc { $place }, nên không ghi được tệp theo lược đồ.
    .next = Hãy thêm cột của trường đó vào mẫu xuất, hoặc bỏ bộ ghi tệp theo lược đồ khỏi mục exporters.
error-metadata-field-missing = Hồ sơ { $case } chưa có trường { $field } mà Công văn 7197/BKHCN-CĐSQG bắt buộc.
    .next = Hãy mở lại hồ sơ để điền trường đó, rồi xuất lại.
error-metadata-field-wrong = Trường { $field } của hồ sơ { $case } không đúng dạng hoặc quá dài so với Công văn 7197/BKHCN-CĐSQG.
    .next = Hãy mở lại hồ sơ để sửa trường đó, rồi xuất lại.

problem-export-not-of-schema = Trường { $field } của hồ sơ { $case } không đúng lược đồ của loại giấy tờ, phiên bản { $version }.
problem-metadata-field-missing = Hồ sơ { $case } chưa có trường { $field } mà Công văn 7197/BKHCN-CĐSQG bắt buộc.
problem-metadata-field-wrong = Trường { $field } của hồ sơ { $case } không đúng dạng hoặc quá dài so với Công văn 7197/BKHCN-CĐSQG.
problem-value-not-of-schema = Tệp { $name }, dòng { $row }, cột { $column }: giá trị không đúng mô tả đi kèm.
problem-schema-not-of-records = Lược đồ { $name } không phải lược đồ của tệp { $records }.
