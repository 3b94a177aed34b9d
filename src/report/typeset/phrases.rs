//! 文節: where a name or a head may be broken without tearing a word.
//!
//! Japanese has no spaces between words. BudouX finds phrases (文節) by a small trained model, which
//! sometimes takes a part of a word for a particle (茜野も|めん): a dictionary of words is asked as well.
//! Where a phrase is wider than the column, it breaks between the words of a compound.

use super::atom::Atom;
use super::break_rank::Break;
use super::class::{Class, is_ideograph};
use budouy::Parser;
use budouy::model::load_default_japanese_parser;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// Lowers the breaks within phrases, so that those between them are the best. `out` is the break
/// behind each atom.
pub(super) fn keep_phrases(text: &str, atoms: &[Atom], out: &mut [Break]) {
    let ends = Ends::of(text);
    let mut at = 0;
    for (index, pair) in atoms.windows(2).enumerate() {
        at += usize::from(pair[0].len);
        if out[index] == Break::Free {
            out[index] = match is_end(pair[0].char, pair[1].char) {
                Some(true) => Break::Free,
                None if ends.phrase(at) && ends.word(at) => Break::Free,
                None if ends_bureau(text, at) => Break::Free,
                // A word that the dictionary finds across a phrase's end may be none.
                None if ends.phrase(at) => Break::Part,
                _ => within(text, atoms, index, at, &ends),
            };
        }
    }
}

/// Where the phrases and the words of a text end, in bytes, in their order.
#[derive(Debug)]
struct Ends {
    phrases: Vec<usize>,
    words: Vec<usize>,
}

/// The most texts whose ends are remembered.
const MOST_REMEMBERED: usize = 4096;

impl Ends {
    /// Those of a text. They are remembered: a list has the same departments over and over, and a paper
    /// that is laid out again nearly all the names.
    fn of(text: &str) -> Arc<Self> {
        static KNOWN: LazyLock<RwLock<HashMap<Box<str>, Arc<Ends>>>> =
            LazyLock::new(RwLock::default);
        let read = || KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read().get(text) {
            return Arc::clone(known);
        }
        let ends = Arc::new(Self { phrases: phrase_ends(text), words: word_ends(text) });
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        let _ = known.insert(text.into(), Arc::clone(&ends));
        ends
    }

    fn phrase(&self, at: usize) -> bool {
        self.phrases.binary_search(&at).is_ok()
    }

    fn word(&self, at: usize) -> bool {
        self.words.binary_search(&at).is_ok()
    }
}

/// The ends of the phrases of a text.
fn phrase_ends(text: &str) -> Vec<usize> {
    static PARSER: LazyLock<Parser> = LazyLock::new(load_default_japanese_parser);
    let mut ends = PARSER.parse_boundaries(text).into_iter().peekable();
    let starts = text.char_indices().enumerate();
    let ends = starts.filter(|(index, _)| ends.next_if_eq(index).is_some());
    ends.map(|(_, (byte, _))| byte).collect()
}

/// The ends of the words of a text.
fn word_ends(text: &str) -> Vec<usize> {
    static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    WORDS.segment_str(text).collect()
}

/// Whether a phrase ends between two characters, where these alone tell.
fn is_end(before: char, after: char) -> Option<bool> {
    match (Class::of(before), Class::of(after)) {
        (Class::Space | Class::Tab | Class::Stop, _) | (_, Class::Opening) => Some(true),
        _ if before == '・' => Some(true),
        // 「…」の, （…）を
        (Class::Closing, _) => Some(!matches!(after, 'ぁ'..='ゖ')),
        (Class::Opening, _) => Some(false),
        _ => None,
    }
}

/// Whether a bureau ends here that a department of it follows: 企画財政部|政策推進課.
fn ends_bureau(text: &str, at: usize) -> bool {
    const OFFICES: [&str; 8] = ["課", "室", "係", "班", "館", "所", "担当", "センター"];
    /// The fewest characters of the name of a department: 教育部長室 is none of 教育部.
    const SHORTEST: usize = 3;
    let (before, after) = text.split_at(at);
    let end = after.find(|c: char| !is_ideograph(c) && !matches!(c, 'ぁ'..='ー' | '･'));
    let name = &after[..end.unwrap_or(after.len())];
    before.ends_with(['部', '局'])
        && name.chars().count() >= SHORTEST
        && OFFICES.iter().any(|office| name.ends_with(office))
}

/// How good a break within a phrase is: better between the words of a compound, and between a word in
/// katakana and its neighbour. `at` is where it is in the text.
fn within(text: &str, atoms: &[Atom], index: usize, at: usize, ends: &Ends) -> Break {
    let [before, after] = [index, index + 1].map(|at| Script::of(atoms[at].char));
    if before != after {
        // Kana behind a word is its ending or a particle.
        return if after == Script::Hiragana { Break::Run } else { Break::Part };
    }
    if before == Script::Katakana {
        return within_katakana(text, at);
    }
    if before != Script::Ideographs || !ends.word(at) {
        return Break::Run;
    }
    // A word of one character is the beginning (再) or the end (者, 課) of a longer one.
    let of_script = |c: &char| Script::of(*c) == before;
    let word = |range: Range<usize>| text[range].chars().filter(of_script).count();
    let next = ends.words.partition_point(|end| *end <= at);
    let end = ends.words.get(next).copied().unwrap_or(text.len());
    let before = next.checked_sub(2).and_then(|before| ends.words.get(before));
    let start = before.copied().unwrap_or(0);
    let begins = !text[..start].chars().next_back().is_some_and(|c| of_script(&c));
    if word(at..end) > 1 && (word(start..at) > 1 || !begins) { Break::Part } else { Break::Run }
}

/// Words that compounds of loanwords in official texts are made of. The dictionary takes a run of
/// katakana for one word (UAX #29, WB13).
const LOANWORDS: &str = "アート アーカイブ アウトリーチ アクション アクセス アクティブ アセスメント アドバイザー アプリ アンケート \
    イノベーション イベント インキュベーション インクルーシブ インターシティ インターチェンジ インターナショナル \
    インターネット インターンシップ インバウンド インフォメーション インフラ インフラストラクチャー ウェブ \
    ウォーキング ウォーク エアポート エコ エコノミー エネルギー エリア エンジン オープン オフィス オンライン \
    オペレーション カード カーボン カウンセラー カウンセリング カフェ ガーデン ガイド ガイドライン キッズ \
    キャッシュレス キャリア キャンパス キャンプ キャンペーン クラウド クラウドファンディング クラブ グランド \
    グリーン グループ グローバル ケア コーディネーター コーディネート コーナー コミッション コミュニケーション \
    コミュニティ コワーキング コンクール コンサルティング コンシェルジュ コンソーシアム コンテスト コンテンツ \
    コンパクト コンベンション サービス サイクリング サイクル サイト サテライト サポーター サポート サロン \
    サミット シェア シェアリング システム シティ シニア シミュレーション シルバー シンポジウム ジェンダー \
    ジオパーク ジュニア スクール スタートアップ スタジアム スタッフ ステーション ストック ストラクチャー \
    スペース スポーツ スポット スマート スマートフォン セーフティ セキュリティ セミナー センター ゼロ \
    ソーシャル ソーラー タウン タウンミーティング タクシー ツアー ツーリズム テクノロジー テレワーク データ \
    データベース デイサービス デザイン デジタル デバイス デバイド デマンド トイレ トランス トランスフォーメーション \
    トレーニング ドライブ ドライバー ナショナル ニーズ ニュータウン ニュートラル ネット ネットワーク ハウス \
    ハザード ハブ バイオマス バス バランス バリアフリー バレー バンク パーク パーソナル パートナー \
    パートナーシップ パスポート パッケージ パトロール ビジット ビジネス ビジョン ビッグデータ ビル ファミリー \
    ファンディング フード フィールド フィルム フェア フェスタ フェスティバル フォーメーション フォーラム フレイル ブック \
    ブランディング ブランド ブロードバンド プラザ プラットフォーム プラン プログラミング プログラム プロジェクト \
    プロモーション ヘリテージ ヘルス ヘルスケア ヘルプ ヘルパー ペーパーレス ページ ホーム ホームページ ホール \
    ポータル ポート ポイント ボランティア マーケット マーケティング マイクロ マイナンバー マスター マッチング \
    マップ マネジメント マネジャー マルシェ ミーティング ミュージアム ミュージック メール メディア メンタル \
    メンテナンス モール モデル モニタリング モビリティ ユース ユニバーサル ユニット ライト ライフ \
    ライフステージ ライフライン ライブラリー ライン ランド リーダー リーダーシップ リーディング リカレント \
    リサイクル リスク リノベーション リハビリテーション リフォーム ルート ルーム レクリエーション レジリエンス \
    レンタル ローカル ロード ロス ワーカー ワーク ワークショップ ワークライフバランス ワーケーション \
    ワンストップ ワールド";

/// The kana that most loanwords end with.
const LAST_KANA: [char; 14] =
    ['ー', 'ン', 'ト', 'ル', 'ス', 'ク', 'ド', 'グ', 'ム', 'ズ', 'プ', 'ブ', 'ジ', 'ア'];

/// The longest run of katakana that is taken apart, in bytes.
const LONGEST_RUN: usize = 90;

/// The fewest characters of a loanword beside one that is not known, and of that one: バス begins other
/// words as well.
const FEWEST_KNOWN: usize = 4;
const FEWEST_OTHER: usize = 3;

/// How good a break in a run of katakana is: best where a loanword ends and another one begins, better
/// where one may than elsewhere.
fn within_katakana(text: &str, at: usize) -> Break {
    fn splits(run: &str) -> bool {
        let mut words = LOANWORDS.split_ascii_whitespace();
        run.is_empty() || words.any(|word| run.strip_prefix(word).is_some_and(splits))
    }
    let of_script = |c: &char| Script::of(*c) == Script::Katakana;
    let (before, after) = text.split_at(at);
    let start = before.len()
        - before.chars().rev().take_while(of_script).map(char::len_utf8).sum::<usize>();
    let end = after.chars().take_while(of_script).map(char::len_utf8).sum::<usize>();
    let (before, after) = (&before[start..], &after[..end]);
    if before.len() + after.len() > LONGEST_RUN {
        return Break::Run;
    }
    let beside = |known: &str, other: &str| {
        splits(known)
            && known.chars().count() >= FEWEST_KNOWN
            && other.chars().count() >= FEWEST_OTHER
    };
    if splits(before) && splits(after) || beside(before, after) || beside(after, before) {
        return Break::Part;
    }
    let enough = |part: &str| part.chars().count() >= FEWEST_OTHER;
    let may_end = before.ends_with(LAST_KANA) && !after.starts_with('ン');
    if may_end && enough(before) && enough(after) { Break::Run } else { Break::Inner }
}

/// What a character is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ideographs,
    Hiragana,
    Katakana,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            'ぁ'..='ゖ' => Self::Hiragana,
            'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => Self::Katakana,
            _ if is_ideograph(c) => Self::Ideographs,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraphs, Style};
    use crate::report::{Em, Typeface};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn lines(text: &str, ems: i32, names: &[&str]) -> Vec<String> {
        let fonts = Typeface::Mincho.fonts().unwrap();
        let style = Style { revised: true, phrases: true, ..Style::default() };
        let lines = Paragraphs::new(fonts, text, names, style).lines(Em::whole(ems));
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn names_break_between_phrases() {
        let set = |text| lines(text, 8, &[]).join("/");
        assert_eq!(
            set("市内農家の収入増に向けた取組の支援"),
            "市内農家の/収入増に向けた/取組の支援"
        );
        assert_eq!(set("染織伝承館「あかねぐら」の運営"), "染織伝承館/「あかねぐら」の/運営");
        assert_eq!(set("茜染め・茜野もめんの後継者の育成"), "茜染め・/茜野もめんの/後継者の育成");
    }

    #[test]
    fn a_long_word_breaks_between_its_parts() {
        let set = |text| lines(text, 8, &[]).join("/");
        assert_eq!(set("地域包括支援体制整備事業"), "地域包括支援体制/整備事業");
        assert_eq!(set("子育てコーディネーター配置"), "子育て/コーディネーター/配置");
        assert_eq!(set("シティプロモーションの推進"), "シティ/プロモーションの/推進");
        assert_eq!(set("オープンガーデニングの支援"), "オープン/ガーデニングの/支援");
        assert_eq!(set("新規就農者支援制度"), "新規就農者支援/制度");
        assert_eq!(
            set("インターナショナルコンベンションの誘致"),
            "インター/ナショナル/コンベンションの/誘致"
        );
        // None of whose words is known.
        assert_eq!(set("アヴァンギャルドステンレス"), "アヴァンギャルド/ステンレス");
        let wide = lines("インフラストラクチャーメンテナンスの効率化", 11, &[]).join("/");
        assert_eq!(wide, "インフラストラクチャー/メンテナンスの効率化");
    }

    #[test]
    fn names_one_below_the_other_are_told_apart() {
        let style = Style { revised: true, phrases: true, indented: true, ..Style::default() };
        let names = ["こども家庭センター", "企画財政部政策推進課"];
        let text = names.join("\n");
        let fonts = Typeface::Mincho.fonts().unwrap();
        let lines = |ems| Paragraphs::new(fonts, &text, &names, style).lines(Em::whole(ems));
        let starts = |ems| lines(ems).iter().map(|line| line.start.0).collect::<Vec<_>>();
        assert_eq!(starts(7), [0, 1000, 0, 1000]);
        assert_eq!(starts(10), [0, 0]);
        // An indent that tears a word would help nobody.
        assert_eq!(starts(4)[1], 0);
    }

    #[test]
    fn a_department_breaks_behind_a_middle_dot() {
        let name = "市民協働・男女参画推進課";
        assert_eq!(lines(name, 8, &[name]).join("/"), "市民協働・/男女参画推進課");
        assert_eq!(lines(name, 12, &[name]).join("/"), name);
    }

    #[test]
    fn a_department_breaks_behind_its_bureau() {
        let set = |text| lines(text, 7, &[text]).join("/");
        assert_eq!(set("企画財政部政策推進課"), "企画財政部/政策推進課");
        assert_eq!(set("都市整備部まちづくり課"), "都市整備部/まちづくり課");
        assert_eq!(set("消防本部警防課"), "消防本部警防課");
        assert_eq!(set("子育て支援部こども家庭センター"), "子育て支援部/こども/家庭センター");
    }

    proptest! {
        /// No phrase is torn that a line can hold, if it ends where the dictionary ends a word.
        #[test]
        fn no_phrase_is_broken_where_the_column_is_wide_enough(
            words in prop::collection::vec("[文化施策推進市民年度人課]{1,6}[のをにと]", 1..8),
            ems in 8i32..16,
        ) {
            let text = words.concat();
            let ends = super::Ends::of(&text);
            let ends: BTreeSet<usize> =
                ends.phrases.iter().copied().filter(|end| ends.word(*end)).collect();
            let mut at = 0;
            for line in lines(&text, ems, &[]) {
                at += line.len();
                let phrase = ends.range(..at).next_back().copied().unwrap_or(0);
                let next = ends.range(at..).next().copied().unwrap_or(text.len());
                let fits = text[phrase..next].chars().count() <= usize::try_from(ems).unwrap();
                prop_assert!(at == next || !fits, "{} in {}", line, text);
            }
        }
    }
}
