"""Codes about incomers, rented houses, rooms and stays (GB/T 31000-2015; some are ours)."""

from __future__ import annotations

REASON = {
    "01": "务工",
    "02": "务农",
    "03": "经商",
    "04": "学习培训",
    "05": "婚嫁",
    "06": "随迁",
    "07": "治病疗养",
    "08": "投亲靠友",
    "09": "工作调动",
    "99": "其他",
}
PERMIT_KIND = {"01": "居住证", "02": "暂住证", "99": "其他"}
RESIDENCE_KIND = {
    "01": "自购",
    "02": "租赁",
    "03": "寄宿",
    "04": "借住",
    "05": "单位宿舍",
    "06": "临时性宿舍",
    "07": "农民工公寓",
    "99": "其他",
}
BUILDING_USE = {
    "01": "住宅",
    "02": "商业",
    "03": "办公",
    "04": "工业",
    "05": "仓储",
    "06": "商住混用",
    "99": "其他",
}
RENT_USE = {"01": "宿舍", "02": "住房", "03": "商铺", "04": "办公", "05": "仓库", "06": "厂房", "99": "其他"}
HAZARD = {
    "00": "无",
    "01": "火灾",
    "02": "治安",
    "03": "矛盾纠纷",
    "04": "危化物品",
    "05": "疾病传染",
    "99": "其他",
}
LEASE_KIND = {"1": "整户出租", "2": "分间出租", "3": "床位出租", "4": "企业宿舍", "9": "其他"}
ROOM_STATUS = {"1": "可租", "2": "停租"}
RELATION = {
    "01": "本人",
    "02": "配偶",
    "03": "子女",
    "04": "父母",
    "05": "兄弟姐妹",
    "06": "其他亲属",
    "07": "同事",
    "08": "朋友",
    "09": "合租",
    "99": "其他",
}
EXEMPT = {"01": "宾馆旅店住宿", "02": "住院", "03": "在校住宿", "04": "救助站", "05": "本地亲属家30日内"}
PERMIT_STEP = {"01": "首次申领", "02": "签注", "03": "换领", "04": "补领"}
ENTERPRISE_KIND = {"01": "内资", "02": "外资", "03": "个体工商户", "04": "农民专业合作社", "99": "其他"}
EMPLOYMENT = {"1": "在业", "2": "正在找工作", "3": "打零工", "4": "不找工作"}
INSPECTION_KIND = {"1": "消防", "2": "治安"}
INSPECTION_ANSWER = {"1": "合格", "2": "不合格", "3": "不适用"}
HAZARD_STATE = {"open": "待整改", "fixing": "整改中", "passed": "复查合格", "closed": "已销案"}

TABLES = {
    "reason": REASON,
    "employment": EMPLOYMENT,
    "permit_kind": PERMIT_KIND,
    "residence_kind": RESIDENCE_KIND,
    "building_use": BUILDING_USE,
    "rent_use": RENT_USE,
    "hazard": HAZARD,
    "inspection_kind": INSPECTION_KIND,
    "inspection_answer": INSPECTION_ANSWER,
    "hazard_state": HAZARD_STATE,
    "lease_kind": LEASE_KIND,
    "room_status": ROOM_STATUS,
    "relation": RELATION,
    "exempt": EXEMPT,
    "permit_step": PERMIT_STEP,
    "enterprise_kind": ENTERPRISE_KIND,
}
