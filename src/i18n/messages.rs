//! Fixed wording, a field per wording and a constant per language.

use super::wording;

wording! {
    /// Fixed wording in one language.
    Messages, messages;
    /// Name of the product.
    site_name: "共富图谱", "Prosperity Atlas";
    /// What it is, under the name.
    tagline: "中国共同富裕数据图集", "A data atlas of common prosperity in China";
    /// Link past the header for keyboards.
    skip_to_content: "跳到正文", "Skip to content";
    /// Button that changes the language, in the other language.
    other_language: "English", "中文";
    /// Name of the theme switch.
    theme: "配色", "Colours";
    /// Theme: the system's.
    theme_auto: "随系统", "System";
    /// Theme: light.
    theme_light: "浅色", "Light";
    /// Theme: dark.
    theme_dark: "深色", "Dark";
    /// Heading of the list of notices.
    notices: "提示", "Notes on this link";
    /// Button that closes the notices.
    dismiss: "知道了", "Dismiss";
    /// Name of the controls' area.
    controls: "选择数据", "Choose data";
    /// Label of the indicator picker.
    indicator: "指标", "Indicator";
    /// Field that searches indicators.
    search_indicators: "搜索指标（中文或英文）", "Search indicators (Chinese or English)";
    /// Label of the level menu.
    level: "范围", "Places";
    /// Label of the vintage menu.
    vintage: "数据版本", "Edition";
    /// Label of the menu of denominators.
    method: "人口口径", "Per person";
    /// Label of the menu of transforms.
    transform: "显示为", "Shown as";
    /// Label of the second and third menu of transforms.
    transform_then: "再", "Then";
    /// Transform: the value itself.
    transform_level: "原值", "Value";
    /// No further transform.
    transform_none: "—", "—";
    /// Transform: index.
    transform_index: "指数（基年 = 100）", "Index (base year = 100)";
    /// Transform: relative to another place.
    transform_relative: "相对另一地区（= 100）", "Relative to a place (= 100)";
    /// Transform: share.
    transform_share: "占比（%）", "Share of a place (%)";
    /// Transform: growth.
    transform_growth: "比上年增长（%）", "Growth on the year before (%)";
    /// Transform: average annual growth.
    transform_annual_growth: "年均增长（%）", "Average annual growth (%)";
    /// Transform: change.
    transform_change: "变化（差值）", "Change (difference)";
    /// Transform: rank.
    transform_rank: "位次", "Rank";
    /// Label of the menu of base years.
    base: "基年", "Base year";
    /// Choice that follows from the data.
    automatic: "自动", "Automatic";
    /// Label of the menu of places to relate to.
    against: "对比地区", "Related to";
    /// Fold-out: how values are shown.
    fold_shown: "版本与口径", "Edition and basis";
    /// Fold-out: colours of the map.
    fold_colours: "分级与配色", "Classes and colours";
    /// Fold-out: places.
    fold_places: "比较的地区", "Places compared";
    /// Fold-out: reading aids.
    fold_aids: "阅读辅助", "Reading aids";
    /// Label of the menu of classification schemes.
    classes: "地图分级", "Map classes";
    /// Scheme: Fisher–Jenks.
    scheme_jenks: "自然断点", "Natural breaks";
    /// Scheme: quantiles.
    scheme_quantile: "分位数", "Quantiles";
    /// Scheme: equal intervals.
    scheme_equal: "等间距", "Equal intervals";
    /// Scheme: no classes.
    scheme_continuous: "连续渐变", "Continuous";
    /// Scheme: limits set by the reader.
    scheme_manual: "自定断点", "Own breaks";
    /// Scheme: around a middle.
    scheme_diverging: "以全国（或 0、100）为中点", "Diverging around the nation (or 0, 100)";
    /// Label of the field of limits.
    class_breaks: "断点（用空格隔开）", "Breaks (separated by spaces)";
    /// What is wrong with the limits typed.
    class_breaks_wrong: "断点须是 1–8 个数字，例如：50000 80000 120000", "Breaks are 1–8 numbers, for example: 50000 80000 120000";
    /// Palette: teal.
    palette_teal: "青蓝", "Teal";
    /// Palette: green.
    palette_green: "绿", "Green";
    /// Palette: purple.
    palette_purple: "紫", "Purple";
    /// Palette: ochre.
    palette_ochre: "赭", "Ochre";
    /// Palette: grey.
    palette_grey: "灰", "Grey";
    /// Palette: blue to orange.
    palette_blue_orange: "蓝—橙", "Blue – orange";
    /// Palette: purple to green.
    palette_purple_green: "紫—绿", "Purple – green";
    /// Palette: teal to rose.
    palette_teal_rose: "青—玫红", "Teal – rose";
    /// Label of the palette menu.
    palette: "配色", "Palette";
    /// Label of the number of classes.
    class_count: "级数", "Number";
    /// Label of the year slider.
    year: "年份", "Year";
    /// Label of the slider of the first year.
    first_year: "起始年", "First year";
    /// Button that lets the first year follow from the data.
    whole_span: "全部年份", "All years";
    /// Switch of the shares: a place's years instead of a year's places.
    over_years: "按年份显示（所选地区）", "Over the years (place in focus)";
    /// Heading where a comparison is refused.
    refused: "未作计算", "Not computed";
    /// Button to the nearest allowed years; followed by the years.
    show_years: "改看", "Show";
    /// Remarks of the author.
    remarks: "批注", "Remarks";
    /// Button that closes the sheet of a place.
    close: "关闭", "Close";
    /// Button that adds the place to the comparison.
    compare: "加入比较", "Compare";
    /// Hint on a touch screen.
    map_hint_touch: "点按地区查看数值。", "Tap a region to read its values.";
    /// Button that plays the years.
    play: "播放", "Play";
    /// Button that stops playing.
    pause: "暂停", "Pause";
    /// Heading of the comparison's places.
    compared: "比较的地区", "Places compared";
    /// Field that searches places.
    search_places: "添加地区（中文、拼音、英文或代码）", "Add a place (Chinese, pinyin, English or code)";
    /// Button on a chip; followed by the place's name.
    remove: "移除", "Remove";
    /// Button that restores the default comparison.
    reset_places: "恢复默认", "Reset";
    /// What a search found nothing for.
    nothing_found: "没有找到。可换用简称、拼音或代码。", "Nothing found. Try a short name, pinyin or a code.";
    /// Name of the list of tabs.
    views: "视图", "Views";
    /// Tab: overview.
    view_overview: "总览", "Overview";
    /// Tab: map.
    view_map: "地图", "Map";
    /// Tab: maps of several years.
    view_multiples: "多年地图", "Maps by year";
    /// Tab: map of change.
    view_change: "变化地图", "Change map";
    /// Tab: tile grid.
    view_tiles: "方格图", "Tile grid";
    /// Tab: bars.
    view_ranking: "排行", "Ranking";
    /// Tab: lines between two years.
    view_slope: "坡度图", "Slope";
    /// Tab: pairs of dots.
    view_dumbbell: "哑铃图", "Dumbbell";
    /// Tab: two indicators.
    view_scatter: "散点图", "Scatter";
    /// Tab: parts of a whole.
    view_shares: "构成", "Shares";
    /// Tab: two vintages.
    view_revision: "修订对比", "Revision";
    /// Tab: trend.
    view_trend: "趋势", "Trend";
    /// Tab: table.
    view_table: "数据表", "Table";
    /// Tab: sources.
    view_sources: "来源", "Sources";
    /// Hint under the map.
    map_hint: "指向或用方向键移动查看数值；点击或按回车加入比较。", "Point, or move with the arrow keys, to read values; click or press Enter to compare.";
    /// Heading of the ranking.
    ranking: "位次", "Ranking";
    /// Column of sparklines.
    course: "历年走势", "Over the years";
    /// Column of places.
    place: "地区", "Place";
    /// Column of ranks.
    rank: "位次", "Rank";
    /// Button that downloads CSV.
    download_csv: "下载 CSV", "Download CSV";
    /// The browser refused to save a file.
    download_refused: "浏览器不允许此页面保存文件；可在数据表中选取并复制。", "This browser does not let the page save files; select and copy the table instead.";
    /// Heading of the definition.
    definition: "定义", "Definition";
    /// Heading of the unit.
    unit: "单位", "Unit";
    /// Heading of the formula.
    formula: "计算公式", "Formula";
    /// Heading of the editions.
    editions: "数据版本", "Editions";
    /// Heading of the breaks.
    breaks: "口径变化", "Breaks";
    /// Heading of the sources.
    sources: "数据来源", "Sources";
    /// Heading of what the documents print.
    in_documents: "五份文献中的同一指标", "The same indicator in the five documents";
    /// Heading of the notes.
    notes: "注", "Notes";
    /// Where a source was read.
    read_at: "读取处：", "Read at: ";
    /// Licence of a place of reading.
    licence: "许可：", "Licence: ";
    /// Trust class of a source.
    trust: "可信度：", "Trust: ";
    /// Why the chart is not there.
    chart_failed: "图表组件未能载入。下面的数据表完整可用；可刷新页面再试。", "The chart component did not load. The table is complete; reload the page to try again.";
    /// Why the map is not there.
    map_failed: "地图未能打开。数据表仍完整可用；请重新下载或刷新页面。", "The map could not be opened. The table is complete; reload the page or download it again.";
    /// While a chart loads.
    chart_loading: "正在载入图表…", "Loading the chart…";
    /// The built-in data are damaged.
    data_damaged: "内置数据无法打开。请刷新页面或重新下载。", "The built-in data cannot be opened. Reload the page or download it again.";
    /// The program ended by an error of its own.
    stopped: "程序遇到错误，已停止。请刷新页面；链接中的状态不会丢失。", "The program met an error and stopped. Reload the page; the link keeps what you were looking at.";
    /// A setting could not be kept.
    setting_not_kept: "浏览器不允许保存设置：此选择只在关闭页面前有效。", "This browser does not let the page keep settings: the choice holds until you close the page.";
    /// A stored setting could not be read.
    setting_unreadable: "之前保存的设置无法识别，已改用默认设置。", "A stored setting could not be read; the default is used.";
    /// Mark of a place without data.
    no_data: "无数据", "No data";
    /// Credits in the footer.
    footer: "数据来自官方统计与五份公开文献，逐项注明出处；本图集只作描述，不作评价。", "Numbers come from official statistics and five public documents, each with its source; the atlas describes and does not judge.";
    /// Button that takes every place out of the comparison.
    clear_places: "全部移除", "Clear";
    /// Chip of a place: brings it forward; followed by its name.
    bring_forward: "突出", "Bring forward";
    /// Label of the menu of groups of places.
    place_groups: "一组地区", "Group of places";
    /// First entry of the menu of groups.
    choose_group: "选择…", "Choose…";
    /// Heading of groups: macro-regions.
    group_regions: "四大区域", "Macro-regions";
    /// Heading of groups: lists of places.
    group_lists: "名单", "Lists";
    /// Heading of groups: city clusters.
    group_clusters: "城市群（“十四五”规划）", "City clusters (14th Five-Year Plan)";
    /// Heading of groups: counties of a city.
    group_cities: "按设区市", "By city";
    /// Heading of groups: cities of a province.
    group_provinces: "按省市", "By province";
    /// Label of the menu of peers while no place is in focus.
    peers: "同类地区", "Peers";
    /// Label of the menu of peers.
    peers_of: "与{place}同类的地区", "Peers of {place}";
    /// First entry of the menu of peers.
    choose_peers: "选择…", "Choose…";
    /// Why the menu of peers waits.
    choose_place_first: "先选一个地区", "Choose a place first";
    /// Peers: neighbours.
    peers_neighbours: "相邻地区", "Neighbours";
    /// Peers: places of the same region.
    peers_same_region: "同一区域（或同市）", "Same region or city";
    /// Peers: nearest in GDP per person.
    peers_gdp: "人均地区生产总值最接近", "Nearest in GDP per person";
    /// Peers: nearest in population.
    peers_population: "常住人口最接近", "Nearest in population";
    /// Button that adds what a form holds.
    add: "添加", "Add";
    /// Heading of the reference lines.
    lines: "参考线", "Reference lines";
    /// Reference line: mean.
    line_mean: "各地平均", "Mean of places";
    /// Reference line: median.
    line_median: "各地中位数", "Median of places";
    /// Reference line: a number.
    line_value: "数值", "Number";
    /// What is wrong with a reference.
    line_wrong: "请输入一个数字，例如 100000。", "Type a number, for example 100000.";
    /// What remarks are.
    remarks_hint: "批注只写在链接里，分享链接即可让别人看到。", "Remarks are kept in the link: whoever gets it sees them.";
    /// Label of what a remark is about.
    remark_about: "关于", "About";
    /// A remark at a year.
    remark_at_year: "某一年", "A year";
    /// Label of a remark's text.
    remark_text: "批注内容", "Remark";
    /// A remark without a text.
    remark_empty: "批注还没有内容。", "The remark has no text yet.";
    /// A remark that is too long.
    remark_too_long: "批注最多 {most} 个字符，现在有 {length} 个。", "A remark has at most {most} characters; this one has {length}.";
    /// A remark at a year that is not shown.
    remark_no_year: "请写有数据的年份：{years}。", "Give a year with data: {years}.";
    /// One remark too many.
    remark_too_many: "一张图最多 {most} 条批注；请先移除一条。", "A figure takes at most {most} remarks; remove one first.";
    /// Label of the menu of tolerances.
    tolerance: "缺数据时取邻近年份", "Where a year has no data";
    /// Tolerance: none.
    tolerance_none: "不取，留空", "leave it empty";
    /// Tolerance: a year.
    tolerance_one: "前后 1 年以内", "take 1 year before or after";
    /// Tolerance: some years.
    tolerance_years: "前后 {years} 年以内", "take up to {years} years before or after";
    /// Why there is no tolerance.
    tolerance_needs_level: "只用于原值：增长、指数、位次不取别年代替。", "For values as they are only: growth, index and rank take no other year instead.";
    /// Switch of the vertical axis.
    log_y: "纵轴用对数刻度", "Logarithmic vertical axis";
    /// Switch of the horizontal axis.
    log_x: "横轴用对数刻度", "Logarithmic horizontal axis";
    /// Picker of the horizontal indicator.
    scatter_x: "横轴指标", "Horizontal indicator";
    /// Picker of the indicator of the dots' areas.
    scatter_size: "圆的大小", "Size of dots";
    /// Switch of the fitted line.
    scatter_fit: "拟合直线", "Fitted line";
    /// Switch of the paths.
    scatter_trail: "所选地区的历年轨迹", "Paths of places compared";
    /// Menu of the number of maps.
    panels: "地图幅数", "Number of maps";
    /// Menu of the vintage compared with.
    earlier: "与哪个版本对比", "Compared with edition";
    /// Where a view takes no reading aids.
    aids_none: "此视图没有可调的阅读辅助。", "This view has no reading aids to set.";
    /// Legend of the switch between all years and one.
    table_rows: "列出", "Show";
    /// Table: a column for each year.
    table_years: "全部年份", "All years";
    /// Table: one year with ranks.
    table_year: "仅当前年份", "The year chosen";
    /// Field that searches rows of the table.
    table_find: "在表中查找（名称或代码）", "Find in the table (name or code)";
    /// How many rows there are.
    table_all: "共 {all} 个地区", "{all} places";
    /// How many rows are shown of all.
    table_some: "{all} 个地区中的 {some} 个", "{some} of {all} places";
    /// Button that copies the table.
    copy_table: "复制表格", "Copy table";
    /// Switch of the byte order mark.
    csv_mark: "供 Excel 识别中文（BOM）", "For Excel (with BOM)";
    /// Button that downloads JSON.
    download_json: "下载 JSON", "Download JSON";
    /// Button that downloads a workbook.
    download_xlsx: "下载 Excel（XLSX）", "Download Excel (XLSX)";
    /// The table is on the clipboard.
    table_copied: "已复制，可直接粘贴到电子表格。", "Copied; paste it into a spreadsheet.";
    /// A file was saved.
    table_saved: "已保存：{name}", "Saved: {name}";
    /// The page may not copy.
    copy_refused: "浏览器不允许此页面写入剪贴板；下面已选中全部内容，请按 Ctrl+C（Mac 为 ⌘C）复制。", "This browser does not let the page write to the clipboard; everything is selected below: press Ctrl+C (⌘C on a Mac).";
    /// A workbook cannot hold the table.
    table_too_large: "表格太大，无法写成 Excel 文件；请改用 CSV。", "The table is too large for an Excel file; use CSV instead.";
    /// Label of the menu of the place that serves as an example.
    example: "以一个地区为例", "For example";
    /// A published value of a place.
    example_published: "{place}，{year}：{value}（按公布的数值，未经计算）", "{place}, {year}: {value} (as published, not computed)";
    /// What is known of a place, without a word on how.
    example_value: "{place}，{year}：{value}", "{place}, {year}: {value}";
    /// Mark of the edition shown.
    edition_shown: "（当前显示）", "(shown now)";
    /// The years read from a source.
    source_years: "用于 {years} 年", "used for {years}";
    /// Table of a source.
    source_table: "统计表（英文说明）：", "Table: ";
    /// Fold-out with how a source was read.
    source_more: "读取处、许可与核对", "Where it was read, licence, checks";
    /// Publisher of a source.
    published_by: "发布者（英文）：", "Publisher: ";
    /// How a source was read and checked.
    retrieval_note: "读取与核对记录（英文）：", "Reading and checks: ";
    /// Heading of the classes of trust.
    trust_classes: "可信度分级", "Classes of trust";
    /// Class of trust A.
    trust_a: "统计机构网站或年鉴的副本，并与另一份独立文件或重叠年份核对一致。", "A copy of a statistical office’s portal or yearbook, confirmed by an independent file or by overlapping years.";
    /// Class of trust B.
    trust_b: "只有一份可靠副本，或为汇编数据但通过全部核对。", "One good copy, or a compilation that passes every check.";
    /// Class of trust C.
    trust_c: "转引，或汇编而无第二来源：宜慎用，可用于行文，不宜用于制图。", "Second-hand, or compiled without a second source: use with care, for text rather than maps.";
    /// Column of documents.
    document: "文献", "Document";
    /// Column of places in documents.
    locus: "位置", "Where";
    /// Column of values.
    value: "数值", "Value";
    /// A section of a document.
    locus_section: "第 {number} 节", "Section {number}";
    /// A table of a document.
    locus_table: "表 {number}", "Table {number}";
    /// The text on a figure of a document.
    locus_figure_text: "图 {number} 的说明", "Text on figure {number}";
    /// The introduction of a document.
    locus_introduction: "引言", "Introduction";
}
