//! The typed store: indicators, places, series with vintage and breaks, documents.
//!
//! An [`Atlas`] is built once from packed bytes and then only read. Everything in it was checked
//! when it was packed; decoding checks again what memory safety and honest numbers need, so that
//! damaged bytes are an error and never a wrong value.

mod catalog;
mod decimal;
mod documents;
pub mod pack;
mod parted;
mod series;
mod text;

pub use catalog::{
    Adjacency, Break, Catalog, CityCluster, Composition, Contact, Derivation, Direction, Indicator,
    IndicatorId, IndicatorKind, Level, Place, PlaceId, Scope, Source, SourceId, Step, Theme,
    ThemeId, Unit, UnitId, UnitKind, Vintage, VintageId,
};
pub use decimal::{Decimal, DecimalError};
pub use documents::{
    Bound, Claim, Difference, Dimension, DimensionId, Document, DocumentId, Documents, Event,
    EventKind, Observation, ObservationId, PolicyId, PolicyNode, PracticeModel, Verdict,
};
pub use pack::PackError;
pub use parted::{Parted, Texts};
pub use series::{PackedNumbers, Point, Series};
pub use text::{Lang, Text};

/// Text id of the nation.
pub const NATION: &str = "100000";

/// Everything the atlas knows, ready to be asked.
#[derive(Debug)]
pub struct Atlas {
    catalog: Catalog,
    /// Sorted by indicator, vintage, place.
    series: Vec<Series>,
    documents: Documents,
    nation: PlaceId,
}

type SeriesKey = (IndicatorId, VintageId, PlaceId);

const fn key(series: &Series) -> SeriesKey {
    (series.indicator, series.vintage, series.place)
}

impl Atlas {
    /// Opens the three packed files that hold catalogue, numbers and documents.
    ///
    /// # Errors
    /// [`PackError`] when any of them is damaged, of another version, or inconsistent.
    pub fn open(catalog: &[u8], numbers: &[u8], documents: &[u8]) -> Result<Self, PackError> {
        Self::open_with(catalog, numbers, Some(documents))
    }

    /// The same, with no documents where there are none: the numbers do not depend on them.
    ///
    /// # Errors
    /// As of [`Atlas::open`].
    pub fn open_with(
        catalog: &[u8],
        numbers: &[u8],
        documents: Option<&[u8]>,
    ) -> Result<Self, PackError> {
        let catalog: Parted<Catalog> = pack::open(pack::Kind::Catalog, catalog)?;
        let packed: PackedNumbers = pack::open(pack::Kind::Numbers, numbers)?;
        let documents = match documents {
            Some(bytes) => {
                pack::open::<Parted<Documents>>(pack::Kind::Documents, bytes)?.into_rows()?
            }
            None => Documents::default(),
        };
        let series = packed.unpack().ok_or(PackError::Malformed("a series contradicts itself"))?;
        Self::new(catalog.into_rows()?, series, documents)
    }

    /// Puts an atlas together from its parts.
    ///
    /// # Errors
    /// [`PackError::Malformed`] when a row refers to one that is not there, when series are not
    /// sorted or double, or when the nation is missing.
    pub fn new(
        catalog: Catalog,
        series: Vec<Series>,
        documents: Documents,
    ) -> Result<Self, PackError> {
        check_references(&catalog, &series, &documents).map_err(PackError::Malformed)?;
        let nation = catalog
            .places
            .iter()
            .position(|place| place.id == NATION)
            .and_then(|at| u16::try_from(at).ok())
            .map(PlaceId)
            .ok_or(PackError::Malformed("the nation is missing"))?;
        Ok(Self { catalog, series, documents, nation })
    }

    /// Everything about the numbers.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Everything from the five documents.
    pub const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// All series, sorted by indicator, vintage and place.
    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The series of one indicator in one vintage at one place.
    pub fn find_series(
        &self,
        indicator: IndicatorId,
        vintage: VintageId,
        place: PlaceId,
    ) -> Option<&Series> {
        let wanted = (indicator, vintage, place);
        let at = self.series.binary_search_by_key(&wanted, key).ok()?;
        self.series.get(at)
    }

    /// All series of one indicator in one vintage, sorted by place.
    pub fn series_of(&self, indicator: IndicatorId, vintage: VintageId) -> &[Series] {
        let wanted = (indicator, vintage);
        let start =
            self.series.partition_point(|series| (series.indicator, series.vintage) < wanted);
        let rest = &self.series[start..];
        let length = rest.partition_point(|series| (series.indicator, series.vintage) == wanted);
        &rest[..length]
    }

    /// How `indicator` is computed in `vintage`, if it is derived.
    pub fn derivation(&self, indicator: IndicatorId, vintage: VintageId) -> Option<&Derivation> {
        self.catalog
            .derivations
            .iter()
            .find(|derivation| derivation.indicator == indicator && derivation.vintage == vintage)
    }

    /// Vintages in which an indicator has values, the default first.
    pub fn vintages_of(&self, indicator: IndicatorId) -> Vec<VintageId> {
        let mut vintages: Vec<VintageId> = self
            .catalog
            .derivations
            .iter()
            .filter(|derivation| derivation.indicator == indicator)
            .map(|derivation| derivation.vintage)
            .collect();
        let start = self.series.partition_point(|series| series.indicator < indicator);
        for series in self.series[start..].iter().take_while(|one| one.indicator == indicator) {
            if !vintages.contains(&series.vintage) {
                vintages.push(series.vintage);
            }
        }
        let default = self.indicator(indicator).default_vintage;
        crate::order::sort_by_key(&mut vintages, |vintage| (*vintage != default, *vintage));
        vintages
    }

    /// The nation.
    pub const fn nation(&self) -> PlaceId {
        self.nation
    }

    /// Row of an indicator.
    pub fn indicator(&self, id: IndicatorId) -> &Indicator {
        &self.catalog.indicators[id.index()]
    }

    /// Row of a unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.catalog.units[id.index()]
    }

    /// Unit of an indicator.
    pub fn unit_of(&self, indicator: IndicatorId) -> &Unit {
        self.unit(self.indicator(indicator).unit)
    }

    /// Row of a vintage.
    pub fn vintage(&self, id: VintageId) -> &Vintage {
        &self.catalog.vintages[id.index()]
    }

    /// Row of a place.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.catalog.places[id.index()]
    }

    /// Row of a source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.catalog.sources[id.index()]
    }

    /// The indicator with this text id.
    pub fn indicator_by_id(&self, id: &str) -> Option<IndicatorId> {
        position(&self.catalog.indicators, |row| row.id == id).map(IndicatorId)
    }

    /// The vintage with this text id.
    pub fn vintage_by_id(&self, id: &str) -> Option<VintageId> {
        position(&self.catalog.vintages, |row| row.id == id).map(VintageId)
    }

    /// The place with exactly this text id.
    pub fn place_by_id(&self, id: &str) -> Option<PlaceId> {
        position(&self.catalog.places, |row| row.id == id).map(PlaceId)
    }

    /// The document with this text id.
    pub fn document_by_id(&self, id: &str) -> Option<DocumentId> {
        position(&self.documents.documents, |row| row.id == id).map(DocumentId)
    }

    /// The theme with this text id.
    pub fn theme_by_id(&self, id: &str) -> Option<ThemeId> {
        position(&self.catalog.themes, |row| row.id == id).map(ThemeId)
    }

    /// All places with their positions.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        (0_u16..).map(PlaceId).zip(&self.catalog.places)
    }

    /// All indicators with their positions.
    pub fn indicators(&self) -> impl Iterator<Item = (IndicatorId, &Indicator)> {
        (0_u16..).map(IndicatorId).zip(&self.catalog.indicators)
    }

    /// Places whose parent is `parent`.
    pub fn children(&self, parent: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        self.places().filter(move |(_, place)| place.parent == Some(parent)).map(|(id, _)| id)
    }
}

fn position<T>(rows: &[T], is_it: impl Fn(&T) -> bool) -> Option<u16> {
    rows.iter().position(is_it).and_then(|at| u16::try_from(at).ok())
}

/// Every position points at a row, so that the accessors above cannot miss.
fn check_references(
    catalog: &Catalog,
    series: &[Series],
    documents: &Documents,
) -> Result<(), &'static str> {
    let indicator = |id: IndicatorId| id.index() < catalog.indicators.len();
    let vintage = |id: VintageId| id.index() < catalog.vintages.len();
    let place = |id: PlaceId| id.index() < catalog.places.len();
    let source = |id: SourceId| id.index() < catalog.sources.len();
    let unit = |id: UnitId| id.index() < catalog.units.len();
    let all = [
        catalog.indicators.iter().all(|row| {
            row.theme.index() < catalog.themes.len()
                && unit(row.unit)
                && vintage(row.default_vintage)
        }),
        catalog
            .places
            .iter()
            .enumerate()
            .all(|(at, row)| row.parent.is_none_or(|parent| parent.index() < at)),
        catalog.breaks.iter().all(|row| {
            indicator(row.indicator)
                && vintage(row.vintage)
                && match &row.scope {
                    Scope::Places(places) => places.iter().all(|id| place(*id)),
                    Scope::All | Scope::Level(_) => true,
                }
        }),
        catalog.derivations.iter().all(|row| {
            indicator(row.indicator)
                && vintage(row.vintage)
                && row.steps.iter().all(|step| match step {
                    Step::Series(what, edition) => indicator(*what) && vintage(*edition),
                    _ => true,
                })
        }),
        catalog
            .compositions
            .iter()
            .all(|row| indicator(row.total) && row.parts.iter().all(|id| indicator(*id))),
        catalog.adjacency.iter().all(|row| place(row.a) && place(row.b)),
        catalog.clusters.iter().all(|row| row.provinces.iter().all(|id| place(*id))),
        series.iter().all(|row| {
            indicator(row.indicator)
                && vintage(row.vintage)
                && place(row.place)
                && row.points.iter().all(|point| source(point.source))
        }),
    ];
    if all.contains(&false) || !documents_refer_to_rows(catalog, documents) {
        return Err("a row refers to one that is not there");
    }
    if series.windows(2).any(|pair| key(&pair[0]) >= key(&pair[1])) {
        return Err("series are not sorted or stand twice");
    }
    Ok(())
}

/// [`check_references`] for the documents.
fn documents_refer_to_rows(catalog: &Catalog, documents: &Documents) -> bool {
    let place = |id: PlaceId| id.index() < catalog.places.len();
    let unit = |id: UnitId| id.index() < catalog.units.len();
    let theme = |id: ThemeId| id.index() < catalog.themes.len();
    let document = |id: DocumentId| id.index() < documents.documents.len();
    let observation = |id: &ObservationId| id.index() < documents.observations.len();
    documents.observations.iter().all(|row| {
        row.indicator.index() < catalog.indicators.len()
            && document(row.document)
            && place(row.place)
            && unit(row.unit)
            && row.dimension.is_none_or(|id| id.index() < documents.dimensions.len())
    }) && documents.claims.iter().all(|row| {
        row.documents.iter().all(|id| document(*id))
            && row.observations.iter().all(observation)
            && row.unit.is_none_or(unit)
            && theme(row.theme)
    }) && documents
        .models
        .iter()
        .all(|row| place(row.place) && row.key_numbers.iter().all(observation))
        && documents.policy.iter().enumerate().all(|(at, row)| {
            row.parent.is_none_or(|parent| parent.index() < at)
                && document(row.document)
                && row.gaps.iter().all(|id| theme(*id))
        })
        && documents.events.iter().all(|row| place(row.place) && document(row.document))
}
