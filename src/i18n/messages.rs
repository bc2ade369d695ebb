//! Fixed wording, a field per wording and a constant per language.

use crate::atlas::Lang;

/// Fixed wording in one language.
#[derive(Debug)]
pub struct Messages {
    /// Name of the product.
    pub site_name: &'static str,
}

static ZH: Messages = Messages { site_name: "共富图谱" };
static EN: Messages = Messages { site_name: "Prosperity Atlas" };

/// The wording of a language.
pub const fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}
