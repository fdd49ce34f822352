"""登录: who sits down, and with which password."""
