//! The preview as a browser meets it: real requests to a bound port, real files that change.

mod client;
mod desk;
mod long;

use std::io::Write;
use std::net::TcpStream;
use std::thread;

use jiff::SignedDuration;
use torg::preview::{Built, Error, Options, Preview};

use client::{Events, ask, get, post, raw};
use desk::Desk;

const SCRIPT: &str = "<script type=\"module\" src=\"/_torg/reload.js\"></script>\n";

#[test]
fn pages_are_those_of_the_build_and_one_script() {
    let desk = Desk::new(&[("content/index.md", "Hej"), ("content/om.md", "Om oss")]);
    let preview = desk.preview();
    let page = get(&preview, "/om/?a=b");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert!(page.text().contains("Om oss"));
    assert_eq!(page.text().replace(SCRIPT, ""), desk::page("Om oss"));
    let style = get(&preview, "/site.css");
    assert_eq!((style.header("content-type"), style.text()), ("text/css; charset=utf-8", "p{}".to_owned()));
}

#[test]
fn folders_end_with_a_slash() {
    let desk = Desk::new(&[("content/om.md", "Om")]);
    let answer = get(&desk.preview(), "/om?q=1");
    assert_eq!((answer.status, answer.header("location")), (308, "/om/?q=1"));
}

#[test]
fn what_is_missing_has_the_sites_own_page() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let own = get(&preview, "/finns/inte/");
    assert_eq!((own.status, own.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(own.text().contains(SCRIPT) && own.text().contains("/finns/inte/"), "{}", own.text());
    drop(preview);
    desk.write("content/404.md", "Borta");
    let preview = desk.preview();
    let answer = get(&preview, "/finns/inte/");
    assert!(answer.status == 404 && answer.text().contains("Borta"));
}

#[test]
fn the_check_panel_says_that_there_is_no_site_to_look_over() {
    // A maker like this one's knows of no site that it has linked.
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let answer = get(&desk.preview(), "/_torg/check/");
    assert_eq!((answer.status, answer.header("content-type")), (503, "text/html; charset=utf-8"));
    assert!(answer.text().contains("Sajten är inte byggd än."), "{}", answer.text());
}

#[test]
fn a_browser_that_has_the_page_is_not_sent_it_again() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let etag = get(&preview, "/").header("etag").to_owned();
    for known in [etag.clone(), format!("\"x\", W/{etag}"), "*".to_owned()] {
        let again = ask(&preview, "GET", "/", &[("If-None-Match", &known)]);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*etag));
    }
    assert_eq!(ask(&preview, "GET", "/", &[("If-None-Match", "\"x\"")]).status, 200);
}

#[test]
fn a_head_is_a_page_without_its_body() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let (page, head) = (get(&preview, "/"), ask(&preview, "HEAD", "/", &[]));
    assert_eq!((head.status, head.body.len()), (200, 0));
    for name in ["content-length", "content-type", "etag"] {
        assert_eq!(head.header(name), page.header(name), "{name}");
    }
}

#[test]
fn hostile_requests_are_refused_and_the_server_lives() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    desk.write("secret.txt", "hemligt");
    let preview = desk.preview();
    let paths = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "/%00",
        "//",
        "//evil.example",
        "/./",
        "/a//b",
        "/%",
        "/%ff",
        "/_torg%2fevents",
        "/_torg/../secret.txt",
        "/%2F%2Fevil.example/",
        "\\..\\secret.txt",
    ];
    for path in paths {
        let answer = get(&preview, path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("hemligt"), "{path}");
    }
    assert_eq!(get(&preview, &format!("/{}", "a".repeat(10_000))).status, 414);
    let host = preview.address();
    for bytes in [
        format!("GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n", "a".repeat(1_000_000)),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "a".repeat(1_000_000)),
        "\0\0\0\0\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
    ] {
        let status = raw(&preview, bytes.as_bytes()).map_or(400, |answer| answer.status);
        assert!((400..500).contains(&status), "{status}");
    }
    assert_eq!(get(&preview, "/").status, 200);
}

#[test]
fn a_slow_client_holds_nobody_up() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let port = preview.address().port();
    let begun = [
        "GET / HTTP/1.1\r\nHo".to_owned(),
        format!("POST /_torg/edit/save HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 90\r\n\r\ntok"),
    ];
    let slow = begun.map(|begun| {
        let mut slow = TcpStream::connect(preview.address()).unwrap();
        slow.write_all(begun.as_bytes()).unwrap();
        slow
    });
    assert_eq!(get(&preview, "/").status, 200);
    assert_eq!(get(&preview, "/_torg/edit/").status, 200);
    drop(preview);
    drop(slow);
}

#[test]
fn only_our_own_pages_may_ask_and_only_to_read() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let host = format!("Connection: close\r\nHost: localhost:{}\r\n", preview.address().port());
    let ask_raw = |request: &str| raw(&preview, request.as_bytes()).unwrap().status;
    assert_eq!(ask_raw(&format!("GET / HTTP/1.1\r\n{host}\r\n")), 200);
    assert_eq!(ask_raw("GET / HTTP/1.1\r\nConnection: close\r\nHost: evil.example\r\n\r\n"), 403);
    let post = ask(&preview, "POST", "/", &[]);
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
    assert_eq!(ask(&preview, "OPTIONS", "/_torg/events", &[]).status, 405);
    assert_eq!(ask(&preview, "GET", "/_torg/events", &[("Origin", "http://evil.example")]).status, 403);
    assert_eq!(ask(&preview, "GET", "/_torg/reload.js", &[("Sec-Fetch-Site", "cross-site")]).status, 403);
    assert_eq!(get(&preview, "/_torg/reload.js").header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(get(&preview, "/_torg/overlay.css").header("content-type"), "text/css; charset=utf-8");
}

#[test]
fn a_change_reaches_the_open_page() {
    let desk = Desk::new(&[("content/index.md", "Först")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    let hello = events.expect("hello");
    assert_eq!((hello["build"].as_u64(), hello["errors"].as_bool()), (Some(1), Some(false)));
    let timing = format!("torg;desc=\"{}\"", hello["version"].as_str().unwrap());
    assert!(get(&preview, "/").header("server-timing").starts_with(&timing));
    desk.write("content/index.md", "Sedan");
    let reload = events.expect("change");
    assert_ne!(reload["version"], hello["version"]);
    assert!(get(&preview, "/").text().contains("Sedan"));
}

#[test]
fn files_that_take_each_others_places_are_noticed() {
    let desk = Desk::new(&[("content/index.md", "Först")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    // As simple editors save, and as others do: into a file beside it, which then takes the name.
    desk.write_in_place("content/index.md", "I samma fil");
    events.until("change", || get(&preview, "/").text().contains("I samma fil"));
    desk.write("content/.index.md.tmp", "Sedan");
    desk.rename("content/.index.md.tmp", "content/index.md");
    events.until("change", || get(&preview, "/").text().contains("Sedan"));
    // As a checkout may do: another folder by the same name.
    desk.write("annan/index.md", "Annan");
    desk.rename("content", "undan");
    desk.rename("annan", "content");
    events.until("change", || get(&preview, "/").text().contains("Annan"));
    desk.write("content/index.md", "Till slut");
    events.until("change", || get(&preview, "/").text().contains("Till slut"));
}

#[test]
fn a_folder_that_is_made_later_is_watched() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    desk.write("themes/t/site.css", "p{color:red}");
    events.until("css", || get(&preview, "/site.css").text() == "p{color:red}");
    desk.write("themes/t/site.css", "p{color:blue}");
    events.until("css", || get(&preview, "/site.css").text() == "p{color:blue}");
}

#[test]
fn a_change_of_style_exchanges_style_sheets() {
    let desk = Desk::new(&[("content/index.md", "Hej"), ("themes/t/site.css", "p{}")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    let hello = events.expect("hello");
    desk.write("themes/t/site.css", "p{color:red}");
    let css = events.expect("css");
    assert_eq!(css["since"], hello["version"]);
    assert_eq!(css["swaps"], serde_json::json!([{ "from": "/site.css", "to": "/site.css" }]));
}

#[test]
fn errors_leave_the_last_good_page_and_go_away() {
    let desk = Desk::new(&[("content/index.md", "Bra")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    desk.write("content/index.md", "Inte FEL så");
    let errors = events.expect("errors");
    let item = &errors["items"][0];
    assert_eq!(
        (&item["file"], &item["line"], &item["column"]),
        (&"content/index.md".into(), &1.into(), &6.into())
    );
    let snippet = item["snippet"].as_str().unwrap();
    assert!(snippet.contains("Inte FEL så") && snippet.contains("^^^"), "{snippet}");
    assert_eq!((&errors["lang"], &errors["title"]), (&"sv".into(), &"1 fel måste rättas".into()));
    assert_eq!(errors["mark"], "Du ser den senast fungerande versionen.");
    assert!(get(&preview, "/").text().contains("Bra"));
    // A page that is opened now is told as well.
    let mut late = Events::connect(&preview);
    assert_eq!(late.expect("hello")["errors"], true);
    assert_eq!(late.expect("errors")["items"], errors["items"]);
    desk.write("content/index.md", "Bra");
    events.expect("cleared");
    let said = desk.said();
    assert!(
        said.iter().any(|line| line.contains("1 fel på") && line.contains("senast fungerande")),
        "{said:?}"
    );
    desk.write("content/index.md", "Bättre");
    events.expect("change");
}

#[test]
fn a_proposal_that_is_accepted_mends_the_file() {
    let desk = Desk::new(&[("content/index.md", "Bra")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    let token = events.expect("hello")["token"].as_str().unwrap().to_owned();
    desk.write("content/index.md", "\u{feff}Inte FEL så\r\n");
    let errors = events.expect("errors");
    let item = &errors["items"][0];
    assert_eq!(item["mends"], serde_json::json!(["Ändra till BRA"]));
    let editor = item["editor"].as_str().unwrap();
    assert!(editor.starts_with("vscode://file/") && editor.ends_with("/content/index.md:1:6"), "{editor}");
    let proposal = |mend: u64| {
        serde_json::json!({ "build": errors["build"], "warning": false, "item": 0, "mend": mend }).to_string()
    };
    let send =
        |token: &str, body: &str| post(&preview, "/_torg/mend", &[("X-Torg-Token", token)], body).status;
    assert_eq!(send("", &proposal(0)), 403);
    assert_eq!(send("0", &proposal(0)), 403);
    assert_eq!(send(&token, &proposal(1)), 409);
    assert_eq!(send(&token, "{}"), 400);
    assert_eq!(send(&token, &" ".repeat(100_000)), 413);
    assert!(desk.read("content/index.md").contains("FEL"));
    assert_eq!(send(&token, &proposal(0)), 204);
    assert_eq!(desk.read("content/index.md"), "\u{feff}Inte BRA så\r\n");
    events.expect("cleared");
    // It was a proposal for the file as it was.
    assert_eq!(send(&token, &proposal(0)), 409);
}

#[test]
fn other_machines_need_a_link_that_is_good_once() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview_with(Options { host: "0.0.0.0".to_owned(), ..desk.options() });
    let said = desk.said().join("\n");
    let link = said.split_once("?torg=").unwrap().1.split_whitespace().next().unwrap();
    let link = format!("/?torg={link}");
    assert_eq!(get(&preview, "/").status, 403);
    assert_eq!(get(&preview, "/_torg/events").status, 403);
    let entered = get(&preview, &link);
    assert_eq!((entered.status, entered.header("location")), (303, "/"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(get(&preview, &link).status, 403);
    assert_eq!(ask(&preview, "GET", "/", &[("Cookie", &cookie)]).status, 200);
    assert_eq!(ask(&preview, "GET", "/", &[("Cookie", "torg=0")]).status, 403);
}

#[test]
fn a_site_that_never_worked_says_why() {
    let desk = Desk::new(&[("content/index.md", "FEL <b>")]);
    let preview = desk.preview();
    let page = get(&preview, "/om/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("FEL &lt;b&gt;") && page.text().contains(SCRIPT), "{}", page.text());
    let mut events = Events::connect(&preview);
    assert_eq!(events.expect("hello")["version"], "");
    assert_eq!(events.expect("errors")["mark"], "Sajten visas här när felen är rättade.");
    desk.write("content/index.md", "Bra");
    events.expect("cleared");
    events.expect("change");
    assert!(get(&preview, "/").text().contains("Bra"));
}

#[test]
fn changes_during_a_build_make_one_more() {
    let desk = Desk::new(&[("content/index.md", "0")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    let gate = desk.close_gate();
    desk.write("content/index.md", "1");
    preview.rebuild();
    desk.wait_for_build(2);
    for n in 2..50 {
        desk.write("content/index.md", &n.to_string());
        preview.rebuild();
    }
    drop(gate);
    events.until("change", || get(&preview, "/").text().contains("49"));
    // The events of the files themselves may come after that build has begun, and then make a third.
    assert!(desk.n_builds() <= 4, "{}", desk.n_builds());
}

#[test]
fn a_date_that_passes_builds_again() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    desk.next_change(SignedDuration::from_millis(100));
    let preview = desk.preview();
    desk.wait_for_build(2);
    // The moment has passed and does not come again.
    preview.rebuild();
    desk.wait_for_build(3);
    assert!(desk.said().iter().any(|line| line.contains("ett datum passerade")));
}

#[test]
fn a_mistake_of_ours_does_not_end_the_preview() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    desk.write("content/index.md", "PANIK");
    assert_eq!(events.expect("errors")["title"], "Bygget avbröts");
    assert!(get(&preview, "/").text().contains("Hej"));
    desk.write("content/index.md", "STOPP");
    assert_eq!(events.expect("errors")["more"], "två sidor har samma adress");
    assert!(desk.said().iter().any(|line| line == "två sidor har samma adress"));
    desk.write("content/index.md", "Igen");
    events.until("change", || get(&preview, "/").text().contains("Igen"));
}

#[test]
fn what_happens_is_said_in_one_line_each() {
    let desk = Desk::new(&[("content/index.md", "Hej"), ("content/om.md", "Om")]);
    let preview = desk.preview();
    let said = desk.said();
    assert!(said[0].starts_with("byggde 2 sidor på ") && said[0].ends_with(" ms"), "{said:?}");
    assert_eq!(said[1], format!("förhandsvisning på {} (Ctrl-C avslutar)", preview.url()));
    let mut events = Events::connect(&preview);
    events.expect("hello");
    desk.write("content/om.md", "Om oss");
    events.expect("change");
    desk.wait_for_line(|line| {
        line.starts_with("byggde om 2 sidor på ") && line.ends_with(" ms: 1 fil ändrades")
    });
}

#[test]
fn a_taken_port_is_an_error_before_anything_is_built() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let port = preview.address().port();
    let mut options = desk.options();
    options.port = port;
    let error = Preview::start(options, || -> Result<Built, String> { panic!("must not build") }, |_| {})
        .err()
        .unwrap();
    assert_eq!(error, Error::PortInUse(port));
    assert!(error.to_string().starts_with(&format!("port {port} is taken; ")), "{error}");
}

#[test]
fn the_end_ends_every_stream() {
    let desk = Desk::new(&[("content/index.md", "Hej")]);
    let preview = desk.preview();
    let mut events = Events::connect(&preview);
    events.expect("hello");
    let address = preview.address();
    let reader = thread::spawn(move || events.next());
    drop(preview);
    assert!(reader.join().unwrap().is_none());
    assert!(TcpStream::connect(address).is_err());
}
