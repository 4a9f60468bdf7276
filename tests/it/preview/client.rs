//! A browser's requests, by hand: nothing between the test and the bytes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;
use torg::preview::Preview;

/// Longer than anything takes on a busy machine: a test that waits this long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// Asks for a path, which is sent as it is written.
pub(crate) fn get(preview: &Preview, path: &str) -> Answer {
    ask(preview, "GET", path, &[])
}

pub(crate) fn ask(preview: &Preview, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    raw(preview, request(preview, method, path, headers).as_bytes()).unwrap()
}

/// Sends bytes, and reads until the other side ends; `None` if it ends without an answer.
pub(crate) fn raw(preview: &Preview, bytes: &[u8]) -> Option<Answer> {
    let mut stream = connect(preview);
    // A server that refuses may not read all of it, and may cut the connection while it is sent or read.
    let _ = stream.write_all(bytes);
    let mut reader = BufReader::new(stream);
    let (status, headers) = head(&mut reader)?;
    let mut body = Vec::new();
    let _ = match headers.get("content-length").filter(|_| !bytes.starts_with(b"HEAD")) {
        Some(length) => reader.take(length.parse().unwrap()).read_to_end(&mut body),
        None => reader.read_to_end(&mut body),
    };
    Some(Answer { status, headers, body })
}

fn request(preview: &Preview, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let headers =
        headers.iter().map(|(name, value)| [*name, ": ", *value, "\r\n"].concat()).collect::<String>();
    format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", preview.address())
}

fn connect(preview: &Preview) -> TcpStream {
    let stream = TcpStream::connect(preview.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

fn head(reader: &mut impl BufRead) -> Option<(u16, BTreeMap<String, String>)> {
    let mut lines = reader.lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header =
        |line: String| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Some((status, lines.filter_map(header).collect()))
}

/// Asks to write something, with these headers.
pub(crate) fn post(preview: &Preview, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let length = body.len().to_string();
    let headers = [headers, &[("Content-Length", &*length)]].concat();
    let head = request(preview, "POST", path, &headers);
    raw(preview, format!("{head}{body}").as_bytes()).unwrap()
}

/// An open page's event stream.
pub(crate) struct Events {
    reader: BufReader<TcpStream>,
}

impl Events {
    pub(crate) fn connect(preview: &Preview) -> Self {
        let mut stream = connect(preview);
        stream.write_all(request(preview, "GET", "/_torg/events", &[]).as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = head(&mut reader).unwrap();
        assert_eq!((status, &*headers["content-type"]), (200, "text/event-stream"));
        Self { reader }
    }

    /// The next event's name and data; `None` when the stream ends.
    pub(crate) fn next(&mut self) -> Option<(String, Value)> {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            // The sizes of chunks, comments and the time to connect again stand between.
            if let Some(event) = line.strip_prefix("event: ") {
                event.trim_end().clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return Some((name, serde_json::from_str(data).unwrap()));
            }
        }
    }

    /// The next event's data; it must have this name.
    pub(crate) fn expect(&mut self, name: &str) -> Value {
        let (found, data) = self.next().unwrap();
        assert_eq!(found, name, "{data}");
        data
    }

    /// Waits for an event of this name after which something holds; other events may come before.
    pub(crate) fn until(&mut self, name: &str, holds: impl Fn() -> bool) {
        loop {
            let (found, _) = self.next().unwrap();
            if found == name && holds() {
                return;
            }
        }
    }
}
