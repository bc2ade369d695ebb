//! A small server of files, for this machine only.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::live::{self, Live};
use crate::build::{ASSETS, sizes};
use crate::project::Project;

/// How long a connection may stay open without a request.
const IDLE: Duration = Duration::from_secs(30);

/// A request line and its headers may be this long; browsers stay far below.
const LONGEST_REQUEST: u64 = 32 * 1024;

/// Lets pages of any origin read what is served: a page in a frame without an origin is a stranger to
/// its own files. All of it is public, and only this machine is answered.
pub(super) const SHARED: &str = "Access-Control-Allow-Origin: *\r\n";

/// The files served, and how.
#[derive(Debug)]
pub(crate) struct Files {
    project: Project,
    folder: PathBuf,
    live: Option<Arc<Live>>,
}

impl Files {
    pub(crate) fn new(project: &Project, folder: PathBuf) -> Self {
        Self { project: project.clone(), folder, live: None }
    }

    /// Serves pages that reload when told to.
    pub(crate) fn with_live(self, live: Arc<Live>) -> Self {
        Self { live: Some(live), ..self }
    }
}

/// What a browser asks for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    method: String,
    /// Address without query and fragment, still encoded.
    path: String,
    takes_brotli: bool,
    keeps_alive: bool,
}

/// An answer.
#[derive(Debug)]
struct Response {
    status: &'static str,
    kind: &'static str,
    brotli: bool,
    /// The name carries a hash of the content, so the file can be kept.
    lasting: bool,
    body: Vec<u8>,
}

impl Response {
    fn text(status: &'static str, body: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            brotli: false,
            lasting: false,
            body: body.as_bytes().to_vec(),
        }
    }
}

/// Answers every connection in a thread of its own.
pub(crate) fn serve(listener: &TcpListener, files: &Arc<Files>) {
    for connection in listener.incoming() {
        // A connection that breaks concerns nobody but the browser at its other end.
        let Ok(connection) = connection else { continue };
        let files = Arc::clone(files);
        thread::spawn(move || {
            let _ = answer(&connection, &files);
        });
    }
}

fn answer(connection: &TcpStream, files: &Files) -> std::io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    while let Some(request) = read_request(&mut reader)? {
        if let Some(live) = &files.live
            && request.path == live::EVENTS
        {
            return live.stream(connection);
        }
        let response = respond(files, &request);
        write_response(connection, &request, &response)?;
        if !request.keeps_alive {
            break;
        }
    }
    Ok(())
}

fn read_request(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Option<Request>> {
    let mut head = String::new();
    let mut limited = reader.take(LONGEST_REQUEST);
    loop {
        let before = head.len();
        if limited.read_line(&mut head)? == 0 {
            return Ok(None);
        }
        if head[before..].trim_end().is_empty() {
            return Ok(parse_request(&head));
        }
    }
}

fn parse_request(head: &str) -> Option<Request> {
    let mut lines = head.lines();
    let mut words = lines.next()?.split_whitespace();
    let method = words.next()?.to_owned();
    let target = words.next()?;
    let path = target.split(['?', '#']).next()?.to_owned();
    let mut request = Request {
        method,
        path,
        takes_brotli: false,
        keeps_alive: words.next() == Some("HTTP/1.1"),
    };
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "accept-encoding" => {
                request.takes_brotli = value
                    .split(',')
                    .any(|one| one.split(';').next().is_some_and(|name| name.trim() == "br"));
            }
            "connection" if value == "close" => request.keeps_alive = false,
            _ => {}
        }
    }
    Some(request)
}

fn respond(files: &Files, request: &Request) -> Response {
    if request.method != "GET" && request.method != "HEAD" {
        return Response::text("405 Method Not Allowed", "only GET and HEAD are answered\n");
    }
    if files.live.is_some() && request.path == live::SCRIPT {
        return Response {
            kind: media_type(Path::new(live::SCRIPT)),
            ..Response::text("200 OK", live::SCRIPT_TEXT)
        };
    }
    let Some(inside) = safe_path(&request.path) else {
        return Response::text("400 Bad Request", "this address names no file of the site\n");
    };
    let mut file = files.folder.join(&inside);
    if file.is_dir() {
        file.push("index.html");
    }
    let Ok(mut body) = fs::read(&file) else {
        return Response::text("404 Not Found", "there is no such file in the site\n");
    };
    let kind = media_type(&file);
    if files.live.is_some() && kind.starts_with("text/html") {
        body.extend_from_slice(
            format!("<script type=\"module\" src=\"{}\"></script>\n", live::SCRIPT).as_bytes(),
        );
    }
    let small =
        if request.takes_brotli { sizes::already_compressed(&files.project, &body) } else { None };
    Response {
        status: "200 OK",
        kind,
        brotli: small.is_some(),
        lasting: inside.starts_with(ASSETS),
        body: small.unwrap_or(body),
    }
}

fn write_response(
    mut connection: &TcpStream,
    request: &Request,
    response: &Response,
) -> std::io::Result<()> {
    connection.write_all(head(request, response).as_bytes())?;
    if request.method != "HEAD" {
        connection.write_all(&response.body)?;
    }
    connection.flush()
}

/// The status line and headers of an answer.
fn head(request: &Request, response: &Response) -> String {
    let cache = if response.lasting { "max-age=31536000, immutable" } else { "no-cache" };
    let encoding = if response.brotli { "Content-Encoding: br\r\n" } else { "" };
    let stay = if request.keeps_alive { "keep-alive" } else { "close" };
    format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}Cache-Control: \
         {cache}\r\nVary: Accept-Encoding\r\n{SHARED}X-Content-Type-Options: \
         nosniff\r\nConnection: {stay}\r\n\r\n",
        response.status,
        response.kind,
        response.body.len()
    )
}

/// The file an address names, relative to the site; nothing if it would lead out of it.
fn safe_path(address: &str) -> Option<PathBuf> {
    let decoded = decode(address)?;
    let mut path = PathBuf::new();
    for part in decoded.split('/') {
        let odd = part.contains(['\\', '\0', ':']);
        match part {
            "" => {}
            // Hidden files are not part of a site, and `.` and `..` begin like them.
            hidden if hidden.starts_with('.') => return None,
            _ if odd => return None,
            name => path.push(name),
        }
    }
    Some(path)
}

/// Undoes `%41` and the like.
fn decode(address: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type of a file by its ending.
fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().map(|text| text.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "map" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_inside_the_site() {
        assert_eq!(safe_path("/"), Some(PathBuf::new()));
        assert_eq!(safe_path("/assets/app.js"), Some(PathBuf::from("assets/app.js")));
        assert_eq!(safe_path("/%E5%85%B1.svg"), Some(PathBuf::from("共.svg")));
        for bad in [
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/b",
            "/..%2fb",
            "/.git/config",
            "/a%5c..%5cb",
            "/a%00b",
            "/c:/b",
            "/%zz",
            "/%e5",
        ] {
            assert_eq!(safe_path(bad), None, "{bad}");
        }
    }

    fn request(path: &str) -> Request {
        Request { method: "GET".into(), path: path.into(), takes_brotli: false, keeps_alive: true }
    }

    #[test]
    fn every_answer_may_be_read_by_any_page_and_only_lasting_names_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(ASSETS)).unwrap();
        for name in ["service-worker.js", "manifest.webmanifest", "assets/app-1.js"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let files = Files::new(&Project::find(), folder.path().to_path_buf());
        for (path, status, kind, cache) in [
            ("/service-worker.js", "200 OK", "text/javascript; charset=utf-8", "no-cache"),
            ("/manifest.webmanifest", "200 OK", "application/manifest+json", "no-cache"),
            (
                "/assets/app-1.js",
                "200 OK",
                "text/javascript; charset=utf-8",
                "max-age=31536000, immutable",
            ),
            ("/none", "404 Not Found", "text/plain; charset=utf-8", "no-cache"),
        ] {
            let request = request(path);
            let head = head(&request, &respond(&files, &request));
            let lines: Vec<&str> = head.split("\r\n").collect();
            assert_eq!(lines[0], format!("HTTP/1.1 {status}"), "{path}");
            for line in [
                format!("Content-Type: {kind}"),
                format!("Cache-Control: {cache}"),
                "Access-Control-Allow-Origin: *".to_owned(),
            ] {
                assert!(lines.contains(&line.as_str()), "{path}: {line} is not in {lines:?}");
            }
            assert!(head.ends_with("\r\n\r\n"), "{path}");
        }
    }

    #[test]
    fn files_have_their_media_types() {
        assert_eq!(media_type(Path::new("a/b.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("b.MJS")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("none")), "application/octet-stream");
    }

    #[test]
    fn requests_are_read() {
        let request = parse_request(
            "GET /a.js?x#y HTTP/1.1\r\nAccept-Encoding: gzip, br;q=0.9\r\nConnection: close\r\n\r\n",
        );
        assert_eq!(
            request,
            Some(Request {
                method: "GET".into(),
                path: "/a.js".into(),
                takes_brotli: true,
                keeps_alive: false,
            })
        );
        assert_eq!(parse_request("GET\r\n\r\n"), None);
    }
}
