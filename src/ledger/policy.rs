//! The policy outlines of all documents as one forest: what a filter leaves of it, how many items
//! address which gap, and where a step of the keyboard leads.

use crate::{
    atlas::{Atlas, DocumentId, Lang, PolicyId, ThemeId},
    query::Folded,
};

/// What a node addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// One of the atlas's themes.
    Theme(ThemeId),
    /// The document names none.
    Unnamed,
}

/// Stands in links for [`Gap::Unnamed`].
pub const UNNAMED: &str = "none";

impl Gap {
    /// Its name in links.
    pub fn code(self, atlas: &Atlas) -> &str {
        match self {
            Self::Theme(theme) => &atlas.catalog().themes[theme.index()].id,
            Self::Unnamed => UNNAMED,
        }
    }
}

/// A node in its place in the forest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub id: PolicyId,
    /// Row of the node above.
    pub parent: Option<usize>,
    /// Nodes between it and the root of its document, 0 for the root itself.
    pub depth: usize,
    /// The row behind its last descendant.
    pub end: usize,
    /// Titles in both languages and id, as they are compared with a text.
    text: [Folded; 3],
}

/// All outlines, a root for each document, every node before its descendants and these before the next
/// sibling. Rows are counted from 0 in this order.
#[derive(Debug)]
pub struct Forest {
    atlas: &'static Atlas,
    rows: Vec<Row>,
    kinds: Vec<&'static str>,
    gaps: Vec<Gap>,
    years: Vec<u16>,
}

/// Which nodes are wanted. What is `None` or empty leaves all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Document of the node.
    pub document: Option<DocumentId>,
    /// Kind of node, as the ledger writes it.
    pub kind: Option<&'static str>,
    /// What it addresses, among others.
    pub gap: Option<Gap>,
    /// A year that it names or that lies in a span it names.
    pub year: Option<u16>,
    /// Text that its title contains in either language, word by word; or its id.
    pub text: String,
}

impl Filter {
    /// Whether it leaves all nodes.
    pub fn is_empty(&self) -> bool {
        self.document.is_none()
            && self.kind.is_none()
            && self.gap.is_none()
            && self.year.is_none()
            && Folded::of(&self.text).is_empty()
    }
}

/// What a filter leaves of a forest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// For each row, whether the filter wants it.
    pub matched: Vec<bool>,
    /// For each row, whether it is shown: it is wanted, or one of its descendants is.
    pub shown: Vec<bool>,
    /// How many rows are wanted.
    pub count: usize,
}

/// How many nodes address a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapCounts {
    /// The gap; `None` for all nodes, each counted once.
    pub gap: Option<Gap>,
    /// For each document, in the order of the ledger.
    pub documents: Vec<usize>,
    /// In all documents.
    pub total: usize,
}

/// A key pressed in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// Closes a node, or leads to its parent.
    Left,
    /// Opens a node, or leads to its first child.
    Right,
    /// To the first row.
    First,
    /// To the last row that can be seen.
    Last,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The focus moves to a row.
    To(usize),
    /// The row opens.
    Open,
    /// The row closes.
    Close,
    /// Nothing.
    Stay,
}

impl Forest {
    /// Puts the outlines of all documents together.
    pub fn new(atlas: &'static Atlas) -> Self {
        let nodes = &atlas.documents().policy;
        let ids: Vec<PolicyId> = (0_u16..).map(PolicyId).take(nodes.len()).collect();
        let mut children: Vec<Vec<PolicyId>> = vec![Vec::new(); nodes.len()];
        let mut roots = Vec::new();
        for (id, node) in ids.iter().zip(nodes) {
            match node.parent {
                Some(parent) => children[parent.index()].push(*id),
                None => roots.push(*id),
            }
        }
        crate::order::sort_by_key(&mut roots, |id| nodes[id.index()].document);
        let mut rows: Vec<Row> = Vec::with_capacity(nodes.len());
        // What is still to be placed, the next one last, with the row of its parent.
        let mut waiting: Vec<(PolicyId, Option<usize>)> = Vec::new();
        let push = |waiting: &mut Vec<_>, list: &[PolicyId], parent| {
            waiting.extend(list.iter().rev().map(|id| (*id, parent)));
        };
        push(&mut waiting, &roots, None);
        while let Some((id, parent)) = waiting.pop() {
            let at = rows.len();
            let title = &nodes[id.index()].title;
            rows.push(Row {
                id,
                parent,
                depth: parent.map_or(0, |parent| rows[parent].depth + 1),
                end: at + 1,
                text: [&title.zh, &title.en, &nodes[id.index()].id].map(|text| Folded::of(text)),
            });
            let mut above = parent;
            while let Some(ancestor) = above {
                rows[ancestor].end = at + 1;
                above = rows[ancestor].parent;
            }
            push(&mut waiting, &children[id.index()], Some(at));
        }
        let mut kinds: Vec<&str> = Vec::new();
        let mut gaps = Vec::new();
        let mut years = Vec::new();
        for node in nodes {
            if !kinds.contains(&node.kind.as_str()) {
                kinds.push(&node.kind);
            }
            gaps.extend(gaps_of(&node.gaps));
            years.extend(node.years.iter().flat_map(|(first, last)| *first..=*last));
        }
        crate::order::sort(&mut gaps);
        gaps.dedup();
        crate::order::sort(&mut years);
        years.dedup();
        Self { atlas, rows, kinds, gaps, years }
    }

    /// All rows in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Kinds of nodes, in the order in which they first occur in the ledger.
    pub fn kinds(&self) -> &[&'static str] {
        &self.kinds
    }

    /// What nodes address, in the order of the themes; [`Gap::Unnamed`] last.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Years that nodes name or that lie in spans they name, in order.
    pub fn years(&self) -> &[u16] {
        &self.years
    }

    /// The ledger's node of a row.
    pub fn node(&self, row: usize) -> &'static crate::atlas::PolicyNode {
        self.atlas.documents().policy_node(self.rows[row].id)
    }

    /// What the node of a row addresses, in the order of the document.
    pub fn gaps_of(&self, row: usize) -> impl Iterator<Item = Gap> + use<> {
        gaps_of(&self.node(row).gaps)
    }

    /// The row of the node with this text id.
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.rows.len()).find(|row| self.node(*row).id == id)
    }

    /// How many nodes lie below a row.
    pub fn descendants(&self, row: usize) -> usize {
        self.rows[row].end - row - 1
    }

    /// Rows from the root of a document to `row`, both with it.
    pub fn path(&self, row: usize) -> Vec<usize> {
        let mut path = vec![row];
        let mut at = row;
        while let Some(parent) = self.rows[at].parent {
            path.push(parent);
            at = parent;
        }
        path.reverse();
        path
    }

    /// Rows directly below `row`; the roots for `None`.
    pub fn children(&self, row: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let (first, end) = row.map_or((0, self.rows.len()), |row| (row + 1, self.rows[row].end));
        let within = move |at: &usize| *at < end;
        std::iter::successors(Some(first).filter(within), move |at| {
            Some(self.rows[*at].end).filter(within)
        })
    }

    /// What a filter leaves.
    pub fn select(&self, filter: &Filter) -> Selection {
        let words = words(&filter.text);
        let matched: Vec<bool> =
            (0..self.rows.len()).map(|row| self.matches(row, filter, &words)).collect();
        let mut shown = matched.clone();
        for row in (0..shown.len()).rev() {
            if shown[row]
                && let Some(parent) = self.rows[row].parent
            {
                shown[parent] = true;
            }
        }
        let count = matched.iter().filter(|one| **one).count();
        Selection { matched, shown, count }
    }

    fn matches(&self, row: usize, filter: &Filter, words: &[Folded]) -> bool {
        let node = self.node(row);
        filter.document.is_none_or(|document| node.document == document)
            && filter.kind.is_none_or(|kind| node.kind == kind)
            && filter.gap.is_none_or(|gap| self.gaps_of(row).any(|one| one == gap))
            && filter.year.is_none_or(|year| {
                node.years.iter().any(|(first, last)| (*first..=*last).contains(&year))
            })
            && words.iter().all(|word| {
                self.rows[row].text.iter().any(|text| text.fit(word.as_str()).is_some())
            })
    }

    /// For each gap how many nodes of each document address it, and first of all how many there are.
    /// Of `filter` only kind, year and text count: every number is [`Selection::count`] of the filter
    /// with its gap and document. A node that addresses several gaps counts for each.
    pub fn matrix(&self, filter: &Filter) -> Vec<GapCounts> {
        let filter = Filter { document: None, gap: None, ..filter.clone() };
        let matched = self.select(&filter).matched;
        let documents = self.atlas.documents().documents.len();
        let mut counts: Vec<GapCounts> = std::iter::once(None)
            .chain(self.gaps.iter().copied().map(Some))
            .map(|gap| GapCounts { gap, documents: vec![0; documents], total: 0 })
            .collect();
        for row in (0..self.rows.len()).filter(|row| matched[*row]) {
            let document = self.node(row).document.index();
            for one in &mut counts {
                if one.gap.is_none_or(|gap| self.gaps_of(row).any(|of_row| of_row == gap)) {
                    one.documents[document] += 1;
                    one.total += 1;
                }
            }
        }
        counts
    }

    /// Of the selected nodes below a row, how many address each gap; gaps that none addresses are left
    /// out.
    pub fn below(&self, selection: &Selection, row: usize) -> Vec<(Gap, usize)> {
        let within = (row + 1..self.rows[row].end).filter(|at| selection.matched[*at]);
        let count =
            |gap: Gap| within.clone().filter(|at| self.gaps_of(*at).any(|one| one == gap)).count();
        self.gaps.iter().map(|gap| (*gap, count(*gap))).filter(|(_, count)| *count > 0).collect()
    }

    /// Rows that can be seen, in order: those shown of which every node above is open.
    pub fn visible(&self, selection: &Selection, open: &[bool]) -> Vec<usize> {
        let mut rows = Vec::new();
        let mut at = 0;
        while let Some(row) = self.rows.get(at) {
            if selection.shown[at] {
                rows.push(at);
            }
            at = if selection.shown[at] && open[at] { at + 1 } else { row.end };
        }
        rows
    }

    /// For each row its place among the siblings that are shown, from 1, and how many these are.
    pub fn standing(&self, selection: &Selection) -> Vec<(usize, usize)> {
        let mut standing = vec![(0, 0); self.rows.len()];
        for above in std::iter::once(None).chain((0..self.rows.len()).map(Some)) {
            let shown: Vec<usize> =
                self.children(above).filter(|row| selection.shown[*row]).collect();
            for (at, row) in shown.iter().enumerate() {
                standing[*row] = (at + 1, shown.len());
            }
        }
        standing
    }

    /// Which rows are open at first: all that lie above something wanted, or without a filter those
    /// above `depth`.
    pub fn opened(&self, filter: &Filter, selection: &Selection, depth: usize) -> Vec<bool> {
        let narrowed = Filter { document: None, ..filter.clone() };
        if narrowed.is_empty() {
            return self.rows.iter().map(|row| row.depth < depth).collect();
        }
        (0..self.rows.len()).map(|row| self.has_shown(selection, row)).collect()
    }

    /// Whether anything below a row is shown.
    pub fn has_shown(&self, selection: &Selection, row: usize) -> bool {
        selection.shown[row + 1..self.rows[row].end].contains(&true)
    }

    /// What a key does at `row`, as WAI-ARIA's pattern of a tree has it.
    pub fn step(&self, selection: &Selection, open: &[bool], row: usize, key: Key) -> Step {
        let visible = self.visible(selection, open);
        let here = visible.partition_point(|at| *at < row);
        let to =
            |at: Option<&usize>| at.filter(|at| **at != row).map_or(Step::Stay, |at| Step::To(*at));
        let inner = self.has_shown(selection, row);
        match key {
            Key::Up => to(here.checked_sub(1).and_then(|at| visible.get(at))),
            Key::Down => to(visible.get(here + 1)),
            Key::First => to(visible.first()),
            Key::Last => to(visible.last()),
            Key::Right if inner && !open[row] => Step::Open,
            Key::Right if inner => to(visible.get(here + 1)),
            Key::Right => Step::Stay,
            Key::Left if inner && open[row] => Step::Close,
            Key::Left => to(self.rows[row].parent.as_ref()),
        }
    }

    /// The next visible row behind `row`, from the end on to the beginning, of which the title in
    /// `lang` begins with `typed`.
    pub fn typed(
        &self,
        selection: &Selection,
        open: &[bool],
        row: usize,
        typed: &str,
        lang: Lang,
    ) -> Option<usize> {
        let typed = Folded::of(typed);
        let visible = self.visible(selection, open);
        let behind = visible.partition_point(|at| *at <= row);
        let title = |at: usize| &self.rows[at].text[usize::from(lang == Lang::En)];
        let from_here = visible[behind..].iter().chain(&visible[..behind]);
        from_here
            .copied()
            .find(|at| !typed.is_empty() && title(*at).as_str().starts_with(typed.as_str()))
    }
}

fn gaps_of(themes: &'static [ThemeId]) -> impl Iterator<Item = Gap> {
    let unnamed = themes.is_empty().then_some(Gap::Unnamed);
    themes.iter().copied().map(Gap::Theme).chain(unnamed)
}

/// Words of a text, folded.
fn words(text: &str) -> Vec<Folded> {
    text.split_whitespace().map(Folded::of).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::ATLAS;
    use std::sync::LazyLock;

    static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::new(&ATLAS));

    fn row(id: &str) -> usize {
        FOREST.find(id).unwrap()
    }

    #[test]
    fn every_node_stands_once_behind_its_parent_and_in_its_span() {
        let rows = FOREST.rows();
        let policy = &ATLAS.documents().policy;
        assert_eq!(rows.len(), policy.len());
        let mut seen: Vec<PolicyId> = rows.iter().map(|row| row.id).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), policy.len());
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.parent.map(|parent| rows[parent].id), policy[row.id.index()].parent);
            if let Some(parent) = row.parent {
                assert!(parent < at && row.end <= rows[parent].end);
            }
            assert_eq!(FOREST.find(&FOREST.node(at).id), Some(at));
            let below: usize =
                FOREST.children(Some(at)).map(|child| 1 + FOREST.descendants(child)).sum();
            assert_eq!(below, FOREST.descendants(at));
        }
    }

    #[test]
    fn each_document_has_one_root_and_siblings_keep_the_order_of_the_ledger() {
        let roots: Vec<&str> =
            FOREST.children(None).map(|row| FOREST.node(row).id.as_str()).collect();
        assert_eq!(roots, ["000", "001", "002", "003", "004"]);
        for at in std::iter::once(None).chain((0..FOREST.rows().len()).map(Some)) {
            let children: Vec<&Row> =
                FOREST.children(at).map(|child| &FOREST.rows()[child]).collect();
            assert!(at.is_none() || children.windows(2).all(|pair| pair[0].id < pair[1].id));
        }
    }

    #[test]
    fn a_path_leads_from_the_root_to_the_node() {
        let path = FOREST.path(row("004.a01.2"));
        let ids: Vec<&str> = path.iter().map(|row| FOREST.node(*row).id.as_str()).collect();
        assert_eq!(ids, ["004", "004.s1", "004.a01", "004.a01.2"]);
    }

    #[test]
    fn no_filter_shows_all_and_matches_all() {
        let all = FOREST.select(&Filter::default());
        assert!(Filter::default().is_empty());
        assert_eq!(all.count, FOREST.rows().len());
        assert!(all.shown.iter().all(|shown| *shown));
    }

    #[test]
    fn a_filter_keeps_what_leads_to_a_match_and_nothing_else() {
        let filters = [
            Filter { text: "慈善".to_owned(), ..Filter::default() },
            Filter { year: Some(2035), ..Filter::default() },
            Filter { kind: Some("goal"), ..Filter::default() },
            Filter { gap: Some(Gap::Unnamed), ..Filter::default() },
            Filter { text: "Income growth".to_owned(), year: Some(2025), ..Filter::default() },
        ];
        for filter in filters {
            let selection = FOREST.select(&filter);
            assert!(selection.count < FOREST.rows().len());
            for at in 0..FOREST.rows().len() {
                let within = selection.matched[at..FOREST.rows()[at].end].contains(&true);
                assert_eq!(selection.shown[at], within);
            }
        }
        let charity = FOREST.select(&Filter { text: "慈善".to_owned(), ..Filter::default() });
        assert!(charity.matched[row("004.a13.2")]);
        assert!(charity.shown[row("004")] && !charity.matched[row("004")]);
    }

    #[test]
    fn siblings_that_are_shown_are_counted_and_all_matches_can_be_seen() {
        for text in ["", "收入", "慈善"] {
            let filter = Filter { text: text.to_owned(), ..Filter::default() };
            let selection = FOREST.select(&filter);
            for (row, (place, of)) in FOREST.standing(&selection).into_iter().enumerate() {
                assert_eq!(selection.shown[row], place > 0);
                assert!(place <= of);
                let next = FOREST.rows()[row].end;
                let is_last = FOREST
                    .rows()
                    .get(next)
                    .is_none_or(|other| other.parent != FOREST.rows()[row].parent);
                assert!(!is_last || !selection.shown[row] || place == of);
            }
            let seen = FOREST.visible(&selection, &FOREST.opened(&filter, &selection, 1));
            let wanted = (0..selection.matched.len()).filter(|row| selection.matched[*row]);
            assert!(text.is_empty() || wanted.into_iter().all(|row| seen.contains(&row)));
        }
        let all = FOREST.select(&Filter::default());
        let roots = FOREST.visible(&all, &FOREST.opened(&Filter::default(), &all, 0));
        assert_eq!(roots.len(), 5);
    }

    #[test]
    fn a_year_within_a_span_counts_and_text_is_found_in_both_languages() {
        let spans = FOREST.select(&Filter { year: Some(2015), ..Filter::default() });
        assert!(spans.matched[row("001.ach.4")], "it names 2012-2019");
        for text in ["charitable TRUSTS", "慈善信托", "004.a13.2", "trusts charitable"] {
            let found = FOREST.select(&Filter { text: text.to_owned(), ..Filter::default() });
            assert!(found.matched[row("004.a13.2")], "{text}");
        }
        let nothing = FOREST.select(&Filter { text: "qqqq".to_owned(), ..Filter::default() });
        assert_eq!((nothing.count, nothing.shown.contains(&true)), (0, false));
    }

    #[test]
    fn every_count_of_the_matrix_is_what_its_filter_then_shows() {
        let documents: Vec<Option<DocumentId>> =
            (0..5).map(|at| Some(DocumentId(at))).chain([None]).collect();
        for base in [
            Filter::default(),
            Filter { kind: Some("measure"), ..Filter::default() },
            Filter { text: "收入".to_owned(), gap: Some(Gap::Unnamed), ..Filter::default() },
            Filter { year: Some(2025), document: Some(DocumentId(4)), ..Filter::default() },
        ] {
            for line in FOREST.matrix(&base) {
                for document in &documents {
                    let filter = Filter { document: *document, gap: line.gap, ..base.clone() };
                    let count = document.map_or(line.total, |one| line.documents[one.index()]);
                    assert_eq!(FOREST.select(&filter).count, count, "{filter:?}");
                }
            }
        }
        let all = FOREST.matrix(&Filter::default());
        assert_eq!(all[0].documents, [103, 62, 113, 52, 185]);
        assert_eq!(all[0].total, 515);
        let gaps: Vec<Gap> = all.iter().filter_map(|line| line.gap).collect();
        assert_eq!(gaps, FOREST.gaps());
        assert_eq!(gaps.last(), Some(&Gap::Unnamed));
    }

    #[test]
    fn counts_below_a_node_are_those_of_its_descendants() {
        let all = FOREST.select(&Filter::default());
        for root in FOREST.children(None) {
            let document = FOREST.node(root).document;
            for (gap, count) in FOREST.below(&all, root) {
                let filter =
                    Filter { document: Some(document), gap: Some(gap), ..Filter::default() };
                let itself = usize::from(FOREST.gaps_of(root).any(|one| one == gap));
                let found = FOREST.select(&filter);
                assert_eq!(found.count, count + itself);
                // A filter leaves what it selects.
                let left = FOREST.below(&found, root);
                assert_eq!(left.iter().find(|one| one.0 == gap), Some(&(gap, count)));
                let none = FOREST.select(&Filter { year: Some(1), ..filter });
                assert_eq!(FOREST.below(&none, root), []);
            }
        }
    }

    #[test]
    fn keys_walk_the_rows_that_can_be_seen() {
        let all = FOREST.select(&Filter::default());
        let mut open = vec![false; FOREST.rows().len()];
        let (first, second) = (row("000"), row("001"));
        assert_eq!(FOREST.visible(&all, &open).len(), 5);
        let step = |open: &[bool], at, key| FOREST.step(&all, open, at, key);
        assert_eq!(step(&open, first, Key::Down), Step::To(second));
        assert_eq!(step(&open, second, Key::Up), Step::To(first));
        assert_eq!(step(&open, first, Key::Up), Step::Stay);
        assert_eq!(step(&open, first, Key::Left), Step::Stay);
        assert_eq!(step(&open, first, Key::Right), Step::Open);
        assert_eq!(step(&open, first, Key::Last), Step::To(row("004")));
        open[first] = true;
        assert_eq!(step(&open, first, Key::Right), Step::To(first + 1));
        assert_eq!(step(&open, first + 1, Key::Left), Step::To(first));
        assert_eq!(step(&open, first, Key::Left), Step::Close);
        assert_eq!(step(&open, row("004"), Key::First), Step::To(first));
        let leaf = (0..open.len()).find(|at| FOREST.descendants(*at) == 0).unwrap();
        assert_eq!(step(&open, leaf, Key::Right), Step::Stay);
        // Where the filter leaves nothing below a node, there is nothing to open.
        let goals = FOREST.select(&Filter { text: "000".to_owned(), ..Filter::default() });
        assert!(goals.shown[first]);
        let none = Selection {
            shown: all.shown.iter().enumerate().map(|(at, _)| at == first).collect(),
            ..all.clone()
        };
        assert_eq!(FOREST.step(&none, &open, first, Key::Right), Step::Stay);
    }

    #[test]
    fn every_kind_has_a_name_and_every_gap_a_colour() {
        use crate::{i18n::policy_kind, theme};
        for kind in FOREST.kinds() {
            assert_ne!(policy_kind(kind, Lang::Zh), *kind);
            assert_eq!(policy_kind(kind, Lang::En).to_lowercase().get(..2), kind.get(..2));
        }
        let grey = theme::gap(theme::Theme::Light, UNNAMED);
        for gap in FOREST.gaps() {
            let colour = theme::gap(theme::Theme::Light, gap.code(&ATLAS));
            assert_eq!(colour == grey, *gap == Gap::Unnamed, "{gap:?}");
        }
    }

    #[test]
    fn walking_down_visits_every_row_once_when_all_are_open() {
        let all = FOREST.select(&Filter::default());
        let open = vec![true; FOREST.rows().len()];
        let mut at = 0;
        let mut seen = 1;
        while let Step::To(next) = FOREST.step(&all, &open, at, Key::Down) {
            assert_eq!(FOREST.step(&all, &open, next, Key::Up), Step::To(at));
            at = next;
            seen += 1;
        }
        assert_eq!(seen, FOREST.rows().len());
    }

    #[test]
    fn typing_leads_to_the_next_title_that_begins_so() {
        let all = FOREST.select(&Filter::default());
        let open = vec![true; FOREST.rows().len()];
        let found = FOREST.typed(&all, &open, 0, "战略定", Lang::Zh);
        assert_eq!(found, Some(row("004.a03")));
        assert_eq!(FOREST.typed(&all, &open, 510, "strategic pos", Lang::En), found);
        assert_eq!(FOREST.typed(&all, &open, 0, " ", Lang::En), None);
    }
}
