"""Codes of the office itself: roles of its people, grades, levels, shifts, leave (mostly ours)."""

from __future__ import annotations

STAFF_ROLE = {
    "01": "中心主任",
    "02": "带班领导",
    "03": "综治干部",
    "04": "值班员",
    "05": "人民调解员",
    "06": "专职网格员",
    "07": "兼职网格员",
    "08": "网格长",
    "09": "民警",
    "10": "辅警",
    "11": "单元长",
    "12": "楼道长",
    "13": "志愿者",
    "14": "包村干部",
    "15": "平安法治员",
    "99": "其他",
}
GRADE = {"1": "橙", "2": "蓝", "3": "青"}
LEVEL = {"02": "省", "03": "地市", "04": "县", "05": "乡镇街道", "06": "村社区", "07": "网格", "08": "最小单元"}
"""GB/T 31000 names 02-06; below them the codes are ours."""
UNIT_KIND = {"04": "县", "05": "乡镇街道", "06": "村社区", "07": "网格", "08": "片组", "09": "楼栋", "10": "单元·楼道"}
"""Units of responsibility, upper ones first; as `level` down to the grid, below it ours."""
ANSWER_ROLE = {
    "01": "网格长",
    "02": "党员干部网格长",
    "03": "专职网格员",
    "04": "单元长·楼道长",
    "05": "包村干部",
    "06": "志愿者",
    "99": "其他责任人",
}
POST = {
    "leader": "带班领导",
    "day": "值班员白班",
    "night": "值班员夜班",
    "learn": "学习岗",
    "standby": "备班",
    "visit": "接访",
}
SHIFT = {"day": "白班", "night": "夜班", "whole": "全天"}
DAY_KIND = {"workday": "工作日", "restday": "休息日", "holiday": "法定节假日", "makeup": "调休上班日"}
LEAVE_KIND = {
    "01": "年休假",
    "02": "事假",
    "03": "病假",
    "04": "婚假",
    "05": "产假",
    "06": "陪产假",
    "07": "丧假",
    "08": "公差",
    "09": "培训",
    "99": "其他",
}
DUTY_GROUP = {"leader": "领导", "staff": "值班人员", "grid": "网格员", "mediator": "调解员", "police": "警务室",
              "none": "不排班"}  # fmt: skip
ROTA_STATE = {"draft": "草稿", "published": "已发布", "changed": "发布后改动"}
WEEKDAY = {"1": "周一", "2": "周二", "3": "周三", "4": "周四", "5": "周五", "6": "周六", "7": "周日"}
WISH = {"off": "不想值", "on": "想值"}
DUTY_RULE = {
    "one_post_a_day": "一天只值一岗",
    "rest_after_night": "夜班后休息",
    "max_in_window": "连续几天内最多值班天数",
    "min_gap": "两次值班之间的间隔",
    "mentor_present": "学习岗有带教",
    "village_gap": "同村错开",
    "forbidden_pair": "不能排在一起的两人",
    "wanted_pair": "最好排在一起的两人",
}
PAIR_SCOPE = {"same_day": "同一天", "same_post": "同一岗位"}
SWAP_KIND = {"swap": "调班", "substitute": "替班"}
SWAP_STATE = {
    "asked": "等对方同意",
    "agreed": "等批准",
    "declined": "对方不同意",
    "approved": "已办",
    "refused": "不批准",
    "withdrawn": "已撤回",
}
HANDOVER_STATE = {"open": "值班中", "handed": "待接班人签", "taken": "已交接"}
LEARN_GRADE = {"1": "优秀", "2": "合格", "3": "还需带教"}
AGENT_POWER = {"1": "一般代理", "2": "特别代理"}
ATTACHMENT_KIND = {"1": "照片", "2": "扫描件", "3": "PDF", "9": "其他"}

TABLES = {
    "staff_role": STAFF_ROLE,
    "grade": GRADE,
    "level": LEVEL,
    "unit_kind": UNIT_KIND,
    "answer_role": ANSWER_ROLE,
    "post": POST,
    "shift": SHIFT,
    "day_kind": DAY_KIND,
    "leave_kind": LEAVE_KIND,
    "duty_group": DUTY_GROUP,
    "rota_state": ROTA_STATE,
    "weekday": WEEKDAY,
    "wish": WISH,
    "duty_rule": DUTY_RULE,
    "pair_scope": PAIR_SCOPE,
    "swap_kind": SWAP_KIND,
    "swap_state": SWAP_STATE,
    "handover_state": HANDOVER_STATE,
    "learn_grade": LEARN_GRADE,
    "agent_power": AGENT_POWER,
    "attachment_kind": ATTACHMENT_KIND,
}
