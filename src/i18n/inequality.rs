//! Wording of the measuring room.

use super::wording;

wording! {
    /// Wording of the measuring room.
    RoomWords, room_words;
    /// Heading.
    title: "测量室", "The measuring room";
    /// What it is for.
    about: "差距有多大、由什么构成、是在缩小还是扩大、在地图上如何聚集：任选指标、地区、分组和权重，在您的浏览器里即时计算。每个数字都附公式。", "How large the differences are, what they are made of, whether they close, how they cluster on the map: for any indicator, places, groups and weights, computed in your browser. Every number comes with its formula.";
    /// Heading of the ready-made links.
    presets: "现成的问题", "Ready-made questions";
    /// Name of the controls.
    controls: "测量什么", "What is measured";
    /// The index followed over the years.
    index: "指数", "Index";
    /// How places count.
    weights: "权重", "Weights";
    /// Each place counts once.
    weights_equal: "各地区相同", "Each place counts once";
    /// By resident population.
    weights_population: "按常住人口", "Resident population";
    /// First year.
    first_year: "起始年份", "First year";
    /// Last year.
    last_year: "年份", "Year";
    /// The first year there is.
    earliest: "最早", "Earliest";
    /// Groups.
    groups: "分组", "Groups";
    /// Groups above the places.
    groups_above: "按上级区域", "By region";
    /// The reader's own groups.
    groups_own: "自定分组", "Own groups";
    /// Fold with the reader's own groups.
    groups_fold: "自定分组", "Own groups";
    /// What own groups are for.
    groups_help: "为每个地区选一组；未选的归入“其余”。分组写在链接里，可以分享。", "Choose a group for each place; the others form “Others”. The groups are part of the link.";
    /// Name of a group, in the field.
    group_name: "第 {} 组的名称", "Name of group {}";
    /// A group that there is not yet.
    group_new: "新的一组", "A new group";
    /// The rest.
    group_none: "其余", "Others";
    /// Takes the reader's groups back.
    groups_reset: "恢复默认分组", "Default groups";
    /// Fold with the places.
    among: "计入哪些地区", "Places that are measured";
    /// Measures all places.
    among_all: "全部", "All";
    /// At least two must be left.
    among_least: "至少保留两个地区。", "At least two places must stay.";
    /// Fold with the settings of spatial statistics.
    spatial: "邻接、抽样与显著性", "Neighbours, random draws, significance";
    /// Rule for neighbours.
    neighbours: "邻居", "Neighbours";
    /// Random arrangements.
    draws: "随机排列次数", "Random arrangements";
    /// Seed.
    seed: "随机种子", "Seed";
    /// Level of significance.
    significance: "显著性水平", "Level of significance";
    /// Controls the rate of false discoveries.
    discovery: "控制错误发现率（Benjamini–Hochberg）", "Hold the false discovery rate (Benjamini–Hochberg)";
    /// Classes of the matrix.
    states: "分为几档", "Classes";
    /// Section about size.
    section_size: "差距有多大", "How large the differences are";
    /// Section about parts.
    section_parts: "差距由什么构成", "What the differences are made of";
    /// Section about convergence.
    section_time: "差距是否在缩小", "Whether the differences close";
    /// Section about space.
    section_space: "高低在地图上如何聚集", "How high and low cluster on the map";
    /// Section about certainty.
    section_certainty: "结果靠得住吗", "How far the result can be trusted";
    /// Section about incomes of households.
    section_households: "全国居民收入", "Household incomes of the nation";
    /// How a number is computed.
    how: "怎样算出", "How this is computed";
    /// A field that could not be read.
    unreadable: "请输入 {} 到 {} 之间的整数。", "Enter a whole number between {} and {}.";
}
