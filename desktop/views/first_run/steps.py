"""Steps 2 to 5: administrator, recovery code, look, sample data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import Refused
from desktop.views.style.look import SCALES, look
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lock_screen import PasswordField
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

THEMES = (("light", "浅色"), ("dark", "深色"), ("high", "高对比"))


def page(title: str, about: str, *widgets: QWidget) -> Column:
    column = Column(Label(title, "dialog"), Label(about, "label", wrap=True), margins=(28, 24, 28, 12), gap=12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


class Beside(QWidget):
    """A button at its own width in a column."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setLayout(Row(widget, None))


class AdminStep(QWidget):
    """Login, name and password twice."""

    def __init__(self) -> None:
        super().__init__()
        self.form = FormPanel("first.admin", columns=1, rules=(self._same,))
        self.form.add("login", tr("用户名"), TextField(tr("用户名"), "first.login"), required=True)
        self.form.add("name", tr("姓名"), TextField(tr("姓名"), "first.name"), required=True)
        for key, label in (("password", tr("密码")), ("again", tr("再输一遍"))):
            self.form.add(key, label, PasswordField(label, f"first.{key}"), required=True)
        self.form.set_values({"login": "admin"})
        about = tr("您是系统管理员，也能办综治业务。密码至少8位，不要用用户名。")
        self.setLayout(page(tr("建立管理员"), about, self.form))

    def _same(self, values: Mapping[str, Any]) -> list[Finding]:
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            return [Finding("again", tr("两次输入不一样，请再输一遍"))]
        return []


class CodeStep(QWidget):
    """The code, to be written down or printed, and typed back once. `print_asked`: it is wanted on paper."""

    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = Label("", "figure")
        self.paper = button(tr("打印或存为 PDF…"), "first.code.print", self.print_asked.emit, icon="printer")
        self.back = TextField(tr("照着抄一遍"), "first.code", hint=tr("用来确认已经抄下"))
        self.form = FormPanel("first.code.form", columns=1)
        self.form.add("back", tr("照着抄一遍"), self.back, required=True)
        about = tr("忘记密码或换电脑时，只有恢复码能打开资料。请抄下或打印，锁进柜子。")
        self.setLayout(page(tr("恢复码"), about, self.code, Beside(self.paper), self.form))

    def check(self) -> bool:
        """Whether what was typed back is the code."""
        if self.form.check():
            return False
        typed = "".join(c for c in self.back.text().upper() if c.isalnum())
        if typed != "".join(c for c in self.code.text() if c.isalnum()):
            self.form.show_refused(Refused("和恢复码对不上", "对照上面的码再抄一遍", field="back"))
            return False
        return True


class LookStep(QWidget):
    """Theme and display size, seen at once."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = SegmentedControl(tr("颜色"), "first.theme", [(key, tr(words)) for key, words in THEMES])
        self.scale = SegmentedControl(tr("显示大小"), "first.size", [(str(n), f"{n}%") for n in SCALES])
        self.theme.chosen.connect(lambda key: look().set_theme(key))
        self.scale.chosen.connect(lambda key: look().set_percent(int(key)))
        about = tr("字太小就选大一点，以后随时可以改。")
        self.setLayout(page(tr("显示大小"), about, self.theme, self.scale))


class SampleStep(QWidget):
    """Made-up data to look around in."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = QCheckBox(tr("加入样例数据"))
        self.wanted.setObjectName("first.sample")
        self.wanted.setAccessibleName(tr("加入样例数据"))
        about = tr("编造的400户出租房、5000人、300件纠纷，用来熟悉程序。以后在“系统”里一次移除，不留痕迹。")
        self.setLayout(page(tr("样例数据"), about, self.wanted))
