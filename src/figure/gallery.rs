//! Ready-made figures of the explorer: a name for ever, and the link that it stands for.

use super::{Figure, figure};
use crate::{
    atlas::{Atlas, Lang},
    spec::parse,
};

/// A ready-made figure of the explorer.
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

/// Every ready-made figure of the explorer, those of the front page first.
pub fn ready_made() -> impl Iterator<Item = ReadyMade> {
    GAPS.into_iter().chain(MORE)
}

/// Those that are not on the front page.
const MORE: [ReadyMade; 8] = [
    ReadyMade { id: "gdp-per-person-change", link: "#/explore?view=change" },
    ReadyMade { id: "gdp-per-person-regions", link: "#/explore?level=macro_regions&view=trend" },
    ReadyMade { id: "gdp-per-person-years", link: "#/explore?view=multiples" },
    ReadyMade { id: "gdp-per-person-tiles", link: "#/explore?view=tiles" },
    ReadyMade { id: "income-ranking", link: "#/explore?indicator=disposable_income&view=ranking" },
    ReadyMade { id: "income-slope", link: "#/explore?indicator=disposable_income&view=slope" },
    ReadyMade { id: "sectors", link: "#/explore?indicator=gdp&view=shares" },
    ReadyMade { id: "urbanisation-and-income", link: "#/explore?view=scatter&x=urbanization_rate" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;
    use std::collections::BTreeSet;

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
