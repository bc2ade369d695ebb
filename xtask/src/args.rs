//! The command line: a few words and flags, parsed by hand.

use std::fmt;

/// What is printed for `cargo xtask help` and below a usage error.
pub(crate) const HELP: &str = "\
Usage: cargo xtask COMMAND [FLAGS]

  doctor                        list the tools needed: present or missing, and how each is got
  build [--dev] [--site URL]    set up what is missing and build the site into dist/
                                (--dev: fast and unoptimised, into target/site-dev/;
                                --site: where it will stand, for addresses that must be whole)
  figures [--dev] [--site URL]  write the files of the gallery's figures, and the examples, anew into the
                                site that was built last (--dev: into target/site-dev/)
  serve [--port 8080] [--dev]   build, then serve the site on this machine
                                (--dev: rebuild and reload on every change)
  test [--fast]                 every check and test of the project
                                (--fast: only what needs neither a browser nor the wasm build)
  data [FLAGS]                  check the data and pack them
  maps [--write]                make the map sources anew and compare them with the committed ones
                                (--write: replace the committed ones)
  bench [--rounds 5] [--native-only | --browser-only | --only GROUP …] [--profile] [--built] [--peers]
                                measure speed and size against the aims
                                (--built: dist/ as it is, without building it first)
  help                          this text";

/// Where `serve` listens when no port is named.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// One command with its flags.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Doctor,
    Build { dev: bool, site: Option<String> },
    Figures { dev: bool, site: Option<String> },
    Serve { port: u16, dev: bool },
    Test { fast: bool },
    Data(Vec<String>),
    Maps { write: bool },
    Bench(Vec<String>),
}

/// Why a command line was not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    NoCommand,
    UnknownCommand(String),
    UnknownFlag { command: &'static str, flag: String, known: &'static [&'static str] },
    MissingPort,
    BadPort(String),
    MissingSite,
    BadSite(String),
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCommand => write!(f, "no command was named"),
            Self::UnknownCommand(name) => write!(f, "there is no command `{name}`"),
            Self::UnknownFlag { command, flag, known: [] } => {
                write!(f, "`{command}` takes no flags, so `{flag}` has no meaning")
            }
            Self::UnknownFlag { command, flag, known } => {
                write!(f, "`{command}` has no flag `{flag}`; it knows {}", known.join(", "))
            }
            Self::MissingPort => write!(f, "`--port` wants a number after it, such as 8080"),
            Self::BadPort(text) => {
                write!(f, "`{text}` is not a port: a whole number from 1 to 65535 is")
            }
            Self::MissingSite => {
                write!(f, "`--site` wants an address after it, such as https://example.org/atlas/")
            }
            Self::BadSite(text) => write!(
                f,
                "`{text}` is not the address of a site: one such as https://example.org/atlas/ is"
            ),
        }
    }
}

/// Parses the words after `cargo xtask`.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, UsageError> {
    let mut words = words.into_iter();
    let name = words.next().ok_or(UsageError::NoCommand)?;
    let rest: Vec<String> = words.collect();
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "doctor" => {
            switches("doctor", &rest, &[])?;
            Ok(Command::Doctor)
        }
        "build" => {
            let (dev, site) = dev_and_site("build", &rest)?;
            Ok(Command::Build { dev, site })
        }
        "figures" => {
            let (dev, site) = dev_and_site("figures", &rest)?;
            Ok(Command::Figures { dev, site })
        }
        "serve" => serve(&rest),
        "test" => Ok(Command::Test { fast: switches("test", &rest, &["--fast"])? }),
        "data" => Ok(Command::Data(rest)),
        "maps" => Ok(Command::Maps { write: switches("maps", &rest, &["--write"])? }),
        "bench" => Ok(Command::Bench(rest)),
        _ => Err(UsageError::UnknownCommand(name)),
    }
}

/// Whether a command's one switch is among `rest`; anything else there is an error.
fn switches(
    command: &'static str,
    rest: &[String],
    known: &'static [&'static str],
) -> Result<bool, UsageError> {
    match rest.iter().find(|word| !known.contains(&word.as_str())) {
        Some(flag) => Err(UsageError::UnknownFlag { command, flag: flag.clone(), known }),
        None => Ok(!rest.is_empty()),
    }
}

/// The flags `--dev` and `--site URL`.
fn dev_and_site(
    command: &'static str,
    rest: &[String],
) -> Result<(bool, Option<String>), UsageError> {
    let (mut dev, mut site) = (false, None);
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let text = match word.as_str() {
            "--dev" => {
                dev = true;
                continue;
            }
            "--site" => words.next().ok_or(UsageError::MissingSite)?,
            other => other.strip_prefix("--site=").ok_or_else(|| UsageError::UnknownFlag {
                command,
                flag: other.to_owned(),
                known: &["--dev", "--site"],
            })?,
        };
        site = Some(address(text).ok_or_else(|| UsageError::BadSite(text.to_owned()))?);
    }
    Ok((dev, site))
}

/// The address of a folder, with a slash at its end; none where a text is no such address.
fn address(text: &str) -> Option<String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "-._~:/%[]".contains(one);
    let is_address = host.starts_with(|one: char| one.is_ascii_alphanumeric() || one == '[')
        && host.chars().all(is_plain);
    is_address.then(|| format!("{}/", text.trim_end_matches('/')))
}

fn serve(rest: &[String]) -> Result<Command, UsageError> {
    let mut port = DEFAULT_PORT;
    let mut dev = false;
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let text = match word.as_str() {
            "--dev" => {
                dev = true;
                continue;
            }
            "--port" => words.next().ok_or(UsageError::MissingPort)?,
            other => other.strip_prefix("--port=").ok_or_else(|| UsageError::UnknownFlag {
                command: "serve",
                flag: other.to_owned(),
                known: &["--port", "--dev"],
            })?,
        };
        port = text
            .parse()
            .ok()
            .filter(|&number| number != 0)
            .ok_or_else(|| UsageError::BadPort(text.to_owned()))?;
    }
    Ok(Command::Serve { port, dev })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<Command, UsageError> {
        parse(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn commands_and_flags_are_understood() {
        assert_eq!(line("doctor"), Ok(Command::Doctor));
        assert_eq!(line("build"), Ok(Command::Build { dev: false, site: None }));
        assert_eq!(line("build --dev"), Ok(Command::Build { dev: true, site: None }));
        let site = Some("https://example.org/atlas/".to_owned());
        for text in ["--site https://example.org/atlas", "--site=https://example.org/atlas//"] {
            let command = Command::Build { dev: false, site: site.clone() };
            assert_eq!(line(&format!("build {text}")), Ok(command));
            let command = Command::Figures { dev: true, site: site.clone() };
            assert_eq!(line(&format!("figures {text} --dev")), Ok(command));
        }
        assert_eq!(line("test --fast"), Ok(Command::Test { fast: true }));
        assert_eq!(line("maps --write"), Ok(Command::Maps { write: true }));
        for text in ["serve --port 9 --dev", "serve --dev --port=9"] {
            assert_eq!(line(text), Ok(Command::Serve { port: 9, dev: true }));
        }
        assert_eq!(line("serve"), Ok(Command::Serve { port: DEFAULT_PORT, dev: false }));
        assert_eq!(line("data --check"), Ok(Command::Data(vec!["--check".to_owned()])));
    }

    #[test]
    fn misunderstandings_are_named() {
        assert_eq!(line(""), Err(UsageError::NoCommand));
        assert_eq!(line("bild"), Err(UsageError::UnknownCommand("bild".to_owned())));
        assert_eq!(line("serve --port"), Err(UsageError::MissingPort));
        for port in ["0", "65536", "-1", "http"] {
            assert_eq!(
                line(&format!("serve --port {port}")),
                Err(UsageError::BadPort(port.to_owned()))
            );
        }
        assert_eq!(line("build --site"), Err(UsageError::MissingSite));
        for site in
            ["example.org", "ftp://example.org", "https://", "https://a/?b", "https://a/\"b"]
        {
            assert_eq!(
                line(&format!("build --site {site}")),
                Err(UsageError::BadSite(site.to_owned()))
            );
        }
        let error = line("build --release").unwrap_err().to_string();
        assert_eq!(error, "`build` has no flag `--release`; it knows --dev, --site");
        let error = line("doctor --all").unwrap_err().to_string();
        assert_eq!(error, "`doctor` takes no flags, so `--all` has no meaning");
    }
}
