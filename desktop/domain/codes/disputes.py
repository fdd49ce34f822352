"""Codes of mediation: the justice ministry's dispute types, sources, results, ways of settling."""

from __future__ import annotations

DISPUTE_TYPE = {
    "01": "婚姻家庭",
    "02": "邻里",
    "03": "房屋宅基地",
    "04": "合同",
    "05": "生产经营",
    "06": "损害赔偿",
    "07": "山林土地",
    "08": "征地拆迁",
    "09": "环境污染",
    "10": "拖欠农民工工资",
    "11": "其他劳动争议",
    "12": "旅游",
    "13": "电子商务",
    "14": "其他消费",
    "15": "医疗",
    "16": "道路交通事故",
    "17": "物业",
    "99": "其他",
}
"""In the order of the ministry's statistics; the numbers are ours."""

EVENT_OF_TYPE = {
    "01": ("01",),
    "02": ("02",),
    "03": ("0902",),
    "04": ("06",),
    "05": ("0603",),
    "06": ("05", "03"),
    "07": ("0903", "0901"),
    "08": ("1102", "1101"),
    "09": ("0504",),
    "10": ("07",),
    "11": ("07",),
    "12": ("0601",),
    "13": ("0601",),
    "14": ("0601",),
    "15": ("0502",),
    "16": ("0503",),
    "17": ("0402",),
    "99": ("99",),
}
"""Dispute type -> GB/T 31000 event codes that fit, the proposed one first."""

DISPUTE_SOURCE = {
    "01": "当事人申请",
    "02": "主动调解",
    "11": "法院委托移送",
    "12": "检察院委托移送",
    "13": "公安委托移送",
    "14": "信访委托移送",
    "19": "其他委托移送",
}
DISPUTE_RESULT = {"1": "调解成功", "2": "调解不成", "3": "有待继续调解"}
AGREEMENT_FORM = {"1": "书面", "2": "口头"}
SCALE = {"01": "个体性", "02": "一般群体性", "03": "重大群体性"}
RESOLUTION = {
    "01": "调解",
    "0101": "司法调解",
    "0102": "行政调解",
    "0103": "人民调解",
    "0104": "仲裁调解",
    "0105": "商事调解",
    "0106": "行业调解",
    "0107": "律师调解",
    "0199": "其他调解",
    "02": "仲裁",
    "03": "行政复议",
    "04": "行政裁决",
    "05": "诉讼",
    "06": "协商和解",
}
PERFORMANCE = {"1": "已履行", "2": "部分履行", "3": "未履行", "4": "不需履行"}
CASE_STATE = {
    "registered": "登记",
    "refused": "不予受理",
    "accepted": "受理",
    "investigating": "调查",
    "mediating": "调解",
    "agreed": "达成协议",
    "failed": "调解不成",
    "terminated": "终止",
    "performing": "履行",
    "visited": "回访",
    "archived": "归档",
}
PARTY_ROLE = {"1": "申请人", "2": "被申请人", "3": "第三人", "4": "委托代理人"}

TABLES = {
    "dispute_type": DISPUTE_TYPE,
    "dispute_source": DISPUTE_SOURCE,
    "dispute_result": DISPUTE_RESULT,
    "agreement_form": AGREEMENT_FORM,
    "scale": SCALE,
    "resolution": RESOLUTION,
    "performance": PERFORMANCE,
    "case_state": CASE_STATE,
    "party_role": PARTY_ROLE,
}
