//! What a page adds to a map of counties: a list of regions made out by dots and an outline, and
//! numbered markers with names. Pure additions, drawn above the map: [`with_markers`] gives the text
//! of the map with them.
//!
//! A list is not told by colour, which the classes of the map have: its regions bear small dots, and
//! a dark line runs around them. A marker is a disc with a number. Its name stands beside it where
//! it meets neither another marker nor another name.

use super::geometry::{ArcRef, Level, MapLayer, Point, Rect, Region};
use super::svg::{
    FONT, INK, MapOptions, Mode, Pens, escape, identifier, number, path, put, text_width,
};
use crate::{
    atlas::{Atlas, Lang, Level as PlaceLevel, PlaceId},
    figure::{
        place_name,
        shanghai::{NewTown, new_towns},
        zhejiang::ModelCard,
    },
    theme::Theme,
};
use std::collections::BTreeMap;

/// Radius of a marker in pixels.
pub const MARKER_RADIUS_PX: f64 = 8.5;
/// Size of a marker's number.
const NUMBER_PX: f64 = 10.0;
/// Size of a marker's name.
const NAME_PX: f64 = 11.0;
/// Below this width markers have no names, which would cover the map.
const NAMES_FROM_PX: u32 = 540;
/// An island smaller than this is not outlined: the line would hide it.
const OUTLINED_PX: f64 = 5.0;
/// Distance between the dots of a list.
const DOTS_PX: f64 = 6.0;
/// Radius of the ring around a listed region without a part that is large enough for an outline.
const RING_PX: f64 = 6.0;

/// A marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Id of what it stands for; value of `data-marker`.
    pub id: String,
    /// Adcode of the region at whose label point it stands.
    pub region: String,
    /// Level of that region.
    pub level: Level,
    /// What is written in it: a number or a letter.
    pub text: String,
    /// Short name beside it; may be empty.
    pub label: String,
    /// Accessible name.
    pub name: String,
    /// Where it leads in a page; none for a marker that leads nowhere.
    pub href: Option<String>,
}

/// A list of regions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedRegions {
    /// Adcodes; regions that the layer does not have are left out.
    pub regions: Vec<String>,
}

/// A map, as `svg::render` gives it, with a list of regions and markers above it.
///
/// `map` must have been rendered from `layer` with `options`. Equal input gives equal bytes.
pub fn with_markers(
    map: &str,
    layer: &MapLayer,
    options: &MapOptions<'_>,
    list: &ListedRegions,
    markers: &[Marker],
) -> String {
    const END: &str = "</svg>";
    let over = Overlay {
        layer,
        options,
        prefix: identifier(options.id_prefix),
        scale: f64::from(options.width_px.max(100)) / f64::from(layer.width()),
    };
    let mut out = String::with_capacity(map.len() + 4096);
    let end = map.rfind(END).unwrap_or(map.len());
    let (before, after) = map.split_at(end);
    out.push_str(before);
    over.listed(list, &mut out);
    over.markers(markers, &mut out);
    out.push_str(after);
    out
}

/// A map, as `svg::render` gives it, with a line around each of some regions, which were chosen: for
/// pictures and articles, where no style sheet says which these are.
///
/// `map` must have been rendered from `layer` with `options`, on the ground of `theme`.
pub fn with_selected(
    map: &str,
    layer: &MapLayer,
    options: &MapOptions<'_>,
    theme: Theme,
    selected: &[&str],
) -> String {
    let over = Overlay {
        layer,
        options,
        prefix: identifier(options.id_prefix),
        scale: f64::from(options.width_px.max(100)) / f64::from(layer.width()),
    };
    let main = layer.regions(options.level).iter();
    let inset = layer.inset().into_iter().flat_map(|inset| &inset.regions);
    let chosen: Vec<&Region> =
        main.chain(inset).filter(|region| selected.contains(&region.place_id.as_str())).collect();
    let (before, after) = map.split_at(map.rfind("</svg>").unwrap_or(map.len()));
    let mut out = before.to_owned();
    over.selected(&chosen, &Pens::of(theme), &mut out);
    out + after
}

/// A list of places as regions of a map.
pub fn listed(atlas: &Atlas, places: &[PlaceId]) -> ListedRegions {
    ListedRegions { regions: places.iter().map(|place| atlas.place(*place).id.clone()).collect() }
}

/// Markers of the practice models, each with its number; `href` says where one leads.
pub fn model_markers(
    atlas: &Atlas,
    cards: &[ModelCard],
    lang: Lang,
    href: impl Fn(&ModelCard) -> Option<String>,
) -> Vec<Marker> {
    let marker = |card: &ModelCard| {
        let ModelCard { number, name, place_name: place, .. } = card;
        let anchor = atlas.place(card.anchor);
        Marker {
            id: card.id.clone(),
            region: anchor.id.clone(),
            level: match anchor.level {
                PlaceLevel::Prefecture => Level::Prefecture,
                _ => Level::County,
            },
            text: number.to_string(),
            label: place_name(atlas, card.place, lang),
            name: match lang {
                Lang::Zh => format!("模式 {number}：{name}，{place}"),
                Lang::En => format!("Model {number}: {name}, {place}"),
            },
            href: href(card),
        }
    };
    cards.iter().map(marker).collect()
}

/// Markers of Shanghai's new towns, each on its district and named beside it.
pub fn town_markers(atlas: &Atlas, lang: Lang) -> Vec<Marker> {
    let marker = |town: NewTown| {
        let district = atlas.place(town.district);
        Marker {
            id: format!("town-{}", district.id),
            region: district.id.clone(),
            level: Level::County,
            text: "★".to_owned(),
            name: format!("{}{}{}", town.name, lang.pick("：", ": "), district.name.get(lang)),
            label: town.name,
            href: None,
        }
    };
    new_towns(atlas, lang).into_iter().map(marker).collect()
}

/// A box in pixels: left, top, right, bottom.
type Edges = [f64; 4];

fn meet(a: &Edges, b: &Edges) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

struct Overlay<'a> {
    layer: &'a MapLayer,
    options: &'a MapOptions<'a>,
    prefix: String,
    /// Pixels for one unit.
    scale: f64,
}

impl Overlay<'_> {
    fn px(&self, point: Point) -> (f64, f64) {
        (f64::from(point.x) * self.scale, f64::from(point.y) * self.scale)
    }

    /// Dots over the regions of a list, and a line around them.
    fn listed(&self, list: &ListedRegions, out: &mut String) {
        let regions: Vec<&Region> = list
            .regions
            .iter()
            .filter_map(|id| self.layer.region(self.options.level, id))
            .collect();
        if regions.is_empty() {
            return;
        }
        let (size, half) = (number(DOTS_PX / self.scale), number(DOTS_PX / 2.0 / self.scale));
        let prefix = &self.prefix;
        let scale = format!("{:.6}", self.scale);
        put(
            out,
            format_args!(
                "<g class=\"listed\" transform=\"scale({scale})\" aria-hidden=\"true\" \
                 pointer-events=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"><defs><pattern \
                 id=\"{prefix}dots\" patternUnits=\"userSpaceOnUse\" width=\"{size}\" \
                 height=\"{size}\"><circle class=\"list-dot\" cx=\"{half}\" cy=\"{half}\" \
                 r=\"{}\" fill=\"{INK}\" stroke=\"#fff\" stroke-width=\"{}\" \
                 paint-order=\"stroke\"/></pattern></defs>\n<path class=\"list-area\" \
                 fill-rule=\"evenodd\" fill=\"url(#{prefix}dots)\" d=\"",
                number(0.9 / self.scale),
                number(0.9 / self.scale),
            ),
        );
        for region in &regions {
            for ring in region.polygons.iter().flatten() {
                path(out, self.layer.points(ring), true);
            }
        }
        out.push_str("\"/>\n");
        let mut outline = String::new();
        for arc in self.outline(&regions) {
            path(&mut outline, self.layer.points(&[arc]), false);
        }
        // A light line below keeps the dark one apart from dark colours of the map.
        for (class, colour, px) in [("list-casing", "#fff", 3.2), ("list-outline", INK, 1.6)] {
            put(
                out,
                format_args!(
                    "<path class=\"{class}\" fill=\"none\" stroke=\"{colour}\" \
                     stroke-width=\"{}\" d=\"{outline}\"/>\n",
                    number(px / self.scale)
                ),
            );
        }
        for region in regions.iter().filter(|region| !self.has_outline(region)) {
            put(
                out,
                format_args!(
                    "<circle class=\"list-outline\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" \
                     stroke=\"{INK}\" stroke-width=\"{}\"/>\n",
                    region.label.x,
                    region.label.y,
                    number(RING_PX / self.scale),
                    number(1.6 / self.scale),
                ),
            );
        }
        out.push_str("</g>\n");
    }

    /// A line around each region, also where two of them meet.
    fn selected(&self, regions: &[&Region], pens: &Pens, out: &mut String) {
        if regions.is_empty() {
            return;
        }
        put(
            out,
            format_args!(
                "<g class=\"selected-regions\" transform=\"scale({:.6})\" aria-hidden=\"true\" \
                 fill=\"none\" pointer-events=\"none\" stroke-linejoin=\"round\">\n",
                self.scale
            ),
        );
        // A light line below keeps the dark one apart from dark colours of the map.
        for (colour, px) in [(pens.halo, 3.0), (pens.ink, 1.6)] {
            let wide = number(px / self.scale);
            for region in regions {
                let mut outline = String::new();
                // An islet would be lost under its own line.
                for ring in region.polygons.iter().flatten().filter(|ring| self.is_outlined(ring)) {
                    path(&mut outline, self.layer.points(ring), true);
                }
                if outline.is_empty() {
                    continue;
                }
                put(
                    out,
                    format_args!(
                        "<path stroke=\"{colour}\" stroke-width=\"{wide}\" d=\"{outline}\"/>\n"
                    ),
                );
            }
            for region in regions.iter().filter(|region| !self.has_outline(region)) {
                put(
                    out,
                    format_args!(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" stroke=\"{colour}\" \
                         stroke-width=\"{wide}\"/>\n",
                        region.label.x,
                        region.label.y,
                        number(RING_PX / self.scale),
                    ),
                );
            }
        }
        out.push_str("</g>\n");
    }

    fn is_outlined(&self, ring: &[ArcRef]) -> bool {
        Rect::around(self.layer.points(ring)).is_some_and(|around| {
            f64::from(around.width.max(around.height)) * self.scale >= OUTLINED_PX
        })
    }

    fn has_outline(&self, region: &Region) -> bool {
        region.polygons.iter().flatten().any(|ring| self.is_outlined(ring))
    }

    /// The arcs that only one region of the list uses: between two listed regions there is no edge of
    /// the list.
    fn outline(&self, regions: &[&Region]) -> Vec<ArcRef> {
        let mut uses: BTreeMap<usize, (ArcRef, usize)> = BTreeMap::new();
        let rings = regions.iter().flat_map(|region| region.polygons.iter().flatten());
        for arc in rings.filter(|ring| self.is_outlined(ring)).flatten() {
            uses.entry(arc.index()).or_insert((*arc, 0)).1 += 1;
        }
        uses.into_values().filter(|(_, count)| *count == 1).map(|(arc, _)| arc).collect()
    }

    fn markers(&self, markers: &[Marker], out: &mut String) {
        let placed: Vec<(&Marker, f64, f64)> = markers
            .iter()
            .filter_map(|marker| {
                let region = self.layer.region(marker.level, &marker.region)?;
                let (x, y) = self.px(region.label);
                Some((marker, x, y))
            })
            .collect();
        if placed.is_empty() {
            return;
        }
        let radius = MARKER_RADIUS_PX;
        let mut taken: Vec<Edges> = placed
            .iter()
            .map(|(_, x, y)| [x - radius, y - radius, x + radius, y + radius])
            .collect();
        put(
            out,
            format_args!("<g class=\"markers\" font-family=\"{FONT}\" text-anchor=\"middle\">\n"),
        );
        for (marker, x, y) in placed {
            self.marker(marker, x, y, &mut taken, out);
        }
        out.push_str("</g>\n");
    }

    fn marker(&self, marker: &Marker, x: f64, y: f64, taken: &mut Vec<Edges>, out: &mut String) {
        let id = escape(&marker.id);
        let name = escape(&marker.name);
        let is_live = matches!(self.options.mode, Mode::Live { .. });
        let link = marker.href.as_deref().filter(|_| is_live);
        // In a page what lies below is pointed at; a picture has a tooltip for each.
        let through = if is_live { " pointer-events=\"none\"" } else { "" };
        match link {
            Some(href) => put(
                out,
                format_args!(
                    "<a class=\"marker\" data-marker=\"{id}\" href=\"{}\" aria-label=\"{name}\">",
                    escape(href)
                ),
            ),
            None => put(
                out,
                format_args!(
                    "<g class=\"marker\" data-marker=\"{id}\" role=\"img\" \
                     aria-label=\"{name}\"{through}><title>{name}</title>"
                ),
            ),
        }
        put(
            out,
            format_args!(
                "<circle class=\"marker-disc\" cx=\"{cx}\" cy=\"{cy}\" r=\"{MARKER_RADIUS_PX}\" \
                 fill=\"{INK}\" stroke=\"#fff\" stroke-width=\"1.5\"/><text \
                 class=\"marker-text\" x=\"{cx}\" y=\"{}\" font-size=\"{NUMBER_PX}\" \
                 font-weight=\"600\" fill=\"#fff\" aria-hidden=\"true\">{}</text>",
                number(y + NUMBER_PX * 0.36),
                escape(&marker.text),
                cx = number(x),
                cy = number(y),
            ),
        );
        if let Some((around, cx, cy)) = self.name_beside(&marker.label, x, y, taken) {
            taken.push(around);
            put(
                out,
                format_args!(
                    "<text class=\"label\" x=\"{}\" y=\"{}\" font-size=\"{NAME_PX}\" \
                     fill=\"{INK}\" stroke=\"#fff\" stroke-width=\"2.5\" \
                     stroke-opacity=\"0.85\" stroke-linejoin=\"round\" paint-order=\"stroke\" \
                     aria-hidden=\"true\">{}</text>",
                    number(cx),
                    number(cy + NAME_PX * 0.36),
                    escape(&marker.label)
                ),
            );
        }
        out.push_str(if link.is_some() { "</a>\n" } else { "</g>\n" });
    }

    /// Where a name has room: right, left, below or above its marker.
    fn name_beside(
        &self,
        label: &str,
        x: f64,
        y: f64,
        taken: &[Edges],
    ) -> Option<(Edges, f64, f64)> {
        if label.is_empty() || self.options.width_px < NAMES_FROM_PX {
            return None;
        }
        let half = text_width(label, NAME_PX) / 2.0 + 1.0;
        let tall = NAME_PX / 2.0;
        let (aside, apart) = (MARKER_RADIUS_PX + 3.0 + half, MARKER_RADIUS_PX + 2.0 + tall);
        let width = f64::from(self.layer.width()) * self.scale;
        let height = f64::from(self.layer.height()) * self.scale;
        [(aside, 0.0), (-aside, 0.0), (0.0, apart), (0.0, -apart)].into_iter().find_map(
            |(dx, dy)| {
                let (cx, cy) = (x + dx, y + dy);
                let around = [cx - half, cy - tall, cx + half, cy + tall];
                let on_map = around[0] >= 0.0
                    && around[1] >= 0.0
                    && around[2] <= width
                    && around[3] <= height;
                let free = taken.iter().all(|other| !meet(&around, other));
                (on_map && free).then_some((around, cx, cy))
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        geometry::tests::two_squares,
        svg::{MapPaint, MapText, render},
    };
    use super::*;

    const OPTIONS: MapOptions<'static> = MapOptions {
        level: Level::County,
        width_px: 600,
        id_prefix: "t-",
        text: &MapText::EN,
        credit: Some("Boundaries: nobody"),
        labels: true,
        group_borders: true,
        mode: Mode::Live { region_role: "img" },
    };

    fn marker(id: &str, region: &str) -> Marker {
        Marker {
            id: id.into(),
            region: region.into(),
            level: Level::County,
            text: "1".into(),
            label: "A & B".into(),
            name: "Model 1: <A> & \"B\"".into(),
            href: Some("#/zhejiang/1?a=b&c=d".into()),
        }
    }

    fn drawn(list: &[&str], markers: &[Marker], options: &MapOptions<'_>) -> String {
        let layer = MapLayer::new(two_squares()).unwrap();
        let map = render(&layer, &MapPaint::default(), options);
        let list = ListedRegions { regions: list.iter().map(ToString::to_string).collect() };
        with_markers(&map, &layer, options, &list, markers)
    }

    #[test]
    fn without_list_and_markers_the_map_is_as_it_was() {
        let layer = MapLayer::new(two_squares()).unwrap();
        let map = render(&layer, &MapPaint::default(), &OPTIONS);
        assert_eq!(drawn(&[], &[], &OPTIONS), map);
        assert_eq!(drawn(&["999999"], &[marker("m", "999999")], &OPTIONS), map);
    }

    #[test]
    fn a_marker_of_a_page_is_a_link_with_a_name_and_one_of_a_picture_is_not() {
        let text = drawn(&[], &[marker("m1", "330101")], &OPTIONS);
        let document = roxmltree::Document::parse(&text).unwrap();
        let link = document.descendants().find(|node| node.tag_name().name() == "a").unwrap();
        assert_eq!(link.attribute("href"), Some("#/zhejiang/1?a=b&c=d"));
        assert_eq!(link.attribute("aria-label"), Some("Model 1: <A> & \"B\""));
        assert_eq!(link.attribute("data-marker"), Some("m1"));
        let words: Vec<_> = link.descendants().filter_map(|node| node.text()).collect();
        assert!(words.contains(&"1") && words.contains(&"A & B"), "{words:?}");
        let still = MapOptions { mode: Mode::Static, ..OPTIONS };
        let text = drawn(&[], &[marker("m1", "330101")], &still);
        let document = roxmltree::Document::parse(&text).unwrap();
        assert!(!document.descendants().any(|node| node.tag_name().name() == "a"));
        assert!(text.contains("<title>Model 1: &lt;A&gt;"));
    }

    #[test]
    fn a_list_is_outlined_as_a_whole_and_dotted() {
        let one = drawn(&["330101"], &[], &OPTIONS);
        let both = drawn(&["330101", "330201"], &[], &OPTIONS);
        let arcs = |text: &str| {
            let document = roxmltree::Document::parse(text).unwrap();
            let outline =
                |node: &roxmltree::Node<'_, '_>| node.attribute("class") == Some("list-outline");
            let path = document.descendants().find(outline).unwrap();
            path.attribute("d").unwrap().matches('M').count()
        };
        // The border between the two is an edge of the one, and lies inside both together.
        assert_eq!(arcs(&one), 2);
        assert_eq!(arcs(&both), 2);
        for text in [&one, &both] {
            assert!(text.contains("id=\"t-dots\"") && text.contains("url(#t-dots)"));
        }
    }
}
