//! What the document says of itself to whoever keeps it (ISO 32000-1, 14.3.2; ISO 16684-1).

use chrono::NaiveDate;
use std::fmt::Write;

/// What is said. It is the same as in the document information dictionary.
#[derive(Debug)]
pub struct Metadata<'a> {
    pub title: &'a str,
    pub creator: &'a str,
    pub producer: &'a str,
    pub language: &'a str,
    pub date: Option<NaiveDate>,
    /// Whether the document keeps to PDF/UA-1 and PDF/A-2a.
    pub conforms: bool,
}

/// The claims: PDF/UA-1 (ISO 14289-1, 5) and PDF/A-2a (ISO 19005-2, 6.6.4).
const CLAIMS: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
";

/// What `pdfuaid:part` is: a PDF/A explains what its own standard does not (ISO 19005-2, 6.6.2.3).
const SCHEMA: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
";

impl Metadata<'_> {
    /// As an XMP packet.
    pub fn packet(&self) -> String {
        let Self { title, creator, producer, language, .. } = self;
        let [title, creator, producer] = [title, creator, producer].map(|text| escaped(text));
        let mut out = format!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
             <dc:format>application/pdf</dc:format>\n\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
             <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
             <xmp:CreatorTool>{creator}</xmp:CreatorTool>\n\
             <pdf:Producer>{producer}</pdf:Producer>\n"
        );
        // Nothing can fail in memory.
        if let Some(date) = self.date {
            let date = date.format("%Y-%m-%d");
            let _ = writeln!(out, "<xmp:CreateDate>{date}</xmp:CreateDate>");
            let _ = writeln!(out, "<xmp:ModifyDate>{date}</xmp:ModifyDate>");
        }
        out.push_str("</rdf:Description>\n");
        if self.conforms {
            out.push_str(CLAIMS);
            out.push_str(SCHEMA);
        }
        out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
        out
    }
}

/// A text within XML 1.0, without the characters that it cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Metadata<'_> = Metadata {
        title: "一覧表",
        creator: "進捗帳",
        producer: "printpdf",
        language: "ja-JP",
        date: None,
        conforms: false,
    };

    #[test]
    fn only_what_is_known_is_said() {
        let packet = PLAIN.packet();
        assert!(packet.contains("<rdf:li xml:lang=\"x-default\">一覧表</rdf:li>"));
        assert!(!packet.contains("Date"));
        let date = NaiveDate::from_ymd_opt(2026, 6, 12);
        let packet = Metadata { date, ..PLAIN }.packet();
        assert!(packet.contains("<xmp:CreateDate>2026-06-12</xmp:CreateDate>"));
    }

    #[test]
    fn what_holds_is_claimed() {
        assert!(!PLAIN.packet().contains("pdfaid") && !PLAIN.packet().contains("pdfuaid"));
        let packet = Metadata { conforms: true, ..PLAIN }.packet();
        assert!(packet.contains("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A<"));
        assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"));
        let count = |what| packet.matches(what).count();
        assert_eq!(count("<rdf:Description"), count("</rdf:Description>"));
        assert_eq!(count("<rdf:li"), count("</rdf:li>"));
    }

    #[test]
    fn a_title_cannot_break_out() {
        let packet = Metadata { title: "Ａ＆B</rdf:li>&\u{1}", ..PLAIN }.packet();
        assert!(packet.contains("Ａ＆B&lt;/rdf:li&gt;&amp;</rdf:li>"));
    }
}
