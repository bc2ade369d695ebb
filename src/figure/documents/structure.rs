//! Figure 1 of document 002: how the paper is built, from the ledger's outline of it.

use super::super::{Cell, Figure, Marks, Row};
use super::ledger::{Draft, nation, source};
use crate::{
    atlas::{Atlas, Lang},
    figure::{
        evidence::{OutlineItem, outline},
        table::{number_column, text_column},
    },
};

/// How many levels of the outline are boxes of their own.
const LEVELS: usize = 3;

/// A box of a structure diagram with the boxes within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagramNode {
    /// Text id of the item of the outline.
    pub id: String,
    /// Title.
    pub title: String,
    /// Boxes within, in the order of the document.
    pub children: Vec<DiagramNode>,
    /// Items of the outline below it that are not drawn.
    pub more: usize,
}

/// The structure of document 002; none where the ledger has no outline of it.
pub fn structure(atlas: &Atlas, lang: Lang) -> Option<DiagramNode> {
    Some(node(outline(atlas, "002", lang)?, LEVELS))
}

fn node(item: OutlineItem, levels: usize) -> DiagramNode {
    let within = item.count() - 1;
    let (children, more) = match levels.checked_sub(1) {
        Some(left) => (item.children.into_iter().map(|child| node(child, left)).collect(), 0),
        None => (Vec::new(), within),
    };
    DiagramNode { id: item.id, title: item.title, children, more }
}

impl DiagramNode {
    /// The box and those within, each with its depth, as they are read.
    pub fn flat(&self) -> Vec<(usize, &Self)> {
        let mut found = Vec::new();
        self.gather(0, &mut found);
        found
    }

    fn gather<'a>(&'a self, depth: usize, found: &mut Vec<(usize, &'a Self)>) {
        found.push((depth, self));
        for child in &self.children {
            child.gather(depth + 1, found);
        }
    }
}

/// The structure as a figure: its table is the outline in words, the boxes are drawn by the page.
pub(super) fn figure(atlas: &Atlas, lang: Lang) -> Figure {
    let root = structure(atlas, lang);
    let place = nation(atlas);
    let flat = root.as_ref().map(DiagramNode::flat).unwrap_or_default();
    let parts = root.as_ref().map_or(0, |root| root.children.len());
    let (boxes, more) = (flat.len(), flat.iter().map(|(_, node)| node.more).sum::<usize>());
    let rows: Vec<Row> = flat
        .iter()
        .map(|(depth, node)| Row {
            place,
            cells: vec![
                Cell::number(*depth as f64, 0),
                Cell::words(&*node.title),
                Cell::number(node.more as f64, 0),
            ],
        })
        .collect();
    let names: Vec<&str> =
        root.iter().flat_map(|root| &root.children).map(|one| one.title.as_str()).collect();
    let mut figure = Draft {
        title: match lang {
            Lang::Zh => format!("论文由 {parts} 部分组成：{}", names.join("；")),
            Lang::En => format!("The paper has {parts} parts: {}", names.join("; ")),
        },
        subtitle: match lang {
            Lang::Zh => format!("结构图 · {boxes} 个方框"),
            Lang::En => format!("Structure diagram · {boxes} boxes"),
        },
        marks: Marks::Table,
        notes: vec![match lang {
            Lang::Zh => format!(
                "按本图集整理的提纲重绘，列到第 {LEVELS} 层；其下还有 {more} 项，见政策提纲。"
            ),
            Lang::En => format!(
                "Redrawn from the atlas’s outline of the paper, down to level {LEVELS}; {more} more items lie below, see the outline."
            ),
        }],
        sources: vec![source(atlas, "002", "fig 1 text", lang)],
        columns: vec![
            number_column(lang.pick("层次", "Level")),
            text_column(lang.pick("内容", "Item")),
            number_column(lang.pick("其下未列项数", "Items below")),
        ],
        rows,
    }
    .finish(lang);
    figure.alt = match lang {
        Lang::Zh => format!("结构图：{}。全部内容见表。", names.join("；")),
        Lang::En => format!("Structure diagram: {}. The table has all of it.", names.join("; ")),
    };
    figure
}
