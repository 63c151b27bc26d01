"""What stands beside the names of persons, what names are written with, and what closes no name."""

from __future__ import annotations

from kouan.model.expression import Expression

#: Verbs that only persons are the subject of; what stands right before them is a name if it looks like one.
SAYING = Expression(
    "(?:[如是]*)(?:说|表示|介绍|指出|强调|告诉|坦言|评价|批示|认为|称|笑|感叹|感慨|回忆|解释|补充|透露|说道|谈到|提到|主持|出席|会见|致辞|讲话|率|带领|宣布|签署|所说|一行|一边|深知|作|估计|预计|预测|判断|提醒|呼吁|建议|回应|承认|否认|重申|直言|相信|促请|质疑|坦承|形容|估算|点名|喊话|叮嘱|预告|研判|解读|披露|分析(?:称|说|认为|指)|同志|等领导|等参加|等出席|陪同|接受|向记者)"
)
#: Verbs that stand behind names often enough to close one that is tagged as such, besides those of saying.
ACTING = Expression(
    "(?:曾|也|还|则|又|都|已|却|便|随后|日前|近日|当天|同时)?(?:"
    + SAYING.pattern
    + "|会谈|会晤|通话|访问|担任|出任|当选|任(?![何务性意期职教])|考察|调研|视察|慰问|去世|逝世|病逝|辞职|撰文|执导|主演|饰演|夺冠|获得|荣获|参加|发文|发言|受访)"
)
#: First letters of the parts of speech that no foreign name has.
NO_NAME = frozenset("dvcpar")
#: What a place ends with that the segmenter knows: 巴厘岛.
PLACE_ENDS = frozenset("岛山江河湖海湾市省州县港")
#: What may stand in front of a name in running text.
LINKS = frozenset(["和", "与", "及", "由", "以", "同", "对", "向", "请", "让", "跟", "被", "以及"])
#: Conjunctions that are also surnames: only where the segmenter joins them to a given name (和志强).
JOINTS = frozenset("和与及同")
#: Function words that are surnames where a post stands in front.
ALSO_SURNAMES = frozenset("于向经时")
#: Verbs and function words that the segmenter takes for the last character of a name.
VERB_ENDS = frozenset("说称作到在对与向从率赴及等也就将把被给受")
#: What tells when a verb behind it is meant, and no given name ends with.
ADVERBS_BEFORE = frozenset("正已仍则却")
#: Words of three that begin like a name end so: 高科技, 毕业生, 石油城, 安全感.
THINGS = frozenset(
    "人主员业性化者生部技量品物车机器厂院校所站会局处科室组队团法权学术费价款金力率感度型式类种区城市县乡镇村路线网图表书报刊展节奖赛级层届期年月日时号"
)
#: The segmenter joins these to a name: 李水 + 带着, 孟超 + 家的, or a name ends in front of them.
CUT_BEHIND = Expression("[\u4e00-\u9fff]着|家[里的中]|一家[的人三四五六老]|所在的")
#: What may begin in the last word that the segmenter cut a name into: 李越 + 宏以 + 32分.
FORWARD = Expression("等[到地]|以(?:[0-9]|总|压倒|绝对)|为的|已[经在]|仅[用以]")
TRANSLITERATION = frozenset(
    "祖连呼鄂额策得森卜逊京涛彻蒙强孟厚乌宽凌艳科别阔缅仁斐茅德穆梅坎扎滕涅瓦伽什帝桂湖兹齐津辽赫颇邱卓纽庇泊蒲蓬恰嘉宏竹梵洪桑隆佳昂敏素吉丽杜帕沛兴阿埃艾安昂奥巴白拜班邦保鲍贝本比彼毕宾波伯博布查茨茶达戴丹当道德登邓狄迪蒂蒙丁东杜顿多俄恩尔厄法范菲费芬夫弗福富盖甘冈高戈格根古瓜圭哈海汉豪赫黑亨洪胡华惠霍基吉季加贾简杰金卡凯坎康考柯科可克肯孔库夸拉莱赖兰朗劳勒雷里理利莉列林琳留隆卢鲁伦罗洛吕马玛迈麦曼梅门米密明莫默姆穆娜纳南内尼涅宁纽努诺欧帕潘庞培佩彭皮平珀普奇齐恰乔切琴让热日荣茹儒瑞若萨塞赛桑瑟沙莎尚绍舍申圣施什史舒朔斯思斯苏索塔泰坦汤特提廷通图托瓦万威韦维魏温文翁沃乌武西希锡夏肖谢辛休许雅亚扬耶叶伊依易因英尤约泽扎詹珍治朱茱兹佐佐丝蕾露薇妮菈缇罕朔翰娃"
)
#: In foreign names too, but they begin none.
INSIDE = frozenset("义良廉汗昌旺欣昆哥敦代婉久")
