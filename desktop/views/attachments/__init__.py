"""附件 on screen: the list, the one looked at, and what is done with them; for any record that takes attachments."""
