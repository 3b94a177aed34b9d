//! The package around the body (ECMA-376 part 2): styles, settings, header, footer, properties.

use super::paragraph::{self, Piece, Setting, of_face, of_size, twips};
use crate::domain::template::{PageNumber, PageNumberForm};
use crate::report::Face;
use crate::report::error::Error;
use crate::report::flow::RowMetrics;
use crate::report::office::{Part, caption_face};
use crate::report::table::{Dimensions, Kind, LEADING, RUNNING_SIZE, large_sizes};
use quick_xml::escape::escape;
use std::io::{Cursor, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Puts a document together of its body.
pub(super) fn write(part: &Part, dimensions: &Dimensions, body: &str) -> Result<Vec<u8>, Error> {
    let around =
        [("header", header(part, dimensions)), ("footer", footer(part.options.page_number))];
    let around: Vec<(&str, String)> =
        around.into_iter().filter_map(|(kind, xml)| Some((kind, xml?))).collect();
    let kinds: Vec<&str> = around.iter().map(|(kind, _)| *kind).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(&kinds)),
        ("_rels/.rels".to_owned(), relationships()),
        ("docProps/core.xml".to_owned(), properties(part)),
        (
            "word/document.xml".to_owned(),
            format!(
                r#"<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>"#
            ),
        ),
        ("word/_rels/document.xml.rels".to_owned(), document_relationships(&kinds)),
        ("word/styles.xml".to_owned(), styles(part, dimensions)),
        ("word/settings.xml".to_owned(), SETTINGS.to_owned()),
    ];
    parts.extend(around.into_iter().map(|(kind, xml)| (format!("word/{kind}1.xml"), xml)));
    archive(&parts).map_err(|error| Error::Write(Arc::new(error)))
}

fn archive(parts: &[(String, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The first day that an archive can name.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in parts {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(DECLARATION.as_bytes())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The types of the parts, among them those of what stands around the body.
fn content_types(around: &[&str]) -> String {
    let of = |name: &str, content: &str| {
        format!(r#"<Override PartName="/{name}" ContentType="{content}"/>"#)
    };
    let mut parts = [("document", "document.main"), ("styles", "styles"), ("settings", "settings")]
        .map(|(name, kind)| of(&format!("word/{name}.xml"), &format!("{TYPES}.{kind}+xml")))
        .concat();
    for kind in around {
        parts.push_str(&of(&format!("word/{kind}1.xml"), &format!("{TYPES}.{kind}+xml")));
    }
    parts.push_str(&of(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ));
    format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}</Types>"#
    )
}

fn relationship(id: u32, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#)
}

fn relationships() -> String {
    let document = relationship(1, &format!("{OFFICE}/officeDocument"), "word/document.xml");
    let properties = format!("{PACKAGE}/relationships/metadata/core-properties");
    let properties = relationship(2, &properties, "docProps/core.xml");
    format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships">{document}{properties}</Relationships>"#
    )
}

fn document_relationships(around: &[&str]) -> String {
    let of = |id, name| relationship(id, &format!("{OFFICE}/{name}"), &format!("{name}.xml"));
    let mut all = of(1, "styles") + &of(2, "settings");
    for kind in around {
        let id = if *kind == "footer" { 3 } else { 4 };
        all.push_str(&relationship(id, &format!("{OFFICE}/{kind}"), &format!("{kind}1.xml")));
    }
    format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#)
}

/// Title and day, the same as in the PDF.
fn properties(part: &Part) -> String {
    let title: String =
        part.content.title.text.chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    let title = escape(&title);
    let day = part.options.date.map(|day| {
        let day = day.format("%Y-%m-%d");
        let of = |name| {
            format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>"#)
        };
        of("created") + &of("modified")
    });
    let day = day.unwrap_or_default();
    format!(
        r#"<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>ja-JP</dc:language>{day}</cp:coreProperties>"#
    )
}

/// The type and the lines of all paragraphs as on the paper, and the styles of title and headings.
fn styles(part: &Part, dimensions: &Dimensions) -> String {
    let typeface = part.options.typeface;
    let (face, size) = (of_face(typeface, Face::Body), of_size(dimensions.size));
    let line = twips(dimensions.line());
    let spaced = i32::from(part.options.style.quarter_em);
    let defaults = format!(
        r#"<w:docDefaults><w:rPrDefault><w:rPr>{face}{size}<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>"#
    );
    // Not among the defaults, of which LibreOffice takes over the type alone.
    let paragraph = format!(
        r#"<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="{spaced}"/><w:autoSpaceDN w:val="{spaced}"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>"#
    );
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    let [size, ..] = large_sizes(dimensions);
    let line = twips(size.times(LEADING));
    let title = style(
        "Title",
        "Title",
        &format!(r#"<w:spacing w:line="{line}" w:lineRule="exact"/><w:jc w:val="center"/>"#),
        &(of_face(typeface, caption_face(dimensions, Face::Bold)) + &of_size(size)),
    );
    let heading = |level: usize, kind| {
        let RowMetrics { size, line, .. } = dimensions.metrics(kind);
        let (line, outline) = (twips(line), level - 1);
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &format!(
                r#"<w:keepNext/><w:spacing w:line="{line}" w:lineRule="exact"/><w:outlineLvl w:val="{outline}"/>"#
            ),
            &(of_face(typeface, dimensions.style(kind).face) + &of_size(size)),
        )
    };
    let headings = heading(1, Kind::Goal) + &heading(2, Kind::Direction);
    format!(
        r#"<w:styles xmlns:w="{WORD}">{defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr></w:style>{title}{headings}</w:styles>"#
    )
}

/// Spaces of punctuation are reduced as on the paper; the table begins where the text does, as it does
/// from Word 2013 on.
const SETTINGS: &str = r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>"#;

/// The title and 資料番号 at the top of the pages, above a rule; `None` where there is nothing.
fn header(part: &Part, dimensions: &Dimensions) -> Option<String> {
    let [title, _] = part.content.running_head.as_ref()?;
    let setting = Setting {
        size: Some((RUNNING_SIZE, RUNNING_SIZE.times(LEADING))),
        face: Some(Face::Label),
        tab: Some(dimensions.body().size.width),
        rule_below: true,
        ..Setting::default()
    };
    let number = format!("\t{}", part.options.number.text);
    let pieces = [Piece::plain(&title.text), Piece::plain(&number)];
    let mut paragraph = String::new();
    paragraph::write(&mut paragraph, setting, part.options.typeface, &pieces);
    Some(format!(r#"<w:hdr xmlns:w="{WORD}">{paragraph}</w:hdr>"#))
}

/// The page number in the middle of the foot; `None` where there is none.
fn footer(PageNumber { form, first }: PageNumber) -> Option<String> {
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let before = first.saturating_sub(1);
    let number = match form {
        PageNumberForm::Fraction => {
            let pages = field(&text_of_field("NUMPAGES"));
            let last = match before {
                0 => pages,
                before => {
                    field(&(text_of_field("= ") + &pages + &text_of_field(&format!(" + {before}"))))
                }
            };
            field(&text_of_field("PAGE")) + &text("/") + &last
        }
        PageNumberForm::Dashed => text("－") + &field(&text_of_field("PAGE")) + &text("－"),
        PageNumberForm::None => return None,
    };
    Some(format!(
        r#"<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p></w:ftr>"#
    ))
}

/// A field (ECMA-376 part 1, 17.16.2), which Word works out.
fn field(code: &str) -> String {
    let mark = |kind| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    mark("begin") + code + &mark("separate") + "<w:r><w:t>1</w:t></w:r>" + &mark("end")
}

fn text_of_field(code: &str) -> String {
    format!(r#"<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>"#)
}
