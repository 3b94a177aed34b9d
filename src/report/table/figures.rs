//! Figures with their counters: a reader compares 2,000人 with 2,100人, not 000 with 100.

use std::ops::Range;

/// What is counted with, each of them before any that it begins with.
const COUNTERS: &str = "か所 ヶ所 カ所 ヵ所 箇所 か月 ヶ月 カ月 ヵ月 か年 ヶ年 カ年 年度 年間 年代 年 月 日間 \
    日 週間 週 時間 時 分間 分 秒 千円 百万円 万円 億円 円 世帯 千人 万人 人 名 件 回 校 戸 社 者 組 台 棟 \
    個 点 冊 本 枚 店舗 店 団体 事業所 事業 施設 地区 品目 品 種類 種 歳 割 倍 位 次 期 番 号 講座 コース \
    チーム 家庭 園 室 区画 区間 路線 便 床 食 頭 羽 匹 隻 巻 編 章 条 項 票 席 部 通 基 機 経営体 法人 \
    グループ 丁目 集落 区 町 村 市 パーセント ポイント ％ % ‰ ヘクタール アール キロメートル キログラム \
    キロワット キロ メートル トン リットル 平方メートル ㎡ ㎥ ha kWh kW km kg mm cm m g t";

/// Ranges of a text, in bytes and in order, those within a figure widened to all of it.
pub(in crate::report) fn whole_figures(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let touches =
        |figure: &Range<usize>, it: &Range<usize>| it.start < figure.end && figure.start < it.end;
    let figures = figures(text).into_iter();
    let marked = figures.filter(|figure| ranges.iter().any(|it| touches(figure, it)));
    let mut all: Vec<Range<usize>> = marked.chain(ranges.iter().cloned()).collect();
    all.sort_by_key(|range| range.start);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for range in all {
        match whole.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => whole.push(range),
        }
    }
    whole
}

/// The figures of a text, each with what it counts.
fn figures(text: &str) -> Vec<Range<usize>> {
    let mut figures = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(is_digit).map(|from| at + from) {
        let mut end = from;
        for (index, c) in text[from..].char_indices() {
            let next = text[from + index + c.len_utf8()..].chars().next();
            let within = is_separator(c) && next.is_some_and(is_digit);
            if !is_digit(c) && !within {
                break;
            }
            end = from + index + c.len_utf8();
        }
        let rest = &text[end..];
        let counter = COUNTERS.split_ascii_whitespace().find(|counter| rest.starts_with(*counter));
        end += counter.map_or(0, str::len);
        figures.push(from..end);
        at = end;
    }
    figures
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Between the digits of one figure.
const fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | '.' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        figures(text).into_iter().map(|figure| &text[figure]).collect()
    }

    #[test]
    fn a_figure_has_its_separators_and_its_counter() {
        assert_eq!(found("来館者は2,000人（6.5％増）、計612人。"), ["2,000人", "6.5％", "612人"]);
        assert_eq!(
            found("令和６年度に１２か所、1,240,000千円"),
            ["６年度", "１２か所", "1,240,000千円"]
        );
        assert_eq!(found("3年間に4日間、2."), ["3年間", "4日間", "2"]);
        assert_eq!(found("数はない"), Vec::<&str>::new());
    }

    proptest! {
        /// No digit is outside a figure, and none is in two.
        #[test]
        fn every_digit_is_in_one_figure(text in "[0-9０-９,．人か所年％あ。\n]{0,40}") {
            let figures = figures(&text);
            for (at, _) in text.char_indices().filter(|(_, c)| is_digit(*c)) {
                prop_assert_eq!(figures.iter().filter(|figure| figure.contains(&at)).count(), 1);
            }
        }
    }
}
