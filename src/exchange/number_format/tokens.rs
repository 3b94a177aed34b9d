//! The parts of a format code.

/// One element of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// What stands there as it is.
    Literal(String),
    /// A place for a digit.
    Digit(Place),
    /// A digit 1 to 9 that stands there as it is, or belongs to the denominator of a fraction.
    Figure(char),
    Point,
    Comma,
    Percent,
    /// `E+` or, without a sign for positive exponents, `E-`.
    Exponent {
        plus: bool,
    },
    Slash,
    General,
    /// The text of a cell.
    At,
    Date(Part),
}

/// What a place shows where the number has no digit for it. (`?`, which pads with a space, is as `#`:
/// padding is no part of a text.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Zero,
    Nothing,
}

/// A part of a date or a time, with how many letters ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// `e`
    EraYear(usize),
    /// `g`
    Era(usize),
    Year(usize),
    Month(usize),
    Day(usize),
    /// `aaa`
    Weekday(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// How many digits behind the point of the seconds.
    Fraction(usize),
    /// `[h]`, which goes on counting beyond a day.
    Hours(usize),
    Minutes(usize),
    Seconds(usize),
    /// `AM/PM`, or `A/P`.
    HalfDay {
        short: bool,
    },
}

/// When a section applies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    pub comparison: Comparison,
    pub limit: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    Greater,
}

impl Condition {
    pub(super) const fn new(comparison: Comparison, limit: f64) -> Self {
        Self { comparison, limit }
    }

    pub(super) fn holds(self, value: f64) -> bool {
        match self.comparison {
            Comparison::Less => value < self.limit,
            Comparison::AtMost => value <= self.limit,
            Comparison::Equal => value == self.limit,
            Comparison::NotEqual => value != self.limit,
            Comparison::AtLeast => value >= self.limit,
            Comparison::Greater => value > self.limit,
        }
    }

    /// Whether only negative numbers meet it: their sign is then left to the section.
    pub(super) fn is_negative(self) -> bool {
        match self.comparison {
            Comparison::Less => self.limit <= 0.0,
            Comparison::AtMost | Comparison::Equal => self.limit < 0.0,
            Comparison::NotEqual | Comparison::AtLeast | Comparison::Greater => false,
        }
    }
}

/// A section of a format code.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Section {
    pub tokens: Vec<Token>,
    pub condition: Option<Condition>,
    /// `[$-411]`, `[$-ja-JP]`: days and months have their Japanese names.
    pub japanese: bool,
    /// `[$-ja-JP-x-gannen]`: the first year of an era is 元.
    pub gannen: bool,
    /// `[Red]`: its numbers are red.
    pub red: bool,
    /// `[DBNum1]` to `[DBNum3]`: digits of another script.
    pub script: Option<Script>,
}

/// The digits of `[DBNum1]` (一二), `[DBNum2]` (壱弐) and `[DBNum3]` (１２).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Formal,
    Wide,
}

impl Section {
    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(_)))
    }

    /// Whether something beside its digits says that a number is negative.
    pub(super) fn has_sign(&self) -> bool {
        const SIGNS: [char; 7] = ['-', '−', '－', '△', '▲', '(', '（'];
        self.tokens.iter().any(|it| matches!(it, Token::Literal(text) if text.contains(SIGNS)))
    }

    pub(super) fn has(&self, wanted: &Token) -> bool {
        self.tokens.contains(wanted)
    }
}

/// Words that stand for something as they are, in any case.
const WORDS: [(&str, Token); 5] = [
    ("General", Token::General),
    ("G/標準", Token::General),
    ("AM/PM", Token::Date(Part::HalfDay { short: false })),
    ("A/P", Token::Date(Part::HalfDay { short: true })),
    ("午前/午後", Token::Date(Part::HalfDay { short: false })),
];

/// Takes a format code apart into its sections.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let Some(section) = sections.last_mut() else { break };
        let tail = &rest[c.len_utf8()..];
        if let Some((token, after)) = word(rest) {
            section.tokens.push(token);
            rest = after;
            continue;
        }
        rest = match c {
            ';' => {
                sections.push(Section::default());
                tail
            }
            '"' => {
                let (quoted, after) = tail.split_once('"').unwrap_or((tail, ""));
                section.literal(quoted);
                after
            }
            '\\' => {
                let escaped = tail.chars().next().map_or(0, char::len_utf8);
                section.literal(&tail[..escaped]);
                &tail[escaped..]
            }
            // The width of a character, and one that fills the cell: both are layout.
            '_' | '*' => &tail[tail.chars().next().map_or(0, char::len_utf8)..],
            '[' => match tail.split_once(']') {
                Some((inside, after)) => {
                    section.bracket(inside);
                    after
                }
                None => {
                    section.literal("[");
                    tail
                }
            },
            _ => section.character(c, rest),
        };
    }
    for section in &mut sections {
        section.settle_dates();
    }
    sections
}

fn word(text: &str) -> Option<(Token, &str)> {
    WORDS.iter().find_map(|(word, token)| {
        let start = text.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| (token.clone(), &text[word.len()..]))
    })
}

/// How often a letter is repeated at the start of a text, in either case.
fn run(text: &str, letter: char) -> usize {
    text.chars().take_while(|c| c.eq_ignore_ascii_case(&letter)).count()
}

impl Section {
    fn literal(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Literal(known)) => known.push_str(text),
            _ => self.tokens.push(Token::Literal(text.to_owned())),
        }
    }

    /// Takes what stands for itself, or a run of one letter, and gives back what follows.
    fn character<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        let tail = &rest[c.len_utf8()..];
        let count = run(rest, c);
        let token = match c.to_ascii_lowercase() {
            '0' => Token::Digit(Place::Zero),
            '#' | '?' => Token::Digit(Place::Nothing),
            '1'..='9' => Token::Figure(c),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            '/' => Token::Slash,
            '@' => Token::At,
            'e' if tail.starts_with(['+', '-']) && self.has_digits() => {
                self.tokens.push(Token::Exponent { plus: tail.starts_with('+') });
                return &tail[1..];
            }
            letter => {
                let part = match letter {
                    'e' => Part::EraYear(count),
                    'g' => Part::Era(count),
                    'y' => Part::Year(count),
                    'm' => Part::Month(count),
                    'd' => Part::Day(count),
                    'a' if count >= 3 => Part::Weekday(count),
                    'h' => Part::Hour(count),
                    's' => Part::Second(count),
                    _ => {
                        self.literal(&rest[..c.len_utf8()]);
                        return tail;
                    }
                };
                self.tokens.push(Token::Date(part));
                // These letters are one byte each.
                return &rest[count..];
            }
        };
        self.tokens.push(token);
        tail
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Digit(_)))
    }

    /// Takes what stands in square brackets. Of the colours, red may stand for a sign.
    fn bracket(&mut self, inside: &str) {
        let count = inside.chars().count();
        let lower = inside.to_ascii_lowercase();
        let repeats = |letter: char| count > 0 && run(inside, letter) == count;
        if let Some(currency) = inside.strip_prefix('$') {
            let (symbol, locale) = currency.split_once('-').unwrap_or((currency, ""));
            if !symbol.is_empty() {
                self.literal(symbol);
            }
            let locale = locale.to_ascii_lowercase();
            self.japanese |= locale.starts_with("ja") || locale.ends_with("411");
            self.gannen |= locale.ends_with("gannen");
        } else if inside.starts_with(['<', '>', '=']) {
            self.condition = condition(inside);
        } else if let Some(number) = lower.strip_prefix("dbnum") {
            self.script = match number {
                "1" => Some(Script::Kanji),
                "2" => Some(Script::Formal),
                "3" => Some(Script::Wide),
                _ => None,
            };
        } else if matches!(lower.as_str(), "red" | "赤" | "color3" | "color 3") {
            self.red = true;
        } else if repeats('h') {
            self.tokens.push(Token::Date(Part::Hours(count)));
        } else if repeats('m') {
            self.tokens.push(Token::Date(Part::Minutes(count)));
        } else if repeats('s') {
            self.tokens.push(Token::Date(Part::Seconds(count)));
        }
    }

    /// Tells minutes from months (`m` behind hours or before seconds), and the digits of seconds.
    fn settle_dates(&mut self) {
        if !self.is_date() {
            return;
        }
        let mut settled: Vec<Token> = Vec::with_capacity(self.tokens.len());
        let mut last_date: Option<usize> = None;
        for token in std::mem::take(&mut self.tokens) {
            let before = last_date.and_then(|at| settled.get(at)).cloned();
            let token = match (token, &before) {
                (
                    Token::Date(Part::Month(count @ 1..=2)),
                    Some(Token::Date(Part::Hour(_) | Part::Hours(_))),
                ) => Token::Date(Part::Minute(count)),
                (
                    token @ Token::Date(Part::Second(_) | Part::Seconds(_)),
                    Some(Token::Date(Part::Month(count @ 1..=2))),
                ) => {
                    if let Some(month) = last_date.and_then(|at| settled.get_mut(at)) {
                        *month = Token::Date(Part::Minute(*count));
                    }
                    token
                }
                (
                    Token::Digit(Place::Zero),
                    Some(Token::Date(Part::Second(_) | Part::Seconds(_) | Part::Fraction(_))),
                ) => match settled.last_mut() {
                    Some(Token::Date(Part::Fraction(count))) => {
                        *count += 1;
                        continue;
                    }
                    Some(point @ Token::Point) => {
                        *point = Token::Date(Part::Fraction(1));
                        last_date = Some(settled.len() - 1);
                        continue;
                    }
                    _ => Token::Literal("0".to_owned()),
                },
                (token, _) => token,
            };
            if matches!(token, Token::Date(part) if !matches!(part, Part::HalfDay { .. })) {
                last_date = Some(settled.len());
            }
            settled.push(token);
        }
        self.tokens = settled;
    }
}

fn condition(text: &str) -> Option<Condition> {
    let signs: [(&str, Comparison); 6] = [
        ("<=", Comparison::AtMost),
        ("<>", Comparison::NotEqual),
        ("<", Comparison::Less),
        (">=", Comparison::AtLeast),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    signs.into_iter().find_map(|(sign, comparison)| {
        let limit = text.strip_prefix(sign)?.trim().parse().ok()?;
        Some(Condition::new(comparison, limit))
    })
}

/// Writes what stands for itself.
pub(super) fn literal(token: &Token, out: &mut String) {
    match token {
        Token::Literal(text) => out.push_str(text),
        Token::Figure(digit) => out.push(*digit),
        Token::Point => out.push('.'),
        Token::Comma => out.push(','),
        Token::Percent => out.push('%'),
        Token::Slash => out.push('/'),
        Token::Digit(_) | Token::Exponent { .. } | Token::General | Token::At | Token::Date(_) => {}
    }
}
