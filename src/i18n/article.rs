//! Wording of figures in articles, and of what shares them.

use super::wording;

wording! {
    /// Wording of figures in articles.
    ArticleWords, article_words;
    /// Link to the same figure in the atlas.
    open: "在共富图谱中打开", "Open in Prosperity Atlas";
    /// Fold with the numbers.
    table: "数据表", "Table";
    /// Fold with the sources.
    sources: "数据来源", "Sources";
    /// Before the year shown.
    year: "年份", "Year";
    /// Name of the slider.
    year_slider: "年份", "Year";
    /// Starts playing.
    play: "播放", "Play";
    /// Stops playing.
    pause: "暂停", "Pause";
    /// Said where a script asks a figure for a year that has none of its own.
    no_single_year: "这幅图不是单一年份的图，不能换年份。", "This figure is not of a single year; its year cannot be changed.";
    /// Menu of files.
    download: "下载", "Download";
    /// Changes the language of the figure; the name of the other one.
    other_language: "English", "中文";
    /// What the button for the other language does.
    to_other_language: "Show in English", "显示中文";
    /// Said when no picture could be drawn.
    not_drawn: "图未能绘出，数值见下面的数据表。", "The picture could not be drawn; the numbers are in the table below.";
}
