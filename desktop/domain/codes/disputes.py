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


def proposed_event(type_: str) -> str:
    """The GB/T 31000 event code that a dispute of this type most likely has."""
    return EVENT_OF_TYPE[type_][0]


DISPUTE_SOURCE = {
    "01": "当事人申请",
    "02": "主动调解",
    "11": "法院委托移送",
    "12": "检察院委托移送",
    "13": "公安委托移送",
    "14": "信访委托移送",
    "19": "其他委托移送",
}
SENT_ON = frozenset(code for code, label in DISPUTE_SOURCE.items() if label.endswith("委托移送"))
"""Sources that have a sender."""

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
    "routed": "已转办",
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
EVIDENCE_KIND = {
    "1": "书证", "2": "物证", "3": "视听资料", "4": "电子数据", "5": "证人证言", "6": "当事人陈述", "7": "鉴定意见",
    "8": "勘验笔录",
}  # fmt: skip
"""民事诉讼法 第66条, in the order people use them."""

EVIDENCE_COPY = {"1": "原件", "2": "复印件"}
PROXY_POWER = {
    "1": "代为申请调解、陈述事实",
    "2": "代为承认、放弃、变更调解请求",
    "3": "代为达成并签署调解协议",
    "4": "代为签收文书",
}
VISIT_WAY = {"1": "上门", "2": "电话", "3": "来访"}
SATISFACTION = {"1": "满意", "2": "基本满意", "3": "不满意"}
COURT_DECISION = {"1": "确认有效", "2": "驳回申请", "3": "撤回申请"}
RETENTION = {"1": "永久", "2": "三十年", "3": "十年"}
INTAKE_ROUTE = {"1": "人民调解", "2": "信访", "3": "其他部门"}
COMING = {"1": "来访", "2": "来电", "3": "网上", "4": "网格上报"}
PREVENTED = {"1": "防止自杀", "2": "防止转刑事", "3": "防止群体性上访", "4": "防止械斗"}
PREVENTION = {"1": "排查", "2": "预防"}

TABLES = {
    "prevention": PREVENTION,
    "evidence_kind": EVIDENCE_KIND,
    "evidence_copy": EVIDENCE_COPY,
    "proxy_power": PROXY_POWER,
    "visit_way": VISIT_WAY,
    "satisfaction": SATISFACTION,
    "court_decision": COURT_DECISION,
    "retention": RETENTION,
    "intake_route": INTAKE_ROUTE,
    "coming": COMING,
    "prevented": PREVENTED,
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
