"""治安责任保证书 and 个人信息处理告知书: fixed wording, given as data, over signatures."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.page import TITLE
from desktop.forms.slots import Slot

PLEDGE = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("owner", "房东", required=True, sample="朱根法"),
    Field("owner_phone", "联系电话", sample="137****1188"),
    Field("receiver", "致", sample="王宅派出所"),
    Field("wording", "保证内容", Kind.LINES, required=True, sample=["一、查验承租人的有效身份证件。",
          "二、自租赁开始、终止之日起三个工作日内报送入住、离开情况。"]),
    Field("until", "有效期至", sample="2027-03-01"),
    Field("date", "日期", Kind.DATE, sample="2026-03-01"),
)  # fmt: skip
NOTICE = (
    Field("name", "姓名", sample="罗桂芳"),
    Field("unit", "告知单位", required=True, sample="王宅镇综治中心"),
    Field("wording", "告知内容", Kind.LINES, required=True, sample=["一、登记的信息只用于流动人口服务管理。",
          "二、您可以查阅、复制本人的信息。"]),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)  # fmt: skip


class Letter(CasePaper):
    def headline(self) -> list[Strip]:
        return held([*self.set(self.title, TITLE), space(8)])


class Pledge(Letter):
    key, label, title = "pledge", "治安责任保证书", "出租房屋治安责任保证书"
    fields = PLEDGE

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        heads = [[Slot("房屋地址：", text("address"), align="left")],
                 [Slot("房东：", text("owner"), align="left"), Slot("联系电话：", text("owner_phone"), align="left")],
                 [Slot("致：", text("receiver"), align="left"),
                  Slot("有效期至：", self.data.day("until"))]]  # fmt: skip
        body = [*self.headline(), *self.rows(heads), space(6),
                *self.prose(["本人出租上述房屋，保证做到：", *self.data.lines("wording")])]  # fmt: skip
        return ending(
            body, [space(12), *self.rows([[Slot("房东（签名）："), Slot("经办人（签名）：")]]), *self.dated()]
        )


class RentalNotice(Letter):
    key, label, title = "rental_notice", "个人信息处理告知书", "个人信息处理告知书"
    fields = NOTICE

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        heads = [[Slot("被告知人：", text("name"), 9, "left"), Slot("告知单位：", text("unit"), align="left")]]
        body = [*self.headline(), *self.rows(heads), space(6), *self.prose(self.data.lines("wording")), space(4),
                *self.prose(["以上内容已向我告知，我已清楚。"])]  # fmt: skip
        return ending(
            body, [space(12), *self.rows([[Slot("被告知人（签名）："), Slot("监护人（签名）：")]]), *self.dated()]
        )
