# Giao nhận giấy tờ trong cửa sổ: danh sách, ghi mới, in biên bản.

ui-action-handovers = Giao nhận giấy tờ…
handovers-title = Giao nhận giấy tờ với kho
handovers-advice = Mỗi lần giấy tờ rời kho để quét hay trả về kho là một biên bản, hai bên cùng ký. Lần đã ghi không sửa, không xóa được; ghi nhầm thì ghi một lần ngược lại.
handovers-loading = Đang mở danh sách…
handovers-none = Chưa ghi lần giao nhận nào
handovers-none-advice = Khi nhận sổ, hồ sơ từ kho để quét, hãy ghi một lần giao nhận và in biên bản để hai bên ký.
handovers-add = Ghi giao nhận mới…
handovers-new = Giao nhận mới
handovers-add-advice = Ghi số đã cùng đếm. Tên giấy tờ viết giống nhau khi giao và khi trả để cộng trừ đúng.
handovers-print = In biên bản…
handovers-close = Đóng
handovers-file = Bien ban giao nhan so { NUMBER($number, useGrouping: 0) }
handovers-direction-out = Giao ra khỏi kho để quét
handovers-direction-back = Trả về kho
handovers-out = Còn ở ngoài kho
handovers-all-back = Giấy tờ đã giao đều đã về kho.
handovers-still-out = { $papers }: { $books } quyển, { $sheets } tờ
handovers-too-much = { $papers }: trả về lệch { $books } quyển, { $sheets } tờ so với số đã giao; hai bên đếm lại
