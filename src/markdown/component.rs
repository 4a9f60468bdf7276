//! Checking what an author wrote against what the theme declares.

use super::attributes::{Attribute, attributes};
use super::directive::Directive;
use super::document::{Arg, ArgValue, Component};
use super::read::Reading;
use super::shape::{ArgKind, ArgShape, ComponentShape, Form, LabelShape};
use super::text::Text;
use crate::report::{Code, Diagnostic, codes, nearest};
use crate::source::{Span, Spanned};

/// Makes a component of a directive, its label still to be read. `None` when it is not one the theme could render;
/// everything that is wrong with it is reported.
pub(super) fn component(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    directive: &Directive,
) -> Option<Component> {
    let name = &text.str[directive.name.clone()];
    let at = text.span(directive.name.clone());
    let components = reading.options.components;
    let Some(shape) = components.get(name) else {
        let mut known: Vec<&str> = components.0.keys().map(String::as_str).collect();
        let of_the_form = nearest(name, components.names(directive.form));
        let suggestion = of_the_form.or_else(|| nearest(name, known.iter().copied()));
        known.sort_unstable();
        let unknown = reading.diagnostic(codes::M0101, at).arg("name", name).arg("has", has(&known));
        reading.report(unknown.arg("known", known.join(", ")).suggest(suggestion));
        return None;
    };
    if shape.form != directive.form {
        let colons = text.span(directive.range.start..directive.name.start);
        let wrong =
            reading.diagnostic(codes::M0102, colons).arg("name", name).arg("form", shape.form.as_str());
        let suggestion = reading.location(colons);
        let fits =
            directive.fault.is_none() && shape.form != Form::Container && directive.form != Form::Container;
        reading.report(wrong.suggest_at(suggestion, fits.then(|| shape.form.colons())));
        return None;
    }
    if let Some((fault, range)) = &directive.fault {
        let fault = reading
            .diagnostic(codes::M0111, text.span(range.clone()))
            .arg("name", name)
            .arg("part", fault.as_str());
        reading.report(fault);
        return None;
    }
    let mut component = Component { name: name.to_owned(), span: at, ..Component::default() };
    check_label(reading, text, directive, shape, &component);
    read_arguments(reading, text, directive, shape, &mut component);
    Some(component)
}

fn check_label(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    directive: &Directive,
    shape: &ComponentShape,
    component: &Component,
) {
    let written = directive.label.clone().filter(|label| !text.str[label.clone()].trim().is_empty());
    match (shape.label, &directive.label) {
        (LabelShape::Required, _) if written.is_none() => {
            let missing = reading
                .diagnostic(codes::M0107, component.span)
                .arg("name", &component.name)
                .arg("colons", shape.form.colons());
            reading.report(missing);
        }
        (LabelShape::None, Some(label)) => {
            let span = text.span(label.start - 1..label.end + 1);
            reading.report(reading.diagnostic(codes::M0108, span).arg("name", &component.name));
        }
        _ => {}
    }
}

fn read_arguments(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    directive: &Directive,
    shape: &ComponentShape,
    component: &mut Component,
) {
    // By the number of the argument's shape, so that templates see them in the declared order.
    let mut args: Vec<Option<(Option<Arg>, Span)>> = vec![None; shape.args.len()];
    let written = directive.attributes.clone().map(|range| attributes(text.str, range)).unwrap_or_default();
    for attribute in written {
        match attribute {
            Attribute::Id(id, range) => component.id = Some(Spanned::new(id.to_owned(), text.span(range))),
            Attribute::Class(class) => component.classes.push(class.to_owned()),
            Attribute::Argument { name, at, value } => {
                let at = text.span(at);
                let Some(index) = shape.args.iter().position(|arg| arg.name == name) else {
                    unknown_argument(reading, shape, component, name, at);
                    continue;
                };
                if let Some((_, first)) = &args[index] {
                    let first = reading.location(*first);
                    let twice = reading
                        .diagnostic(codes::M0106, at)
                        .arg("name", &component.name)
                        .arg("argument", name);
                    reading.report(twice.label(first, "first"));
                    continue;
                }
                let value = value.map(|(value, range)| Spanned::new(value.into_owned(), text.span(range)));
                args[index] = Some((argument(reading, component, &shape.args[index], at, value), at));
            }
        }
    }
    let given: Vec<bool> = args.iter().map(Option::is_some).collect();
    let is_given = |name: &str| shape.args.iter().zip(&given).any(|(arg, given)| *given && arg.name == name);
    for (arg, (shape, given)) in args.into_iter().zip(shape.args.iter().zip(&given)) {
        if *given {
            component.args.extend(arg.and_then(|(arg, _)| arg));
        } else if let Some(default) = &shape.default {
            let value = Spanned::new(default.clone(), component.span);
            let arg = argument(reading, component, shape, component.span, Some(value));
            component.args.extend(arg);
        } else if shape.required && !shape.unless.as_deref().is_some_and(is_given) {
            let missing = reading
                .diagnostic(codes::M0104, component.span)
                .arg("name", &component.name)
                .arg("argument", &shape.name);
            reading.report(missing);
        }
    }
}

fn unknown_argument(
    reading: &mut Reading<'_>,
    shape: &ComponentShape,
    component: &Component,
    name: &str,
    at: Span,
) {
    let known: Vec<&str> = shape.args.iter().map(|arg| arg.name.as_str()).collect();
    let unknown = reading
        .diagnostic(codes::M0103, at)
        .arg("name", &component.name)
        .arg("argument", name)
        .arg("has", has(&known))
        .arg("known", known.join(", "));
    reading.report(unknown.suggest(nearest(name, known)));
}

/// The word messages choose by.
fn has(names: &[&str]) -> &'static str {
    if names.is_empty() { "none" } else { "some" }
}

/// The argument, if its value is of the declared kind.
fn argument(
    reading: &mut Reading<'_>,
    component: &Component,
    shape: &ArgShape,
    at: Span,
    written: Option<Spanned<String>>,
) -> Option<Arg> {
    let arg = |value, span| Some(Arg { name: shape.name.clone(), value, span });
    let wrong = |reading: &Reading<'_>, code: Code, span: Span| -> Diagnostic {
        reading
            .diagnostic(code, span)
            .arg("name", &component.name)
            .arg("argument", &shape.name)
            .arg("expected", shape.kind.as_str())
    };
    let Some(Spanned { value, span }) = written else {
        if shape.kind == ArgKind::Flag {
            return arg(ArgValue::Flag, at);
        }
        reading.report(wrong(reading, codes::M0105, at));
        return None;
    };
    let value = match &shape.kind {
        ArgKind::Flag => match value.as_str() {
            "" | "true" => ArgValue::Flag,
            "false" => return None,
            _ => {
                reading.report(wrong(reading, codes::M0105, span));
                return None;
            }
        },
        ArgKind::Integer => {
            let Ok(number) = value.trim().parse() else {
                reading.report(wrong(reading, codes::M0105, span));
                return None;
            };
            ArgValue::Integer(number)
        }
        ArgKind::Choice(choices) if !choices.contains(&value) => {
            let unknown =
                wrong(reading, codes::M0115, span).arg("value", &value).arg("choices", choices.join(", "));
            let suggestion = nearest(&value, choices.iter().map(String::as_str)).map(str::to_owned);
            reading.report(unknown.suggest(suggestion));
            return None;
        }
        kind if value.trim().is_empty() && *kind != ArgKind::Text => {
            reading.report(wrong(reading, codes::M0105, if span.start == span.end { at } else { span }));
            return None;
        }
        ArgKind::Text => ArgValue::Text(value),
        ArgKind::Choice(_) => ArgValue::Choice(value),
        ArgKind::Link => ArgValue::Link(value),
        ArgKind::Image => ArgValue::Image(value),
        ArgKind::File => ArgValue::File(value),
        ArgKind::Page => ArgValue::Page(value),
        ArgKind::Record(kind) => ArgValue::Record { kind: kind.clone(), id: value },
    };
    arg(value, span)
}
