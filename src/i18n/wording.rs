//! A structure with a field per wording and a value per language, so that a missing translation does
//! not compile.

/// Declares such a structure and the function that gives it in a language:
/// `wording! { /// What it is. Name, function; /// What is worded. field: "中文", "English"; … }`.
macro_rules! wording {
    (
        $(#[$about:meta])* $name:ident, $function:ident;
        $($(#[$doc:meta])* $field:ident: $zh:literal, $en:literal;)+
    ) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $name {
            $($(#[$doc])* pub $field: &'static str,)+
        }

        /// The wording of a language.
        pub const fn $function(lang: $crate::atlas::Lang) -> &'static $name {
            static ZH: $name = $name { $($field: $zh,)+ };
            static EN: $name = $name { $($field: $en,)+ };
            match lang {
                $crate::atlas::Lang::Zh => &ZH,
                $crate::atlas::Lang::En => &EN,
            }
        }
    };
}
pub(super) use wording;
