//! Wording of what all pages have, and of the front page.

use super::wording;

wording! {
    /// Wording of what all pages have.
    PageWords, page_words;
    /// Below a map of a figure, where nothing is pointed at.
    map_hint: "指向或点按地图，查看各地数值。", "Point at the map, or tap it, to read the values.";
    /// Name of the list of pages.
    pages: "栏目", "Pages";
    /// The explorer.
    explore: "数据浏览", "Explore";
    /// The measuring room.
    inequality: "测量室", "Measuring room";
    /// The documents.
    documents: "五份文献", "Documents";
    /// The claims.
    claims: "数字核对", "Claims";
    /// Zhejiang.
    zhejiang: "浙江", "Zhejiang";
    /// Shanghai.
    shanghai: "上海", "Shanghai";
    /// Policy.
    policy: "政策", "Policy";
    /// The gallery.
    gallery: "图库", "Gallery";
    /// Tab of a figure.
    chart: "图", "Chart";
    /// Tab of a map.
    map: "地图", "Map";
    /// Tab of a table.
    table: "表", "Table";
    /// Tab of sources.
    sources: "来源", "Sources";
    /// Link to a figure alone.
    link: "链接", "Link";
    /// Heading of the front page.
    home_title: "共同富裕：差距有多大，正在如何变化", "Common prosperity: how wide the gaps are, and how they change";
    /// What the atlas is.
    home_about: "地区、城乡、收入与公共服务四种差距，用官方统计和五份文献中的数字逐一画出。每个数字都有单位、年份、版本与来源。", "The gaps between regions, between town and country, of incomes and of public services, drawn from official statistics and from the numbers of five documents. Every number has its unit, year, edition and source.";
    /// First gap.
    gap_regional: "地区差距", "Between regions";
    /// Second gap.
    gap_urban_rural: "城乡差距", "Between town and country";
    /// Third gap.
    gap_income: "收入差距", "Of incomes";
    /// Fourth gap.
    gap_services: "公共服务", "Of public services";
    /// Heading of the ways in.
    ways: "从这里开始", "Where to go from here";
    /// What is in the explorer.
    explore_about: "任选指标、地区与年份：地图、趋势、排名、散点、构成与表格", "Any indicator, place and year: map, trend, ranking, scatter, shares, table";
    /// What is in the measuring room.
    inequality_about: "基尼、泰尔、洛伦兹、趋同与空间聚集：任选数据即时计算并分解", "Gini, Theil, Lorenz, convergence, spatial clusters: computed and taken apart for any data";
    /// What is among the documents.
    documents_about: "文献中的每张表、每幅图与每个数字，重新画出并附出处", "Every table, figure and number of the documents, drawn anew with its place";
    /// What is among the claims.
    claims_about: "242 处数字论断逐条重算，说明一致与不一致之处", "242 quantitative claims, each recomputed, with what agrees and what differs";
    /// What is on the page of Zhejiang.
    zhejiang_about: "示范区的县域地图、十二种实践模式与目标", "The demonstration zone: county map, twelve practice models, goals";
    /// What is on the page of Shanghai.
    shanghai_about: "全市数据、“1234”框架、各区与五个新城", "The city’s figures, its 1-2-3-4 framework, districts and five new towns";
    /// What is on the page of policy.
    policy_about: "五份文献的政策提纲与时间线", "The policy outlines of the five documents and their dates";
    /// What is in the gallery.
    gallery_about: "全部现成图表，各有固定链接，可直接引用", "Every ready-made figure under a name that stays, ready to be cited";
}
