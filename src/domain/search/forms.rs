//! Old and new forms of one character (髙 and 高, 澤 and 沢), which a reader takes for the same.
//!
//! Clerks type the form that their keyboard offers first, and look for names that are written in
//! another. The table has the 旧字体 of the 常用漢字表 (2010) and what stands for them in names of
//! persons and places. Characters that Unicode itself holds for the same (NFKC) need no place in it,
//! and those of another meaning (斉 and 斎, 少 and 尐) have none.

/// Each old form and, behind it, the new one; ordered by the old one.
const FORMS: &str = "\
    乘乗 亂乱 亙亘 亞亜 佛仏 來来 假仮 傳伝 僞偽 價価 儉倹 兒児 內内 兩両 冨富 \
    剩剰 劍剣 劑剤 勞労 勳勲 勵励 勸勧 區区 卷巻 卽即 參参 吳呉 單単 嚴厳 囑嘱 \
    囘回 圈圏 國国 圍囲 圓円 圖図 團団 埜野 堯尭 增増 墮堕 壓圧 壘塁 壞壊 壤壌 \
    壯壮 壹壱 壽寿 奧奥 奬奨 孃嬢 學学 寢寝 實実 寫写 寬寛 寶宝 將将 專専 對対 \
    尙尚 屆届 屬属 峯峰 峽峡 嵜崎 嶋島 嶌島 嶽岳 巖巌 帶帯 廢廃 廣広 廳庁 彈弾 \
    彌弥 彥彦 徑径 從従 德徳 恆恒 悅悦 惠恵 惡悪 惱悩 愼慎 慘惨 應応 懷懐 戀恋 \
    戰戦 戲戯 戶戸 戾戻 拂払 拔抜 拜拝 挾挟 插挿 搖揺 搜捜 擇択 擔担 據拠 擧挙 \
    擴拡 攝摂 收収 效効 敍叙 敎教 數数 斷断 晉晋 晝昼 曆暦 曉暁 曾曽 會会 栁柳 \
    桒桑 條条 棧桟 榮栄 槇槙 槗橋 樂楽 樓楼 樞枢 樣様 橫横 檜桧 檢検 櫻桜 權権 \
    歐欧 歡歓 步歩 歷歴 歸帰 殘残 殼殻 毆殴 每毎 氣気 沒没 淨浄 淸清 淺浅 渊淵 \
    渕淵 溪渓 溫温 滯滞 滿満 潛潜 澁渋 澤沢 濕湿 濟済 濱浜 濵浜 瀧滝 瀨瀬 灣湾 \
    燈灯 燒焼 營営 爐炉 爭争 爲為 犧犠 狹狭 獨独 獵猟 獸獣 獻献 瑤瑶 瓣弁 甁瓶 \
    產産 畫画 當当 疊畳 癡痴 發発 盜盗 盡尽 眞真 碎砕 祕秘 禪禅 禮礼 禰祢 稅税 \
    稱称 穩穏 穰穣 竊窃 竝並 籠篭 粹粋 絕絶 絲糸 經経 綠緑 緣縁 縣県 縱縦 總総 \
    繩縄 繪絵 繼継 續続 纖繊 缺欠 罐缶 聰聡 聲声 聽聴 肅粛 脫脱 腦脳 膽胆 臟臓 \
    臺台 與与 舊旧 舘館 艷艶 莊荘 莖茎 萬万 薗園 薰薫 藏蔵 藝芸 藥薬 處処 虛虚 \
    號号 螢蛍 蟲虫 蠶蚕 蠻蛮 衞衛 裝装 襃褒 覺覚 覽覧 觀観 觸触 說説 謠謡 證証 \
    譯訳 譽誉 讀読 變変 讓譲 豐豊 豫予 貳弐 賣売 賴頼 贊賛 踐践 輕軽 轉転 辨弁 \
    辭辞 辯弁 遙遥 遞逓 遲遅 邉辺 邊辺 郞郎 鄕郷 醉酔 醫医 釀醸 釋釈 銳鋭 錄録 \
    錢銭 鍊錬 鎭鎮 鐵鉄 鑄鋳 鑛鉱 閱閲 關関 陷陥 隨随 險険 隱隠 雙双 雜雑 霸覇 \
    靈霊 靑青 靜静 顏顔 顯顕 飜翻 餘余 騷騒 驅駆 驗験 驛駅 髓髄 體体 髙高 髮髪 \
    鬪闘 鷄鶏 鷗鴎 鹽塩 麥麦 麴麹 黃黄 黑黒 默黙 點点 黨党 齊斉 齋斎 齒歯 齡齢 \
    龍竜 龜亀 﨑崎 𠮷吉 𣘺橋 \
    ";

/// The new form of a character that has one, else the character.
pub(super) fn modern(c: char) -> char {
    /// Below the first of the table, and above the kana, there is nothing to look up.
    const FIRST: char = '\u{4e00}';
    if c < FIRST {
        return c;
    }
    let table = table();
    match table.binary_search_by_key(&c, |(old, _)| *old) {
        Ok(at) => table.get(at).map_or(c, |(_, new)| *new),
        Err(_) => c,
    }
}

/// The table as pairs, made once.
fn table() -> &'static [(char, char)] {
    static TABLE: std::sync::LazyLock<Vec<(char, char)>> = std::sync::LazyLock::new(|| {
        let pairs = FORMS.split_whitespace().map(str::chars);
        pairs.filter_map(|mut pair| Some((pair.next()?, pair.next()?))).collect()
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_forms_of_names_are_known() {
        let modernised = |text: &str| text.chars().map(modern).collect::<String>();
        assert_eq!(modernised("髙﨑澤邊邉廣惠國𠮷"), "高崎沢辺辺広恵国吉");
        assert_eq!(modernised("斉藤と斎藤"), "斉藤と斎藤");
    }

    /// Looking up is by halving, and twice is once.
    #[test]
    fn the_table_is_ordered_and_ends_in_new_forms() {
        assert!(table().is_sorted_by(|(one, _), (next, _)| one < next));
        assert_eq!(table().len(), FORMS.split_whitespace().count());
        assert!(table().iter().all(|(_, new)| modern(*new) == *new));
    }
}
