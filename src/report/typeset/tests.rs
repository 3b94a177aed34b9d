use super::class::{Class, never_begins, never_ends};
use super::*;
use crate::report::Typeface;
use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

fn set_in(text: &str, ems: i32) -> Vec<Line> {
    set(Typeface::Mincho.fonts().unwrap(), text, Em::whole(ems), &[])
}

const EVEN: Style = Style {
    justify: true,
    hanging: false,
    quarter_em: false,
    revised: false,
    phrases: false,
    indented: false,
};

fn styled(text: &str, measure: Em, style: Style) -> Vec<Line> {
    Paragraphs::new(Typeface::Mincho.fonts().unwrap(), text, &[], style).lines(measure)
}

/// The kerning of each character of a line.
fn kerns(line: &Line) -> Vec<(char, i16)> {
    line.glyph_texts().map(|(glyph, text)| (text.chars().next().unwrap(), glyph.kern)).collect()
}

fn texts(text: &str, ems: i32) -> Vec<String> {
    set_in(text, ems).into_iter().map(|line| line.text).collect()
}

/// The start and end of the ink of each glyph, without the halves that JLREQ counts as space.
fn inks(line: &Line) -> Vec<(char, Em, Em)> {
    let fonts = Typeface::Mincho.fonts().unwrap();
    let mut x = line.start;
    let mut at = 0;
    line.glyphs
        .iter()
        .map(|glyph| {
            let c = line.text[at..].chars().next().unwrap();
            at += usize::from(glyph.len);
            let (class, from, width) = (Class::of(c), x, fonts.width(glyph.id));
            x += width + Em(i32::from(glyph.kern));
            // cl-05 has a quarter em on each side, which may be gone.
            let quarter = if class == Class::MiddleDot { Em(250) } else { Em::ZERO };
            let (begin, end) = (class.space_before() + quarter, class.space_after() + quarter);
            (c, from + begin, from + width - end)
        })
        .collect()
}

#[test]
fn a_line_takes_what_fits() {
    assert_eq!(texts("文化施策の推進", 3), ["文化施", "策の推", "進"]);
    assert_eq!(texts("文化\n\n施策", 3), ["文化", "", "施策"]);
    assert_eq!(texts("", 3), [""]);
}

#[test]
fn a_stop_at_the_end_of_a_line_needs_half_an_em() {
    // JLREQ §3.1.9: five characters in four and a half ems.
    let fonts = Typeface::Mincho.fonts().unwrap();
    let lines = set(fonts, "文化施策。推進", Em(4500), &[]);
    assert_eq!(lines[0].text, "文化施策。");
    assert_eq!(lines[0].end, Em(4500));
    assert_eq!(set(fonts, "文化施策。推進", Em(4400), &[])[0].text, "文化施");
}

#[test]
fn commas_are_reduced_where_that_saves_a_line() {
    // JLREQ §3.8.2 and §3.8.3: eight ems hold nine characters, two of them commas.
    let lines = set_in("文、化、施策の推進", 8);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].end, Em::whole(8));
    let [first, second] = [1, 3].map(|at: usize| lines[0].glyphs[at].kern);
    assert_eq!((first, second), (-500, -500));
    // No more than necessary, and nothing where no line is saved.
    assert_eq!(set_in("文、化、施策の推進", 9)[0].glyphs[1].kern, 0);
    let lines = set_in("文、化、施策の推進する", 8);
    assert_eq!((lines.len(), lines[0].glyphs[1].kern), (2, 0));
    // The space of a full stop stays.
    assert_eq!(set_in("文。化。施策の推進", 8).len(), 2);
}

#[test]
fn quotation_marks_are_brackets() {
    // JLREQ §3.9.2, cl-01 and cl-02: in （“ and ”） only one of the two spaces stays.
    let line = &set_in("市の（“まち”）、", 20)[0];
    assert_eq!(kerns(line)[2..4], [('（', -500), ('“', 0)]);
    assert_eq!(kerns(line)[6..], [('”', -500), ('）', -500), ('、', 0)]);
    assert_eq!(line.end, Em::whole(7));
}

#[test]
fn lines_are_justified_by_taking_in_more() {
    // JLREQ §3.8.2: reduction before expansion. Half an em is left where 推 needs a whole one.
    let lines = styled("文、化、施3策の推進する市民が", Em::whole(8), EVEN);
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("文、化、施3策の推", Em::whole(8)));
    assert_eq!(kerns(&lines[0])[..4], [('文', 0), ('、', -250), ('化', 0), ('、', -250)]);
    // Ragged lines are left as they are.
    assert_eq!(texts("文、化、施3策の推進する市民が", 8)[0], "文、化、施3策の");
    // The space of a full stop stays, and a comma is reduced by a quarter em.
    assert_eq!(
        styled("文。化、施3策の推進する市民が", Em::whole(8), EVEN)[0].text,
        "文。化、施3策の"
    );
}

#[test]
fn spaces_are_reduced_in_order() {
    // JLREQ §3.8.3, a: word spaces, to no less than a quarter em.
    let lines = styled("ab cd efg文化の施策", Em::whole(5), EVEN);
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("ab cd efg文", Em::whole(5)));
    assert_eq!((kerns(&lines[0])[2], kerns(&lines[0])[5]), ((' ', -250), (' ', -250)));
    // d before e: the quarter em on each side of a middle dot before the half em of a comma.
    let lines = styled("文・化、施策の推進", Em(8500), EVEN);
    assert_eq!((lines.len(), lines[0].end), (1, Em(8500)));
    assert_eq!(kerns(&lines[0])[..4], [('文', -250), ('・', -250), ('化', 0), ('、', 0)]);
    let lines = styled("文・化、施策の推進", Em::whole(8), EVEN);
    assert_eq!(kerns(&lines[0])[..4], [('文', -250), ('・', -250), ('化', 0), ('、', -500)]);
    // But not to justify lines (table 5).
    let lines = styled("文・化施策の推進する市民が", Em(7500), EVEN);
    assert_eq!(lines[0].text, "文・化施策の推");
    // The dot that marks a paragraph is no punctuation.
    let lines = styled("・文化、施策の推進する市民が行う文化", Em(7500), EVEN);
    assert_eq!(lines[0].text, "・文化、施策の");
}

#[test]
fn lines_are_justified_by_expansion() {
    // JLREQ §3.8.4, c: seven places, equally.
    let lines = styled("文化施3策の推進する市民が", Em::whole(8), EVEN);
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("文化施3策の推進", Em::whole(8)));
    let given: Vec<i16> = kerns(&lines[0]).into_iter().map(|(_, kern)| kern).collect();
    assert_eq!(given, [72, 72, 72, 71, 71, 71, 71, 0]);
    // The last line of a paragraph is left as it is (§3.8.1).
    assert_eq!(lines[1].end, Em::whole(5));
    // Table 6: neither before nor behind punctuation, nor within a figure (§3.1.11).
    let lines = styled("「文」化12,345策の推進", Em(8750), EVEN);
    assert_eq!(lines[0].text, "「文」化12,345策の");
    let given = kerns(&lines[0]).into_iter().filter(|(_, kern)| *kern > 0);
    assert_eq!(given.map(|(c, _)| c).collect::<String>(), "化5策");
}

#[test]
fn lines_are_not_expanded_too_far() {
    // 平成30年度 goes to the next line as one, and leaves an em that three places cannot take.
    let lines = styled("文化施策平成30年度の取組", Em::whole(5), EVEN);
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("文化施策", Em::whole(4)));
}

#[test]
fn a_last_line_is_not_one_character() {
    // JLREQ §3.5.4. Nothing gives way; the line before has a character to spare.
    let text = "文化施策の推進市民人課の及びをがで施策です。";
    assert_eq!(texts(text, 20), [&text[..60], "す。"]);
    let lines = styled(text, Em::whole(20), EVEN);
    assert_eq!((lines[1].text.as_str(), lines[0].end), ("です。", Em::whole(20)));
    // No more is taken in than leaves a last line that looks well.
    let text = "文化、施策の推進、市民人課の及び3をがでした。";
    assert_eq!(styled(text, Em::whole(20), EVEN)[1].text, "した。");
    // A column too narrow for that stays as it is.
    assert_eq!(styled("文化施策で。す。", Em::whole(6), EVEN)[1].text, "す。");
}

#[test]
fn stops_hang_at_the_right_edge() {
    // JLREQ §3.8.2: the column is six ems and a half, the last half em of it for 、 and 。.
    let hanging = Style { hanging: true, ..EVEN };
    let lines = styled("文化施策推進、市民の文化施策の推進。", Em(6500), hanging);
    let shown: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.end)).collect();
    assert_eq!(
        shown,
        [("文化施策推進、", Em(6500)), ("市民の文化施", Em::whole(6)), ("策の推進。", Em(4500)),]
    );
    // Brackets do not hang.
    let lines = styled("文化施策（推進）市民", Em(7500), hanging);
    assert_eq!(lines[0].text, "文化施策（推");
}

#[test]
fn a_quarter_em_is_between_japanese_and_western() {
    // JLREQ §3.2.6, but not at the ends of a line.
    let quarter = Style { quarter_em: true, ..Style::default() };
    let line = &styled("3人とABCが、5・6", Em::whole(20), quarter)[0];
    assert_eq!(
        kerns(line).into_iter().filter(|(_, kern)| *kern != 0).collect::<Vec<_>>(),
        [('3', 250), ('と', 250), ('C', 250)]
    );
    let lines = styled("文化abc文化", Em(3750), quarter);
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("文化abc", Em(3750)));
    // §3.8.3, f: no less than an eighth is left.
    let lines = styled("文化abc文化の施策", Em(4750), Style { justify: true, ..quarter });
    assert_eq!((lines[0].text.as_str(), lines[0].end), ("文化abc文", Em(4750)));
}

#[test]
fn a_bracket_at_the_head_of_a_line_is_flush() {
    // JLREQ §3.1.5, 天付き.
    let lines = set_in("（学務課）", 8);
    assert_eq!((lines[0].start, lines[0].end), (Em(-500), Em(4000)));
    assert_eq!(inks(&lines[0])[0].1, Em::ZERO);
}

#[test]
fn punctuation_in_sequence_is_half_as_wide() {
    // JLREQ §3.1.4.
    assert_eq!(set_in("「文」、「化」", 9)[0].end, Em(5000));
    assert_eq!(set_in("文（化）（施）策", 9)[0].end, Em(7500));
}

#[test]
fn what_must_not_begin_a_line_takes_one_more_with_it() {
    // JLREQ §3.8.2, 追い出し.
    assert_eq!(texts("文化センター", 5), ["文化セン", "ター"]);
    assert_eq!(texts("文化施策（推進）", 5), ["文化施策", "（推進）"]);
}

#[test]
fn figures_are_whole_unless_wider_than_the_column() {
    assert_eq!(texts("利用者は47,500人でした", 6), ["利用者は", "47,500人でし", "た"]);
    assert_eq!(texts("約47,500人です", 4), ["約47,500", "人です"]);
    // Nothing but the figure, and it is wider than the column.
    assert_eq!(texts("123,456,789", 3), ["123,45", "6,789"]);
}

#[test]
fn further_lines_are_aligned_with_the_text_behind_a_mark() {
    // JLREQ §3.5.
    let lines = set_in("・文化施策の推進と拡充", 5);
    let starts: Vec<_> = lines.iter().map(|line| line.start).collect();
    assert_eq!(starts, [Em::ZERO, Em::ONE, Em::ONE]);
    assert_eq!(lines[1].text, "の推進と");
    assert!(lines.iter().all(|line| line.end <= Em::whole(5)));
}

#[test]
fn a_mark_is_kept_with_its_text() {
    assert_eq!(texts("・abcdefghijkl", 3)[0], "・abcd");
}

#[test]
fn spaces_take_no_room_at_the_end_of_a_line_and_are_not_lost() {
    let lines = set_in("文化　　施策", 3);
    assert_eq!(lines[0].text, "文化　　");
    assert_eq!((lines[0].end, lines[1].start), (Em::whole(2), Em::ZERO));
    assert_eq!(texts("文化　施策", 5), ["文化　施策"]);
}

#[test]
fn a_tab_goes_to_the_next_stop() {
    let lines = set_in("文\t化\n文化施\t化", 40);
    assert_eq!([lines[0].end, lines[1].end], [Em::whole(5); 2]);
    assert_eq!(lines[0].text, "文\t化");
}

#[test]
fn figures_below_one_another_are_aligned() {
    // JLREQ §3.6.2, as at a tabulator to the right.
    let text = "・利用者数　10,656人\n・相談件数　1,621件\n・満足度　97.6％\n・次の年度の取組";
    let lines = set_in(text, 40);
    let ends: Vec<_> = lines.iter().map(|line| line.end).collect();
    assert_eq!(ends[..3], [Em::whole(10); 3]);
    assert_eq!(kerns(&lines[1])[5], ('　', 500));
    assert_eq!(lines.iter().map(|line| &*line.text).collect::<Vec<_>>().join("\n"), text);
    // A single line is left as it is, and so is one that does not fit into the column.
    assert_eq!(set_in("利用者数　10,656人\n次　の取組", 40)[0].end, Em::whole(9));
    let lines = set_in(text, 9);
    let third = lines.iter().find(|line| line.text.starts_with("・満足度")).unwrap();
    assert_eq!(third.end, Em::whole(8));
    // Sentences are no labels.
    let lines = set_in("市民、学生　10人\n市民や学生など　1人", 40);
    assert_eq!(lines.iter().map(|line| line.end.0).collect::<Vec<_>>(), [8_000, 9_500]);
}

#[test]
fn figures_are_aligned_in_every_column() {
    let revised = Style { revised: true, ..Style::default() };
    let text = "区分　29年度　30年度\n利用者　10,656人　9,120人\n相談　1,621件　12,003件";
    let lines = styled(text, Em::whole(40), revised);
    let end_of = |line: &Line, figure: &str| {
        let at = line.text.find(figure).unwrap() + figure.len();
        let (_, _, end) = inks(line)[line.text[..at].chars().count() - 1];
        end
    };
    assert_eq!(end_of(&lines[1], "10,656人"), end_of(&lines[2], "1,621件"));
    assert_eq!(end_of(&lines[1], "9,120人"), end_of(&lines[2], "12,003件"));
    // Behind tabs as well.
    let lines = styled("利用者\t10,656人\n相談\t1,621件", Em::whole(40), revised);
    assert_eq!((lines[0].end, lines[0].end), (lines[1].end, Em(8000)));
}

#[test]
fn an_address_is_broken_between_its_labels() {
    let revised = Style { revised: true, ..Style::default() };
    let lines = styled("www.city.akaneno.lg.jp/plan", Em::whole(7), revised);
    let lines: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["www.city.", "akaneno.lg.jp/", "plan"]);
}

#[test]
fn headings_in_a_text_are_recognized() {
    let heading = |text| set_in(text, 40)[0].heading;
    assert!(heading("【平成30年度】") && heading("　≪観光≫"));
    assert!(!heading("≪観光≫の推進") && !heading("・文化"));
    // A label is a heading only above its entries.
    assert!(heading("①周知活動\n・講座") && heading("○訓練\n　・講座") && heading("訓練\n- 講座"));
    assert!(
        !heading("①周知活動\n②講座") && !heading("・周知活動\n・講座") && !heading("①周知活動")
    );
    assert!(!heading("次のとおりです。\n・講座") && !heading("参加者　12人\n・講座"));
}

#[test]
fn a_very_long_paragraph_is_set() {
    for text in ["文", "「", "。", "a", "9", "　", "\u{200B}", "ー"] {
        let text = text.repeat(20_000);
        let lines = set_in(&text, 4);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), text);
        assert!(lines.iter().all(|line| line.end <= Em::whole(4)));
    }
}

/// Likely texts, and unlikely ones.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => "[文化施策推進市民年度人課の及びをがでしたカメラ]{1,12}",
        3 => "[0-9]{1,3}(,[0-9]{3})?[人回％年円]?",
        2 => "平成[0-9]{1,2}年度|令和元年度|３，０００円|ＰＲ|vol.3|https://ab.jp/cd-ef",
        4 => "[、。，．・：（）「」『』【】≪≫〔〕“”～…ーっャ々ゝ！？ 　\t]{1,3}",
        2 => "・|①|（1）|※|- ",
        1 => "\n",
        1 => "か\u{309A}|葛\u{E0100}|𠮷|\u{200B}|ｶﾞ|é|e\u{301}",
        1 => "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn any_style() -> impl Strategy<Value = Style> {
    any::<[bool; 6]>().prop_map(|[justify, hanging, quarter_em, revised, phrases, indented]| {
        Style { justify, hanging, quarter_em, revised, phrases, indented }
    })
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> Vec<String> {
    composed(text)
        .split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(str::to_owned)
        .collect()
}

proptest! {
    #[test]
    fn no_character_is_lost_or_repeated(text in any_text(), ems in 2i32..42, style in any_style()) {
        let lines: String =
            styled(&text, Em::whole(ems), style).into_iter().map(|line| line.text).collect();
        prop_assert_eq!(lines, paragraphs(&text).concat());
    }

    #[test]
    fn glyphs_divide_the_text_up(text in any_text(), ems in 2i32..42, style in any_style()) {
        for line in styled(&text, Em::whole(ems), style) {
            let mut at = 0;
            for glyph in &line.glyphs {
                prop_assert!(line.text.is_char_boundary(at));
                at += usize::from(glyph.len);
            }
            prop_assert_eq!(at, line.text.len());
        }
    }

    #[test]
    fn all_ink_stands_within_the_measure(text in any_text(), ems in 2i32..42, style in any_style()) {
        for line in styled(&text, Em::whole(ems), style) {
            for (c, from, to) in inks(&line) {
                if Class::of(c).is_space() || c == '\u{200B}' || is_combining_mark(c) {
                    continue;
                }
                prop_assert!(from >= Em::ZERO, "{} begins at {:?} in {:?}", c, from, line.text);
                prop_assert!(to <= Em::whole(ems) || line.glyphs.len() == 1, "{} ends at {:?} in {:?}", c, to, line.text);
            }
        }
    }

    #[test]
    fn no_line_breaks_against_kinsoku(text in any_text(), ems in 8i32..42, style in any_style()) {
        for paragraph in paragraphs(&text) {
            let lines: Vec<String> =
                styled(&paragraph, Em::whole(ems), style).into_iter().map(|line| line.text).collect();
            for pair in lines.windows(2) {
                let (end, begin) = (pair[0].chars().last().unwrap(), pair[1].chars().next().unwrap());
                // A line without any allowed break is broken where it is full.
                let all = |line: &str| line.chars().zip(line.chars().skip(1)).all(|(a, b)| never_ends(a) || never_begins(b) || !b.is_alphanumeric());
                prop_assert!(!(never_begins(begin) || never_ends(end)) || all(&pair[0]), "{:?}", pair);
            }
        }
    }

    #[test]
    fn justified_lines_end_together_or_are_left_as_they_are(text in "([文化施策推進の、。・（）]{1,9}|[0-9]{1,4}|[a-z]{1,7} ?){0,40}", ems in 4i32..42) {
        let ragged = set_in(&text, ems);
        let even = styled(&text, Em::whole(ems), EVEN);
        prop_assert!(even.len() <= ragged.len());
        let last = even.len() - 1;
        for (index, line) in even.iter().enumerate() {
            prop_assert!(kerns(line).iter().all(|(_, kern)| *kern <= 125));
            let stretched = kerns(line).iter().any(|(_, kern)| *kern > 0);
            prop_assert!(!stretched || (line.end == Em::whole(ems) && index < last));
        }
    }

    #[test]
    fn a_wider_column_never_needs_more_lines(text in "[文化施策推進の]{0,200}", ems in 2i32..41) {
        prop_assert!(texts(&text, ems + 1).len() <= texts(&text, ems).len());
    }
}
