//! Ready-made figures, each under a name for ever: of the explorer, of the documents, of the two places
//! that have pages.

use super::{
    Extent, Figure, Years,
    documents::{self, Part},
    figure,
    inequality::Household,
    shanghai,
    zhejiang::{self, CountyList, Residents},
};
use crate::{
    atlas::{Atlas, Lang},
    spec::parse,
};

/// A ready-made figure of the explorer or the measuring room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyMade {
    /// Its name in links: `#/gallery/gap-regional`.
    pub id: &'static str,
    /// What it shows, as the explorer writes it.
    pub link: &'static str,
}

impl ReadyMade {
    /// The figure in a language.
    pub fn figure(&self, atlas: &Atlas, lang: Lang) -> Figure {
        figure(atlas, &parse(atlas, self.link).0, lang)
    }

    /// The years behind it; none where no place has a value.
    pub fn years(&self, atlas: &Atlas) -> Option<Years> {
        let spec = parse(atlas, self.link).0;
        Some(Extent::of(atlas, &spec)?.years(spec.time))
    }
}

/// The four gaps of the front page: between regions, between town and country, of incomes, of services.
pub const GAPS: [ReadyMade; 4] = [
    ReadyMade { id: "gap-regional", link: "#/explore?view=map" },
    ReadyMade {
        id: "gap-urban-rural",
        link: "#/explore?indicator=urban_rural_income_ratio&level=nation&view=trend",
    },
    ReadyMade { id: "gap-income", link: "#/explore?indicator=gini&view=trend" },
    ReadyMade {
        id: "gap-services",
        link: "#/explore?indicator=hospital_beds_per_10k&view=dumbbell",
    },
];

/// A figure of the measuring room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Its name in links.
    pub id: &'static str,
    /// What it shows, as the measuring room writes it.
    pub link: &'static str,
    /// The question that it answers, in Chinese and English, where it is among the ready-made ones.
    pub question: Option<[&'static str; 2]>,
}

/// Figures of the measuring room: three questions, and a figure of each kind.
pub const MEASURED: [Measured; 10] = [
    Measured {
        id: "inequality-document-001",
        link: "#/inequality?time=2011..2019&vintage=census4_pre_census7&index=cv_sample",
        question: Some([
            "文献 001 图 3：省际变异系数",
            "Document 001, figure 3: variation among provinces",
        ]),
    },
    Measured {
        id: "inequality-income-regions",
        link: "#/inequality?indicator=disposable_income&view=decomposition&weights=population",
        question: Some([
            "收入差距有多少在四大区域之间",
            "How much of the income gap lies between regions",
        ]),
    },
    Measured {
        id: "inequality-revision",
        link: "#/inequality?index=gini",
        question: Some([
            "普查修订改变了什么：各版本的同一指数",
            "What the census revisions changed: one index, every edition",
        ]),
    },
    Measured { id: "inequality-lorenz", link: "#/inequality?view=lorenz", question: None },
    Measured { id: "inequality-measures", link: "#/inequality?view=measures", question: None },
    Measured {
        id: "inequality-convergence",
        link: "#/inequality?view=convergence",
        question: None,
    },
    Measured { id: "inequality-mobility", link: "#/inequality?view=mobility", question: None },
    Measured { id: "inequality-moran", link: "#/inequality?view=moran", question: None },
    Measured { id: "inequality-clusters", link: "#/inequality?view=clusters", question: None },
    Measured { id: "inequality-influence", link: "#/inequality?view=influence", question: None },
];

/// Every ready-made figure of the explorer and the measuring room, those of the front page first.
pub fn ready_made() -> impl Iterator<Item = ReadyMade> {
    let measured = MEASURED.into_iter().map(|Measured { id, link, .. }| ReadyMade { id, link });
    GAPS.into_iter().chain(MORE).chain(measured)
}

/// Those that are not on the front page.
const MORE: [ReadyMade; 8] = [
    ReadyMade { id: "gdp-per-person-change", link: "#/explore?view=change" },
    ReadyMade { id: "gdp-per-person-regions", link: "#/explore?level=macro_regions&view=trend" },
    ReadyMade { id: "gdp-per-person-years", link: "#/explore?view=multiples" },
    ReadyMade { id: "gdp-per-person-tiles", link: "#/explore?view=tiles" },
    ReadyMade { id: "income-ranking", link: "#/explore?indicator=disposable_income&view=ranking" },
    ReadyMade {
        id: "income-slope",
        link: "#/explore?indicator=disposable_income&view=slope&places=100000~310000~330000~520000~620000",
    },
    ReadyMade { id: "sectors", link: "#/explore?indicator=gdp&view=shares" },
    ReadyMade { id: "urbanisation-and-income", link: "#/explore?view=scatter&x=urbanization_rate" },
];

/// A figure of the gallery.
#[derive(Clone, Copy)]
pub enum GalleryFigure {
    /// Of the explorer.
    ReadyMade(ReadyMade),
    /// Household incomes of the nation.
    Household(Household),
    /// Of a document.
    OfDocument(&'static Part),
    /// Incomes in the counties of Zhejiang.
    ZhejiangIncome(Residents),
    /// The districts of Shanghai.
    ShanghaiDistricts,
}

impl GalleryFigure {
    /// Its name in links.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::ReadyMade(one) => one.id,
            Self::Household(one) => one.id(),
            Self::OfDocument(part) => part.id,
            Self::ZhejiangIncome(Residents::Urban) => "zhejiang-income-urban",
            Self::ZhejiangIncome(Residents::Rural) => "zhejiang-income-rural",
            Self::ShanghaiDistricts => "shanghai-districts",
        }
    }

    /// The figure in a language.
    pub fn figure(&self, atlas: &Atlas, lang: Lang) -> Figure {
        match self {
            Self::ReadyMade(one) => one.figure(atlas, lang),
            Self::Household(one) => one.figure(atlas, lang),
            Self::OfDocument(part) => part.figure(atlas, lang),
            Self::ZhejiangIncome(residents) => {
                zhejiang::income_map(atlas, *residents, CountyList::default(), lang)
            }
            Self::ShanghaiDistricts => shanghai::district_map(atlas, lang),
        }
    }

    /// The years behind it; none where the years are fixed, or those of a document or a page.
    pub fn years(&self, atlas: &Atlas) -> Option<Years> {
        match self {
            Self::ReadyMade(one) => one.years(atlas),
            Self::Household(_)
            | Self::OfDocument(_)
            | Self::ZhejiangIncome(_)
            | Self::ShanghaiDistricts => None,
        }
    }

    /// Whether it tells what documents say, so that they are needed to show it.
    pub const fn needs_documents(&self) -> bool {
        match self {
            Self::ReadyMade(_) | Self::Household(_) => false,
            Self::OfDocument(_) | Self::ZhejiangIncome(_) | Self::ShanghaiDistricts => true,
        }
    }
}

/// Figures of the two places that have pages.
pub const OF_PLACES: [GalleryFigure; 3] = [
    GalleryFigure::ZhejiangIncome(Residents::Urban),
    GalleryFigure::ZhejiangIncome(Residents::Rural),
    GalleryFigure::ShanghaiDistricts,
];

/// Every figure of the gallery.
pub fn gallery() -> impl Iterator<Item = GalleryFigure> {
    let of_documents = documents::entries().iter().flat_map(documents::Entry::parts);
    ready_made()
        .map(GalleryFigure::ReadyMade)
        .chain(Household::ALL.map(GalleryFigure::Household))
        .chain(of_documents.map(GalleryFigure::OfDocument))
        .chain(OF_PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;
    use std::collections::BTreeSet;

    #[test]
    fn every_figure_of_the_gallery_has_a_name_of_its_own_and_something_to_show() {
        let mut ids = BTreeSet::new();
        for one in gallery() {
            assert!(ids.insert(one.id()), "{} twice", one.id());
            for lang in Lang::ALL {
                let figure = one.figure(&ATLAS, lang);
                assert!(figure.title.chars().count() > 5, "{}", one.id());
                assert!(!figure.table.rows.is_empty(), "{}", one.id());
                assert!(!figure.source_line.is_empty(), "{}", one.id());
            }
        }
    }

    #[test]
    fn every_link_is_followed_to_the_letter_and_shows_something() {
        let mut ids = BTreeSet::new();
        for one in ready_made() {
            assert!(ids.insert(one.id), "{} twice", one.id);
            let (spec, notices) = parse(&ATLAS, one.link);
            assert_eq!(notices, [], "{}", one.id);
            assert_eq!(spec.to_fragment(&ATLAS), one.link, "{}", one.id);
            for lang in Lang::ALL {
                let figure = one.figure(&ATLAS, lang);
                assert!(!matches!(figure.marks, super::super::Marks::Nothing(_)), "{}", one.id);
                assert!(!figure.table.rows.is_empty(), "{}", one.id);
            }
        }
    }
}
