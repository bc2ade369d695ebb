//! Telling open pages to reload, or what went wrong, by server-sent events.

use std::fmt::Write as _;
use std::io::Write;
use std::net::TcpStream;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::http::SHARED;

/// The address of the events.
pub(crate) const EVENTS: &str = "/__dev/events";

/// The address of the script that listens to them.
pub(crate) const SCRIPT: &str = "/__dev/reload.js";

/// That script. After the server was away, the page may be of another build, so it reloads.
pub(crate) const SCRIPT_TEXT: &str = r#"
const events = new EventSource("/__dev/events");
let lost = false;
events.addEventListener("error", () => { lost = true; });
events.addEventListener("open", () => { if (lost) location.reload(); });
events.addEventListener("reload", () => location.reload());
events.addEventListener("failed", (event) => {
  let box = document.getElementById("dev-error");
  if (!box) {
    box = document.createElement("pre");
    box.id = "dev-error";
    box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;" +
      "padding:1em;background:#400;color:#fff;font:13px/1.4 monospace;white-space:pre-wrap;" +
      "z-index:99999";
    document.body.append(box);
  }
  box.textContent = event.data;
});
"#;

/// How often a quiet connection is used, to notice that the page has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The pages listening, and the last failure, which a page opened later must see too.
#[derive(Debug, Default)]
pub(crate) struct Live {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    pages: Vec<Sender<String>>,
    failure: Option<String>,
}

impl Live {
    /// Makes every open page load itself again.
    pub(crate) fn reload(&self) {
        self.tell(None, &event("reload", "now"));
    }

    /// Shows a failure over every open page.
    pub(crate) fn fail(&self, text: &str) {
        let event = event("failed", text);
        self.tell(Some(event.clone()), &event);
    }

    fn tell(&self, failure: Option<String>, event: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.failure = failure;
        state.pages.retain(|page| page.send(event.to_owned()).is_ok());
    }

    /// Sends events over one connection until the page has gone.
    pub(crate) fn stream(&self, mut page: &TcpStream) -> std::io::Result<()> {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: \
             no-store\r\n{SHARED}Connection: close\r\n\r\nretry: 500\n\n"
        );
        page.write_all(head.as_bytes())?;
        let (sender, receiver) = channel();
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(failure) = &state.failure {
                page.write_all(failure.as_bytes())?;
            }
            state.pages.push(sender);
        }
        loop {
            match receiver.recv_timeout(HEARTBEAT) {
                Ok(event) => page.write_all(event.as_bytes())?,
                Err(RecvTimeoutError::Timeout) => page.write_all(b":\n\n")?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }
}

/// One event in the form of the standard.
fn event(name: &str, text: &str) -> String {
    let mut event = format!("event: {name}\n");
    for line in text.lines() {
        // Writing into a String cannot fail.
        let _ = writeln!(event, "data: {line}");
    }
    event.push('\n');
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_message_is_marked() {
        assert_eq!(event("failed", "one\ntwo"), "event: failed\ndata: one\ndata: two\n\n");
    }
}
