//! Container directives: the component around blocks.

use comrak::html::ChildRendering;
use comrak::nodes::{Node, NodeValue};

use super::directive::{Directive, prefix_len};
use super::pieces::Mark;
use super::render::{Page, Rendered, Walk};
use super::shape::BodyShape;
use crate::report::codes;

/// A container that is open.
pub(super) struct Container<'a> {
    node: Node<'a>,
    /// The component, if it is one the theme can render.
    component: Option<usize>,
    /// The list whose items belong to the component one by one.
    list: Option<Node<'a>>,
}

/// Writes the start or end of a container.
pub(super) fn write<'a>(page: &mut Page<'_, '_, '_, '_, 'a, '_>, node: Node<'a>, entering: bool) -> Rendered {
    page.cr()?;
    if entering {
        let container = page.user.open(node);
        if container.component.is_some() {
            page.user.mark(Mark::BodyStart);
        }
        page.user.containers.push(container);
    } else if let Some(Container { component: Some(component), .. }) = page.user.containers.pop() {
        page.user.mark(Mark::BodyEnd(component));
    }
    Ok(ChildRendering::HTML)
}

/// Handles the list whose items belong to the innermost container; `None` for every other node.
pub(super) fn write_item<'a>(
    page: &mut Page<'_, '_, '_, '_, 'a, '_>,
    node: Node<'a>,
    entering: bool,
) -> Result<Option<ChildRendering>, std::fmt::Error> {
    let Some(Container { component: Some(component), list: Some(list), .. }) = page.user.containers.last()
    else {
        return Ok(None);
    };
    let component = *component;
    if node.same_node(list) {
        return Ok(Some(ChildRendering::HTML));
    }
    if !node.parent().is_some_and(|parent| parent.same_node(list)) {
        return Ok(None);
    }
    if entering {
        page.cr()?;
        page.user.mark(Mark::ItemStart);
    } else {
        let checked = match &node.data().value {
            NodeValue::TaskItem(item) => Some(item.symbol.is_some()),
            _ => None,
        };
        page.user.mark(Mark::ItemEnd { component, checked });
    }
    Ok(Some(ChildRendering::HTML))
}

impl<'a> Walk<'_, '_, 'a, '_> {
    /// Reads the header of a container and checks what it holds.
    fn open(&mut self, node: Node<'a>) -> Container<'a> {
        let mut container = Container { node, component: None, list: None };
        let start = self.text.offset(node.data().sourcepos.start);
        let colons = self.text.str[start..].bytes().take_while(|byte| *byte == b':').count();
        let Some(index) = self.starts.get(&start).copied() else {
            self.reading.report(self.reading.diagnostic(codes::M0114, self.text.span(start..start + colons)));
            return container;
        };
        let directive = &self.directives[index];
        if !self.is_closed(node, colons) {
            let open = self.text.span(directive.range.start..directive.name.end);
            let name = &self.text.str[directive.name.clone()];
            let unclosed = self.reading.diagnostic(codes::M0109, open).arg("name", name);
            self.reading.report(unclosed.arg("fence", ":".repeat(colons)));
        }
        container.component = self.component(index);
        if let Some(component) = container.component {
            let label = self.reading.out.components[component].label_text.clone();
            self.add_line(&label);
            container.list = self.body(node, directive, component);
        }
        container
    }

    /// Checks the body against the declaration; gives the list that it starts with, when one is asked for.
    fn body(&mut self, node: Node<'a>, directive: &Directive, component: usize) -> Option<Node<'a>> {
        let name = &self.reading.out.components[component].name;
        let shape = self.reading.options.components.get(name)?.body;
        let first = node.first_child();
        let list = first.filter(|first| matches!(first.data().value, NodeValue::List(_)));
        let (fits, expected) = match shape {
            BodyShape::Markdown => return None,
            BodyShape::None => (first.is_none(), "none"),
            BodyShape::List => {
                (list.is_some_and(|list| list.next_sibling().is_none() && !has_tasks(list)), "list")
            }
            BodyShape::TaskList => (list.is_some_and(is_answered), "tasklist"),
        };
        if !fits {
            let at = first.map_or_else(
                || self.text.span(directive.name.clone()),
                |first| {
                    let line = self.text.line_of(self.text.range(first.data().sourcepos).start);
                    let start = self.text.range(first.data().sourcepos).start;
                    let end = self.text.str[start..self.text.line(line).end].trim_end().len();
                    self.text.span(start..start + end)
                },
            );
            let wrong = self.reading.diagnostic(codes::M0110, at).arg("name", name).arg("expected", expected);
            self.reading.report(wrong);
            return None;
        }
        list
    }

    /// Whether the container ends with a fence of its own. comrak does not tell: it closes what is left open.
    fn is_closed(&self, node: Node<'a>, colons: usize) -> bool {
        let position = node.data().sourcepos;
        if position.end.line <= position.start.line {
            return false;
        }
        let range = self.text.line(position.end.line - 1);
        let line = self.text.str[range.clone()].trim_end();
        let prefix = prefix_len(line);
        let fence = &line[prefix..];
        let is_fence = fence.len() >= colons && fence.bytes().all(|byte| byte == b':');
        // A fence closes the outermost container that it can, and one that closes nothing starts another.
        let closes_outer =
            self.containers.iter().any(|outer| outer.node.data().sourcepos.end.line == position.end.line);
        let starts_another = self.container_lines.contains(&position.end.line);
        is_fence && !closes_outer && !starts_another
    }
}

fn has_tasks(list: Node<'_>) -> bool {
    list.children().any(|item| matches!(item.data().value, NodeValue::TaskItem(_)))
}

/// Whether every item of the list is a task and at least one is ticked.
fn is_answered(list: Node<'_>) -> bool {
    let ticked = |item: Node<'_>| match &item.data().value {
        NodeValue::TaskItem(item) => Some(item.symbol.is_some()),
        _ => None,
    };
    list.children().all(|item| ticked(item).is_some())
        && list.children().any(|item| ticked(item) == Some(true))
}
