//! What a choice of peers rests on, as a sentence.

use super::describe::{place_name, reason};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    i18n::scale_for,
    query::{Geography, NoPeers, PeerBasis, PeerKind, Peers},
};

/// Words for the places of a level.
struct Noun {
    zh: &'static str,
    /// Stands before the Chinese noun where the places are not all of their tier.
    zh_within: &'static str,
    en: [&'static str; 2],
    /// Stands behind the English noun in the same case.
    en_within: &'static str,
}

impl Noun {
    const fn of(level: Geography) -> Self {
        match level {
            Geography::Provinces => {
                Self {
                    zh: "省级地区", zh_within: "", en: ["province", "provinces"], en_within: ""
                }
            }
            Geography::MacroRegions => Self {
                zh: "大区域",
                zh_within: "",
                en: ["macro-region", "macro-regions"],
                en_within: "",
            },
            Geography::Nation => {
                Self { zh: "国家", zh_within: "", en: ["nation", "nations"], en_within: "" }
            }
            Geography::ZhejiangCities => Self {
                zh: "设区市",
                zh_within: "浙江",
                en: ["city", "cities"],
                en_within: " of Zhejiang",
            },
            Geography::ZhejiangCounties => Self {
                zh: "县（市、区）",
                zh_within: "浙江",
                en: ["county", "counties"],
                en_within: " of Zhejiang",
            },
            Geography::ShanghaiDistricts => Self {
                zh: "市辖区",
                zh_within: "上海",
                en: ["district", "districts"],
                en_within: " of Shanghai",
            },
            Geography::DeltaCities => Self {
                zh: "城市",
                zh_within: "长三角",
                en: ["city", "cities"],
                en_within: " of the Yangtze River Delta",
            },
        }
    }

    const fn en(&self, count: usize) -> &'static str {
        self.en[if count == 1 { 0 } else { 1 }]
    }
}

/// Says whose peers these are, how they were chosen, which they are, and, where a value decides, the
/// values.
pub fn explain(atlas: &Atlas, peers: &Peers, lang: Lang) -> String {
    let own = place_name(atlas, peers.of, lang);
    let noun = Noun::of(peers.level);
    match &peers.basis {
        PeerBasis::Contact { by_convention } => {
            contact(atlas, peers, by_convention, &own, &noun, lang)
        }
        PeerBasis::Region(region) => {
            let region = atlas.place(*region).name.get(lang);
            let names = list(&names(atlas, &peers.places, lang), lang);
            let kind = noun.en(peers.places.len());
            match lang {
                Lang::Zh => format!("与{own}同属{region}的{}：{names}。", noun.zh),
                Lang::En => {
                    format!("{} of {region} besides {own}: {names}.", capitalised(kind))
                }
            }
        }
        PeerBasis::Nearness { .. } => nearness(atlas, peers, &own, &noun, lang),
    }
}

fn contact(
    atlas: &Atlas,
    peers: &Peers,
    by_convention: &[PlaceId],
    own: &str,
    noun: &Noun,
    lang: Lang,
) -> String {
    let places = peers.places.iter().copied();
    let on_land: Vec<PlaceId> = places.filter(|id| !by_convention.contains(id)).collect();
    let touching = list(&names(atlas, &on_land, lang), lang);
    let custom = list(&names(atlas, by_convention, lang), lang);
    let (kind, within) = (noun.en(on_land.len()), noun.en_within);
    let (zh, zh_within) = (noun.zh, noun.zh_within);
    let first = match (on_land.is_empty(), lang) {
        (false, Lang::Zh) => format!("与{own}陆地相邻的{zh_within}{zh}：{touching}"),
        (true, Lang::Zh) => format!("没有与{own}陆地相邻的{zh_within}{zh}"),
        (false, Lang::En) => {
            let borders = if on_land.len() == 1 { "borders" } else { "border" };
            format!("{}{within} that {borders} {own} on land: {touching}", capitalised(kind))
        }
        (true, Lang::En) => format!("No {}{within} borders {own} on land", noun.en(1)),
    };
    match (by_convention, lang) {
        ([], Lang::Zh) => format!("{first}。"),
        ([], Lang::En) => format!("{first}."),
        (_, Lang::Zh) => format!("{first}；{custom}与{own}没有陆地相接，按惯例视为相邻。"),
        ([_], Lang::En) => format!(
            "{first}; {custom} does not touch it on land but counts as a neighbour by custom."
        ),
        (_, Lang::En) => {
            format!("{first}; {custom} do not touch it on land but count as neighbours by custom.")
        }
    }
}

fn nearness(atlas: &Atlas, peers: &Peers, own_name: &str, noun: &Noun, lang: Lang) -> String {
    let PeerBasis::Nearness { indicator, vintage, year, own, values, compared } = &peers.basis
    else {
        return String::new();
    };
    let row = atlas.indicator(*indicator);
    let largest = values.iter().fold(own.abs(), |largest, value| largest.max(value.abs()));
    let scale = scale_for(atlas.unit(row.unit), largest, row.decimals, lang);
    let name = row.name.get(lang);
    let edition = atlas.vintage(*vintage).name.get(lang);
    let with_value = |name: &str, value: f64| {
        let value = scale.with_unit(value);
        match lang {
            Lang::Zh => format!("{name}（{value}）"),
            Lang::En => format!("{name} ({value})"),
        }
    };
    let own = with_value(own_name, *own);
    let names = names(atlas, &peers.places, lang);
    let listed: Vec<String> =
        names.iter().zip(values).map(|(name, value)| with_value(name, *value)).collect();
    let listed = list(&listed, lang);
    // What the choice is limited to.
    let mut limits = Vec::new();
    if atlas.vintages_of(*indicator).len() > 1 {
        limits.push(match lang {
            Lang::Zh => edition.to_owned(),
            Lang::En => format!("edition “{edition}”"),
        });
    }
    if *compared < peers.level.places(atlas).len() {
        limits.push(match lang {
            Lang::Zh => format!("{compared} 个地区有数据"),
            Lang::En => format!("{compared} places have data"),
        });
    }
    let limits = match (limits.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{}）", limits.join("；")),
        (false, Lang::En) => format!(" ({})", limits.join("; ")),
    };
    let count = peers.places.len();
    match lang {
        Lang::Zh => {
            let (within, noun) = (noun.zh_within, noun.zh);
            let count = ["", "一", "两", "三", "四"]
                .get(count)
                .map_or_else(|| count.to_string(), |word| (*word).to_owned());
            format!("{year}年{name}与{own}最接近的{count}个{within}{noun}{limits}：{listed}。")
        }
        Lang::En => {
            let (kind, within) = (noun.en(count), noun.en_within);
            let count = ["", "", "two ", "three ", "four "]
                .get(count)
                .map_or_else(|| format!("{count} "), |word| (*word).to_owned());
            let name = within_sentence(name);
            format!(
                "The {count}{kind}{within} nearest to {own} in {name} in {year}{limits}: {listed}."
            )
        }
    }
}

/// Says why a place has no peers of a kind on a level.
pub fn why_none(
    atlas: &Atlas,
    (place, kind, level): (PlaceId, PeerKind, Geography),
    why: NoPeers,
    lang: Lang,
) -> String {
    let own = place_name(atlas, place, lang);
    let noun = Noun::of(level);
    let places = match lang {
        Lang::Zh => format!("{}{}", noun.zh_within, noun.zh),
        Lang::En => format!("{}{}", noun.en(2), noun.en_within),
    };
    let one = format!("{}{}", noun.en(1), noun.en_within);
    match (why, lang) {
        (NoPeers::NotInLevel, Lang::Zh) => format!("{own}不是{places}。"),
        (NoPeers::NotInLevel, Lang::En) => format!("{own} is not a {one}."),
        (NoPeers::NotOnLevel, _) => match (kind, lang) {
            (PeerKind::Neighbours, Lang::Zh) => format!("没有收录{places}的相邻关系。"),
            (PeerKind::Neighbours, Lang::En) => {
                format!("Which {places} are neighbours is not recorded.")
            }
            (_, Lang::Zh) => format!("{places}之上没有可选的区域。"),
            (_, Lang::En) => format!("There is no region above {places} to choose from."),
        },
        (NoPeers::Alone, _) => match (kind, lang) {
            (PeerKind::Neighbours, Lang::Zh) => format!("没有与{own}相邻的{places}。"),
            (PeerKind::Neighbours, Lang::En) => format!("No {one} is a neighbour of {own}."),
            (PeerKind::SameMacroRegion, Lang::Zh) => {
                format!("没有与{own}同属一个区域的其他{places}。")
            }
            (PeerKind::SameMacroRegion, Lang::En) => {
                format!("No other {one} shares a region with {own}.")
            }
            (_, Lang::Zh) => format!("没有其他有数据的{places}可与{own}相比。"),
            (_, Lang::En) => format!("No other {one} has data to compare with {own}."),
        },
        (NoPeers::NoData(indicator), _) => {
            let name = atlas.indicator(indicator).name.get(lang);
            match lang {
                Lang::Zh => format!("截至该年，{places}没有“{name}”的数据。"),
                Lang::En => {
                    let name = within_sentence(name);
                    format!("Up to this year there are no data of {places} on {name}.")
                }
            }
        }
        (NoPeers::NoValue { indicator, year, missing }, _) => {
            let name = atlas.indicator(indicator).name.get(lang);
            let reason = reason(atlas, missing, lang);
            match lang {
                Lang::Zh => format!("{own}没有{year}年“{name}”的数值：{reason}。"),
                Lang::En => {
                    let name = within_sentence(name);
                    format!("{own} has no value of {name} in {year}: {reason}.")
                }
            }
        }
        (NoPeers::NoIndicator, Lang::Zh) => "没有可供比较的指标。".to_owned(),
        (NoPeers::NoIndicator, Lang::En) => "There is no indicator to compare.".to_owned(),
    }
}

fn names(atlas: &Atlas, places: &[PlaceId], lang: Lang) -> Vec<String> {
    places.iter().map(|place| place_name(atlas, *place, lang)).collect()
}

/// `甲、乙` or `A, B and C`.
fn list(items: &[String], lang: Lang) -> String {
    match (lang, items) {
        (Lang::Zh, _) => items.join("、"),
        (Lang::En, [first @ .., last]) if !first.is_empty() => {
            format!("{} and {last}", first.join(", "))
        }
        (Lang::En, _) => items.concat(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An English name as it stands within a sentence: its first letter small, unless an abbreviation
/// begins with it.
fn within_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::peers;
    use std::sync::LazyLock;

    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });

    /// What is said of the peers of a place, or of their absence.
    fn told(id: &str, kind: PeerKind, level: Geography, year: u16) -> [String; 2] {
        let place = ATLAS.place_by_id(id).unwrap();
        Lang::ALL.map(|lang| match peers(&ATLAS, place, kind, level, year) {
            Ok(found) => explain(&ATLAS, &found, lang),
            Err(why) => why_none(&ATLAS, (place, kind, level), why, lang),
        })
    }

    #[test]
    fn neighbours_by_custom_are_told_apart() {
        let kind = PeerKind::Neighbours;
        let expected = [
            "与浙江陆地相邻的省级地区：上海、江苏、安徽、福建、江西。",
            "Provinces that border Zhejiang on land: Shanghai, Jiangsu, Anhui, Fujian and Jiangxi.",
        ];
        assert_eq!(told("330000", kind, Geography::Provinces, 2023), expected);
        let expected = [
            "与广东陆地相邻的省级地区：福建、江西、湖南、广西、香港、澳门；海南与广东没有陆地相接，按惯例视为相邻。",
            "Provinces that border Guangdong on land: Fujian, Jiangxi, Hunan, Guangxi, Hong Kong and Macao; Hainan does not touch it on land but counts as a neighbour by custom.",
        ];
        assert_eq!(told("440000", kind, Geography::Provinces, 2023), expected);
        let expected = [
            "没有与舟山陆地相邻的浙江设区市；宁波与舟山没有陆地相接，按惯例视为相邻。",
            "No city of Zhejiang borders Zhoushan on land; Ningbo does not touch it on land but counts as a neighbour by custom.",
        ];
        assert_eq!(told("330900", kind, Geography::ZhejiangCities, 2023), expected);
    }

    #[test]
    fn the_nearest_are_told_with_values_edition_and_how_many_were_compared() {
        let kind = PeerKind::NearestGdpPerPerson;
        let expected = [
            "2023年人均地区生产总值与浙江（129,198 元）最接近的四个省级地区（第五次经济普查修订；31 个地区有数据）：福建（131,011 元）、天津（126,186 元）、江苏（153,559 元）、广东（108,536 元）。",
            "The four provinces nearest to Zhejiang (CN¥129,198) in GDP per person in 2023 (edition “After the 5th economic census”; 31 places have data): Fujian (CN¥131,011), Tianjin (CN¥126,186), Jiangsu (CN¥153,559) and Guangdong (CN¥108,536).",
        ];
        assert_eq!(told("330000", kind, Geography::Provinces, 2023), expected);
        let expected = [
            "2018年常住人口与上海（2,424 万人）最接近的四个长三角城市（第七次人口普查修订前；12 个地区有数据）：杭州（981 万人）、温州（925 万人）、宁波（820 万人）、台州（614 万人）。",
            "The four cities of the Yangtze River Delta nearest to Shanghai (24.24 million people) in resident population in 2018 (edition “Before the 7th population census”; 12 places have data): Hangzhou (9.81 million people), Wenzhou (9.25 million people), Ningbo (8.20 million people) and Taizhou (Zhejiang) (6.14 million people).",
        ];
        let kind = PeerKind::NearestPopulation;
        assert_eq!(told("310000", kind, Geography::DeltaCities, 2023), expected);
        let expected = [
            "2023年常住人口与东部（5.66 亿人）最接近的三个大区域（第七次人口普查修订）：西部（3.82 亿人）、中部（3.63 亿人）、东北（0.96 亿人）。",
            "The three macro-regions nearest to East (566.4 million people) in resident population in 2023 (edition “After the 7th population census”): West (382.2 million people), Central (363.2 million people) and North-East (95.8 million people).",
        ];
        assert_eq!(told("east", kind, Geography::MacroRegions, 2023), expected);
    }

    #[test]
    fn members_of_a_region_are_told_without_the_place_itself() {
        let kind = PeerKind::SameMacroRegion;
        let expected = [
            "与嵊泗同属舟山市的县（市、区）：定海、普陀、岱山。",
            "Counties of Zhoushan besides Shengsi: Dinghai, Putuo and Daishan.",
        ];
        assert_eq!(told("330922", kind, Geography::ZhejiangCounties, 2023), expected);
    }

    #[test]
    fn absence_is_told_with_its_reason() {
        let expected = ["没有与台湾相邻的省级地区。", "No province is a neighbour of Taiwan."];
        assert_eq!(told("710000", PeerKind::Neighbours, Geography::Provinces, 2023), expected);
        let expected = [
            "没有与上海同属一个区域的其他长三角城市。",
            "No other city of the Yangtze River Delta shares a region with Shanghai.",
        ];
        assert_eq!(
            told("310000", PeerKind::SameMacroRegion, Geography::DeltaCities, 2023),
            expected
        );
        let expected = [
            "没有收录上海市辖区的相邻关系。",
            "Which districts of Shanghai are neighbours is not recorded.",
        ];
        assert_eq!(
            told("310101", PeerKind::Neighbours, Geography::ShanghaiDistricts, 2023),
            expected
        );
        let expected = [
            "合肥没有2018年“人均地区生产总值”的数值：此指标无该地数据。",
            "Hefei has no value of GDP per person in 2018: no data in this series.",
        ];
        let kind = PeerKind::NearestGdpPerPerson;
        assert_eq!(told("340100", kind, Geography::DeltaCities, 2023), expected);
        let expected = [
            "截至该年，省级地区没有“人均地区生产总值”的数据。",
            "Up to this year there are no data of provinces on GDP per person.",
        ];
        assert_eq!(told("330000", kind, Geography::Provinces, 1990), expected);
    }

    #[test]
    fn every_choice_is_answered_with_a_sentence_in_both_languages() {
        for level in Geography::ALL {
            for kind in PeerKind::ALL {
                for place in level.places(&ATLAS) {
                    let id = &ATLAS.place(place).id;
                    let [zh, en] = told(id, kind, level, 2023);
                    assert!(zh.ends_with('。') && !zh.contains("  "), "{zh}");
                    assert!(en.ends_with('.') && !en.contains("  "), "{en}");
                }
            }
        }
    }
}
