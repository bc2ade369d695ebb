//! Checks whether a text would pass WeChat's editor: [`lint`], [`lint_article`].

use super::MAX_BYTES;
use crate::atlas::Lang;

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// People who publish in WeChat report it; `docs/wechat.md` says where.
    Practitioners,
    /// WeChat's own documentation says so.
    Documentation,
    /// Our own caution, or the form [`conform`](super::conform()) has chosen.
    OwnChoice,
}

/// What a text for WeChat must not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// It is not well-formed.
    NotXml,
    /// An element is closed by `/>`.
    SelfClosing,
    /// A comment, a processing instruction, a document type or a CDATA section.
    Aside,
    /// An `id`.
    Identifier,
    /// A `class`.
    Class,
    /// A style sheet, or a `style` attribute in a picture.
    Style,
    /// Something drawn by reference: gradient, pattern, clip, mask, filter, `use` and the like.
    Definition,
    /// A script or an attribute that runs one.
    Script,
    /// A reference to something outside of the element.
    Reference,
    /// Another element than shapes, letters, groups and animations.
    Element,
    /// An attribute that is not known to be kept.
    Attribute,
    /// An animation of an attribute that WeChat does not list.
    Animation,
    /// An animation that begins or ends with another element.
    Trigger,
    /// A size that does not follow the column, or no `viewBox`.
    Size,
    /// A named font instead of a generic family.
    Font,
    /// No opaque ground under the picture.
    Ground,
    /// An element of HTML other than `section`, `p`, `span`, `strong`, `em`.
    HtmlElement,
    /// An inline style with a property other than those of plain paragraphs.
    HtmlStyle,
    /// More bytes than [`MAX_BYTES`].
    TooLarge,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 19] = [
        Self::NotXml,
        Self::SelfClosing,
        Self::Aside,
        Self::Identifier,
        Self::Class,
        Self::Style,
        Self::Definition,
        Self::Script,
        Self::Reference,
        Self::Element,
        Self::Attribute,
        Self::Animation,
        Self::Trigger,
        Self::Size,
        Self::Font,
        Self::Ground,
        Self::HtmlElement,
        Self::HtmlStyle,
        Self::TooLarge,
    ];

    /// Where it comes from.
    pub const fn origin(self) -> Origin {
        match self {
            Self::SelfClosing
            | Self::Identifier
            | Self::Class
            | Self::Style
            | Self::Definition
            | Self::Reference
            | Self::Animation
            | Self::HtmlElement
            | Self::HtmlStyle => Origin::Practitioners,
            Self::Script | Self::TooLarge => Origin::Documentation,
            Self::NotXml
            | Self::Aside
            | Self::Element
            | Self::Attribute
            | Self::Trigger
            | Self::Size
            | Self::Font
            | Self::Ground => Origin::OwnChoice,
        }
    }

    /// The rule as a sentence.
    pub const fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Self::NotXml => lang.pick("文本必须是格式正确的 XML。", "The text must be well-formed XML."),
            Self::SelfClosing => lang.pick(
                "每个元素都要用单独的结束标签关闭，不能写成 <rect/>。",
                "Every element must be closed by a tag of its own, not as <rect/>.",
            ),
            Self::Aside => lang.pick(
                "不能有注释、处理指令、文档类型声明或 CDATA。",
                "There must be no comments, processing instructions, document types or CDATA.",
            ),
            Self::Identifier => lang.pick(
                "id 会被删除，不能使用。",
                "An id is removed and must not be used.",
            ),
            Self::Class => lang.pick(
                "class 可能被删除，不能使用。",
                "A class may be removed and must not be used.",
            ),
            Self::Style => lang.pick(
                "图形中不能有样式表和 style 属性，只能用各元素自己的属性。",
                "A picture must have no style sheet and no style attribute, only plain attributes.",
            ),
            Self::Definition => lang.pick(
                "不能使用渐变、图案、剪切、蒙版、滤镜、use 等需要引用的元素。",
                "Gradients, patterns, clips, masks, filters, use and others drawn by reference must not be used.",
            ),
            Self::Script => lang.pick(
                "脚本会被删除，不能使用。",
                "Scripts are removed and must not be used.",
            ),
            Self::Reference => lang.pick(
                "不能引用其他元素或外部资源。",
                "Nothing may refer to other elements or to resources outside.",
            ),
            Self::Element => lang.pick(
                "图形中只能有形状、文字、分组和动画元素。",
                "A picture may only have shapes, letters, groups and animations.",
            ),
            Self::Attribute => lang.pick(
                "不能使用不确定会保留的属性。",
                "Attributes that are not known to be kept must not be used.",
            ),
            Self::Animation => lang.pick(
                "只能对微信列出的属性作动画。",
                "Only the attributes that WeChat lists may be animated.",
            ),
            Self::Trigger => lang.pick(
                "动画不能由另一元素触发：元素的 id 会被删除。",
                "An animation must not wait for another element: ids are removed.",
            ),
            Self::Size => lang.pick(
                "图形要有 viewBox，宽度为 100%，不写高度。",
                "A picture must have a viewBox, a width of 100% and no height.",
            ),
            Self::Font => lang.pick(
                "只能使用通用字体族。",
                "Only generic font families may be used.",
            ),
            Self::Ground => lang.pick(
                "图形最下面要有覆盖全图的不透明底色。",
                "An opaque ground must lie under the whole picture.",
            ),
            Self::HtmlElement => lang.pick(
                "正文只能用 section、p、span、strong、em。",
                "The article may only use section, p, span, strong and em.",
            ),
            Self::HtmlStyle => lang.pick(
                "行内样式只能用字号、行高、粗细、颜色、对齐和边距，不能有定位和背景。",
                "Inline styles may only set size, height, weight and colour of type, alignment and margins, neither position nor background.",
            ),
            Self::TooLarge => lang.pick(
                "文本超过大小上限。",
                "The text is larger than the limit.",
            ),
        }
    }
}

/// A rule that is broken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// The element, empty where it is none.
    pub element: String,
    /// The attribute, where it is one.
    pub attribute: Option<String>,
}

/// Everything in a picture that WeChat's editor is not known to keep, in the order of the rules.
///
/// # Examples
/// ```
/// use prosperity_atlas::article::wechat::{Rule, lint};
/// let found = lint(
///     "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"100%\">\
///      <rect width=\"9\" height=\"9\" fill=\"#ffffff\"></rect><path id=\"a\" d=\"M0 0\"></path></svg>",
/// );
/// assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::Identifier]);
/// assert_eq!(found[0].element, "path");
/// ```
pub fn lint(svg: &str) -> Vec<Violation> {
    check(svg, true)
}

/// The same of an article's HTML with its pictures.
pub fn lint_article(html: &str) -> Vec<Violation> {
    check(html, false)
}

fn check(text: &str, is_picture: bool) -> Vec<Violation> {
    let mut report = Report(raw(text));
    if text.len() > MAX_BYTES {
        report.add(Rule::TooLarge, "", None);
    }
    match roxmltree::Document::parse(text) {
        Err(_) => report.add(Rule::NotXml, "", None),
        Ok(document) if is_picture => {
            let root = document.root_element();
            if root.tag_name().name() != "svg" {
                report.add(Rule::Element, root.tag_name().name(), None);
            }
            report.picture(root);
        }
        Ok(document) => report.html(document.root_element()),
    }
    crate::order::sort_by_key(&mut report.0, |violation| violation.rule);
    report.0
}

struct Report(Vec<Violation>);

type Node<'a, 'input> = roxmltree::Node<'a, 'input>;

impl Report {
    fn add(&mut self, rule: Rule, element: &str, attribute: Option<&str>) {
        let attribute = attribute.map(str::to_owned);
        self.0.push(Violation { rule, element: element.into(), attribute });
    }

    fn html(&mut self, root: Node<'_, '_>) {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            let name = node.tag_name().name();
            if name == "svg" {
                self.picture(node);
                continue;
            }
            if !matches!(name, "section" | "p" | "span" | "strong" | "em") {
                let rule = if name == "script" { Rule::Script } else { Rule::HtmlElement };
                self.add(rule, name, None);
            }
            for attribute in node.attributes() {
                let key = attribute.name();
                let rule = match key {
                    "style" if is_plain_style(attribute.value()) => continue,
                    "style" => Rule::HtmlStyle,
                    "id" => Rule::Identifier,
                    "class" => Rule::Class,
                    "src" | "href" => Rule::Reference,
                    _ if key.starts_with("on") => Rule::Script,
                    _ => Rule::Attribute,
                };
                self.add(rule, name, Some(key));
            }
            open.extend(node.children().filter(Node::is_element));
        }
    }

    fn picture(&mut self, root: Node<'_, '_>) {
        let view: Option<Vec<f64>> = root
            .attribute("viewBox")
            .and_then(|text| text.split(' ').map(|side| side.parse().ok()).collect());
        let view = view.filter(|view| view.len() == 4);
        let sized = root.attribute("width") == Some("100%") && root.attribute("height").is_none();
        if view.is_none() || !sized {
            self.add(Rule::Size, "svg", None);
        }
        let first = root.children().find(Node::is_element);
        if !first.zip(view).is_some_and(|(first, view)| is_ground(first, &view)) {
            self.add(Rule::Ground, "svg", None);
        }
        for node in root.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            match name {
                "g" | "path" | "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon"
                | "text" | "tspan" | "animate" | "set" | "animateTransform" => {}
                "svg" if node == root => {}
                "style" => self.add(Rule::Style, name, None),
                "script" => self.add(Rule::Script, name, None),
                "image" | "a" => self.add(Rule::Reference, name, None),
                "defs" | "use" | "symbol" | "marker" | "pattern" | "mask" | "filter"
                | "clipPath" | "linearGradient" | "radialGradient" | "meshgradient" => {
                    self.add(Rule::Definition, name, None);
                }
                _ => self.add(Rule::Element, name, None),
            }
            for attribute in node.attributes() {
                if let Some(rule) = broken(node, attribute.name(), attribute.value(), node == root)
                {
                    self.add(rule, name, Some(attribute.name()));
                }
            }
            if matches!(name, "animate" | "set" | "animateTransform") {
                let value = |name: &str| node.attribute(name).unwrap_or_default();
                if !is_animatable(name, value("attributeName"), value("type")) {
                    self.add(Rule::Animation, name, Some("attributeName"));
                }
            }
        }
    }
}

/// Whether an element is opaque and covers the view.
fn is_ground(node: Node<'_, '_>, view: &[f64]) -> bool {
    let value =
        |name: &str| node.attribute(name).map_or(Some(0.0), |text| text.parse::<f64>().ok());
    let sides = [value("x"), value("y"), value("width"), value("height")];
    let (&[left, top, wide, high], [Some(x), Some(y), Some(width), Some(height)]) = (view, sides)
    else {
        return false;
    };
    let slack = 0.02;
    let covers = x <= left + slack
        && y <= top + slack
        && x + width >= left + wide - slack
        && y + height >= top + high - slack;
    let clear =
        ["opacity", "fill-opacity", "transform"].iter().any(|name| node.has_attribute(*name));
    node.tag_name().name() == "rect"
        && covers
        && !clear
        && node.attribute("fill").is_some_and(|fill| fill.starts_with('#'))
}

/// The rule an attribute in a picture breaks.
fn broken(node: Node<'_, '_>, name: &str, value: &str, is_root: bool) -> Option<Rule> {
    let animates = matches!(node.tag_name().name(), "animate" | "set" | "animateTransform");
    match name {
        "id" => Some(Rule::Identifier),
        "class" => Some(Rule::Class),
        "style" => Some(Rule::Style),
        "href" | "src" => Some(Rule::Reference),
        _ if name.starts_with("on") => Some(Rule::Script),
        _ if value.contains("url(") => Some(Rule::Reference),
        "begin" | "end" if animates => (!is_offset(value)).then_some(Rule::Trigger),
        _ if animates => (!is_timing(name)).then_some(Rule::Attribute),
        "viewBox" if is_root => None,
        "width" | "height" if value.ends_with('%') => (!is_root).then_some(Rule::Size),
        "font-family" => {
            (!matches!(value, "sans-serif" | "serif" | "monospace")).then_some(Rule::Font)
        }
        "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" | "x1" | "y1" | "x2"
        | "y2" | "dx" | "dy" | "d" | "points" | "transform" | "opacity" | "visibility" | "fill"
        | "fill-opacity" | "fill-rule" | "stroke" | "stroke-opacity" | "stroke-width"
        | "stroke-dasharray" | "stroke-dashoffset" | "stroke-linecap" | "stroke-linejoin"
        | "stroke-miterlimit" | "font-size" | "font-weight" | "font-style" | "letter-spacing"
        | "text-anchor" => None,
        _ => Some(Rule::Attribute),
    }
}

/// Whether an element of animation may act on an attribute, or a kind of transform: the list
/// practitioners have published since 2016.
pub(super) fn is_animatable(element: &str, attribute: &str, kind: &str) -> bool {
    match element {
        "animate" => matches!(
            attribute,
            "x" | "y"
                | "width"
                | "height"
                | "cx"
                | "cy"
                | "opacity"
                | "d"
                | "points"
                | "stroke-width"
                | "stroke-linecap"
                | "stroke-dashoffset"
                | "fill"
        ),
        "set" => attribute == "visibility",
        "animateTransform" => {
            matches!(attribute, "" | "transform")
                && matches!(kind, "translate" | "scale" | "rotate" | "skewX" | "skewY")
        }
        _ => false,
    }
}

/// Whether an attribute says what and when an animation does.
pub(super) fn is_timing(name: &str) -> bool {
    matches!(
        name,
        "attributeName"
            | "values"
            | "from"
            | "to"
            | "by"
            | "dur"
            | "begin"
            | "end"
            | "calcMode"
            | "keyTimes"
            | "keySplines"
            | "repeatCount"
            | "repeatDur"
            | "restart"
            | "fill"
            | "additive"
            | "accumulate"
            | "type"
    )
}

/// Whether a time names no other element: a number of seconds, or an event of the element itself.
pub(super) fn is_offset(value: &str) -> bool {
    value.split(';').map(str::trim).all(|time| {
        let number = time.trim_end_matches("ms").trim_end_matches('s');
        matches!(time, "click" | "touchstart" | "touchend") || number.parse::<f64>().is_ok()
    })
}

/// Whether a style only sets what plain paragraphs need.
fn is_plain_style(style: &str) -> bool {
    style.split(';').filter(|part| !part.trim().is_empty()).all(|declaration| {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let known = matches!(
            name.trim(),
            "margin"
                | "padding"
                | "font-size"
                | "line-height"
                | "font-weight"
                | "color"
                | "text-align"
        );
        known && !value.contains("url(")
    })
}

/// What only the raw text shows: elements closed by `/>`, and what is no element.
fn raw(text: &str) -> Vec<Violation> {
    let mut report = Report(Vec::new());
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some((_, aside_end)) = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")]
            .into_iter()
            .find(|(begin, _)| after.starts_with(begin))
        {
            report.add(Rule::Aside, "", None);
            rest = after.split_once(aside_end).map_or("", |(_, rest)| rest);
            continue;
        }
        let mut quote = None;
        let end = after.find(|c: char| {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if open == c => quote = None,
                _ => {}
            }
            quote.is_none() && c == '>'
        });
        let (tag, after) = end.and_then(|end| after.split_at_checked(end)).unwrap_or((after, ""));
        if tag.ends_with('/') {
            let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
            report.add(Rule::SelfClosing, name, None);
        }
        rest = after;
    }
    report.0
}
