//! The choices that JLREQ leaves to a house style.

/// How text is set. The default is what every Japanese reader takes for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// 両端揃え: all lines of a paragraph but the last end where the column ends (JLREQ §3.8.1),
    /// unless that would tear them apart.
    pub justify: bool,
    /// ぶら下げ: the last half em of a column is left to full stops and commas (JLREQ §3.8.2), so
    /// that they stand outside the others and yet never touch a rule.
    pub hanging: bool,
    /// 四分アキ: a quarter em between Japanese characters and Latin letters or European numerals
    /// (JLREQ §3.2.6).
    pub quarter_em: bool,
    /// Whether more marks hang, punctuation keeps a quarter em of its space where a line is saved, and
    /// addresses are broken between their labels. The first version of the program did not do so,
    /// and its templates print what they always have.
    pub revised: bool,
    /// Whether lines break between phrases rather than within: in names and heads, which are not
    /// justified.
    pub phrases: bool,
    /// Whether the further lines of a paragraph are indented by an em, so that names one below the
    /// other are told apart.
    pub indented: bool,
}
