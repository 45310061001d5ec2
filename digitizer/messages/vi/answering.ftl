error-part-is-none = Trong lô "{ $batch }" không còn hồ sơ nào để duyệt sau khi trừ các hồ sơ trả lại.
    .next = Hãy trả lại cả lô, hoặc bớt hồ sơ trả lại.
error-part-is-all = Lô "{ $batch }" không có hồ sơ nào phải trả lại nên không phải duyệt một phần.
    .next = Hãy phê duyệt cả lô.
error-part-both-ways = Chỉ nêu các hồ sơ được duyệt, hoặc chỉ nêu các hồ sơ trả lại, không nêu cả hai.
    .next = Hãy nêu số các hồ sơ được duyệt, hoặc dùng --all-but cho các hồ sơ trả lại.
error-case-has-own-pin = Hồ sơ { $case } có chỗ bạn đã ghim lý do trả lại nên chưa duyệt được.
    .next = Hãy để hồ sơ này trong phần trả lại, hoặc bỏ ghim rồi duyệt.
error-nothing-to-reopen = Chưa nêu hồ sơ nào của lô "{ $batch }" cần mở lại.
    .next = Hãy chọn các hồ sơ đã duyệt hoặc đã xuất cần mở lại.

ui-batch-partly_approved = Duyệt một phần
cli-batch-state-partly_approved = đã duyệt một phần

ui-action-approve-part = Duyệt một phần…
ui-action-reopen-case = Mở lại hồ sơ…
ui-action-answered-batches = Lô chờ duyệt / lô đã duyệt

palette-needs-can_reopen = cần một hồ sơ đã duyệt, thuộc lô mà bạn không tham gia làm
answering-which = Các lô
answering-waiting = Chờ phê duyệt
answering-answered = Đã phê duyệt
answering-answered-batches = Các lô đã phê duyệt
answering-answered-empty = Chưa có lô nào được phê duyệt
answering-answered-empty-advice = Lô đã duyệt, duyệt một phần hoặc đã xuất nằm ở đây. Sổ giấy đúng hơn dữ liệu: hồ sơ đã duyệt hay đã xuất đều mở lại được, có lý do.
answering-about-answered = { $cases } hồ sơ · đã duyệt: { $answered } · tồn đọng: { $backlog } · người duyệt: { $name }
answering-before = { $count } hồ sơ của lô đã duyệt từ trước và giữ nguyên.

answering-part-title = Duyệt một phần lô { $batch }
answering-part-counts = Duyệt { $approved } hồ sơ. Trả lại { $returned } hồ sơ, trong đó { $pinned } hồ sơ đã ghim lý do.
answering-part-advice = Hồ sơ được duyệt có thể xuất ngay. Hồ sơ trả lại ở lại lô làm phần tồn đọng, sửa xong thì trình lại.
answering-part-unseen = Còn { $count } dòng khác nhau chưa xem trong lô này.
answering-part-loading = Chương trình chưa tìm xong các chỗ khác nhau của lô này.
answering-part-reason = Lý do trả lại
answering-part-reason-needed = Có hồ sơ trả lại chưa ghim lý do: hãy ghi lý do.
answering-part-do = Duyệt { $approved }, trả lại { $returned }
answering-part-whole = Không duyệt, trả lại { $returned } hồ sơ
answering-part-nothing = Chưa ghim hoặc chọn hồ sơ nào để trả lại. Hãy ghim lý do ở chỗ phải xem, hoặc chọn hồ sơ ở danh sách Hồ sơ.
answering-part-done = Đã duyệt một phần lô { $batch }: { $approved } hồ sơ được duyệt, { $returned } hồ sơ trả lại.

answering-reopen-title = Mở lại { $count } hồ sơ của lô { $batch }
answering-reopen-advice = Hồ sơ trở về người nhập kèm lý do. Gói đã xuất giữ nguyên; hồ sơ vẫn được ghi nhận là đã ra trong gói nào.
answering-reopen-left = Đã ra trong gói { $package }.
answering-reopen-field = Trường cần xem lại
answering-reopen-whole = Cả hồ sơ
answering-reopen-reason = Lý do mở lại, ví dụ: sổ giấy ghi khác
answering-reopen-do = Mở lại
answering-reopened = Đã mở lại { $count } hồ sơ của lô { $batch }.
answering-reopen-choose = Hãy chọn hồ sơ đã duyệt hoặc đã xuất cần mở lại.
answering-reopen-one-batch = Các hồ sơ đã chọn thuộc nhiều lô. Hãy chọn hồ sơ của cùng một lô.

answering-exported-backlog = Lô chưa trọn: { $count } hồ sơ tồn đọng ở lại, ghi ở trang "Tồn đọng" của bảng.

backlog-card-alone = Giấy tờ tùy thân này chưa có hồ sơ của người đứng tên trên giấy trong gói; chờ đi cùng hồ sơ ấy.

answering-came-back = Đã xuất rồi mở lại

cli-batch-approve-all-but = Duyệt mọi hồ sơ trừ hồ sơ này; có thể nêu nhiều lần.
cli-batch-approve-unpinned = Duyệt mọi hồ sơ bạn không ghim.
cli-batch-approve-rest-reason = Lý do trả lại phần còn lại; không cần khi mọi hồ sơ trả lại đều đã ghim.
cli-batch-approved-part = { $user } đã duyệt một phần lô "{ $name }": { $approved } hồ sơ đã duyệt, { $backlog } hồ sơ tồn đọng.
cli-batch-reopen-help = Mở lại các hồ sơ đã duyệt hoặc đã xuất, kèm lý do; gói đã xuất giữ nguyên.
cli-batch-reopen-field = Mã trường cần xem lại; người nhập thấy ghim ở đó.
cli-batch-reopened = Đã mở lại { $count } hồ sơ của lô "{ $name }".
cli-export-backlog = { answering-exported-backlog }
cli-records-list-came-back = Chỉ những hồ sơ đã xuất rồi được mở lại.
cli-records-left-in = Đã ra trong gói { $package } lúc { $at }.
cli-records-approved-by = { $name } đã duyệt lúc { $at }.

slip-backlog = Hồ sơ tồn đọng (chưa duyệt)
slip-gap-backlog = Lô mới được duyệt một phần: còn hồ sơ tồn đọng chưa được duyệt nên chưa ra.
