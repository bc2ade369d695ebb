//! Wording of the pages of Zhejiang and Shanghai.

use super::wording;

wording! {
    /// Wording of the pages of Zhejiang and Shanghai.
    PlaceWords, place_words;
    /// Heading of the page of Zhejiang.
    zhejiang_title: "浙江：共同富裕示范区", "Zhejiang, the demonstration zone for common prosperity";
    /// What is on it.
    zhejiang_about: "90 个县（市、区）的居民收入、山区县名单、文献 002 的十二种实践模式，以及中央文件（文献 004）定下的目标。地图上的编号与卡片互相对应。", "Incomes in the 90 counties, the lists of mountain counties, the twelve practice models of document 002, and the goals set by the central document (004). Numbers on the map and cards belong together.";
    /// Heading of the page of Shanghai.
    shanghai_title: "上海：城乡、收入与公共服务", "Shanghai: town and country, incomes and public services";
    /// What is on it.
    shanghai_about: "中心城区、郊区与五个新城；文献 000 的“一二三四”总体思路和三项重点任务；文献 000 与 003 中的全市数字；文献 003 的公共服务时间线。", "Central districts, suburbs and the five new towns; the one-two-three-four idea and the three priority tasks of document 000; the city’s figures in documents 000 and 003; the dates of public services in document 003.";
    /// Legend of the choice of residents.
    income: "居民收入", "Incomes of";
    /// Urban residents.
    urban: "城镇居民", "Urban residents";
    /// Rural residents.
    rural: "农村居民", "Rural residents";
    /// Legend of the choice of lists.
    list: "县的名单", "List of counties";
    /// The earlier list.
    list_2021: "山区 26 县（2021—2024 年）", "26 mountain counties (2021–2024)";
    /// The later list.
    list_2024: "山区海岛县 25 个（2024 年 8 月起）", "25 mountain and island counties (since August 2024)";
    /// Legend of the choice of domains.
    domain: "领域", "Domain";
    /// Every domain.
    all_domains: "全部六个领域", "All six domains";
    /// Legend: what dots and line mean.
    legend_list: "圆点与粗线：名单上的县", "Dots and heavy line: counties on the list";
    /// Legend: what numbers mean.
    legend_models: "编号：实践模式，见卡片", "Numbers: practice models, see the cards";
    /// Legend: what stars mean.
    legend_towns: "五角星：五个新城所在的区", "Stars: districts of the five new towns";
    /// Hint under the map of models.
    hint_models: "指向地图，或用方向键在各县间移动，查看数值；选择编号打开卡片。", "Point at the map, or move among counties with the arrow keys, to read values; choose a number to open its card.";
    /// Hint under the map of districts.
    hint_districts: "指向地图，或用方向键在各区间移动，查看数值。", "Point at the map, or move among districts with the arrow keys, to read values.";
    /// Table behind a map.
    table: "地图背后的数据表", "Table behind the map";
    /// Heading of the models.
    models: "十二种实践模式", "Twelve practice models";
    /// How many models are shown.
    models_shown: "显示 {shown} 种，共 {all} 种", "{shown} of {all} models shown";
    /// Link from a card to its marker.
    on_map: "在地图上", "On the map";
    /// Heading of a model's numbers.
    key_numbers: "关键数字", "Key numbers";
    /// Heading of what a model consists of.
    parts: "构成", "What it consists of";
    /// Heading of dates.
    dates: "时间", "Dates";
    /// Heading of the goals.
    goals: "2025 年与 2035 年的目标", "Goals for 2025 and 2035";
    /// Heading of the targets of a year in the chronology.
    targets: "文献所记的目标", "Targets in the documents";
    /// Heading of the zone's gaps.
    gaps: "文献中的差距数字", "The gaps in the documents’ figures";
    /// Heading of other numbers.
    other_numbers: "文献中的其他数字", "Other figures in the documents";
    /// Heading of the zone's dates.
    zone_dates: "示范区大事", "Dates of the zone";
    /// Heading of the city's numbers.
    city_numbers: "文献中的全市数字", "The city’s figures in the documents";
    /// Heading of the dates of public services.
    service_dates: "基本公共服务时间线（文献 003）", "Public services by date (document 003)";
    /// Heading of the city's other dates.
    city_dates: "全市的其他时间节点", "Other dates of the city";
    /// Heading of the other outlines.
    outlines: "文献 000 与 003 的其余提纲", "The rest of the outlines of documents 000 and 003";
    /// Before the id of a document.
    document: "文献", "Document";
    /// Kind of event.
    milestone: "事件", "Event";
    /// Kind of event.
    policy: "政策", "Policy";
    /// Kind of event.
    plan: "规划", "Plan";
    /// Kind of event.
    target: "目标", "Target";
}
