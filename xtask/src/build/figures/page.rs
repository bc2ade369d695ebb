//! A figure as a page of its own, without any script.

use std::fmt::Write as _;

use prosperity_atlas::atlas::Lang;
use prosperity_atlas::map::svg::escape;
use prosperity_atlas::theme::Theme;

use super::{FROM_FOLDER, PLAIN, Told, code};

/// What such a page may load: nothing. Its styles stand in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The name of the site in every list and page.
pub(super) const SITE_NAME: &str = "共富图谱 · Prosperity Atlas";

/// The ground around the block, the same as its own.
const fn ground(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#ffffff",
        Theme::Dark => "#16181d",
    }
}

/// What every page begins with, up to its title.
fn head(told: &Told, schemes: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"{schemes}\">\n",
        told.lang.tag(),
        escape(&told.figure.title),
        escape(&told.figure.alt),
    )
}

/// The page of a figure on one ground. `poster` is the size of its picture of dots, where there is one.
pub(super) fn whole(
    told: &Told,
    theme: Theme,
    block: &str,
    site: Option<&str>,
    poster: Option<[u32; 2]>,
) -> String {
    let name = told.name();
    let mut page = head(told, code(theme));
    // Writing into a String cannot fail.
    let _ = write!(
        page,
        "<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:,\">\n\
         <link rel=\"alternate\" type=\"text/csv\" href=\"{name}.csv\">\n\
         <link rel=\"alternate\" type=\"application/json\" href=\"{name}.json\">\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}oembed/{name}.json\" \
         title=\"{}\">\n",
        site.unwrap_or(FROM_FOLDER),
        escape(&told.figure.title),
    );
    for lang in Lang::ALL {
        let _ = writeln!(
            page,
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}{}-{}-{}.html\">",
            lang.tag(),
            site.map(|site| format!("{site}figures/")).unwrap_or_default(),
            told.id,
            lang.code(),
            code(theme),
        );
    }
    let mut property = |name: &str, content: &str| {
        let _ = writeln!(page, "<meta property=\"og:{name}\" content=\"{}\">", escape(content));
    };
    property("type", "article");
    property("site_name", SITE_NAME);
    property("locale", told.lang.pick("zh_CN", "en"));
    property("title", &told.figure.title);
    property("description", &told.figure.subtitle);
    // Addresses in these must be whole, so they are left out where the site has none yet.
    if let Some(site) = site {
        let own = format!("{site}figures/{name}-{}", code(PLAIN.1));
        property("url", &format!("{own}.html"));
        if let Some([width, height]) = poster {
            property("image", &format!("{own}.png"));
            property("image:width", &(2 * width).to_string());
            property("image:height", &(2 * height).to_string());
            property("image:alt", &told.figure.alt);
        }
        let _ = writeln!(page, "<link rel=\"canonical\" href=\"{}.html\">", escape(&own));
    }
    let _ = write!(
        page,
        "</head>\n<body style=\"margin:0;background:{}\">\n{block}</body>\n</html>\n",
        ground(theme)
    );
    page
}
