//! The structure tree as objects of a PDF (ISO 32000-1, 14.7.2), written as bytes: a long list has a
//! million elements, and as objects they would take many times the memory.

use super::file::File;
use super::object::put;
use super::tags::{Element, Kid, Numbering, Scope, Tag, Tree};
use lopdf::ObjectId;

impl Tag {
    /// The name of the standard structure type.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::P => "P",
            Self::Table => "Table",
            Self::THead => "THead",
            Self::TBody => "TBody",
            Self::TR => "TR",
            Self::TH { .. } => "TH",
            Self::TD => "TD",
            Self::L(_) => "L",
            Self::LI => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Figure => "Figure",
            Self::Span => "Span",
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::Reference => "Reference",
            Self::Link => "Link",
        }
    }
}

/// Adds the objects of a tree, and returns the number of its root. The elements of page `n` are under
/// the key `n` of the parent tree, those of the annotations under the keys behind these.
pub(super) fn add(
    file: &mut File,
    tree: &Tree,
    pages: &[ObjectId],
    annotations: &[ObjectId],
) -> u32 {
    let root = file.reserve(tree.elements.len() + tree.leaves().len() + 2);
    let (parents, first) = (root + 1, root + 2);
    let numbers = Numbers { root, first, pages, annotations };
    for (number, element) in (first..).zip(&tree.elements) {
        let alternative = tree.alternatives.get(&(number - first)).map(String::as_str);
        file.pack(number, |out| numbers.element(out, tree, element, alternative));
    }
    let lists = first + u32::try_from(tree.elements.len()).unwrap_or(0);
    for (list, leaves) in (lists..).zip(tree.leaves()) {
        file.pack(list, |out| {
            out.push(b'[');
            for leaf in leaves {
                put(out, format_args!("{} 0 R ", numbers.of(*leaf)));
            }
            out.push(b']');
        });
    }
    file.pack(parents, |out| {
        out.extend(b"<</Nums[");
        for (page, list) in (lists..).take(tree.leaves().len()).enumerate() {
            put(out, format_args!("{page} {list} 0 R "));
        }
        for (key, element) in (tree.leaves().len()..).zip(&tree.annotations) {
            put(out, format_args!("{key} {} 0 R ", numbers.of(*element)));
        }
        out.extend(b"]>>");
    });
    file.pack(root, |out| {
        put(out, format_args!("<</Type/StructTreeRoot/K {first} 0 R/ParentTree {parents} 0 R"));
        let next = tree.leaves().len() + tree.annotations.len();
        put(out, format_args!("/ParentTreeNextKey {next}>>"));
    });
    root
}

/// The object numbers of the elements.
struct Numbers<'a> {
    root: u32,
    first: u32,
    pages: &'a [ObjectId],
    annotations: &'a [ObjectId],
}

impl Numbers<'_> {
    const fn of(&self, element: u32) -> u32 {
        self.first + element
    }

    fn element(
        &self,
        out: &mut Vec<u8>,
        tree: &Tree,
        element: &Element,
        alternative: Option<&str>,
    ) {
        let parent = tree.parent(element).map_or(self.root, |parent| self.of(parent));
        put(out, format_args!("<</S/{}/P {parent} 0 R", element.tag.name()));
        if let Some(alternative) = alternative {
            // ISO 32000-1, 14.9.3, as a text string in UTF-16 (7.9.2.2).
            out.extend(b"/Alt<FEFF");
            alternative.encode_utf16().for_each(|unit| put(out, format_args!("{unit:04X}")));
            out.push(b'>');
        }
        if let Tag::TH { scope, columns } = element.tag {
            let scope = match scope {
                Scope::Row => "Row",
                Scope::Column => "Column",
            };
            put(out, format_args!("/A<</O/Table/Scope/{scope}"));
            if columns > 1 {
                put(out, format_args!("/ColSpan {columns}"));
            }
            out.extend(b">>");
        }
        if let Tag::L(numbering) = element.tag {
            let numbering = match numbering {
                Numbering::Bullets => "Disc",
                Numbering::Figures => "Decimal",
                // There is no name for the order of kana.
                Numbering::Letters => "UpperAlpha",
            };
            put(out, format_args!("/A<</O/List/ListNumbering/{numbering}>>"));
        }
        if element.tag == Tag::Span {
            // ISO 32000-1, table 343.
            out.extend(b"/A<</O/Layout/TextDecorationType/Underline>>");
        }
        let page = tree.kids(element).find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(page),
            Kid::Element(_) | Kid::Annotation { .. } => None,
        });
        if let Some(page) = page {
            put(out, format_args!("/Pg {} 0 R", self.page(page)));
        }
        let mut kids = tree.kids(element);
        match (kids.next(), kids.next()) {
            (None, _) => {}
            (Some(kid), None) => {
                out.extend(b"/K");
                self.kid(out, kid, page);
            }
            (Some(_), Some(_)) => {
                out.extend(b"/K[");
                for kid in tree.kids(element) {
                    self.kid(out, kid, page);
                }
                out.push(b']');
            }
        }
        out.extend(b">>");
    }

    /// Writes a kid of an element whose default page is `page`.
    fn kid(&self, out: &mut Vec<u8>, kid: Kid, page: Option<u32>) {
        match kid {
            Kid::Element(element) => put(out, format_args!(" {} 0 R", self.of(element))),
            Kid::Content { page: other, id } if Some(other) != page => {
                put(out, format_args!("<</Type/MCR/Pg {} 0 R/MCID {id}>>", self.page(other)));
            }
            Kid::Content { id, .. } => put(out, format_args!(" {id}")),
            // ISO 32000-1, table 325.
            Kid::Annotation { page, id } => {
                let annotation = self.annotations.get(id as usize).map_or(0, |id| id.0);
                let page = self.page(page);
                put(out, format_args!("<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>"));
            }
        }
    }

    fn page(&self, page: u32) -> u32 {
        self.pages.get(page as usize).map_or(0, |id| id.0)
    }
}
