//! What readers read: numbers as people write them, fixed wording in both languages.
//!
//! [`Messages`] has a field per wording and a value per language, so a missing translation does not
//! compile.

mod article;
mod claims;
mod documents;
mod inequality;
mod messages;
mod number;
mod pages;
mod places;
mod policy;
mod share;
mod wording;

use wording::wording;

pub use article::{ArticleWords, article_words};
pub use claims::{ClaimWords, claim_words};
pub use documents::{DocumentWords, document_words};
pub use inequality::{RoomWords, room_words};
pub use messages::{Messages, messages};
pub use number::{Scale, change_in_per_cent, exact, grouped, in_unit, scale_for, year_span};
pub use pages::{PageWords, page_words};
pub use places::{PlaceWords, place_words};
pub use policy::{PolicyWords, counted_items, policy_kind, policy_words};
pub use share::{ShareWords, share_words};
