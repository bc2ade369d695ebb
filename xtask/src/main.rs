//! `cargo xtask`: the project's own commands — set up the machine, build, serve, test, measure.

use std::process::ExitCode;

mod args;
mod bench;
mod build;
mod data;
mod doctor;
mod maps;
mod maps_source;
mod packed;
mod process;
mod project;
mod seams;
mod serve;
mod setup;
mod static_pages;
mod step;
mod test;

use args::Command;
use project::Project;

/// A command line that was not understood, as shells and CI expect it.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n{}", args::HELP);
            return ExitCode::from(USAGE_ERROR);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let project = Project::find();
    match command {
        Command::Help => {
            println!("{}", args::HELP);
            Ok(())
        }
        Command::Doctor => {
            doctor::report(&project);
            Ok(())
        }
        Command::Build { dev, site } => {
            build::command(&project, build::Mode::of(dev), site.as_deref())
        }
        Command::Figures { dev, site } => {
            build::figures_command(&project, build::Mode::of(dev), site.as_deref())
        }
        Command::Serve { port, dev } => serve::command(&project, port, build::Mode::of(dev)),
        Command::Test { fast } => test::command(&project, fast),
        Command::Data(rest) => seams::data(&project, &rest),
        Command::Maps { write } => maps_source::command(&project, write),
        Command::Bench(rest) => bench::command(&project, &rest),
    }
}
