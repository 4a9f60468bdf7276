//! Where readers send ideas: a form where there is an address to post to, else a letter and a file.

use crate::binary::Torg;

/// A site with these settings and a page with the form.
fn page(settings: &str) -> (Torg, String) {
    let torg = Torg::with_site("sv");
    let config = torg.read("site/site.toml");
    torg.write("site/site.toml", &format!("{config}\n{settings}"));
    torg.write(
        "content/om/ide.md",
        "+++\ntitle = \"Lämna en idé\"\ndescription = \"Så gör du.\"\n+++\n::ideformular\n",
    );
    let check = torg.run(&["build", "--deny-warnings"]);
    assert_eq!(check.status, 0, "{check:#?}");
    let html = torg.read("public/om/ide/index.html");
    (torg, html)
}

#[test]
fn without_an_address_there_is_a_letter_and_a_file() {
    let (torg, html) = page("");
    assert!(
        html.contains("href=\"mailto:?subject=En%20id%C3%A9&amp;body=Vad%20ska%20id%C3%A9n%20heta%3F%0A"),
        "{html}"
    );
    let link = html.split("<a href=\"").find(|rest| rest.contains("download=\"ide.txt\"")).unwrap();
    let file = link.split('"').next().unwrap();
    assert!(torg.read(&format!("public{file}")).starts_with("En idé\r\n"), "{file}");
    assert!(!html.contains("<form class=\"idea-form\""), "{html}");
}

#[test]
fn a_letter_goes_to_whom_the_settings_name() {
    let (_, html) = page("[ideas]\nemail = \"ideer@example.org\"\n");
    assert!(html.contains("href=\"mailto:ideer@example.org?subject="), "{html}");
}

#[test]
fn a_form_is_posted_to_the_address_and_to_no_other() {
    let (torg, html) = page("[ideas]\naction = \"https://form.example.org/ideer\"\n");
    assert!(html.contains("method=\"post\" action=\"https://form.example.org/ideer\""), "{html}");
    assert!(
        html.contains("form-action &#x27;self&#x27; mailto: https://form.example.org\"")
            || html.contains("form-action 'self' mailto: https://form.example.org\""),
        "{html}"
    );
    for name in ["title", "text"] {
        let label = format!("for=\"ideformular-1-{name}\"");
        assert!(html.contains(&format!("name=\"{name}\"")) && html.contains(&label), "{html}");
    }
    // Another address is another policy, on every page and at once.
    let settings = torg.read("site/site.toml").replace("form.example.org", "annan.example.org");
    torg.write("site/site.toml", &settings);
    torg.run(&["build"]).succeeds();
    let start = torg.read("public/index.html");
    assert!(start.contains("https://annan.example.org\"") && !start.contains("form.example.org"), "{start}");
}
