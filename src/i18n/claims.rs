//! Wording of claims, verdicts and printed statistics.

use super::wording;

wording! {
    /// Wording of claims, verdicts and printed statistics.
    ClaimWords, claim_words;
    /// What the page is about.
    lead: "五份文献中的每一处数字论断，都在您的浏览器里用台账中的数重算一遍。结论由规则算出；说明写明依据，以及可能的原因。", "Every quantitative claim of the five documents, recomputed in your browser from the numbers of the ledger. The verdict follows from rules; the explanation says what it rests on and what the likely reason is.";
    /// Verdict.
    agrees: "一致", "Agrees";
    /// Verdict.
    agrees_after_rounding: "四舍五入后一致", "Agrees after rounding";
    /// Verdict.
    differs: "不一致", "Differs";
    /// Verdict.
    not_recomputable: "无法重算", "Cannot be recomputed";
    /// Kind of difference.
    value: "数值", "Value";
    /// Kind of difference.
    suspected_misprint: "疑似误印", "Suspected misprint";
    /// Kind of difference.
    heading: "标题", "Heading";
    /// Kind of difference.
    statement: "表述", "Statement";
    /// Kind of difference.
    wording: "用语", "Wording";
    /// Kind of difference.
    rounding: "舍入", "Rounding";
    /// Kind of difference.
    definition: "口径", "Definition";
    /// What the kind means.
    about_value: "数值与文献自身的数或官方数据推不出", "A number does not follow from the document’s own numbers or from official ones";
    /// What the kind means.
    about_suspected_misprint: "台账自设的合理性检验未通过，其界限写在公式旁", "A test of plausibility of the ledger’s own is not passed; its threshold stands beside it";
    /// What the kind means.
    about_heading: "标题所说的方向，其下的数按这一读法未显示", "A heading gives a direction that the numbers under it do not show in this reading";
    /// What the kind means.
    about_statement: "句子所说的方向，文中的数未显示", "A sentence gives a direction that the printed numbers do not show";
    /// What the kind means.
    about_wording: "词语取另一种意思：如“增长 X 倍”指期末与期初之比，或百分点印作百分号", "A word is used in another sense: “grew X times” for a ratio of end to start, per cent for percentage points";
    /// What the kind means.
    about_rounding: "只有末位不同", "Only the last digit differs";
    /// What the kind means.
    about_definition: "两份文献所用的尺度不同", "Two documents use different yardsticks";
    /// Ground of a verdict.
    ground_equal: "重算值与所述值逐位相同。", "The recomputed value is the stated one, digit for digit.";
    /// Ground of a verdict.
    ground_rounds: "重算值四舍五入到所述的位数后，与所述值相同。", "The recomputed value rounds to the stated digits.";
    /// Ground of a verdict.
    ground_uncertain: "参与计算的数印出时已经舍入，重算值因此可有 ±{by} 的出入；所述值在此范围之内。", "The numbers that enter are printed rounded, which leaves the recomputed value uncertain by ±{by}; the stated value lies within.";
    /// Ground of a verdict.
    ground_above: "重算值比所述值高 {by}，舍入不足以解释。", "The recomputed value is {by} above the stated one; rounding does not explain it.";
    /// Ground of a verdict.
    ground_below: "重算值比所述值低 {by}，舍入不足以解释。", "The recomputed value is {by} below the stated one; rounding does not explain it.";
    /// Ground of a verdict.
    ground_upper_kept: "论断要求不高于 {stated}，重算值符合。", "The claim asks for at most {stated}; the recomputed value keeps to it.";
    /// Ground of a verdict.
    ground_lower_kept: "论断要求不低于 {stated}，重算值符合。", "The claim asks for at least {stated}; the recomputed value keeps to it.";
    /// Ground of a verdict.
    ground_upper_passed: "论断要求不高于 {stated}，重算值高出 {by}。", "The claim asks for at most {stated}; the recomputed value is {by} above.";
    /// Ground of a verdict.
    ground_lower_passed: "论断要求不低于 {stated}，重算值低出 {by}。", "The claim asks for at least {stated}; the recomputed value is {by} below.";
    /// Ground of a verdict.
    ground_no_formula: "文献没有印出重算所需的数。", "The documents do not print the numbers that would be needed.";
    /// A stated upper bound.
    at_most: "不高于 {value}", "at most {value}";
    /// A stated lower bound.
    at_least: "不低于 {value}", "at least {value}";
    /// A difference of two percentages.
    points: "{number} 个百分点", "{number} percentage points";
    /// Names listed one by one.
    listed: "逐项计数：{count} 项", "Counted one by one: {count}";
    /// Function in a formula.
    minimum: "最小值", "min";
    /// Function in a formula.
    maximum: "最大值", "max";
    /// Function in a formula.
    total: "合计", "sum";
    /// Function in a formula.
    magnitude: "绝对值", "abs";
    /// Function in a formula.
    count: "计数", "count";
    /// A formula that has no value; followed by what is wrong.
    formula_fails: "公式无法求值：", "The formula has no value: ";
    /// Label of the stated value.
    stated: "所述值", "Stated";
    /// Label of the formula.
    formula: "算式", "Formula";
    /// Label of the formula with names.
    formula_in_words: "算式所含的量", "What the formula takes";
    /// Label of the recomputed value.
    recomputed: "重算值", "Recomputed";
    /// Before the figure that shows the numbers of a claim.
    shown_in: "见图", "Shown in";
    /// Label of the explanation.
    explanation: "说明", "Explanation";
    /// Where no value is stated or recomputed.
    nothing: "—", "—";
    /// Fold-out with the observations; their number behind.
    numbers_used: "所用数据（{count}）", "Numbers used ({count})";
    /// Fold-out with counted names.
    names_counted: "所计的各项（英文名）", "What is counted";
    /// Link to a claim.
    link_to: "此条链接", "Link";
    /// Button that copies the link.
    copy_link: "复制链接", "Copy link";
    /// After copying.
    copied: "已复制", "Copied";
    /// Copied from a page that has no address on the web.
    copied_part: "已复制链接中 # 及之后的部分；接在图集网址之后即可使用。", "Copied what stands from # on; put it behind the atlas’s address.";
    /// Copying is refused.
    not_copied: "浏览器不允许复制；请从地址栏复制。", "The browser does not let pages copy; please use the address bar.";
    /// Label of the filters.
    narrow: "筛选", "Filter";
    /// Label of a menu.
    document: "文献", "Document";
    /// Label of a menu.
    verdict: "结论", "Verdict";
    /// Label of a menu.
    difference: "差异种类", "Kind of difference";
    /// Label of a menu.
    theme: "主题", "Theme";
    /// Label of the search field.
    search: "搜索（中文、英文或编号）", "Search (Chinese, English or id)";
    /// Choice of everything.
    all: "全部", "All";
    /// Button that takes all filters away.
    clear: "清除筛选", "Clear filters";
    /// Result of filtering.
    found: "共 {total} 条论断，符合 {count} 条。", "{count} of {total} claims.";
    /// Result of filtering where nothing is left.
    found_nothing: "没有符合的论断。", "No claim fits.";
    /// A claim shown though the filters leave it out.
    beyond_filter: "链接所指的这一条不在筛选结果之内。", "The claim of the link is not among those filtered.";
    /// Button below the list.
    more: "再显示 {count} 条", "Show {count} more";
    /// Button below the list.
    every: "全部显示", "Show all";
    /// Heading of the counts below a bar.
    bar: "{total} 条论断", "{total} claims";
    /// A document without claims.
    no_claims: "没有可重算的数字论断。", "No quantitative claims.";
    /// Heading of the statistics.
    statistics: "文中数据", "Numbers in the text";
    /// What the statistics are.
    statistics_about: "按章节列出文献印出的数，单位与位数照原文；表格中的数见各表。", "What the document prints, by section, with its own units and digits; the numbers of its tables stand in the tables.";
    /// A value that is not printed but worked back.
    derived: "推算", "worked back";
    /// A value without a year.
    no_year: "未注明年份", "no year given";
    /// A document without numbers.
    no_numbers: "本文献没有在台账中登记的数值。", "The ledger holds no number from this document.";
}
