//! The metadata of a document: title, language and dates for viewers and archives (ISO 32000-1, 14.3),
//! in the information dictionary and, the same, in XMP (ISO 16684-1).

use super::fingerprint::Fingerprint;
use super::intent;
use super::object::{failed, reference_in, text};
use crate::report::error::Error;
use crate::report::page::{Document, Numbers};
use chrono::NaiveDate;
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::fmt::Write;

/// The language of all texts.
const LANGUAGE: &str = "ja-JP";

const CREATOR: &str = concat!("進捗帳 (Shinchoku) ", env!("CARGO_PKG_VERSION"));
const PRODUCER: &str = "printpdf 0.12.8";

/// Sets the metadata and the output intent. `conforms` is whether the document keeps to PDF/UA-1 and
/// PDF/A-2a.
pub(super) fn set_metadata(
    pdf: &mut lopdf::Document,
    document: &Document,
    conforms: bool,
    mut fingerprint: Fingerprint,
) -> Result<(), Error> {
    let mut info = dictionary! {
        "Title" => text(&document.title),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
    };
    if !document.author.is_empty() {
        info.set("Author", text(&document.author));
    }
    if let Some(date) = document.date {
        let date = Object::string_literal(pdf_date(date));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    let id = reference_in(&pdf.trailer, b"Info")?;
    let _ = pdf.objects.insert(id, Object::Dictionary(info));
    let packet = xmp_packet(&document.title, &document.author, document.date, conforms);
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // A reader of metadata need not understand PDF (ISO 32000-1, 14.3.2).
    let metadata = Stream::new(kind, packet.into_bytes()).with_compression(false);
    let metadata = pdf.add_object(metadata);
    let intents = intent::add(pdf);
    let catalog = pdf.catalog_mut().map_err(failed)?;
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", intents);
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("PageLayout", "SinglePage");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(numbers) = &document.numbers {
        catalog.set("PageLabels", page_labels(numbers));
    }
    fingerprint.add(document.title.as_bytes());
    fingerprint.add(document.author.as_bytes());
    fingerprint.add(document.date.map(pdf_date).unwrap_or_default().as_bytes());
    let id = Object::String(fingerprint.bytes().to_vec(), lopdf::StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// The labels of pages in a viewer, those that are printed on them (ISO 32000-1, 12.4.2).
fn page_labels(Numbers { covers, first, restarts }: &Numbers) -> Dictionary {
    let mut labels: Vec<Object> = Vec::new();
    if *covers > 0 {
        labels.extend([0.into(), dictionary! { "P" => text("表紙") }.into()]);
    }
    let numbered = dictionary! { "S" => "D", "St" => i64::from(*first) };
    for from in std::iter::once(covers).chain(restarts) {
        labels.extend([i64::try_from(*from).unwrap_or(0).into(), numbered.clone().into()]);
    }
    dictionary! { "Nums" => labels }
}

/// ISO 32000-1, 7.9.4: a day without a time.
fn pdf_date(date: NaiveDate) -> String {
    date.format("D:%Y%m%d").to_string()
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

/// The schema of `pdfuaid:part`: a PDF/A describes the properties that its own standard does not
/// (ISO 19005-2, 6.6.2.3).
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

fn xmp_packet(title: &str, author: &str, date: Option<NaiveDate>, conforms: bool) -> String {
    let (title, author) = (escaped(title), escaped(author));
    let mut out = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n"
    );
    // Writing to memory cannot fail.
    if !author.is_empty() {
        let _ =
            writeln!(out, "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>");
    }
    if let Some(date) = date {
        let date = date.format("%Y-%m-%d");
        let _ = writeln!(out, "<xmp:CreateDate>{date}</xmp:CreateDate>");
        let _ = writeln!(out, "<xmp:ModifyDate>{date}</xmp:ModifyDate>");
    }
    out.push_str("</rdf:Description>\n");
    if conforms {
        out.push_str(CLAIMS);
        out.push_str(SCHEMA);
    }
    out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
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

    fn packet(conforms: bool) -> String {
        xmp_packet("一覧表", "みずほ野市", None, conforms)
    }

    #[test]
    fn a_date_is_stated_only_where_it_is_known() {
        assert!(packet(false).contains("<rdf:li xml:lang=\"x-default\">一覧表</rdf:li>"));
        assert!(!packet(false).contains("Date"));
        let packet = xmp_packet("一覧表", "", NaiveDate::from_ymd_opt(2026, 6, 12), false);
        assert!(packet.contains("<xmp:CreateDate>2026-06-12</xmp:CreateDate>"));
    }

    #[test]
    fn conformance_is_claimed_only_where_it_holds() {
        assert!(!packet(false).contains("pdfaid") && !packet(false).contains("pdfuaid"));
        let packet = packet(true);
        assert!(packet.contains("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A<"));
        assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"));
        let count = |what| packet.matches(what).count();
        assert_eq!(count("<rdf:Description"), count("</rdf:Description>"));
        assert_eq!(count("<rdf:li"), count("</rdf:li>"));
    }

    #[test]
    fn a_title_is_escaped() {
        let packet = xmp_packet("Ａ＆B</rdf:li>&\u{1}", "", None, false);
        assert!(packet.contains("Ａ＆B&lt;/rdf:li&gt;&amp;</rdf:li>"));
    }
}
