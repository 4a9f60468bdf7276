//! `BreadcrumbList`: where on the site a page is.

use serde_json::Value;

use super::Link;
use super::node::Node;

/// The way from the start page to the page, both included; `None` for the start page itself.
pub fn breadcrumbs(crumbs: &[Link]) -> Option<Value> {
    if crumbs.len() < 2 {
        return None;
    }
    let items: Vec<Value> = (1..).zip(crumbs).map(|(position, crumb)| item(position, crumb)).collect();
    Some(Node::new("BreadcrumbList").with("itemListElement", items).into())
}

fn item(position: usize, crumb: &Link) -> Value {
    Node::new("ListItem")
        .with("position", position)
        .with("name", &*crumb.name)
        .maybe("item", crumb.url.as_deref())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_two_steps_down() {
        let crumb = |name: &str, url: &str| Link { name: name.to_owned(), url: Some(url.to_owned()) };
        let start = crumb("Start", "https://torg.example/");
        assert_eq!(breadcrumbs(std::slice::from_ref(&start)), None);
        let list = breadcrumbs(&[start, crumb("Om", "https://torg.example/om/")]).unwrap();
        insta::assert_snapshot!(list, @r#"{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Start","item":"https://torg.example/"},{"@type":"ListItem","position":2,"name":"Om","item":"https://torg.example/om/"}]}"#);
    }
}
