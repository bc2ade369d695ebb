//! Groups within a set of places that may be chosen together: regions, lists, city clusters.

use super::Geography;
use crate::atlas::{Atlas, CityCluster, PlaceId, Text};

/// Places of one level that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceGroup {
    /// Text id, used in links: `macro_region:east`, `coastal`, `cluster:cc01`, `tag:mountain26`,
    /// `city:330100`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// The places, in the order of the level; never empty.
    pub places: Vec<PlaceId>,
    /// What the choice rests on and what it leaves out.
    pub note: Text,
}

/// The provincial-level cities, which no list of the catalogue tells apart.
const MUNICIPALITIES: [&str; 4] = ["110000", "120000", "310000", "500000"];

/// A list of places by a tag: its tag, its names and what is to be known about it.
struct Listed {
    tag: &'static str,
    name: [&'static str; 2],
    note: [&'static str; 2],
}

const COASTAL: Listed = Listed {
    tag: "coastal",
    name: ["沿海省级地区", "Coastal provinces"],
    note: [
        "有海岸线的十一个省级地区；台湾、香港、澳门未列入。",
        "The eleven province-level units with a sea coast; Taiwan, Hong Kong and Macao are not on the list.",
    ],
};

const ZHEJIANG: [Listed; 2] = [
    Listed {
        tag: "mountain26",
        name: ["山区26县", "26 mountain counties"],
        note: ["2021—2024年使用的名单。", "The list used from 2021 to 2024."],
    },
    Listed {
        tag: "mountain_island25_2024",
        name: ["山区海岛县（25个）", "25 mountain and island counties"],
        note: [
            "2024年8月起的名单；此后的退出未反映。",
            "The list since August 2024; later removals are not reflected.",
        ],
    },
];

const SHANGHAI: [Listed; 2] = [
    Listed {
        tag: "central",
        name: ["中心城区", "Central districts"],
        note: ["七个中心城区；浦东新区不在其内。", "The seven central districts, without Pudong."],
    },
    Listed {
        tag: "suburban",
        name: ["郊区", "Suburban districts"],
        note: [
            "中心城区以外的各区；浦东新区整体计入。",
            "The districts outside the centre; Pudong counts as one of them as a whole.",
        ],
    },
];

/// The groups of a level, in the order of the menu; none where the level has no parts.
pub fn groups(atlas: &Atlas, level: Geography) -> Vec<PlaceGroup> {
    let within = Within { atlas, places: level.places(atlas) };
    match level {
        Geography::Provinces => {
            let mut found: Vec<PlaceGroup> = Geography::MacroRegions
                .places(atlas)
                .into_iter()
                .filter_map(|region| within.macro_region(region))
                .collect();
            found.extend(within.listed(&COASTAL, COASTAL.tag.to_owned()));
            found.extend(within.municipalities());
            let clusters = &atlas.catalog().clusters;
            found.extend(clusters.iter().filter_map(|cluster| within.cluster(cluster)));
            found
        }
        Geography::ZhejiangCounties => {
            let cities = Geography::ZhejiangCities.places(atlas).into_iter();
            within
                .tagged(&ZHEJIANG)
                .chain(cities.filter_map(|city| {
                    let name = &atlas.place(city).name;
                    let note = [
                        format!("{}所辖的县（市、区）。", name.zh),
                        format!("Counties, county-level cities and districts of {}.", name.en),
                    ];
                    within.children(city, "city", note)
                }))
                .collect()
        }
        Geography::DeltaCities => {
            let provinces = Geography::Provinces.places(atlas).into_iter();
            provinces.filter_map(|province| within.province(province)).collect()
        }
        Geography::ShanghaiDistricts => within.tagged(&SHANGHAI).collect(),
        Geography::MacroRegions | Geography::Nation | Geography::ZhejiangCities => Vec::new(),
    }
}

/// The places of a level, from which groups are taken.
struct Within<'a> {
    atlas: &'a Atlas,
    places: Vec<PlaceId>,
}

impl Within<'_> {
    /// The group of the places that belong; none when there are none.
    fn group(
        &self,
        id: String,
        name: Text,
        note: Text,
        belongs: impl Fn(PlaceId) -> bool,
    ) -> Option<PlaceGroup> {
        let places: Vec<PlaceId> = self.places.iter().copied().filter(|id| belongs(*id)).collect();
        (!places.is_empty()).then_some(PlaceGroup { id, name, places, note })
    }

    fn listed(&self, list: &Listed, id: String) -> Option<PlaceGroup> {
        let has = |place| self.atlas.place(place).tags.iter().any(|tag| tag == list.tag);
        self.group(id, text(list.name), text(list.note), has)
    }

    fn tagged(&self, lists: &'static [Listed]) -> impl Iterator<Item = PlaceGroup> {
        lists.iter().filter_map(|list| self.listed(list, format!("tag:{}", list.tag)))
    }

    fn children(&self, parent: PlaceId, kind: &str, note: [String; 2]) -> Option<PlaceGroup> {
        let row = self.atlas.place(parent);
        let id = format!("{kind}:{}", row.id);
        let below = |place| self.atlas.place(place).parent == Some(parent);
        self.group(id, row.name.clone(), text(note), below)
    }

    fn macro_region(&self, region: PlaceId) -> Option<PlaceGroup> {
        let note = &self.atlas.place(region).note;
        self.children(region, "macro_region", [note.zh.clone(), note.en.clone()])
    }

    fn municipalities(&self) -> Option<PlaceGroup> {
        let name = text(["直辖市", "Municipalities"]);
        let note = text([
            "直属中央政府的四个城市。",
            "The four cities directly under the central government.",
        ]);
        let is_one = |place| MUNICIPALITIES.contains(&self.atlas.place(place).id.as_str());
        self.group("municipalities".to_owned(), name, note, is_one)
    }

    /// The provinces that a cluster touches.
    fn cluster(&self, cluster: &CityCluster) -> Option<PlaceGroup> {
        let [zh, en] = match cluster.certainty.as_str() {
            "confirmed" => {
                ["所涉省份以规划文件为据。", "The provinces follow from a plan document."]
            }
            "implied" => [
                "所涉省份由名称推知，未以规划文件核实。",
                "The provinces follow from the name, not from a plan document.",
            ],
            _ => [
                "所涉省份不确定，各文件所列城市不一。",
                "The provinces are uncertain: documents list different cities.",
            ],
        };
        let note = Text {
            zh: format!("{zh}只能按整省显示，城市群可能只占其中一部分。"),
            en: format!(
                "{en} Only whole provinces can be shown; the cluster may be but parts of them."
            ),
        };
        let id = format!("cluster:{}", cluster.id);
        self.group(id, cluster.name.clone(), note, |place| cluster.provinces.contains(&place))
    }

    /// The cities of a province; a city that is itself a province is its own group.
    fn province(&self, province: PlaceId) -> Option<PlaceGroup> {
        let row = self.atlas.place(province);
        let note = text([
            format!("{}在长三角的城市。", row.name.zh),
            format!("Cities of the Yangtze River Delta that belong to {}.", row.name.en),
        ]);
        let within = |place| place == province || self.atlas.place(place).parent == Some(province);
        self.group(format!("province:{}", row.id), row.name.clone(), note, within)
    }
}

fn text<T: Into<String>>([zh, en]: [T; 2]) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, sync::LazyLock};

    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });

    /// The places of a group, by their codes.
    fn members(level: Geography, id: &str) -> Vec<&'static str> {
        let all = groups(&ATLAS, level);
        let group = all.iter().find(|group| group.id == id).unwrap();
        group.places.iter().map(|place| ATLAS.place(*place).id.as_str()).collect()
    }

    #[test]
    fn groups_lie_within_their_level_and_bear_words_in_both_languages() {
        for level in Geography::ALL {
            let all = groups(&ATLAS, level);
            let ids: BTreeSet<&String> = all.iter().map(|group| &group.id).collect();
            assert_eq!(ids.len(), all.len(), "{level:?}");
            let places = level.places(&ATLAS);
            for group in &all {
                let at = group.places.iter().map(|one| places.iter().position(|two| one == two));
                let at: Vec<usize> = at.map(Option::unwrap).collect();
                assert!(at.is_sorted_by(|a, b| a < b), "{}", group.id);
                assert!(!at.is_empty(), "{}", group.id);
                for text in [&group.name, &group.note] {
                    assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", group.id);
                }
            }
        }
    }

    #[test]
    fn provinces_are_grouped_by_region_coast_status_and_cluster() {
        let level = Geography::Provinces;
        let regions = ["east", "central", "west", "northeast"];
        let counts = regions.map(|id| members(level, &format!("macro_region:{id}")).len());
        assert_eq!(counts, [10, 6, 12, 3]);
        assert_eq!(members(level, "coastal").len(), 11);
        assert_eq!(members(level, "municipalities"), MUNICIPALITIES);
        assert_eq!(members(level, "cluster:cc02"), ["310000", "320000", "330000", "340000"]);
        let clusters = groups(&ATLAS, level);
        let clusters = clusters.iter().filter(|group| group.id.starts_with("cluster:"));
        assert_eq!(clusters.count(), ATLAS.catalog().clusters.len());
    }

    #[test]
    fn counties_are_grouped_by_list_and_city() {
        let level = Geography::ZhejiangCounties;
        assert_eq!(members(level, "tag:mountain26").len(), 26);
        assert_eq!(members(level, "tag:mountain_island25_2024").len(), 25);
        assert_eq!(members(level, "city:330900"), ["330902", "330903", "330921", "330922"]);
        let cities = groups(&ATLAS, level);
        let cities = cities.iter().filter(|group| group.id.starts_with("city:"));
        let sizes: Vec<usize> = cities.map(|group| group.places.len()).collect();
        assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (11, 90));
    }

    #[test]
    fn cities_of_the_delta_and_districts_are_parted_without_rest() {
        let count =
            |level| -> usize { groups(&ATLAS, level).iter().map(|group| group.places.len()).sum() };
        assert_eq!(count(Geography::DeltaCities), 41);
        assert_eq!(members(Geography::DeltaCities, "province:330000").len(), 11);
        assert_eq!(members(Geography::DeltaCities, "province:310000"), ["310000"]);
        assert_eq!(count(Geography::ShanghaiDistricts), 16);
        assert_eq!(members(Geography::ShanghaiDistricts, "tag:central").len(), 7);
        assert_eq!(groups(&ATLAS, Geography::MacroRegions), []);
    }
}
