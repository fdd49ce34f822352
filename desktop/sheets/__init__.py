"""Old workbooks in, clean workbooks out; no window, no database. The only room with openpyxl and calamine."""
