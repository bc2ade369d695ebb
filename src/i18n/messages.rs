//! Fixed wording, a field per wording and a constant per language.

use crate::atlas::Lang;

macro_rules! messages {
    ($($(#[$doc:meta])* $field:ident: $zh:literal, $en:literal;)+) => {
        /// Fixed wording in one language.
        #[derive(Debug)]
        pub struct Messages {
            $($(#[$doc])* pub $field: &'static str,)+
        }

        static ZH: Messages = Messages { $($field: $zh,)+ };
        static EN: Messages = Messages { $($field: $en,)+ };
    };
}

messages! {
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
    /// Fold-out with the rarer controls and the comparison.
    more_options: "更多选项与比较的地区", "More options and places compared";
    /// Label of the vintage menu.
    vintage: "数据版本", "Edition";
    /// Label of the menu of denominators.
    method: "人口口径", "Per person";
    /// Label of the menu of transforms.
    transform: "显示为", "Shown as";
    /// Transform: the value itself.
    transform_level: "原值", "Value";
    /// Transform: index.
    transform_index: "指数（首年 = 100）", "Index (first year = 100)";
    /// Transform: relative to the nation.
    transform_relative: "相对全国（全国 = 100）", "Relative to the nation (= 100)";
    /// Label of the menu of classification schemes.
    classes: "地图分级", "Map classes";
    /// Scheme: Fisher–Jenks.
    scheme_jenks: "自然断点", "Natural breaks";
    /// Scheme: quantiles.
    scheme_quantile: "分位数", "Quantiles";
    /// Scheme: equal intervals.
    scheme_equal: "等间距", "Equal intervals";
    /// Label of the number of classes.
    class_count: "级数", "Number";
    /// Label of the year slider.
    year: "年份", "Year";
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
    course: "走势", "Course";
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
}

/// The wording of a language.
pub const fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}
