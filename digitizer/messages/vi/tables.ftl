# Tables: what reading them leaves open, and their editor on the desk.

problem-table-rows-unsure = Bảng không có đường kẻ giữa các dòng: hãy đối chiếu từng dòng với ảnh.
