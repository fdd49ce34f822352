"""Old workbooks in, clean workbooks out; knows neither window nor database. The only room with openpyxl and calamine."""
