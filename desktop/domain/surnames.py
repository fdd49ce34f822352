"""Facts: surnames whose reading as a surname differs from the everyday one, and compound surnames.

Written `surname readings`, the usual reading first; tone numbers 1-5, readings parted by `|`.
"""

from __future__ import annotations

_SINGLE = """
单 shan4
単 shan4
曾 zeng1
区 ou1
解 xie4
仇 qiu2
查 zha1
盖 ge3|gai4
员 yun4
朴 piao2
缪 miao4
乐 yue4|le4
冼 xian3
洗 xian3
种 chong2
黑 he4|hei1
翟 zhai2|di2
覃 qin2|tan2
任 ren2
华 hua4
宁 ning4|ning2
纪 ji3|ji4
那 na1
哈 ha3
过 guo1
召 shao4
尹 yin3
隗 wei3|kui2
郗 xi1|chi1
句 gou1
勾 gou1
宓 mi4|fu2
逄 pang2
亓 qi2
燕 yan1
葛 ge3
应 ying1
卜 bu3
谌 chen2|shen4
褚 chu3
啜 chuai4
佴 nai4
阚 kan4
瞿 qu2
阙 que1
都 du1
曲 qu1
贾 jia3
盛 sheng4
石 shi2
沈 shen3
相 xiang4|xiang1
行 xing2|hang2
眭 sui1
睢 sui1
宿 su4
车 che1
俞 yu2
於 yu1
郇 xun2|huan2
牟 mou2|mu4
祭 zhai4
占 zhan1
仉 zhang3
粘 nian2
訾 zi1
昝 zan3
笪 da2
厍 she4
尉 wei4|yu4
角 jue2|jiao3
费 fei4|bi4
薄 bo2
柏 bai3
秘 bi4
贲 ben1
郄 qie4
郤 xi4
缑 gou1
妫 gui1
炅 gui4
郏 jia2
蹇 jian3
隽 juan4
亢 kang4
蒯 kuai3
郐 kuai4
逯 lu4
雒 luo4
芈 mi3
乜 nie4
繁 po2
谯 qiao2
撒 sa3|sa4
莘 shen1|xin1
折 she2
佘 she2
邰 tai2
仝 tong2
要 yao1
肖 xiao1
叶 ye4
观 guan4
冒 mao4
令 ling2|ling4
恽 yun4
臧 zang1
禚 zhuo2
迮 ze2
禤 xuan1
撖 han4
庹 tuo3
呙 guo1
郜 gao4
芮 rui4
苻 fu2
酆 feng1
晁 chao2
㐌 tuo1|yi2
俱 ju1
"""

_COMPOUND = """
尉迟 yu4 chi2
万俟 mo4 qi2
长孙 zhang3 sun1
令狐 ling2 hu2
澹台 tan2 tai2
亓官 qi2 guan1
单于 chan2 yu2
宰父 zai3 fu3
闾丘 lü2 qiu1
濮阳 pu2 yang2
鲜于 xian1 yu2
皇甫 huang2 fu3
夏侯 xia4 hou2
呼延 hu1 yan2
慕容 mu4 rong2
欧阳 ou1 yang2
司马 si1 ma3
上官 shang4 guan1
诸葛 zhu1 ge3
东方 dong1 fang1
公孙 gong1 sun1
轩辕 xuan1 yuan2
钟离 zhong1 li2
宇文 yu3 wen2
端木 duan1 mu4
赫连 he4 lian2
南宫 nan2 gong1
拓跋 tuo4 ba2
独孤 du2 gu1
司徒 si1 tu2
淳于 chun2 yu2
申屠 shen1 tu2
太史 tai4 shi3
公冶 gong1 ye3
宗政 zong1 zheng4
百里 bai3 li3
东郭 dong1 guo1
南门 nan2 men2
羊舌 yang2 she2
微生 wei1 sheng1
梁丘 liang2 qiu1
左丘 zuo3 qiu1
东门 dong1 men2
西门 xi1 men2
第五 di4 wu3
公羊 gong1 yang2
谷梁 gu3 liang2
段干 duan4 gan1
仲孙 zhong4 sun1
闻人 wen2 ren2
公西 gong1 xi1
漆雕 qi1 diao1
巫马 wu1 ma3
乐正 yue4 zheng4
壤驷 rang3 si4
颛孙 zhuan1 sun1
司寇 si1 kou4
司空 si1 kong1
纳兰 na4 lan2
叶赫 ye4 he4
爱新觉罗 ai4 xin1 jue2 luo2
完颜 wan2 yan2
赫舍里 he4 she4 li3
"""


def _table(lines: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """surname -> readings, each one syllable with tone number per character."""
    rows = (line.split(" ", 1) for line in lines.split("\n") if line)
    return {name: tuple(tuple(reading.split()) for reading in readings.split("|")) for name, readings in rows}


SINGLE = _table(_SINGLE)
COMPOUND = _table(_COMPOUND)
