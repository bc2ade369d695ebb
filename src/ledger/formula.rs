//! Formulas: those of claims (`([1] - [2]) / [3]`, `count{a;b}`) and, when the data are packed,
//! those of derived indicators (`gdp@census5 / population_resident@census7`).
//!
//! One recursive-descent parser turns a text into reverse Polish order. What stands between
//! brackets is for the caller to say: the packed ledger counts the observations of a claim from 1,
//! the files name them. The grammar is
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = factor { ("*" | "/") factor }
//! factor  = "-" factor | "(" sum ")" | number | "[" name "]" | name "@" name
//!         | ("min" | "max" | "sum" | "abs") "(" sum { "," sum } ")"
//!         | "count" "{" name { ";" name } "}"
//! ```

/// A step of a formula in reverse Polish order.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'t> {
    /// Push a number.
    Number(f64),
    /// Push a series: `indicator@vintage`.
    Series {
        /// Before the `@`.
        indicator: &'t str,
        /// Behind the `@`.
        vintage: &'t str,
        /// Where it stands, counted from 1 in characters.
        column: usize,
    },
    /// Push an observation: `[id]`.
    Observation {
        /// Between the brackets.
        id: &'t str,
        /// Where it stands, counted from 1 in characters.
        column: usize,
    },
    /// Turn the sign of the topmost.
    Negate,
    /// Combine the two topmost.
    Operator(Operator),
    /// Combine as many of the topmost.
    Call(Function, usize),
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
}

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The least of its arguments.
    Min,
    /// The greatest.
    Max,
    /// All added up.
    Sum,
    /// The magnitude of its one argument.
    Abs,
}

/// What belongs where something else was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The beginning of a number, a reference or a formula in parentheses.
    Operand,
    /// An operator or the end.
    Operator,
    /// This one character.
    Character(char),
}

impl core::fmt::Display for Wanted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Operand => f.write_str("a number, a reference or `(`"),
            Self::Operator => f.write_str("an operator or the end"),
            Self::Character(one) => write!(f, "`{one}`"),
        }
    }
}

/// What was found in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found(pub Option<char>);

impl core::fmt::Display for Found {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(one) => write!(f, "`{one}`"),
            None => f.write_str("the end"),
        }
    }
}

/// Why a text is not a formula, or why a formula has no value. Columns count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// A character that cannot stand there, or the end too early.
    #[error("character {column}: {found} where {wanted} belongs")]
    Unexpected {
        /// Where.
        column: usize,
        /// What stands there.
        found: Found,
        /// What could.
        wanted: Wanted,
    },
    /// Digits and points that are no number.
    #[error("character {column}: `{text}` is not a number")]
    NotANumber {
        /// Where it begins.
        column: usize,
        /// The digits and points.
        text: String,
    },
    /// A name before a parenthesis that is none of the functions.
    #[error("character {column}: there is no function `{name}`; known are min, max, sum, abs")]
    UnknownFunction {
        /// Where it begins.
        column: usize,
        /// The name.
        name: String,
    },
    /// `abs` of several things.
    #[error("character {column}: `abs` takes one argument, not {given}")]
    TooManyArguments {
        /// Where the call begins.
        column: usize,
        /// How many were given.
        given: usize,
    },
    /// A name without `@` and vintage.
    #[error("character {column}: `{name}` lacks its vintage: `{name}@…`")]
    NoVintage {
        /// Where the vintage or its `@` is missed.
        column: usize,
        /// The name.
        name: String,
    },
    /// Nothing between two `;` of a count.
    #[error("character {column}: a name between two `;` is empty")]
    EmptyName {
        /// Where the names end.
        column: usize,
    },
    /// Parentheses, calls or signs within one another beyond [`MAX_DEPTH`].
    #[error("character {column}: more than {MAX_DEPTH} parentheses within one another")]
    TooDeep {
        /// Where the limit is passed.
        column: usize,
    },
    /// A reference that leads nowhere.
    #[error("character {column}: there is nothing to refer to")]
    MissingReference {
        /// Where it begins.
        column: usize,
    },
    /// A quotient whose divisor is 0.
    #[error("division by zero")]
    DivisionByZero,
    /// A result too large to be a number, or items that are no formula.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// How many parentheses, calls or signs may stand within one another.
pub const MAX_DEPTH: usize = 64;

/// Reads a formula.
///
/// # Errors
/// The first thing that is wrong, with its column.
pub fn parse(text: &str) -> Result<Vec<Item<'_>>, FormulaError> {
    let mut parser = Parser { text, at: 0, depth: 0, items: Vec::new() };
    parser.sum()?;
    match parser.peek() {
        None => Ok(parser.items),
        Some(_) => Err(parser.unexpected(Wanted::Operator)),
    }
}

/// The value of a formula, its operands given by `operand`.
///
/// # Errors
/// [`FormulaError::MissingReference`] where `operand` gives nothing,
/// [`FormulaError::DivisionByZero`], [`FormulaError::NotFinite`].
///
/// # Examples
/// ```
/// use prosperity_atlas::ledger::formula::{Item, evaluate, parse};
/// let beds = [6.9, 3.1];
/// let value = evaluate(&parse("[1] / [2]")?, |item| match item {
///     Item::Observation { id, .. } => beds.get(id.parse::<usize>().ok()?.checked_sub(1)?).copied(),
///     _ => None,
/// })?;
/// assert_eq!(format!("{value:.4}"), "2.2258");
/// # Ok::<(), prosperity_atlas::ledger::formula::FormulaError>(())
/// ```
pub fn evaluate<'t>(
    items: &[Item<'t>],
    mut operand: impl FnMut(&Item<'t>) -> Option<f64>,
) -> Result<f64, FormulaError> {
    let mut stack: Vec<f64> = Vec::new();
    let pop = |stack: &mut Vec<f64>| stack.pop().ok_or(FormulaError::NotFinite);
    for item in items {
        let value = match item {
            Item::Number(number) => *number,
            Item::Series { column, .. } | Item::Observation { column, .. } => {
                operand(item).ok_or(FormulaError::MissingReference { column: *column })?
            }
            Item::Negate => -pop(&mut stack)?,
            Item::Operator(operator) => {
                let (right, left) = (pop(&mut stack)?, pop(&mut stack)?);
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide if right == 0.0 => return Err(FormulaError::DivisionByZero),
                    Operator::Divide => left / right,
                }
            }
            Item::Call(function, count) => {
                let mut result = pop(&mut stack)?;
                for _ in 1..*count {
                    let other = pop(&mut stack)?;
                    result = match function {
                        Function::Min => result.min(other),
                        Function::Max => result.max(other),
                        // `abs` has one argument; the parser sees to it.
                        Function::Sum | Function::Abs => other + result,
                    };
                }
                if *function == Function::Abs { result.abs() } else { result }
            }
        };
        if !value.is_finite() {
            return Err(FormulaError::NotFinite);
        }
        stack.push(value);
    }
    let value = pop(&mut stack)?;
    if stack.is_empty() { Ok(value) } else { Err(FormulaError::NotFinite) }
}

/// A part of a formula that is written as the reader's language has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// What stands between brackets.
    Observation(&'t str),
    /// The name of a function, or `count`.
    Function(&'t str),
    /// A name within `count{…}`.
    Counted(&'t str),
}

/// A formula as people write it: real minus, × and ÷, thousands set apart, and the references,
/// functions and counted names as `write` gives them. Any text is taken; what is no formula comes
/// back much as it is.
///
/// # Examples
/// ```
/// use prosperity_atlas::ledger::formula::{Part, written};
/// let filled = written("([1] - 1) * 100 / [2]", |part| match part {
///     Part::Observation("1") => "6.9".to_owned(),
///     Part::Observation(_) => "3.1".to_owned(),
///     Part::Function(name) | Part::Counted(name) => name.to_owned(),
/// });
/// assert_eq!(filled, "(6.9 − 1) × 100 ÷ 3.1");
/// ```
pub fn written(formula: &str, write: impl Fn(Part<'_>) -> String) -> String {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = |wanted: fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        let taken = match first {
            '[' => {
                let end = rest.find(']').unwrap_or(rest.len());
                out.push_str(&write(Part::Observation(&rest[1..end])));
                (end + 1).min(rest.len())
            }
            '{' => {
                let end = rest.find('}').unwrap_or(rest.len());
                let names: Vec<String> =
                    rest[1..end].split(';').map(|name| write(Part::Counted(name))).collect();
                out.push('{');
                out.push_str(&names.join("; "));
                out.push('}');
                (end + 1).min(rest.len())
            }
            '0'..='9' => {
                let length = length(|c| c.is_ascii_digit() || c == '.');
                out.push_str(&literal(&rest[..length]));
                length
            }
            'a'..='z' | 'A'..='Z' => {
                let length = length(|c| c.is_ascii_alphanumeric() || c == '_');
                out.push_str(&write(Part::Function(&rest[..length])));
                length
            }
            _ => {
                out.push(match first {
                    '-' => '\u{2212}',
                    '*' => '×',
                    '/' => '÷',
                    other => other,
                });
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// A number that stands in the formula itself. Four digits may be a year and stay together.
fn literal(digits: &str) -> String {
    match digits.parse() {
        Ok(number) if digits.find('.').unwrap_or(digits.len()) > 4 => crate::i18n::exact(number),
        _ => digits.to_owned(),
    }
}

struct Parser<'t> {
    text: &'t str,
    /// Byte position of the next character.
    at: usize,
    /// How many factors are open.
    depth: usize,
    items: Vec<Item<'t>>,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The next character that is not a blank.
    fn peek(&mut self) -> Option<char> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.rest().chars().next()
    }

    fn accept(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn require(&mut self, wanted: char) -> Result<(), FormulaError> {
        if self.accept(wanted) { Ok(()) } else { Err(self.unexpected(Wanted::Character(wanted))) }
    }

    fn column(&self) -> usize {
        self.text[..self.at].chars().count() + 1
    }

    fn unexpected(&mut self, wanted: Wanted) -> FormulaError {
        let found = Found(self.peek());
        FormulaError::Unexpected { column: self.column(), found, wanted }
    }

    /// Takes characters while they satisfy `wanted`.
    fn take(&mut self, wanted: fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Products joined by `+` and `-`.
    fn sum(&mut self) -> Result<(), FormulaError> {
        self.chain(Self::product, [('+', Operator::Add), ('-', Operator::Subtract)])
    }

    /// Factors joined by `*` and `/`.
    fn product(&mut self) -> Result<(), FormulaError> {
        self.chain(Self::factor, [('*', Operator::Multiply), ('/', Operator::Divide)])
    }

    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Result<(), FormulaError>,
        operators: [(char, Operator); 2],
    ) -> Result<(), FormulaError> {
        operand(self)?;
        while let Some((_, operator)) = operators.into_iter().find(|(sign, _)| self.accept(*sign)) {
            operand(self)?;
            self.items.push(Item::Operator(operator));
        }
        Ok(())
    }

    /// A number, a reference, a call, a formula in parentheses, or one of them behind a minus.
    fn factor(&mut self) -> Result<(), FormulaError> {
        // The parser calls itself for what stands within; a hostile text shall not exhaust the stack.
        if self.depth == MAX_DEPTH {
            return Err(FormulaError::TooDeep { column: self.column() });
        }
        self.depth += 1;
        match self.peek() {
            Some('(') => {
                self.accept('(');
                self.sum()?;
                self.require(')')?;
            }
            Some('-') => {
                self.accept('-');
                self.factor()?;
                self.items.push(Item::Negate);
            }
            Some('[') => self.observation()?,
            Some(digit) if digit.is_ascii_digit() => self.number()?,
            Some(letter) if letter.is_ascii_alphabetic() => self.named()?,
            _ => return Err(self.unexpected(Wanted::Operand)),
        }
        self.depth -= 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), FormulaError> {
        let column = self.column();
        let digits = self.take(|c| c.is_ascii_digit() || c == '.');
        let number = digits
            .parse()
            .map_err(|_| FormulaError::NotANumber { column, text: digits.to_owned() })?;
        self.items.push(Item::Number(number));
        Ok(())
    }

    fn observation(&mut self) -> Result<(), FormulaError> {
        let column = self.column();
        self.require('[')?;
        let id = self.take(|c| c != ']');
        self.require(']')?;
        self.items.push(Item::Observation { id, column });
        Ok(())
    }

    /// `indicator@vintage`, `function(…)` or `count{…}`.
    fn named(&mut self) -> Result<(), FormulaError> {
        let column = self.column();
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = self.take(in_name);
        let function = match name {
            "min" => Some(Function::Min),
            "max" => Some(Function::Max),
            "sum" => Some(Function::Sum),
            "abs" => Some(Function::Abs),
            _ => None,
        };
        match (self.rest().chars().next(), function) {
            (Some('@'), _) => {
                self.at += '@'.len_utf8();
                let vintage = self.take(in_name);
                if vintage.is_empty() {
                    let column = self.column();
                    return Err(FormulaError::NoVintage { column, name: name.to_owned() });
                }
                self.items.push(Item::Series { indicator: name, vintage, column });
                Ok(())
            }
            (Some('{'), _) if name == "count" => self.count(),
            (Some('('), Some(function)) => self.call(function, column),
            (Some('('), None) => {
                Err(FormulaError::UnknownFunction { column, name: name.to_owned() })
            }
            _ => Err(FormulaError::NoVintage { column, name: name.to_owned() }),
        }
    }

    fn call(&mut self, function: Function, column: usize) -> Result<(), FormulaError> {
        self.require('(')?;
        let mut given = 1;
        self.sum()?;
        while self.accept(',') {
            self.sum()?;
            given += 1;
        }
        self.require(')')?;
        if function == Function::Abs && given != 1 {
            return Err(FormulaError::TooManyArguments { column, given });
        }
        self.items.push(Item::Call(function, given));
        Ok(())
    }

    /// `count{a;b}`: how many things are named.
    fn count(&mut self) -> Result<(), FormulaError> {
        self.require('{')?;
        let names = self.take(|c| c != '}');
        if names.split(';').any(|name| name.trim().is_empty()) {
            return Err(FormulaError::EmptyName { column: self.column() });
        }
        self.require('}')?;
        self.items.push(Item::Number(names.split(';').count() as f64));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The value of a formula in which `[n]` stands for n.
    fn value(text: &str) -> Result<f64, FormulaError> {
        evaluate(&parse(text)?, |item| match item {
            Item::Observation { id, .. } => id.parse().ok(),
            _ => None,
        })
    }

    #[test]
    fn operators_bind_as_in_school() {
        assert_eq!(value("2 + 3 * 4"), Ok(14.0));
        assert_eq!(value("(2 + 3) * 4"), Ok(20.0));
        assert_eq!(value("10 - 4 - 3"), Ok(3.0));
        assert_eq!(value("12 / 3 / 2"), Ok(2.0));
        assert_eq!(value("([6] - [1]) / 2.5"), Ok(2.0));
        assert_eq!(value("-2 * 3 - -4"), Ok(-2.0));
        assert_eq!(value("-([6] - 1)"), Ok(-5.0));
    }

    #[test]
    fn functions_and_counts_are_read() {
        assert_eq!(value("max([3], 1 + 1, [5]) - min(4, 2)"), Ok(3.0));
        assert_eq!(value("sum(1, 2, 3) * abs(1 - 3)"), Ok(12.0));
        assert_eq!(value("count{one;two words;Pan'an}"), Ok(3.0));
    }

    #[test]
    fn a_derivation_becomes_reverse_polish() {
        assert_eq!(
            parse("gdp@census5 / population_resident@census7").unwrap(),
            [
                Item::Series { indicator: "gdp", vintage: "census5", column: 1 },
                Item::Series { indicator: "population_resident", vintage: "census7", column: 15 },
                Item::Operator(Operator::Divide),
            ]
        );
    }

    #[test]
    fn errors_name_the_character() {
        let error = |text: &str| value(text).unwrap_err().to_string();
        assert_eq!(error("1 +"), "character 4: the end where a number, a reference or `(` belongs");
        assert_eq!(error("(1 + 2"), "character 7: the end where `)` belongs");
        assert_eq!(error("1 2"), "character 3: `2` where an operator or the end belongs");
        assert_eq!(error("gdp / 2"), "character 1: `gdp` lacks its vintage: `gdp@…`");
        assert_eq!(error("2 * gdp@ / 2"), "character 9: `gdp` lacks its vintage: `gdp@…`");
        assert_eq!(
            error("mean(1, 2)"),
            "character 1: there is no function `mean`; known are min, max, sum, abs"
        );
        assert_eq!(error("abs(1, 2)"), "character 1: `abs` takes one argument, not 2");
        assert_eq!(error("1 + 1.2.3"), "character 5: `1.2.3` is not a number");
        assert_eq!(error("亿 * 2"), "character 1: `亿` where a number, a reference or `(` belongs");
        assert_eq!(error("[a"), "character 3: the end where `]` belongs");
        assert_eq!(error("count{a;;b}"), "character 11: a name between two `;` is empty");
    }

    #[test]
    fn a_formula_without_a_value_says_why() {
        assert_eq!(value("1 / ([2] - 2)"), Err(FormulaError::DivisionByZero));
        assert_eq!(value("1 + [x]"), Err(FormulaError::MissingReference { column: 5 }));
        assert_eq!(value("a@b"), Err(FormulaError::MissingReference { column: 1 }));
        let large = "9".repeat(200);
        assert_eq!(value(&format!("{large} * {large}")), Err(FormulaError::NotFinite));
        assert_eq!(value(&"(".repeat(100_000)), Err(FormulaError::TooDeep { column: 65 }));
        assert_eq!(value(&"-".repeat(100_000)), Err(FormulaError::TooDeep { column: 65 }));
        assert_eq!(evaluate(&[], |_| None), Err(FormulaError::NotFinite));
    }

    #[test]
    fn a_formula_is_written_as_people_do() {
        let names = |part: Part<'_>| match part {
            Part::Observation(id) => format!("«{id}»"),
            Part::Function(name) | Part::Counted(name) => name.to_owned(),
        };
        assert_eq!(
            written("max([1], -[2]) / 100000000 * 1000.5", names),
            "max(«1», −«2») ÷ 100,000,000 × 1000.5"
        );
        assert_eq!(written("2021 - 2010 + 1", names), "2021 − 2010 + 1");
        assert_eq!(written("count{a;b c}", names), "count{a; b c}");
    }

    /// A tree of a formula, with its text and its value found without the parser.
    fn tree() -> impl Strategy<Value = (String, f64)> {
        let leaf =
            (0..2000_i32).prop_map(|n| (format!("{}", f64::from(n) / 8.0), f64::from(n) / 8.0));
        leaf.prop_recursive(5, 40, 2, |inner| {
            (inner.clone(), inner, 0..7_u8).prop_map(|((a, x), (b, y), operator)| match operator {
                0 => (format!("({a} + {b})"), x + y),
                1 => (format!("({a} - {b})"), x - y),
                2 => (format!("({a} * {b})"), x * y),
                3 => (format!("min({a}, {b})"), x.min(y)),
                4 => (format!("max({a}, {b})"), x.max(y)),
                5 => (format!("sum({a},{b})"), x + y),
                _ => (format!("-abs({a} - {b})"), -(x - y).abs()),
            })
        })
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}") {
            value(&text).ok();
            written(&text, |_| String::new());
        }

        #[test]
        fn no_text_of_its_own_signs_makes_it_panic(
            text in "(min|max|abs|sum|count|a@b|[-+*/()\\[\\]{};,@. 0-9亿]){0,40}",
        ) {
            value(&text).ok();
            written(&text, |_| String::new());
        }

        #[test]
        fn addition_commutes(a in 0..1_000_000_u32, b in 0..1_000_000_u32) {
            let (a, b) = (f64::from(a) / 100.0, f64::from(b) / 100.0);
            prop_assert_eq!(value(&format!("{a} + {b}")), value(&format!("{b} + {a}")));
        }

        #[test]
        fn a_tree_in_parentheses_has_its_value((text, expected) in tree()) {
            prop_assert_eq!(value(&text), Ok(expected));
        }
    }
}
