//! A small tree of elements that can be changed, and its text in the only form WeChat's editor is
//! known to keep: every element closed by a tag of its own.

use std::fmt::Write as _;

use super::WechatError;
use crate::map::svg::escape;

const SVG: &str = "http://www.w3.org/2000/svg";

/// How deep elements may lie in each other. A composed figure needs about ten levels; the walks over
/// a tree call themselves and have to end before the stack does.
const DEEPEST: usize = 64;

/// An element with its attributes in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Self { name: name.into(), attributes: attributes.collect(), children: Vec::new() }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute where it stands, or as the last one.
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(one, _)| one == name) {
            Some(found) => found.1 = value.into(),
            None => self.attributes.push((name.into(), value.into())),
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.attributes.retain(|(one, _)| one != name);
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Whether something in it moves, so that what it shows now is not what it shows always.
    pub(super) fn is_animated(&self) -> bool {
        self.elements().any(|child| is_animation(&child.name))
    }

    /// The text of a document with this root.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        self.write(true, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, is_root: bool, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        if is_root && self.name == "svg" {
            put(out, format_args!(" xmlns=\"{SVG}\""));
        }
        for (name, value) in &self.attributes {
            put(out, format_args!(" {name}=\"{}\"", escape(value)));
        }
        out.push('>');
        // Between letters a line break would be a blank.
        let apart = !is_lettering(&self.name) && !self.children.is_empty();
        for child in &self.children {
            if apart {
                out.push('\n');
            }
            match child {
                Child::Element(element) => element.write(false, out),
                Child::Text(text) => out.push_str(&escape(text)),
            }
        }
        if apart {
            out.push('\n');
        }
        put(out, format_args!("</{}>", self.name));
    }
}

/// Writes to a string, which cannot fail.
pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Elements whose children are letters.
pub(super) fn is_lettering(name: &str) -> bool {
    matches!(name, "text" | "tspan")
}

/// Elements that change another over time.
pub(super) fn is_animation(name: &str) -> bool {
    matches!(name, "animate" | "set" | "animateTransform")
}

/// Reads a document whose root is an `svg`. Comments and processing instructions are not in the tree,
/// nor are letters outside of texts, which SVG does not draw.
pub(super) fn read(svg: &str) -> Result<Element, WechatError> {
    let document =
        roxmltree::Document::parse(svg).map_err(|error| WechatError::NotSvg(error.to_string()))?;
    let root = element(document.root_element(), 0)?;
    if root.name == "svg" { Ok(root) } else { Err(WechatError::Element(root.name)) }
}

fn element(node: roxmltree::Node<'_, '_>, depth: usize) -> Result<Element, WechatError> {
    if depth > DEEPEST {
        return Err(WechatError::TooDeep);
    }
    let tag = node.tag_name();
    let name = match tag.namespace() {
        None | Some(SVG) => tag.name().to_owned(),
        Some(other) => format!("{{{other}}}{}", tag.name()),
    };
    let attributes = node.attributes().map(|attribute| {
        let name = match attribute.namespace() {
            None => attribute.name().to_owned(),
            Some("http://www.w3.org/XML/1998/namespace") => format!("xml:{}", attribute.name()),
            Some("http://www.w3.org/1999/xlink") => format!("xlink:{}", attribute.name()),
            Some(other) => format!("{{{other}}}{}", attribute.name()),
        };
        (name, attribute.value().to_owned())
    });
    let mut made = Element { attributes: attributes.collect(), ..Element::new(&name, &[]) };
    for child in node.children() {
        if child.is_element() {
            made.children.push(Child::Element(element(child, depth + 1)?));
        } else if let Some(text) = child.text().filter(|_| child.is_text())
            && (is_lettering(&name) || name == "style")
        {
            made.children.push(Child::Text(text.to_owned()));
        }
    }
    Ok(made)
}
