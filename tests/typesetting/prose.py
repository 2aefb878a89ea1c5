"""Invented district news: headlines whose words come back in the text under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
GIVEN = "伟丽娜静敏强磊洋艳勇杰娟涛明超霞平刚桂英华玉兰红建文斌晨雨欣嘉怡浩宇思琪子涵梓萱"
STREETS = [
    "梧桐",
    "青石",
    "望江",
    "桃源",
    "白塔",
    "长乐",
    "东湖",
    "龙泉",
    "竹溪",
    "安宁",
    "枣林",
    "河口",
]
PAGES = ["要闻", "综合新闻", "城事", "民生", "文旅", "教育", "健康", "副刊", "经济", "专题"]
COLUMNS = ["简讯", "街镇传真", "一线短波", "社区快报", "资讯速览", "要闻简报"]
LABELS = ["身边榜样", "民生实事", "基层治理", "乡村振兴", "聚焦项目", "文明实践", "记者走基层"]


@dataclass(frozen=True)
class Topic:
    """What an article is about: a ``thing``, what happens to it, whom it serves, its parts."""

    thing: str
    event: str
    people: str
    gain: str
    parts: tuple[str, ...]
    office: str


TOPICS = [
    Topic(
        "社区食堂",
        "开张迎客",
        "老年居民",
        "吃饭不再犯愁",
        ("热菜窗口", "营养套餐", "送餐车队", "刷脸餐机"),
        "区民政局",
    ),
    Topic(
        "口袋公园",
        "集中亮相",
        "周边居民",
        "推窗就能见绿",
        ("环形步道", "休息长廊", "遮荫乔木", "儿童沙坑"),
        "区园林局",
    ),
    Topic(
        "老旧电梯",
        "全部换新",
        "高层住户",
        "上下楼更安心",
        ("应急电源", "轿厢显示屏", "维保记录", "曳引钢绳"),
        "区市场监管局",
    ),
    Topic(
        "柑橘产业",
        "迎来丰收",
        "果农",
        "钱袋子鼓了起来",
        ("分拣车间", "冷链仓库", "滴灌设备", "直播间"),
        "区农业农村委",
    ),
    Topic(
        "滨江步道",
        "全线贯通",
        "健身爱好者",
        "跑步看江两不误",
        ("观景平台", "夜间照明", "补给驿站", "亲水台阶"),
        "区住建委",
    ),
    Topic(
        "夜间门诊",
        "延时开放",
        "上班族",
        "下班也能看病",
        ("预约系统", "检验窗口", "药房值班", "急诊通道"),
        "区卫生健康委",
    ),
    Topic(
        "机器人企业",
        "落户园区",
        "青年工程师",
        "家门口好就业",
        ("测试车间", "研发楼", "人才公寓", "配套厂房"),
        "区经济信息委",
    ),
    Topic(
        "非遗剪纸",
        "走进课堂",
        "中小学生",
        "指尖传承老手艺",
        ("红纸图样", "传习工坊", "作品展墙", "校本教材"),
        "区文化旅游委",
    ),
    Topic(
        "防汛演练",
        "沿河展开",
        "沿河群众",
        "汛期多一分底气",
        ("冲锋舟", "转移路线", "预警广播", "物资仓库"),
        "区应急管理局",
    ),
    Topic(
        "共享单车",
        "规范停放",
        "骑行市民",
        "人行道宽敞起来",
        ("电子围栏", "停放白线", "调度货车", "清理小组"),
        "区城市管理局",
    ),
    Topic(
        "图书馆分馆",
        "免费开馆",
        "爱书的人",
        "把书房搬到楼下",
        ("自助借还机", "亲子阅读区", "有声书架", "自习座位"),
        "区图书馆",
    ),
    Topic(
        "农村公路",
        "铺进山村",
        "山区农户",
        "山货出山快了",
        ("护栏", "错车道", "公交站牌", "边坡绿化"),
        "区交通运输委",
    ),
    Topic(
        "垃圾分类",
        "换上新装",
        "小区业主",
        "院坝干净又清爽",
        ("密闭投放点", "积分兑换台", "督导员", "厨余清运车"),
        "区环卫中心",
    ),
    Topic(
        "充电车棚",
        "建到楼旁",
        "电动车车主",
        "充电不再拉飞线",
        ("烟感探头", "扫码插座", "喷淋装置", "监控室"),
        "区消防救援局",
    ),
    Topic(
        "羽毛球联赛",
        "挥拍开打",
        "业余球友",
        "以球会友添活力",
        ("混双项目", "循环赛制", "塑胶场地", "裁判团队"),
        "区体育局",
    ),
    Topic(
        "茶叶采摘",
        "抢抓农时",
        "茶农",
        "一片叶子富一方",
        ("手工炒制", "茶青市场", "品控员", "茶旅民宿"),
        "区供销社",
    ),
    Topic(
        "旧书市集",
        "重回街巷",
        "藏书人",
        "老街添了书卷气",
        ("线装古籍", "连环画摊", "换书角", "盖章打卡点"),
        "区商务委",
    ),
    Topic(
        "微型消防站",
        "站进里弄",
        "商铺店主",
        "火情三分钟到场",
        ("水带卷盘", "值守表", "灭火器箱", "联动铃"),
        "区安委办",
    ),
]

SENTENCES = [
    "{thing}{event}，让{people}{gain}",
    "“有了{thing}，我们{people}心里踏实多了。”{place}{nick}说",
    "记者在{place}看到，{part}旁人来人往，{people}对{thing}赞不绝口",
    "据{office}有关负责人介绍，今年全区计划投入{num}万元，用于{thing}的{part}建设",
    "截至目前，{thing}已覆盖{count}个社区，惠及{people}{num}余人次",
    "{month}月{day}日上午，{place}的{part}正式启用，{count}名志愿者到场服务",
    "为了{thing}早日{event}，工作人员走访了{num}户家庭，收集意见{count}条",
    "{part}和{part2}是这次改造的重点，工期比原计划提前了{count}天",
    "“以前最怕的就是{part}跟不上，现在好了。”{name}指着{part2}告诉记者",
    "{name}是{place}的老住户，她从{part}用到{part2}，样样都觉得称心",
    "数据显示，{thing}{event}以来，满意率由{pct}%提高到{pct2}%",
    "{office}还将{part}列入年度清单，明确责任人和完成时限",
    "在{place}，{people}自发组成{count}支小分队，轮流照看{part}",
    "{part}建成后，{people}只需步行{count}分钟就能到达",
    "不少{people}反映，{part2}的开放时间偏短，{place}随即作了调整",
    "下一步，{office}将围绕{thing}继续完善{part}，力争年底前再增加{count}处",
    "“{gain}，这就是我们的目标。”{office}工作人员{name}表示",
    "当天下午，{name}带着孩子来到{place}，第一次体验了{part}",
    "从{part}到{part2}，从{place}到{place2}，变化一点一滴地发生着",
    "{thing}的背后，是{office}连续{count}个月的奔走协调",
    "{place2}党支部书记{name}说，{thing}能否办好，关键要看{people}答不答应",
    "现场还设置了咨询台，由{office}安排专人解答{people}关心的问题",
    "如今，{part}已经成为{place}的一张名片，周末接待量超过{num}人次",
    "经过多轮协商，{place}与{place2}决定共用{part}，每年可节约开支{count}万元",
    "{people}{name}算了一笔账：仅{part}一项，每月就能省下{num}元",
    "过去这里{part}少、问题多，{people}常常打热线反映",
    "按照方案，{thing}分{few}期推进，首期包括{part}、{part2}等内容",
    "{name}从事相关工作{count}年，谈起{thing}如数家珍",
]

HEADS = [
    ("{thing}{event}", "{gain}"),
    ("{place}{thing}{event}",),
    ("{thing}让{people}", "{gain}"),
    ("{num}名{people}用上{thing}",),
    ("{thing}{event}", "{people}{gain}"),
    ("{part}添彩", "{thing}{event}"),
    ("{count}处{thing}{event}",),
    ("{thing}建起来", "{people}乐起来"),
]
KICKERS = [
    "投入{num}万元，覆盖{count}个社区",
    "{office}推进{part}建设",
    "{place}以{part}为抓手",
    "为了{people}{gain}——",
]
SUBTITLES = [
    "{place}{thing}建设见闻",
    "{office}{count}个月推进{part}",
    "{part}与{part2}同步提升",
    "{people}点赞新变化",
]
SUBHEADS = [
    "{part}补短板",
    "{people}来点赞",
    "{part}怎么建",
    "{gain}",
    "从{part}到{part2}",
    "{office}这样做",
]
CAPTIONS = [
    "图为{people}在{place}体验{part}。",
    "{place}的{part}前，{people}正在排队。",
    "{month}月{day}日，{name}在{part}旁查看运行情况。",
    "{thing}{event}后的{place}，{people}往来不断。",
]

NOTICES = [
    (
        "注销公告",
        "{firm}（统一社会信用代码：91500{long}）经股东会决议，拟向登记机关申请办理注销手续，"
        "请债权人自公告之日起45日内向本公司申报债权债务。",
    ),
    (
        "停水通知",
        "因{place}管网改造施工，定于5月{day}日22时至次日6时对{place}沿线暂停供水，"
        "请广大用户提前做好储水准备，并关好家中阀门。",
        "咨询电话：0{code}-6{number}",
    ),
    (
        "招标公告",
        "受委托，对{place}道路维修工程进行公开招标，欢迎符合条件的单位前来报名。"
        "报名截止时间为5月{day}日17时，逾期不予受理。",
        "联系电话：0{code}-8{number}",
    ),
    (
        "遗失声明",
        "{name}遗失居民身份证，声明作废。",
        "{firm}遗失公章一枚，编号{number}，声明作废。",
        "{name}遗失{place}商铺收据，票号{number}，声明作废。",
    ),
]
FIRMS = ("建材", "餐饮管理", "物业", "商贸")


@dataclass
class Writer:
    """Writes about topics; each call of :meth:`topic` takes one that the page has not had yet."""

    rng: Random
    district: str
    left: list[Topic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def topic(self) -> Topic:
        """Return the next topic."""
        if not self.left:
            self.left = self.rng.sample(TOPICS, len(TOPICS))
        return self.left.pop()

    def name(self) -> str:
        """Return an invented name of two or three characters that the page has not had yet."""
        while True:
            given = "".join(self.rng.sample(GIVEN, self.rng.choice((1, 2, 2))))
            name = self.rng.choice(SURNAMES) + given
            if name not in self.used:
                self.used.add(name)
                return name

    def place(self) -> str:
        """Return a place of the district."""
        kind = self.rng.choice(("街道", "社区", "镇", "村"))
        return self.rng.choice(STREETS) + kind

    def say(self, template: str, topic: Topic) -> str:
        """Return ``template`` filled in for ``topic``."""
        rng = self.rng
        part, part2 = rng.sample(topic.parts, 2)
        pct = rng.randint(600, 880) / 10
        name = self.name() if "{name}" in template else ""
        return template.format(
            thing=topic.thing,
            event=topic.event,
            people=topic.people,
            gain=topic.gain,
            office=topic.office,
            part=part,
            part2=part2,
            place=self.place(),
            place2=self.place(),
            nick=rng.choice(SURNAMES) + rng.choice(("大爷", "阿姨", "女士", "师傅", "老师")),
            name=name,
            num=rng.randint(12, 99) * rng.choice((1, 10, 10)),
            count=rng.randint(3, 48),
            few="两三四"[rng.randrange(3)],
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            pct=pct,
            pct2=round(pct + rng.randint(20, 110) / 10, 1),
        )

    def sentences(self, topic: Topic, count: int) -> str:
        """Return ``count`` sentences about ``topic``."""
        text = ""
        for template in self.rng.sample(SENTENCES, count):
            said = self.say(template, topic)
            text += said if said.endswith("。”") else said + "。"
        return text

    def headline(self, topic: Topic, lines: int) -> list[str]:
        """Return a headline in one line or two."""
        fits = [head for head in HEADS if len(head) == lines]
        return [self.say(line, topic) for line in self.rng.choice(fits)]

    def notice(self) -> tuple[str, list[str], str]:
        """Return the title, the paragraphs and the signing firm of a notice."""
        rng = self.rng
        title, *templates = rng.choice(NOTICES)
        firm = f"{rng.choice(STREETS)}{rng.choice(FIRMS)}有限公司"
        place = self.place()
        parts = [
            template.format(
                firm=firm,
                place=place,
                name=self.name(),
                day=rng.randint(19, 28),
                code=rng.randint(20, 99),
                number=rng.randint(10**6, 10**7 - 1),
                long=rng.randint(10**12, 10**13 - 1),
            )
            for template in templates
        ]
        return title, parts, firm
