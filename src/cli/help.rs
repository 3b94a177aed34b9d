//! What the help says.

/// The commands and their options.
pub const HELP: &str = "\
進捗帳（しんちょくちょう）  市の戦略の施策を管理し、進捗状況一覧表を印刷します。

使い方
  shinchoku [FILE.db]                                画面を開きます。
  shinchoku demo [DIR]                               見本のファイルとPDFを DIR に作り、画面を開きます。
  shinchoku report [FILE.db] -o OUT.pdf [選択肢]     一覧表をPDFにします。FILE.db がなければ見本を使います。
  shinchoku new FILE.db --municipality 市名 --plan 計画名
                                                     新しいファイルを作ります。
  shinchoku import FILE.db SOURCE.{csv,xlsx,json} [選択肢]
                                                     一覧を取り込みます。FILE.db がなければ作ります。
  shinchoku export FILE.db OUT.{csv,xlsx,json} [--force]
                                                     一覧を書き出します。
  shinchoku check FILE.db                            ファイルの傷み、未入力、疑わしい文字や年度を調べます。
  shinchoku history FILE.db [--limit 件数]            変更履歴を新しい順に表示します。
  shinchoku merge FILE.db OTHER.db [選択肢]          同じファイルの別の写しでの変更を、FILE.db に統合します。
  shinchoku hand-out FILE.db --department 課名 -o OUT.db [選択肢]
                                                     課の入力用ファイルを作り、配布・回収の記録に残します。
  shinchoku hand-out FILE.db --all -o FOLDER [選択肢]
                                                     すべての所管課の入力用ファイルを、FOLDER に作ります。
                                                     途中で止まったときは、同じ命令で続きから作ります。
  shinchoku ledger FILE.db                           配布・回収の記録を表示します。
  shinchoku editions FILE.db                         保存版の一覧を表示します。
  shinchoku editions FILE.db --save 名前 [--date 2026-06-12] [--template 様式] [--paper 帳票]
                                                     いまの一覧表を、その名前の保存版にします。
  shinchoku editions FILE.db --pdf 名前 -o OUT.pdf   保存版のPDFを、保存したときのまま取り出します。
  shinchoku editions FILE.db --compare 名前 [名前] -o OUT.pdf [--revision]
                                                     保存版どうし（2つ目がなければ現在）の正誤表を作ります。
                                                     --revision を付けると新旧対照表になります。
  shinchoku backup FILE.db                           控えを取ります。
  shinchoku backup --list FILE.db                    このファイルの控えを、新しい順に表示します。
  shinchoku restore FILE.db [控え.db]                控えの内容に戻します。指定しなければ、いちばん新しい控えに戻します。

import の選択肢
  --columns 名称=C,内容=E,R6=H
                         列が表すもの（画面の「列の内容」と同じ名前。「R6」は令和6年度の実施状況、
                         「R6進捗状況」はその進捗状況）。指定しない列は、見出しから読み取る。見出しを
                         読めない表では、指定した列がすべて埋まっている最初の行を、見出しとする
  --sheet シート名       取り込むシート（何回でも指定できる。指定しなければ、一覧と読めるシート）

report の選択肢
  --template 様式         ファイルにある様式の名前（指定しなければ、最初の様式）
  --list-templates        様式の名前の一覧を表示する（PDFは作りません）
  --paper 帳票           list（一覧表）、by-department（課別一覧）、missing（未入力一覧）、
                         comparison（新旧対照表）
  --each                 課別一覧を、課ごとのファイル（OUT_課名.pdf）に分ける
  --years 2017,2018      印刷する年度（平成29年度、H29 とも書けます）
  --department 課名      その課が所管または関連する施策だけ
  --title 表題           表題を変える
  --face 明朝|ゴシック   本文の書体
  --size 9.5             本文の文字の大きさ（ポイント）
  --margin 10            余白（ミリメートル）
  --date 2026-06-12      PDFに記録する作成日
  --geta                 書体にない文字を〓で印刷する（指定しなければ印刷しません）
  --force                同じ名前のファイルを置き換える

hand-out の選択肢
  --year 2024            入力してもらう年度（指定しなければ、締めていない最後の年度）
  --deadline 2027-05-31  提出期限
  --message 文           課への連絡
  --return-to 人         提出先
  --only                 ほかの課の施策を入れない（指定しなければ、読むだけのものとして入れる）
  --force                同じ名前のファイルを置き換える

merge の選択肢
  --dry-run              比べるだけで、何も変えない
  --conflicts mine|theirs|stop
                         両方で変えた箇所に、FILE.db の内容を使う、OTHER.db の内容を使う、
                         または統合をやめる（指定しなければ stop）
  --json REPORT.json     違いの一覧を、ほかのプログラムのために書き出す

書き出すファイルの名前の終わりは、その種類のもの（.pdf、.db など）にします。進捗帳のファイルは、
--force を付けても、ほかのものに置き換わりません（配布し直す入力用ファイルを除きます）。

終了値  0 できた  1 できなかった（何も変えていません。hand-out --all は、できた課を表示します）
        2 使い方の誤り
";

/// The help as a whole, or the part of it that is about one command.
pub fn help(of: Option<&str>) -> String {
    let part = of.map(part_about).unwrap_or_default();
    if part.is_empty() { HELP.to_owned() } else { part }
}

fn part_about(command: &str) -> String {
    let (usage, options) = (format!("  shinchoku {command} "), format!("{command} の選択肢"));
    let (mut out, mut is_usage, mut is_options) = (String::new(), false, false);
    for line in HELP.lines() {
        is_usage = line.starts_with(&usage) || (is_usage && line.starts_with("          "));
        is_options = line == options || (is_options && !line.is_empty());
        if line == options {
            out.push('\n');
        }
        if is_usage || is_options {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
