//! `cargo xtask serve`: the built site on this machine, rebuilt on every change if wanted.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode, Refused, Scope};
use crate::project::Project;
use crate::step::{Steps, seconds};

mod http;
mod live;
mod watch;

use live::Live;

/// `cargo xtask serve`.
pub(crate) fn command(project: &Project, port: u16, mode: Mode) -> Result<()> {
    // Before the build: nobody wants to wait for one to learn that the port is taken.
    let listener = listen(port)?;
    let mut steps = Steps::new();
    // What changes while the first build runs must not be missed.
    let mut watched = watch::Snapshot::take(project);
    let site = build::site(project, mode, Scope::All, &mut steps)?;
    if mode == Mode::Release {
        build::sizes::table(project, &site.folder)?;
    }
    println!("\nServing http://127.0.0.1:{port}/ — stop with Ctrl-C.");
    match mode {
        Mode::Release => http::serve(&listener, &Arc::new(http::Files::new(project, site.folder))),
        Mode::Dev => {
            let live = Arc::new(Live::default());
            let files = http::Files::new(project, site.folder).with_live(Arc::clone(&live));
            std::thread::spawn(move || http::serve(&listener, &Arc::new(files)));
            println!("Watching for changes.");
            loop {
                let changed = watched.wait(project);
                rebuild(project, &changed, &live);
                watched.accept_packed(project);
            }
        }
    }
    Ok(())
}

/// Opens a port of this machine alone.
fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is in use by another program: stop that one, or name another port with \
             --port"
        ),
        Err(error) => Err(error).with_context(|| format!("port {port} could not be opened")),
    }
}

/// Serves a folder on a free port for as long as this program runs, and gives the address.
pub(crate) fn in_background(project: &Project, folder: PathBuf) -> Result<String> {
    let listener = listen(0)?;
    let port = listener.local_addr()?.port();
    let files = Arc::new(http::Files::new(project, folder));
    std::thread::spawn(move || http::serve(&listener, &files));
    Ok(format!("http://127.0.0.1:{port}/"))
}

fn rebuild(project: &Project, changed: &[PathBuf], live: &Live) {
    let shown: Vec<_> = changed.iter().take(3).map(|path| project.show(path)).collect();
    let more = if changed.len() > shown.len() { ", …" } else { "" };
    println!("\nChanged: {}{more}", shown.join(", "));
    let scope =
        changed.iter().map(|path| watch::scope(project, path)).max().unwrap_or(Scope::Pages);
    let started = Instant::now();
    match build::site(project, Mode::Dev, scope, &mut Steps::quiet()) {
        Ok(_) => {
            println!("Rebuilt in {}.", seconds(started.elapsed()));
            live.reload();
        }
        Err(error) => {
            println!("Not rebuilt; the page stays as it was.\n{error:#}");
            let refused = error.chain().find_map(|cause| cause.downcast_ref::<Refused>());
            live.fail(&refused.map_or_else(|| format!("{error:#}"), Refused::messages));
        }
    }
}
