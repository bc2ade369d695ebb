//! Wording of the policy outlines, the timeline and the search.

use super::wording;
use crate::atlas::{EventKind, Lang};

wording! {
    /// Wording of the policy outlines, the timeline and the search.
    PolicyWords, policy_words;
    /// Heading of the page.
    title: "政策提纲与时间线", "Policy outlines and dates";
    /// What the page holds; the number of items stands before it.
    about: "五份文献的政策提纲合成一棵树：每项注明文献所针对的差距，可按文献、类型、差距、年份和文字筛选；下方是文献提到的事件与目标。", "The policy outlines of the five documents as one tree. Every item says which gap the document addresses with it; items can be narrowed by document, kind, gap, year and text. Below are the events and targets that the documents date.";
    /// Name of the filters.
    filters: "筛选", "Narrow down";
    /// Filter by document.
    document: "文献", "Document";
    /// Filter by kind of item.
    kind: "类型", "Kind";
    /// Filter by what is addressed.
    gap: "针对的差距", "Gap addressed";
    /// Filter by year.
    year: "年份", "Year";
    /// Filter by text.
    find: "文字（中文、英文或编号）", "Text (Chinese, English or number)";
    /// No narrowing.
    all: "全部", "All";
    /// Takes all narrowing away.
    clear: "清除筛选", "Clear";
    /// Gap of items for which the document names none.
    unnamed: "未指明", "None named";
    /// Heading of the matrix.
    matrix: "差距 × 文献", "Gap by document";
    /// What the numbers of the matrix count.
    matrix_about: "各文献中针对某一差距的条目数；一项可针对多种差距，因此各行相加会超过“全部条目”。点数字即按它筛选。", "Items of each document that address a gap. An item may address several, so the rows add up to more than all items. A number narrows the outline to what it counts.";
    /// Row of the matrix: all items.
    all_items: "全部条目", "All items";
    /// Column of the matrix: all documents.
    total: "合计", "Total";
    /// Heading of the tree.
    outline: "提纲", "Outline";
    /// Between the number of items left and the number of all.
    of: "／", "of";
    /// Opens all nodes.
    expand: "全部展开", "Expand all";
    /// Closes all nodes.
    collapse: "全部收起", "Collapse all";
    /// Before the numbers of items below one that address each gap.
    below: "其下：", "Below it:";
    /// The filter leaves nothing.
    nothing: "没有符合条件的条目。", "No item fits.";
    /// Heading of the icicle.
    icicle: "结构图", "Structure";
    /// What the icicle shows.
    icicle_about: "每项一格，右侧为其下级，高度与末级条目数成正比；颜色为文献最先列出的差距。点一格即展开并放大。", "A box for every item, its parts to the right of it, as high as it has items without further parts. The colour is that of the gap listed first. A box opens its item and enlarges it.";
    /// Shows the whole icicle again.
    whole: "显示全部", "Show all";
    /// One level up in the icicle.
    up: "上一级", "One level up";
    /// Heading of the timeline.
    timeline: "时间线", "Timeline";
    /// Said where some years are narrower than others.
    uneven: "没有事件开始或结束的年份画得较窄。", "Years in which nothing begins or ends are drawn narrower.";
    /// Filter by place.
    place: "地区", "Place";
    /// Behind the number of events.
    events: "个事件与目标", "events and targets";
    /// No event fits.
    no_event: "没有符合条件的事件。", "No event fits.";
    /// Kind of event: it happened or was measured.
    milestone: "事件", "Milestone";
    /// Kind of event: a policy was adopted.
    policy: "政策", "Policy";
    /// Kind of event: a plan runs.
    plan: "规划", "Plan";
    /// Kind of event: a target is to be met.
    target: "目标", "Target";
    /// Name of the search.
    search: "搜索", "Search";
    /// In the empty field of the search.
    search_hint: "指标、地区、论断、政策……", "Indicators, places, claims, policy …";
    /// Nothing was found.
    nothing_found: "没有找到", "Nothing found";
    /// Behind the number of finds.
    found: "条结果", "results";
    /// Before the number of finds that are not listed.
    more: "另有", "More:";
    /// Finds: indicators.
    indicators: "指标", "Indicators";
    /// Finds: places.
    places: "地区", "Places";
    /// Finds: figures.
    figures: "图表", "Figures";
    /// Finds: documents.
    documents: "文献", "Documents";
    /// Finds: practice models.
    models: "实践模式", "Practice models";
    /// Finds: claims.
    claims: "数字论断", "Claims";
    /// Finds: policy items.
    policies: "政策条目", "Policy items";
    /// Finds: events.
    dates: "事件与目标", "Events and targets";
}

/// A number of policy items.
pub fn counted_items(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 项"),
        Lang::En if count == 1 => "1 item".to_owned(),
        Lang::En => format!("{count} items"),
    }
}

/// Kinds of policy items in the ledger and what they are called.
const KINDS: [(&str, [&str; 2]); 31] = [
    ("framework", ["框架", "Framework"]),
    ("section", ["部分", "Section"]),
    ("article", ["条", "Article"]),
    ("measure", ["举措", "Measure"]),
    ("principle", ["原则", "Principle"]),
    ("position", ["定位", "Positioning"]),
    ("goal", ["目标", "Goal"]),
    ("experience", ["经验", "Experience"]),
    ("condition", ["条件", "Condition"]),
    ("strength", ["优势", "Strength"]),
    ("weakness", ["短板", "Weakness"]),
    ("element", ["要素", "Element"]),
    ("task", ["任务", "Task"]),
    ("example", ["事例", "Example"]),
    ("requirement", ["要求", "Requirement"]),
    ("finding", ["发现", "Finding"]),
    ("problem", ["问题", "Problem"]),
    ("strategy", ["战略", "Strategy"]),
    ("step", ["步骤", "Step"]),
    ("direction", ["方向", "Direction"]),
    ("concept", ["概念", "Concept"]),
    ("difficulty", ["难点", "Difficulty"]),
    ("contradiction", ["矛盾", "Contradiction"]),
    ("idea", ["观点", "Idea"]),
    ("system", ["体系", "System"]),
    ("domain", ["领域", "Domain"]),
    ("model", ["模式", "Model"]),
    ("recommendation", ["建议", "Recommendation"]),
    ("instrument", ["工具", "Instrument"]),
    ("orientation", ["导向", "Orientation"]),
    ("practice", ["做法", "Practice"]),
];

/// What a kind of policy item is called; a kind without a name keeps that of the ledger.
pub fn policy_kind(kind: &str, lang: Lang) -> &str {
    let found = KINDS.iter().find(|(one, _)| *one == kind);
    found.map_or(kind, |(_, [zh, en])| lang.pick(zh, en))
}

impl PolicyWords {
    /// What a kind of events is called.
    pub const fn event_kind(&self, kind: EventKind) -> &'static str {
        match kind {
            EventKind::Milestone => self.milestone,
            EventKind::Policy => self.policy,
            EventKind::Plan => self.plan,
            EventKind::Target => self.target,
        }
    }
}
