problem-card-several = Trên các trang này có thẻ căn cước của nhiều người; hãy xem giá trị này là của ai.
