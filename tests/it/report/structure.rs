//! The structure tree of a PDF, read back (ISO 32000-1, 14.7).

use super::pdf::Reader;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};
use std::collections::BTreeMap;

/// An element, with what is said in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub tag: String,
    pub scope: Option<String>,
    pub columns: i64,
    /// How the items of a list are labelled.
    pub numbering: String,
    /// What its own marked content says.
    pub text: String,
    /// The same with all below it, in its order.
    pub said: String,
    /// The pages of its own marked content.
    pub pages: Vec<usize>,
    pub kids: Vec<Element>,
}

impl Element {
    pub(super) fn tags(&self) -> Vec<&str> {
        self.kids.iter().map(|kid| kid.tag.as_str()).collect()
    }

    /// What it says, with all below it.
    pub(super) fn all(&self) -> String {
        self.said.clone()
    }

    pub(super) fn find<'a>(&'a self, tag: &str, found: &mut Vec<&'a Self>) {
        if self.tag == tag {
            found.push(self);
        }
        for kid in &self.kids {
            kid.find(tag, found);
        }
    }
}

/// Reads the tree. Every element must name the one above it, and every marked content stand in one.
struct Tree<'a> {
    pdf: &'a Pdf,
    pages: Vec<ObjectId>,
    /// By page and number, what marked content says that no element has named yet.
    said: BTreeMap<(usize, i64), (String, String)>,
    parents: Vec<Vec<ObjectId>>,
}

pub(super) fn read(pdf: &Pdf) -> Element {
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let reader = Reader::new(pdf);
    let mut said = BTreeMap::new();
    for (page, id) in pages.iter().enumerate() {
        for shown in reader.shown(*id) {
            let (tag, id) = shown.marked.expect("all that is drawn is marked");
            // Rules and areas say nothing.
            let Some(id) = id else {
                assert_eq!(tag, "Artifact");
                continue;
            };
            assert!(shown.text.is_some() || tag == "Figure", "only text and figures are content");
            let text = shown.text.unwrap_or_default();
            let (_, all) = said.entry((page, id)).or_insert_with(|| (tag, String::new()));
            all.push_str(&text);
        }
    }
    let root = pdf.catalog().unwrap().get_deref(b"StructTreeRoot", pdf).unwrap();
    let root = root.as_dict().unwrap();
    let mut tree = Tree { pdf, pages, said, parents: parents(pdf, root) };
    let id = root.get(b"K").unwrap().as_reference().unwrap();
    let parent = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let document = tree.element(id, parent);
    assert!(tree.said.is_empty(), "content outside the tree: {:?}", tree.said);
    document
}

/// The parent tree: by page, the elements of its marked contents (14.7.4.4).
fn parents(pdf: &Pdf, root: &Dictionary) -> Vec<Vec<ObjectId>> {
    let tree = root.get_deref(b"ParentTree", pdf).unwrap().as_dict().unwrap();
    let numbers = tree.get(b"Nums").unwrap().as_array().unwrap();
    let ids = |list: &Object| -> Vec<ObjectId> {
        let list = pdf.dereference(list).unwrap().1.as_array().unwrap();
        list.iter().map(|id| id.as_reference().unwrap()).collect()
    };
    pdf.page_iter()
        .map(|page| {
            let page = pdf.get_dictionary(page).unwrap();
            assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
            let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
            let entry = numbers.chunks(2).find(|entry| entry[0].as_i64().unwrap() == key);
            ids(&entry.unwrap()[1])
        })
        .collect()
}

impl Tree<'_> {
    fn element(&mut self, id: ObjectId, parent: ObjectId) -> Element {
        let dictionary = self.pdf.get_dictionary(id).unwrap();
        assert_eq!(dictionary.get(b"P").unwrap().as_reference().unwrap(), parent);
        let tag = dictionary.get(b"S").unwrap().as_name().unwrap();
        let mut element =
            Element { tag: String::from_utf8_lossy(tag).into_owned(), ..Element::default() };
        if let Ok(attributes) = dictionary.get(b"A") {
            let attributes = attributes.as_dict().unwrap();
            let name = |key: &[u8]| attributes.get(key).unwrap().as_name().unwrap();
            if tag == b"L" {
                assert_eq!(name(b"O"), b"List");
                element.numbering = String::from_utf8_lossy(name(b"ListNumbering")).into_owned();
            } else if tag == b"Span" {
                assert_eq!(name(b"O"), b"Layout");
                assert_eq!(name(b"TextDecorationType"), b"Underline");
            } else {
                assert_eq!(name(b"O"), b"Table");
                element.scope = Some(String::from_utf8_lossy(name(b"Scope")).into_owned());
                element.columns = attributes.get(b"ColSpan").map_or(1, |it| it.as_i64().unwrap());
            }
        }
        let kids = match dictionary.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let page = dictionary.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        for kid in kids {
            match kid {
                Object::Reference(kid) => {
                    let kid = self.element(kid, id);
                    element.said.push_str(&kid.said);
                    element.kids.push(kid);
                }
                // An annotation, which draws nothing.
                Object::Dictionary(object) if object.has(b"Obj") => {
                    assert_eq!(object.get(b"Type").unwrap().as_name().unwrap(), b"OBJR");
                }
                Object::Dictionary(content) => {
                    assert_eq!(content.get(b"Type").unwrap().as_name().unwrap(), b"MCR");
                    let page = content.get(b"Pg").unwrap().as_reference().unwrap();
                    self.content(&mut element, id, page, content.get(b"MCID").unwrap());
                }
                number => self.content(&mut element, id, page.unwrap(), &number),
            }
        }
        element
    }

    fn content(&mut self, element: &mut Element, id: ObjectId, page: ObjectId, number: &Object) {
        let page = self.pages.iter().position(|it| *it == page).unwrap();
        let number = number.as_i64().unwrap();
        let (tag, text) = self.said.remove(&(page, number)).expect("content that is drawn");
        assert_eq!(tag, element.tag);
        assert_eq!(self.parents[page][usize::try_from(number).unwrap()], id);
        element.text.push_str(&text);
        element.said.push_str(&text);
        element.pages.push(page);
    }
}
