"""What a contract makes happen first: payment of the balance or the buyer's look. Each frame stands with its twin, the
roles swapped; A: payment first, N: the look first or at least not payment, U: nothing orders them.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.chunks import Clock
from clausecheck.document import Document, read
from clausecheck.lexicon import Lexicon, load
from clausecheck.places import rules_root
from clausecheck.text import Source
from clausecheck.timeline import Answer, Edge, Timeline
from clausecheck.timeline.clocks import earlier

TWINS = """
A 买方付清余款之后，卖方安排其看车。
N 买方看车之后，卖方安排其付清余款。
A 看车以结清余款为前提。
N 结清余款以看车为前提。
N 看车不以结清余款为前提。
A 结清余款不以看车为前提。
A 卖方有权在买方付清余款前拒绝其验货。
N 买方有权在验货前拒绝付清余款。
A 买方不得以未验货为由拒付余款。
N 卖方不得以未付余款为由拒绝买方验货。
A 未付清余款的，不予看房。
N 未看房的，不必付清余款。
A 凡未缴清余款之车主，展厅谢绝入内看车。
A 仅对已结清货款的客户开放验货。
N 仅对已完成验货的客户收取货款。
A 先交钱，后看货。
N 先看货，后交钱。
A 付款在先，验机在后。
N 验机在先，付款在后。
A 验机晚于付款。
N 付款晚于验机。
N 付款不得早于验机。
A 验机不得早于付款。
A 无论是否看房，买受人均应付清房款。
N 无论是否付清房款，买受人均可看房。
A 是否看房，不影响买受人按期付清房款。
N 房款是否付清，不影响买受人看房。
A 欲看车者，必先付清余款。
N 欲收余款者，必先让买方看车。
A 甲方没有义务在乙方付清货款前提供验货机会。
N 乙方没有义务在验货前付清货款。
A 乙方放弃在付款之前查验车辆的权利。
N 甲方放弃要求乙方在验车之前付款的权利。
A 步骤一：缴清尾款；\\n步骤二：查验车辆。
N 步骤一：查验车辆；\\n步骤二：缴清尾款。
A 办理顺序为：缴款、验车、提车。
N 办理顺序为：验车、缴款、提车。
A 签约→付尾款→验车→提车。
N 签约→验车→付尾款→提车。
A 余款于3月1日付清，验车于3月5日进行。
N 验车于3月1日进行，余款于3月5日付清。
A 乙方应在通知后三日内付清余款。乙方可在通知后第七日验车。
N 乙方可在通知后三日内验车。乙方应在通知后第七日付清余款。
A 余款在交付日前一日付清，货物在交付日检查。
N 货物在交付日前一日检查，余款在交付日付清。
A 提车时须已付清余款。提车后乙方检查车辆。
A 一、余款付清后发放出库码。\\n二、凭出库码入库。\\n三、入库后由买方查验车辆。
N 一、买方查验车辆后发放缴款码。\\n二、凭缴款码缴清余款。
A “结清客户”指已付清尾款的客户。只有结清客户可以验车。
N “满意客户”指已验车并认可的客户。只有满意客户须付清尾款。
A 款到，看房；款未到，不看房。
A 余款一经付清，即可入库看车。
N 一经看车认可，即可付清余款。
N 卖方不得要求买方在验船之前付清船款。
A 买方不得要求卖方在收到船款之前安排验船。
N 付款前买方有权验货；交货时买方可再次验货。
N 验车合格后付清尾款，付清后提车，提车时再次检查车辆。
N 买方已于签约前实地查验本车。余款在过户前付清。
A 买方在签约前看过同款车辆。余款在提车前付清，提车时检查本车。
U 买方应付清余款。买方有权验车。卖方应按时交车。
U 卖方收到余款后开具发票。买方可以查看房屋。
U 厂家在出厂前对车辆进行检测，检测合格后买方付清余款。
U 买方应在交车日付清尾款，并在交车日检查车辆。
A 收到尾款的第二天，仓库师傅才给您拆箱，到时您再看有没有磕碰。
N 师傅当面拆箱，您看过没有磕碰，第二天再把尾款转给我们就行。
A 交房路线图：短信通知 → 一号窗口补交房款差额 → 工程部陪同看房 → 签收钥匙
N 交房路线图：短信通知 → 工程部陪同看房 → 一号窗口补交房款差额 → 签收钥匙
A 船舶勘验机会之提供，乃船款全额收讫之后续服务。
N 船款余额之收取，乃船舶勘验顺利完成之后续步骤。
A 买受人何时能够入户看房，取决于其购房款项何时全部到达监管账户。
N 买受人何时应当付清购房款项，取决于其何时入户看房并签字认可。
A 查车程序的启动以付款程序的完结为触发点。
N 付款程序的启动以查车程序的完结为触发点。
A 客户需补足车款差额、缴纳购置税。上述手续未办结的，接待人员不带客户去看车，也不提供车位编号。
N 客户需到店看车并签字。上述手续未办结的，财务不收车款差额，也不出具账单。
A 请在收到到货通知后补交余下货款。在此之前，我们不提供实物查看。
N 请在收到到货通知后来店查看实物。在此之前，我们不收余下货款。
A 入户查验服务限结清房款的业主预约。
A 钱未到，箱不开；箱已开，货不退。
N 箱未开，钱不付；箱已开，三日内付清余款。
A 业主应于验房预约日之前将尾款汇达，否则该次验房预约自动取消。
N 开发商应于尾款应付日之前安排业主验房，否则尾款应付日自动顺延。
A 游艇交接分三步：一是船款付讫；二是试航；三是登记。三步依次办理。
N 游艇交接分三步：一是试航；二是船款付讫；三是登记。三步依次办理。
A 合同价的九成，买方应在验货之前付到；余下一成质保期满无息退付卖方。
N 合同价的一成，买方应在排产之前付到；其余九成，于买方验货合格后第五日付到。
A 查验房屋与支付尾款两项，前者须待后者完成后方可进行。
N 查验房屋与支付尾款两项，后者须待前者完成后方可进行。
A 马匹在围栏内，全款一到，围栏即开，由买家骑上试走。
A 沙发到仓后，店里不拆膜。顾客补齐差额，仓管才把膜揭开给顾客看。
N 沙发到仓后，仓管把膜揭开给顾客看。顾客看满意了，再补齐差额。
N 买受人逾期付款的，每日按已付房款的万分之五支付违约金。出卖人通知买受人验房。
""".strip().splitlines()
CASES = [(line[0], line[2:].replace("\\n", "\n")) for line in TWINS]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load(p for p in sorted((rules_root() / "lexicon").glob("**/*.yaml")) if not p.name.startswith("cues"))


def document(text: str) -> Document:
    return read(Source("contract", "contract", "<text>", text, "zh", "0" * 64), lexicon())


def asked(text: str) -> Answer:
    doc = document(text)
    pay = frozenset(m.id for m in doc.mentions if m.concept == "PAY_BALANCE")
    look = frozenset(m.id for m in doc.mentions if m.concept == "INSPECT" and m.by not in ("seller", "maker"))
    return doc.timeline.order(pay, look)


@pytest.mark.parametrize(("label", "text"), CASES, ids=[f"{a}-{t[:16]}" for a, t in CASES])
def test_order(label: str, text: str) -> None:
    value = asked(text).value
    assert value is True if label == "A" else value is not True


@pytest.mark.parametrize(("label", "text"), CASES, ids=[f"{a}-{t[:16]}" for a, t in CASES])
def test_evidence_is_in_the_text(label: str, text: str) -> None:
    for edge in document(text).timeline.edges:
        assert edge.world or (0 <= edge.start < edge.end <= len(text) and text[edge.start : edge.end].strip())


DECIDED = [t for a, t in CASES if a in "AN" and "\n" not in t]


@pytest.mark.parametrize("text", DECIDED, ids=[t[:16] for t in DECIDED])
def test_labels_and_unrelated_sentences_change_nothing(text: str) -> None:
    value = asked(text).value
    swapped = text.replace("甲方", "\0").replace("乙方", "甲方").replace("\0", "乙方")
    assert asked(swapped).value is value
    assert asked(text + "\n本合同一式两份，双方各执一份。").value is value
    assert asked("本合同由双方自愿订立。\n" + text).value is value


@given(st.sampled_from(DECIDED), st.integers(20, 40))
@settings(max_examples=40, deadline=None)
def test_hard_wraps_change_nothing(text: str, width: int) -> None:
    text = "第一条 双方就标的物的价款与看货约定以下各点并共同遵守。" + text
    at = [i for i in range(width, len(text) - 1, width) if text[i] not in "，。；：、”）" and text[i - 1] not in "“（。；"]
    wrapped = "".join(("\n" if i in at else "") + c for i, c in enumerate(text))
    assert asked(wrapped).value is asked(text).value


CHAIN = ("余款付清后发放出库码。", "凭出库码入库。", "入库后由买方查验车辆。", "车辆价款为十万元。")


@given(st.permutations(CHAIN))
@settings(max_examples=24, deadline=None)
def test_the_order_of_independent_clauses_does_not_matter(clauses: list[str]) -> None:
    text = "\n".join(f"第{n}条 {c}" for n, c in zip("一二三四", clauses, strict=True))
    assert asked(text).value is True


# --- the graph alone -------------------------------------------------------------------------------------------------
def edge(before: str, after: str, **more: bool) -> Edge:
    return Edge(before, after, 0, 1, 0, **more)


NODES = {0: "PAY_BALANCE", 1: "INSPECT#1", 2: "HANDOVER", 3: "INSPECT#3"}
PAY, LOOK = frozenset({0}), frozenset({1, 3})


def test_never_occurring_is_not_met() -> None:
    assert Timeline(NODES, ()).order(PAY, frozenset()) == Answer(False)


def test_nothing_orders_them() -> None:
    assert Timeline(NODES, ()).order(PAY, LOOK) == Answer(None)


def test_a_path_through_the_same_time() -> None:
    edges = (edge("PAY_BALANCE", "HANDOVER"), edge("INSPECT#1", "HANDOVER", same=True))
    answer = Timeline(NODES, edges).order(PAY, LOOK)
    assert answer.value is True
    assert answer.path == edges


def test_only_the_same_time_is_no_before() -> None:
    edges = (edge("PAY_BALANCE", "HANDOVER", same=True), edge("INSPECT#1", "HANDOVER", same=True))
    assert Timeline(NODES, edges).order(PAY, LOOK).value is False


def test_an_earlier_look_settles_it() -> None:
    edges = (edge("INSPECT#1", "PAY_BALANCE"), edge("PAY_BALANCE", "INSPECT#3"))
    assert Timeline(NODES, edges).order(PAY, LOOK).value is False


def test_two_commands_that_exclude_each_other_are_a_contradiction() -> None:
    edges = (edge("INSPECT#1", "PAY_BALANCE", only=True), edge("PAY_BALANCE", "INSPECT#1", only=True))
    answer = Timeline(NODES, edges).order(PAY, LOOK)
    assert answer.value is None
    assert answer.contradiction


def test_a_weak_edge_counts_where_nothing_else_decides() -> None:
    nodes = {**NODES, 4: "HANDOVER_DAY"}
    day = (edge("PAY_BALANCE", "HANDOVER"), edge("INSPECT#1", "HANDOVER_DAY", same=True))
    weak = edge("HANDOVER_DAY", "HANDOVER", same=True, world=True, weak=True)
    assert Timeline(nodes, day).order(PAY, LOOK).value is None
    assert Timeline(nodes, (*day, weak)).order(PAY, LOOK).value is True
    assert Timeline(nodes, (*day, weak, edge("INSPECT#3", "PAY_BALANCE"))).order(PAY, LOOK).value is False


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans()), max_size=12))
def test_a_path_is_made_of_edges_that_join(pairs: list[tuple[str, str, bool]]) -> None:
    timeline = Timeline({0: "a", 1: "f"}, tuple(edge(x, y, same=s) for x, y, s in pairs if x != y))
    here = "a"
    path = timeline.path({"a"}, {"f"})
    for step in path:
        assert here in ((step.before, step.after) if step.same else (step.before,))
        here = step.after if here == step.before else step.before
    assert not path or (here == "f" and any(not s.same for s in path))


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        (Clock("", None, 5), Clock("", 9, 9), True),
        (Clock("", None, 9), Clock("", 5, 5), False),
        (Clock("", 5, 9), Clock("", 9, 9), False),
        (Clock("", 5, None), Clock("", 9, 9), False),
    ],
)
def test_clocks(first: Clock, second: Clock, before: bool) -> None:
    assert earlier("PAY_BALANCE", first, "INSPECT#1", second) is before


def test_money_with_a_last_day_need_not_be_paid_before_it() -> None:
    assert earlier("INSPECT#1", Clock("", 1, 1), "PAY_BALANCE", Clock("", None, 8))
    assert not earlier("PAY_BALANCE", Clock("", 1, 1), "INSPECT#1", Clock("", None, 8))


@pytest.mark.parametrize(("label", "text"), [
    ("A", "尾款支付截止日：2026年6月10日。车辆查看日：2026年6月12日。"),
    ("N", "车辆查看日：2026年6月10日。尾款支付截止日：2026年6月12日。"),
    ("A", "第三周：买方支付剩余设备款。第四周：买方派员到厂验收。"),
    ("N", "第三周：买方派员到厂验收。第四周：买方支付剩余设备款。"),
])
def test_dates_beside_colons(label: str, text: str) -> None:
    assert asked(text).value is (label == "A")
