//! 差し込み: {年度} in a text of a 様式, which is printed as what it stands for, so that a heading of
//! one's own does not keep last year's year.

/// What stands for what. A name is without its braces.
pub type Values<'a> = [(&'static str, &'a str)];

/// The text with what its placeholders stand for; those that are not known stay as they are, and are
/// added to `unknown`.
pub fn fill(text: &str, values: &Values<'_>, unknown: &mut Vec<String>) -> String {
    let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = from.split_once('}') else {
            filled.push('{');
            rest = from;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name.trim()) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push_str(&format!("{{{name}}}"));
                if !unknown.iter().any(|known| known == name) {
                    unknown.push(name.to_owned());
                }
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> (String, Vec<String>) {
        let mut unknown = Vec::new();
        let text = fill(text, &[("年度", "令和6年度"), ("表題", "一覧表")], &mut unknown);
        (text, unknown)
    }

    #[test]
    fn what_is_known_is_filled_in_and_what_is_not_is_told_once() {
        assert_eq!(filled("{年度}の{表題}"), ("令和6年度の一覧表".to_owned(), Vec::new()));
        let (text, unknown) = filled("{年}{ 年度 }{年}");
        assert_eq!((text.as_str(), unknown), ("{年}令和6年度{年}", vec!["年".to_owned()]));
        assert_eq!(filled("差込{なし").0, "差込{なし");
        assert_eq!(filled("{{年度}").1, ["{年度"]);
    }
}
