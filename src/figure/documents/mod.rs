//! The tables and figures of the five documents, as figures of the atlas.
//!
//! What a document prints comes from its ledger (`Documents::observations`); what is drawn beside it
//! is computed from that or from the panel of official statistics, and says so. Every cell that shows
//! a value of the ledger names it, see [`Cell::observation`](super::Cell::observation).

mod compared;
mod gini;
mod ledger;
mod regions;
mod standing;
mod structure;
mod tables;

pub use regions::{Edition, coefficient_of_variation, gdp_per_person};
pub use standing::{Standing, standing};
pub use structure::{DiagramNode, structure};

use super::{Figure, Marks};
use crate::atlas::{Atlas, Claim, Lang};
use std::collections::BTreeSet;

/// A table, a figure or a group of numbers of a document, shown as one or more figures.
#[derive(Debug)]
pub struct Entry {
    /// Text id, also of its first figure: `001-table-2`.
    pub id: &'static str,
    /// Document: `000` to `004`.
    pub document: &'static str,
    /// Its name in the address after the document's: `table-2`.
    pub item: &'static str,
    /// Chinese and English name, as the document counts its tables and figures, with what it is about
    /// in our words.
    name: [&'static str; 2],
    parts: &'static [Part],
}

/// One figure of an [`Entry`].
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Text id, unique among all entries: `001-table-2-water`.
    pub id: &'static str,
    build: fn(&Atlas, Lang) -> Figure,
}

impl Part {
    /// The figure in a language.
    pub fn figure(&self, atlas: &Atlas, lang: Lang) -> Figure {
        (self.build)(atlas, lang)
    }
}

impl Entry {
    /// Its name in a language.
    pub const fn name(&self, lang: Lang) -> &'static str {
        let [zh, en] = self.name;
        lang.pick(zh, en)
    }

    /// Its figures, in the order in which they are read.
    pub const fn parts(&self) -> &'static [Part] {
        self.parts
    }
}

/// Everything there is, in the order of the documents and within them.
pub const fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// The entries of a document, by its id.
pub fn entries_of(document: &str) -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter().filter(move |entry| entry.document == document)
}

/// The figure with a text id, and the entry that it is part of.
pub fn part(id: &str) -> Option<(&'static Entry, &'static Part)> {
    ENTRIES.iter().find_map(|entry| Some((entry, entry.parts.iter().find(|part| part.id == id)?)))
}

/// Which figures show which observations of the documents.
#[derive(Debug)]
pub struct Showing {
    /// Every part with the ids of the observations in its table, those that are drawn before mere tables.
    parts: Vec<(&'static Entry, &'static Part, BTreeSet<String>)>,
}

impl Showing {
    /// Reads the tables of all figures.
    pub fn new(atlas: &Atlas) -> Self {
        let all =
            ENTRIES.iter().flat_map(|entry| entry.parts.iter().map(move |part| (entry, part)));
        let mut parts: Vec<_> = all
            .map(|(entry, part)| {
                let figure = part.figure(atlas, Lang::Zh);
                let cells = figure.table.rows.iter().flat_map(|row| &row.cells);
                let named = cells.map(|cell| cell.observation.clone());
                let ids: BTreeSet<String> = named.filter(|id| !id.is_empty()).collect();
                (matches!(figure.marks, Marks::Table), (entry, part, ids))
            })
            .collect();
        crate::order::sort_by_key(&mut parts, |(is_table, _)| *is_table);
        Self { parts: parts.into_iter().map(|(_, part)| part).collect() }
    }

    /// The figure that shows most of what a claim rests on; none where no figure shows any of it.
    pub fn of_claim(
        &self,
        atlas: &Atlas,
        claim: &Claim,
    ) -> Option<(&'static Entry, &'static Part)> {
        let documents = atlas.documents();
        let shown = |ids: &BTreeSet<String>| {
            let of = claim.observations.iter().map(|id| &documents.observation(*id).id);
            of.filter(|id| ids.contains(*id)).count()
        };
        let mut best: Option<(usize, &Entry, &Part)> = None;
        for (entry, part, ids) in &self.parts {
            let count = shown(ids);
            // Of equals the first, which is drawn.
            if count > best.map_or(0, |(most, ..)| most) {
                best = Some((count, *entry, *part));
            }
        }
        best.map(|(_, entry, part)| (entry, part))
    }
}

static ENTRIES: [Entry; 22] = [
    Entry {
        id: "000-income-ratio",
        document: "000",
        item: "income-ratio",
        name: ["城乡居民收入比（2.3.1节）", "Urban–rural income ratio (section 2.3.1)"],
        parts: &[Part {
            id: "000-income-ratio",
            build: |atlas, lang| compared::bars(atlas, &compared::SHANGHAI_RATIO, lang),
        }],
    },
    Entry {
        id: "000-life-expectancy",
        document: "000",
        item: "life-expectancy",
        name: ["上海平均预期寿命（2.2.3节）", "Life expectancy in Shanghai (section 2.2.3)"],
        parts: &[Part {
            id: "000-life-expectancy",
            build: |atlas, lang| compared::bars(atlas, &compared::SHANGHAI_LIFE, lang),
        }],
    },
    Entry {
        id: "001-table-1",
        document: "001",
        item: "table-1",
        name: [
            "表1：城乡医疗资源与幼儿园教师",
            "Table 1: health resources and kindergarten teachers, urban and rural",
        ],
        parts: &[
            Part { id: "001-table-1", build: tables::one },
            Part {
                id: "001-table-1-beds",
                build: |atlas, lang| tables::urban_rural(atlas, &tables::BEDS, lang),
            },
            Part {
                id: "001-table-1-beds-ratio",
                build: |atlas, lang| tables::ratio(atlas, &tables::BEDS, lang),
            },
            Part {
                id: "001-table-1-technicians",
                build: |atlas, lang| tables::urban_rural(atlas, &tables::TECHNICIANS, lang),
            },
            Part {
                id: "001-table-1-technicians-ratio",
                build: |atlas, lang| tables::ratio(atlas, &tables::TECHNICIANS, lang),
            },
            Part {
                id: "001-table-1-teachers",
                build: |atlas, lang| tables::urban_rural(atlas, &tables::TEACHERS, lang),
            },
            Part {
                id: "001-table-1-teachers-ratio",
                build: |atlas, lang| tables::ratio(atlas, &tables::TEACHERS, lang),
            },
        ],
    },
    Entry {
        id: "001-table-2",
        document: "001",
        item: "table-2",
        name: [
            "表2：城乡道路、排水管道与供水",
            "Table 2: roads, drains and water supply in town and country",
        ],
        parts: &[
            Part { id: "001-table-2", build: tables::two },
            Part {
                id: "001-table-2-roads",
                build: |atlas, lang| tables::added(atlas, &tables::ROADS, lang),
            },
            Part {
                id: "001-table-2-drains",
                build: |atlas, lang| tables::added(atlas, &tables::DRAINS, lang),
            },
            Part { id: "001-table-2-water", build: tables::water },
        ],
    },
    Entry {
        id: "001-table-3",
        document: "001",
        item: "table-3",
        name: [
            "表3：人均铁路里程的区域与国际比较",
            "Table 3: railway length per person, regions and abroad",
        ],
        parts: &[
            Part { id: "001-table-3", build: tables::three },
            Part { id: "001-table-3-regions", build: tables::railway_of_regions },
            Part { id: "001-table-3-abroad", build: tables::railway_abroad },
        ],
    },
    Entry {
        id: "001-figure-1",
        document: "001",
        item: "figure-1",
        name: ["图1：1981—2020年基尼系数", "Figure 1: Gini coefficient 1981–2020"],
        parts: &[Part { id: "001-figure-1", build: gini::figure }],
    },
    Entry {
        id: "001-figure-2",
        document: "001",
        item: "figure-2",
        name: ["图2：四大区域人均GDP", "Figure 2: GDP per person of the four macro-regions"],
        parts: &[
            Part { id: "001-figure-2", build: regions::levels },
            Part { id: "001-figure-2-absolute", build: regions::absolute_gaps },
            Part { id: "001-figure-2-relative", build: regions::relative_gaps },
            Part { id: "001-figure-2-revised", build: regions::revised_gaps },
        ],
    },
    Entry {
        id: "001-figure-3",
        document: "001",
        item: "figure-3",
        name: [
            "图3：省际人均GDP变异系数",
            "Figure 3: coefficient of variation of GDP per person among provinces",
        ],
        parts: &[
            Part { id: "001-figure-3", build: regions::variation },
            Part { id: "001-figure-3-revised", build: regions::revised_variation },
        ],
    },
    Entry {
        id: "001-income-ratio",
        document: "001",
        item: "income-ratio",
        name: ["城乡居民收入比（3.1节）", "Urban–rural income ratio (section 3.1)"],
        parts: &[Part { id: "001-income-ratio", build: regions::income_ratio }],
    },
    Entry {
        id: "001-patents",
        document: "001",
        item: "patents",
        name: ["四大区域专利数量（3.3节）", "Patents of the four macro-regions (section 3.3)"],
        parts: &[Part { id: "001-patents", build: regions::patents }],
    },
    Entry {
        id: "001-admission",
        document: "001",
        item: "admission",
        name: [
            "住院与因经济困难未住院（2.1节）",
            "Hospital stays, and stays forgone for cost (section 2.1)",
        ],
        parts: &[
            Part {
                id: "001-admission",
                build: |atlas, lang| compared::pairs(atlas, &compared::NOT_ADMITTED, lang),
            },
            Part {
                id: "001-admission-rate",
                build: |atlas, lang| compared::pairs(atlas, &compared::ADMITTED, lang),
            },
        ],
    },
    Entry {
        id: "001-pupils",
        document: "001",
        item: "pupils",
        name: ["小学生师比（2.2节）", "Primary pupils per teacher (section 2.2)"],
        parts: &[Part {
            id: "001-pupils",
            build: |atlas, lang| compared::pairs(atlas, &compared::PUPILS, lang),
        }],
    },
    Entry {
        id: "001-beds",
        document: "001",
        item: "beds",
        name: ["四大区域每万人床位（2.2节）", "Beds per 10,000 people by region (section 2.2)"],
        parts: &[Part {
            id: "001-beds",
            build: |atlas, lang| compared::pairs(atlas, &compared::BEDS, lang),
        }],
    },
    Entry {
        id: "001-library",
        document: "001",
        item: "library",
        name: ["人均公共图书馆藏量（2.2节）", "Library holdings per person (section 2.2)"],
        parts: &[Part {
            id: "001-library",
            build: |atlas, lang| compared::pairs(atlas, &compared::LIBRARY, lang),
        }],
    },
    Entry {
        id: "001-internet",
        document: "001",
        item: "internet",
        name: ["互联网普及率（2.4节）", "Internet penetration (section 2.4)"],
        parts: &[Part {
            id: "001-internet",
            build: |atlas, lang| compared::pairs(atlas, &compared::INTERNET, lang),
        }],
    },
    Entry {
        id: "001-schooling",
        document: "001",
        item: "schooling",
        name: ["平均受教育年限（3.4节）", "Mean years of schooling (section 3.4)"],
        parts: &[Part {
            id: "001-schooling",
            build: |atlas, lang| compared::pairs(atlas, &compared::SCHOOLING, lang),
        }],
    },
    Entry {
        id: "001-industry",
        document: "001",
        item: "industry",
        name: ["四大区域产业增加值（3.3节）", "Value added by region (section 3.3)"],
        parts: &[
            Part {
                id: "001-industry",
                build: |atlas, lang| compared::pairs(atlas, &compared::SECONDARY, lang),
            },
            Part {
                id: "001-industry-tertiary",
                build: |atlas, lang| compared::pairs(atlas, &compared::TERTIARY, lang),
            },
        ],
    },
    Entry {
        id: "001-medical",
        document: "001",
        item: "medical",
        name: [
            "医疗机构与资产的区域分布（3.4节）",
            "Medical institutions and their assets by region (section 3.4)",
        ],
        parts: &[Part {
            id: "001-medical",
            build: |atlas, lang| compared::pairs(atlas, &compared::MEDICAL, lang),
        }],
    },
    Entry {
        id: "002-figure-1",
        document: "002",
        item: "figure-1",
        name: ["图1：论文的结构", "Figure 1: structure of the paper"],
        parts: &[Part { id: "002-figure-1", build: structure::figure }],
    },
    Entry {
        id: "002-gaps",
        document: "002",
        item: "gaps",
        name: ["浙江的城乡与地区倍差（引言）", "Zhejiang’s gaps (introduction)"],
        parts: &[Part {
            id: "002-gaps",
            build: |atlas, lang| compared::pairs(atlas, &compared::ZHEJIANG_GAPS, lang),
        }],
    },
    Entry {
        id: "002-bands",
        document: "002",
        item: "bands",
        name: ["家庭收入分组（引言）", "Household income bands (introduction)"],
        parts: &[Part {
            id: "002-bands",
            build: |atlas, lang| compared::pairs(atlas, &compared::BANDS, lang),
        }],
    },
    Entry {
        id: "002-lianhua",
        document: "002",
        item: "lianhua",
        name: ["莲花未来乡村的收入（2.6.1节）", "Incomes in Lianhua (section 2.6.1)"],
        parts: &[Part {
            id: "002-lianhua",
            build: |atlas, lang| compared::pairs(atlas, &compared::LIANHUA, lang),
        }],
    },
];
