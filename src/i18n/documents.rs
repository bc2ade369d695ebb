//! Wording of the pages of the documents.

use super::wording;

wording! {
    /// Wording of the pages of the documents.
    DocumentWords, document_words;
    /// What the page of all documents is about.
    about: "五份关于共同富裕的文献：其中的表、图、数字、论断、政策提纲与日期，都在这里逐项列出，并附出处。", "Five documents on common prosperity. Their tables, figures, numbers, claims, policy outlines and dates are all here, item by item, each with its place.";
    /// Claims that two documents share, so that the counts of the documents add up to more.
    shared: "论断共 {total} 处；其中 {count} 处同见于两份文献，在两处各计一次。", "There are {total} claims; {count} stand in two of the documents and are counted with both.";
    /// Sort of document.
    paper: "论文", "Paper";
    /// Sort of document.
    study: "研究报告", "Study";
    /// Sort of document.
    policy: "政策文件", "Policy document";
    /// A document without a year.
    no_year: "未注年份", "no year given";
    /// Count of values.
    observations: "{count} 个数值", "{count} values";
    /// Count of claims.
    claims: "{count} 处论断", "{count} claims";
    /// Count of items of the outline.
    items: "{count} 项政策提纲", "{count} items of policy";
    /// Count of dates.
    events: "{count} 个日期", "{count} dates";
    /// Count of tables and figures.
    figures: "{count} 幅图表", "{count} figures and tables";
    /// Name of the list of a page's parts.
    parts: "本页内容", "On this page";
    /// Heading of tables and figures.
    tables: "表与图", "Tables and figures";
    /// Heading of the outline.
    outline: "政策提纲", "Policy outline";
    /// Link to the outline.
    whole_outline: "与其他文献一同查看", "See it beside those of the other documents";
    /// Items of an outline that are not drawn.
    more: "其下 {count} 项", "{count} more below";
    /// Said of a document without tables or figures that can be drawn.
    no_figures: "这份文献没有可以画成图的成组数值；它的各个数值单独列出。", "This document prints no series or pairs of values that would make a figure; its values are listed one by one.";
}
