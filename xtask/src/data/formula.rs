//! Formulas: those of derived indicators (`gdp@census5 / population_resident@census7`) and those
//! of claims (`[001.beds.CN.urban.2012] / min([…], […])`, `count{a;b}`).
//!
//! One recursive-descent parser turns both into reverse Polish order. Which references and
//! functions may stand in a formula is for the caller to say.

use std::fmt;

/// A step of a formula in reverse Polish order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item<'t> {
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
    /// Combine the two topmost.
    Operator(Operator),
    /// Combine as many of the topmost.
    Call(Function, usize),
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Min,
    Max,
    Sum,
    Abs,
}

/// Where and why a text is not a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormulaError {
    /// Counted from 1 in characters.
    pub(super) column: usize,
    /// What was found and what would be right.
    pub(super) message: String,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.column, self.message)
    }
}

/// Reads a formula.
pub(super) fn parse(text: &str) -> Result<Vec<Item<'_>>, FormulaError> {
    let mut parser = Parser { text, at: 0, items: Vec::new() };
    parser.sum()?;
    match parser.peek() {
        None => Ok(parser.items),
        Some(found) => Err(parser.error(format!("`{found}` where an operator or the end belongs"))),
    }
}

/// The value of a formula; `None` where an operand is missing or the result is not finite.
pub(super) fn evaluate<'t>(
    items: &[Item<'t>],
    mut operand: impl FnMut(&Item<'t>) -> Option<f64>,
) -> Option<f64> {
    let mut stack: Vec<f64> = Vec::new();
    for item in items {
        let value = match item {
            Item::Number(number) => *number,
            Item::Series { .. } | Item::Observation { .. } => operand(item)?,
            Item::Operator(operator) => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                }
            }
            Item::Call(function, count) => {
                let arguments = stack.split_off(stack.len().checked_sub(*count)?);
                match function {
                    Function::Min => arguments.into_iter().reduce(f64::min)?,
                    Function::Max => arguments.into_iter().reduce(f64::max)?,
                    Function::Sum => arguments.into_iter().sum(),
                    Function::Abs => arguments.first()?.abs(),
                }
            }
        };
        stack.push(value);
    }
    stack.pop().filter(|value| stack.is_empty() && value.is_finite())
}

struct Parser<'t> {
    text: &'t str,
    /// Byte position of the next character.
    at: usize,
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

    fn expect(&mut self, wanted: char) -> Result<(), FormulaError> {
        if self.accept(wanted) {
            return Ok(());
        }
        let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
        Err(self.error(format!("{found} where `{wanted}` belongs")))
    }

    fn column(&self) -> usize {
        self.text[..self.at].chars().count() + 1
    }

    fn error(&self, message: String) -> FormulaError {
        FormulaError { column: self.column(), message }
    }

    /// Takes characters while they satisfy `wanted`.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
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

    /// A number, a reference, a call or a formula in parentheses.
    fn factor(&mut self) -> Result<(), FormulaError> {
        match self.peek() {
            Some('(') => {
                self.accept('(');
                self.sum()?;
                self.expect(')')
            }
            Some('[') => self.observation(),
            Some(digit) if digit.is_ascii_digit() => self.number(),
            Some(letter) if letter.is_ascii_alphabetic() => self.named(),
            Some(found) => {
                Err(self.error(format!("`{found}` where a number, a reference or `(` belongs")))
            }
            None => {
                Err(self.error("the end where a number, a reference or `(` belongs".to_owned()))
            }
        }
    }

    fn number(&mut self) -> Result<(), FormulaError> {
        let mut ahead = Parser { text: self.text, at: self.at, items: Vec::new() };
        let digits = ahead.take(|c| c.is_ascii_digit() || c == '.');
        let number =
            digits.parse().map_err(|_| self.error(format!("`{digits}` is not a number")))?;
        self.at = ahead.at;
        self.items.push(Item::Number(number));
        Ok(())
    }

    fn observation(&mut self) -> Result<(), FormulaError> {
        let column = self.column();
        self.expect('[')?;
        let id = self.take(|c| c != ']');
        self.expect(']')?;
        self.items.push(Item::Observation { id, column });
        Ok(())
    }

    /// `indicator@vintage`, `function(…)` or `count{…}`.
    fn named(&mut self) -> Result<(), FormulaError> {
        let column = self.column();
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = self.take(in_name);
        match self.rest().chars().next() {
            Some('@') => {
                self.at += '@'.len_utf8();
                let vintage = self.take(in_name);
                if vintage.is_empty() {
                    return Err(self.error(format!("a vintage belongs behind `{name}@`")));
                }
                self.items.push(Item::Series { indicator: name, vintage, column });
                Ok(())
            }
            Some('{') if name == "count" => self.count(),
            Some('(') => {
                let function = match name {
                    "min" => Function::Min,
                    "max" => Function::Max,
                    "sum" => Function::Sum,
                    "abs" => Function::Abs,
                    _ => {
                        let message =
                            format!("there is no function `{name}`; known are min, max, sum, abs");
                        return Err(FormulaError { column, message });
                    }
                };
                self.call(function, column)
            }
            _ => {
                let message = format!("`{name}` lacks its vintage: `{name}@…`");
                Err(FormulaError { column, message })
            }
        }
    }

    fn call(&mut self, function: Function, column: usize) -> Result<(), FormulaError> {
        self.expect('(')?;
        let mut count = 1;
        self.sum()?;
        while self.accept(',') {
            self.sum()?;
            count += 1;
        }
        self.expect(')')?;
        if function == Function::Abs && count != 1 {
            let message = format!("`abs` takes one argument, not {count}");
            return Err(FormulaError { column, message });
        }
        self.items.push(Item::Call(function, count));
        Ok(())
    }

    /// `count{a;b}`: how many things are named.
    fn count(&mut self) -> Result<(), FormulaError> {
        self.expect('{')?;
        let names = self.take(|c| c != '}');
        if names.split(';').any(|name| name.trim().is_empty()) {
            return Err(self.error("a name between two `;` is empty".to_owned()));
        }
        self.expect('}')?;
        self.items.push(Item::Number(names.split(';').count() as f64));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        evaluate(&parse(text).unwrap(), |item| match item {
            Item::Observation { id, .. } => id.parse().ok(),
            _ => None,
        })
    }

    #[test]
    fn operators_bind_as_in_school() {
        assert_eq!(value("2 + 3 * 4"), Some(14.0));
        assert_eq!(value("(2 + 3) * 4"), Some(20.0));
        assert_eq!(value("10 - 4 - 3"), Some(3.0));
        assert_eq!(value("12 / 3 / 2"), Some(2.0));
        assert_eq!(value("([6] - [1]) / 2.5"), Some(2.0));
    }

    #[test]
    fn functions_and_counts_are_read() {
        assert_eq!(value("max([3], 1 + 1, [5]) - min(4, 2)"), Some(3.0));
        assert_eq!(value("sum(1, 2, 3) * abs(1 - 3)"), Some(12.0));
        assert_eq!(value("count{one;two words;Pan'an}"), Some(3.0));
        assert_eq!(value("1 / 0"), None);
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
        let error = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(error("1 +"), "character 4: the end where a number, a reference or `(` belongs");
        assert_eq!(error("(1 + 2"), "character 7: the end where `)` belongs");
        assert_eq!(error("1 2"), "character 3: `2` where an operator or the end belongs");
        assert_eq!(error("gdp / 2"), "character 1: `gdp` lacks its vintage: `gdp@…`");
        assert_eq!(error("2 * gdp@ / 2"), "character 9: a vintage belongs behind `gdp@`");
        assert_eq!(
            error("mean(1, 2)"),
            "character 1: there is no function `mean`; known are min, max, sum, abs"
        );
        assert_eq!(error("1.2.3"), "character 1: `1.2.3` is not a number");
        assert_eq!(error("亿 * 2"), "character 1: `亿` where a number, a reference or `(` belongs");
        assert_eq!(error("[a"), "character 3: the end where `]` belongs");
    }
}
