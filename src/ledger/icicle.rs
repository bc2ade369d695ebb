//! An icicle of the policy outlines: every node a rectangle beside its parent, as long as it has leaves.
//!
//! It lies on its side: a column for each depth, so that titles are written along the lines of the
//! page. Kruskal and Landwehr 1983, "Icicle plots: better displays for hierarchical clustering".

use super::policy::{Forest, Selection};

/// A node's place in a box of width and height 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Row of the forest.
    pub row: usize,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width: that of one column.
    pub width: f64,
    /// Height: the share of the leaves that lie under the node.
    pub height: f64,
}

/// Lays out the shown rows under `root` with it, or all of them, in the order of the forest. A leaf is
/// a shown node with no shown node under it. Nothing where nothing is shown.
pub fn layout(forest: &Forest, selection: &Selection, root: Option<usize>) -> Vec<Rectangle> {
    let rows = forest.rows();
    let (first, end) = root.map_or((0, rows.len()), |root| (root, rows[root].end));
    let shown: Vec<usize> = (first..end).filter(|row| selection.shown[*row]).collect();
    // A node whose successor does not lie below it has nothing below it.
    let is_leaf = |at: usize| shown.get(at + 1).is_none_or(|next| *next >= rows[shown[at]].end);
    let leaves = (0..shown.len()).filter(|at| is_leaf(*at)).count();
    let top = root.map_or(0, |root| rows[root].depth);
    let columns = shown.iter().map(|row| rows[*row].depth + 1 - top).max().unwrap_or(0);
    let mut passed = 0_usize;
    let mut laid: Vec<Rectangle> = Vec::with_capacity(shown.len());
    for (at, row) in shown.iter().enumerate() {
        let below = shown[at..].partition_point(|other| *other < rows[*row].end);
        let spanned = (at..at + below).filter(|at| is_leaf(*at)).count();
        // Edges come from whole numbers of leaves, so that neighbours share theirs exactly.
        let edge = |count: usize| count as f64 / leaves as f64;
        let column = |depth: usize| depth as f64 / columns as f64;
        let (x, y) = (column(rows[*row].depth - top), edge(passed));
        laid.push(Rectangle {
            row: *row,
            x,
            y,
            width: column(rows[*row].depth - top + 1) - x,
            height: edge(passed + spanned) - y,
        });
        passed += usize::from(is_leaf(at));
    }
    laid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{policy::Filter, tests::ATLAS};
    use std::sync::LazyLock;

    static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::new(&ATLAS));

    const EXACT: f64 = 1e-12;

    fn check(selection: &Selection, root: Option<usize>) {
        let laid = layout(&FOREST, selection, root);
        let find = |row: usize| laid.iter().find(|one| one.row == row);
        let within = |row: usize| root.is_none_or(|root| FOREST.path(row).contains(&root));
        for row in 0..FOREST.rows().len() {
            let there = find(row).is_some();
            assert_eq!(there, selection.shown[row] && within(row), "{row}");
        }
        for one in &laid {
            assert!(one.x >= 0.0 && one.x + one.width <= 1.0 + EXACT);
            assert!(one.y >= 0.0 && one.y + one.height <= 1.0 + EXACT);
            assert!(one.width > 0.0 && one.height > 0.0);
            let children: Vec<&Rectangle> =
                FOREST.children(Some(one.row)).filter_map(find).collect();
            if children.is_empty() {
                continue;
            }
            let sum: f64 = children.iter().map(|child| child.height).sum();
            assert!((sum - one.height).abs() < EXACT, "heights add up");
            let mut y = one.y;
            for child in children {
                assert!((child.y - y).abs() < EXACT, "neither gap nor overlap");
                assert!((child.x - one.x - one.width).abs() < EXACT, "in the next column");
                y = child.y + child.height;
            }
        }
    }

    #[test]
    fn children_fill_their_parent_and_siblings_do_not_overlap() {
        let filters = ["", "收入", "慈善", "income", "qqqq"];
        for text in filters {
            let selection = FOREST.select(&Filter { text: text.to_owned(), ..Filter::default() });
            check(&selection, None);
            for root in FOREST.children(None) {
                check(&selection, selection.shown[root].then_some(root));
            }
        }
        check(&FOREST.select(&Filter::default()), FOREST.find("004.s1"));
    }

    #[test]
    fn roots_share_the_height_by_their_leaves() {
        let all = FOREST.select(&Filter::default());
        let laid = layout(&FOREST, &all, None);
        let of = |id: &str| {
            let row = FOREST.find(id).unwrap();
            laid.iter().find(|one| one.row == row).unwrap().height * 391.0
        };
        for (id, leaves) in
            [("000", 74.0), ("001", 48.0), ("002", 84.0), ("003", 39.0), ("004", 146.0)]
        {
            assert!((of(id) - leaves).abs() < 1e-9, "{id}");
        }
    }

    #[test]
    fn nothing_shown_is_nothing_laid_out_and_a_leaf_fills_the_box() {
        let none = FOREST.select(&Filter { text: "qqqq".to_owned(), ..Filter::default() });
        assert_eq!(layout(&FOREST, &none, None), []);
        let all = FOREST.select(&Filter::default());
        let leaf = FOREST.find("004.a01.2").unwrap();
        let alone = Rectangle { row: leaf, x: 0.0, y: 0.0, width: 1.0, height: 1.0 };
        assert_eq!(layout(&FOREST, &all, Some(leaf)), [alone]);
    }
}
