//! Workbooks written part by part, for what no library writes.

/// The parts of a workbook with one sheet.
pub(super) struct Parts {
    /// What stands in `sst`: a `si` for each shared string.
    pub strings: String,
    /// What stands in `worksheet`.
    pub sheet: String,
    /// Further parts.
    pub more: Vec<(String, Vec<u8>)>,
}

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

impl Parts {
    /// A sheet with these rows.
    pub(super) fn of_rows(rows: &str) -> Self {
        let sheet = format!("<sheetData>{rows}</sheetData>");
        Self { strings: String::new(), sheet, more: Vec::new() }
    }

    /// The workbook.
    pub(super) fn build(&self) -> Vec<u8> {
        archive(&self.parts())
    }

    /// The parts by name.
    pub(super) fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let relation = |id: u32, kind: &str, target: &str| {
            format!(r#"<Relationship Id="r{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
        };
        let relations = |content: String| {
            format!(r#"<Relationships xmlns="{PACKAGE}">{content}</Relationships>"#)
        };
        let date = r#"<numFmts/><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#;
        let mut parts = vec![
            ("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/_rels/workbook.xml.rels",
                relations(relation(1, "worksheet", "worksheets/sheet1.xml")),
            ),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="一覧" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            ("xl/styles.xml", format!(r#"<styleSheet xmlns="{SPREADSHEET}">{date}</styleSheet>"#)),
            (
                "xl/sharedStrings.xml",
                format!(r#"<sst xmlns="{SPREADSHEET}">{}</sst>"#, self.strings),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(r#"<worksheet xmlns="{SPREADSHEET}">{}</worksheet>"#, self.sheet),
            ),
        ]
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .collect::<Vec<_>>();
        parts.extend(self.more.iter().cloned());
        parts
    }
}

/// A row of inline strings.
pub(super) fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| text(cell)).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// A cell with an inline string.
pub(super) fn text(value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>"#)
}

/// A ZIP archive of parts that are stored as they are.
pub(super) fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in parts {
        let offset = u32::try_from(bytes.len()).unwrap();
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        common.extend(crc32(content).to_le_bytes());
        common.extend(size);
        common.extend(size);
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let start = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length);
    bytes.extend(start);
    bytes.extend([0, 0]);
    bytes
}

/// The checksum of ZIP (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}
