//! Who may ask, and how. A page of another site that is open in the same browser must learn nothing about the preview:
//! neither by giving its own name this machine's address (the `Host` header gives that away) nor by asking for the
//! preview's own addresses (`Origin` and `Sec-Fetch-Site` do).

use std::net::SocketAddr;
use std::sync::Arc;

use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};

use super::keys::{Entry, Keys};

/// The names the preview answers to.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// `name:port`, in small letters; `name` alone too where the port is what browsers leave out.
    hosts: Vec<String>,
    /// The port to require of a bare address, where the preview listens on every address of the machine.
    any_address: Option<u16>,
    keys: Arc<Keys>,
}

/// Where the preview's own addresses begin.
const OWN: &str = "/_torg/";

/// Where those of its addresses begin that take forms.
const FORMS: [&str; 2] = ["/_torg/edit/", "/_torg/world/"];

/// The header that holds what requests that write must have. No form of another site can send it.
const TOKEN: &str = "x-torg-token";

/// Why a request is refused: the answer's status, and the key of its text.
pub(super) type Refusal = (StatusCode, &'static str);

impl Guard {
    /// For a preview that listens on `address` and was told to by the name `host`.
    pub(super) fn new(host: &str, address: SocketAddr, keys: Keys) -> Self {
        let names = ["localhost", "127.0.0.1", "[::1]", host];
        let port = address.port();
        let mut hosts: Vec<String> =
            names.iter().map(|name| format!("{}:{port}", name.to_ascii_lowercase())).collect();
        if port == 80 {
            hosts.extend(names.iter().map(|name| name.to_ascii_lowercase()));
        }
        // A name can be made to lead here by whoever owns it, a bare address cannot.
        let any_address = address.ip().is_unspecified().then_some(port);
        Self { hosts, any_address, keys: Arc::new(keys) }
    }

    /// Whether the request may be answered.
    pub(super) fn check(&self, request: &Parts) -> Result<(), Refusal> {
        let host = only(&request.headers, HOST.as_str()).ok_or((StatusCode::BAD_REQUEST, "wrong-host"))?;
        let named = request.uri.authority().map_or(host, |authority| authority.as_str());
        if !self.is_ours(host) || !self.is_ours(named) {
            return Err((StatusCode::FORBIDDEN, "wrong-host"));
        }
        let is_own = request.uri.path().starts_with(OWN);
        let is_read = request.method == Method::GET || request.method == Method::HEAD;
        if !is_read && (request.method != Method::POST || !is_own) {
            return Err((StatusCode::METHOD_NOT_ALLOWED, "wrong-method"));
        }
        if is_own && !is_same_origin(&request.headers, host) {
            return Err((StatusCode::FORBIDDEN, "wrong-origin"));
        }
        // A form cannot send headers: who takes forms looks for the token in what the form says.
        let is_form = FORMS.iter().any(|own| request.uri.path().starts_with(own));
        let token = only(&request.headers, TOKEN).unwrap_or("");
        if !is_read && !is_form && !self.keys.may_write(token) {
            return Err((StatusCode::FORBIDDEN, "wrong-token"));
        }
        Ok(())
    }

    /// The secrets.
    pub(super) fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// Whether somebody may come in, where other machines can reach the preview.
    pub(super) fn enter(&self, request: &Parts) -> Entry {
        self.keys.enter(request.uri.query(), only(&request.headers, COOKIE.as_str()).unwrap_or(""))
    }

    fn is_ours(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let by_address =
            || host.parse::<SocketAddr>().is_ok_and(|address| Some(address.port()) == self.any_address);
        self.hosts.contains(&host) || by_address()
    }
}

/// Whether the request comes from a page of the preview, or from no page at all.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    let fetched = match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin" || site == "none",
        None => true,
    };
    let origin = match headers.get(ORIGIN) {
        Some(origin) => {
            origin.to_str().is_ok_and(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")))
        }
        None => true,
    };
    fetched && origin
}

/// The header's value, if it is there exactly once and is text.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn check(guard: &Guard, method: &str, uri: &str, headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match guard.check(&request.body(()).unwrap().into_parts().0) {
            Ok(()) => 200,
            Err((status, _)) => status.as_u16(),
        }
    }

    fn guard(host: &str, address: &str) -> Guard {
        Guard::new(host, address.parse().unwrap(), Keys::new(false).unwrap())
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let guard = guard("torg.local", "127.0.0.1:1111");
        for host in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "LOCALHOST:1111", "torg.local:1111"] {
            assert_eq!(check(&guard, "GET", "/", &[("host", host)]), 200, "{host}");
        }
        for host in [
            "evil.example:1111",
            "localhost",
            "localhost:80",
            "localhost:1111.evil.example",
            "localhost.:1111",
            "10.0.0.1:1111",
            "",
        ] {
            assert_eq!(check(&guard, "GET", "/", &[("host", host)]), 403, "{host}");
        }
        assert_eq!(check(&guard, "GET", "/", &[]), 400);
        assert_eq!(check(&guard, "GET", "/", &[("host", "localhost:1111"), ("host", "evil.example")]), 400);
        assert_eq!(check(&guard, "GET", "http://evil.example/", &[("host", "localhost:1111")]), 403);
    }

    #[test]
    fn every_address_of_an_open_preview_is_answered_and_no_name() {
        let guard = guard("0.0.0.0", "0.0.0.0:1111");
        assert_eq!(check(&guard, "GET", "/", &[("host", "192.168.1.5:1111")]), 200);
        assert_eq!(check(&guard, "GET", "/", &[("host", "192.168.1.5:1112")]), 403);
        assert_eq!(check(&guard, "GET", "/", &[("host", "evil.example:1111")]), 403);
    }

    #[test]
    fn the_port_that_browsers_leave_out_may_be_missing() {
        assert_eq!(check(&guard("127.0.0.1", "127.0.0.1:80"), "GET", "/", &[("host", "localhost")]), 200);
    }

    #[test]
    fn nothing_can_be_written() {
        let guard = guard("127.0.0.1", "127.0.0.1:1111");
        assert_eq!(check(&guard, "HEAD", "/", &[("host", "localhost:1111")]), 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
            assert_eq!(check(&guard, method, "/", &[("host", "localhost:1111")]), 405, "{method}");
        }
    }

    #[test]
    fn only_those_with_the_token_write_and_only_to_the_previews_own_addresses() {
        let guard = guard("127.0.0.1", "127.0.0.1:1111");
        let token = guard.keys.write().to_owned();
        let post = |uri: &str, headers: &[(&str, &str)]| {
            check(&guard, "POST", uri, &[&[("host", "localhost:1111")], headers].concat())
        };
        assert_eq!(post("/_torg/mend", &[("x-torg-token", &token)]), 200);
        assert_eq!(post("/_torg/mend", &[]), 403);
        assert_eq!(post("/_torg/mend", &[("x-torg-token", "0")]), 403);
        assert_eq!(post("/_torg/mend", &[("x-torg-token", &token), ("x-torg-token", "0")]), 403);
        assert_eq!(post("/_torg/mend", &[("x-torg-token", &token), ("origin", "http://evil.example")]), 403);
        assert_eq!(post("/om/", &[("x-torg-token", &token)]), 405);
    }

    #[test]
    fn other_sites_cannot_listen() {
        let guard = guard("127.0.0.1", "127.0.0.1:1111");
        let events =
            |name, value| check(&guard, "GET", "/_torg/events", &[("host", "localhost:1111"), (name, value)]);
        assert_eq!(events("origin", "http://localhost:1111"), 200);
        assert_eq!(events("sec-fetch-site", "same-origin"), 200);
        assert_eq!(events("sec-fetch-site", "none"), 200);
        assert_eq!(events("origin", "http://evil.example"), 403);
        assert_eq!(events("origin", "http://localhost:3000"), 403);
        assert_eq!(events("origin", "https://localhost:1111"), 403);
        assert_eq!(events("origin", "null"), 403);
        assert_eq!(events("sec-fetch-site", "same-site"), 403);
        assert_eq!(events("sec-fetch-site", "cross-site"), 403);
        let link = [("host", "localhost:1111"), ("sec-fetch-site", "cross-site")];
        assert_eq!(check(&guard, "GET", "/om/", &link), 200);
    }
}
