//! The structure of the document for those who hear it: headings, tables, figures.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use psirt_core::Language;

use crate::picture::{Rect, Shape, bounds};

/// What a part of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Section,
    Heading {
        level: u16,
        text: String,
    },
    Paragraph,
    List,
    Item,
    ItemLabel,
    ItemBody,
    Table,
    /// The row of heads.
    Head,
    /// Rows that belong together.
    Rows,
    Row,
    ColumnHead,
    RowHead,
    /// Head of the rows below it, over so many columns.
    GroupHead {
        columns: u32,
    },
    Cell,
    Figure {
        description: String,
    },
    Caption,
    Link,
    Contents,
    ContentsItem,
    Note,
}

/// A node of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(usize);

/// Something on a page that a node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// What was drawn under a mark.
    Marked { page: usize, mark: i64 },
    /// A link, by its place among those of the page.
    Link { page: usize, link: usize },
}

struct Node {
    role: Role,
    parent: Option<NodeId>,
    attached: bool,
    children: Vec<Child>,
    /// The page it was drawn on last, and where, from the upper left corner.
    place: Option<(usize, Rect)>,
    letters: Letters,
    /// The heads that a cell of a table stands under.
    heads: Vec<NodeId>,
}

/// How many letters of which kind a node was drawn with.
#[derive(Clone, Copy, Default)]
struct Letters {
    latin: usize,
    japanese: usize,
}

impl Letters {
    fn add(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            let Shape::Text(text) = shape else { continue };
            for letter in text.text.chars() {
                match letter {
                    '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                        self.japanese += 1;
                    }
                    _ if letter.is_alphabetic() => self.latin += 1,
                    _ => {}
                }
            }
        }
    }

    /// The language, where it is another than that of the document. What a person typed does not
    /// say its language; its letters do, and a few of them may be a name or an id.
    fn other_than(self, language: Language) -> Option<Language> {
        const FEW: usize = 8;
        match language {
            Language::En if self.japanese * 2 > self.latin => Some(Language::Ja),
            Language::Ja if self.japanese == 0 && self.latin >= FEW => Some(Language::En),
            _ => None,
        }
    }
}

enum Child {
    Node(NodeId),
    Content(Content),
}

/// The structure while it grows. Nodes are joined to their parents in the order in which their
/// contents are drawn, so that the structure reads like the page.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
}

impl Tree {
    /// A node that appears where its first content is drawn.
    pub(super) fn node(&mut self, parent: Option<NodeId>, role: Role) -> NodeId {
        self.nodes.push(Node {
            role,
            parent,
            attached: false,
            children: Vec::new(),
            place: None,
            letters: Letters::default(),
            heads: Vec::new(),
        });
        NodeId(self.nodes.len() - 1)
    }

    /// A node that has its place from the beginning, such as a cell that may be empty.
    pub(super) fn fixed_node(&mut self, parent: NodeId, role: Role) -> NodeId {
        let node = self.node(Some(parent), role);
        self.nodes[node.0].attached = true;
        self.nodes[parent.0].children.push(Child::Node(node));
        node
    }

    /// Adds what was drawn.
    pub(super) fn content(&mut self, node: NodeId, content: Content) {
        self.nodes[node.0].children.push(Child::Content(content));
        let mut here = Some(node);
        while let Some(node) = here {
            let parent = self.nodes[node.0].parent;
            if !self.nodes[node.0].attached {
                self.nodes[node.0].attached = true;
                match parent {
                    Some(parent) => self.nodes[parent.0].children.push(Child::Node(node)),
                    None => self.roots.push(node),
                }
            }
            here = parent;
        }
    }

    /// Says where a node was drawn, on which page, and with which letters.
    pub(super) fn drawn(&mut self, node: NodeId, page: usize, shapes: &[Shape], x: f32, y: f32) {
        let node = &mut self.nodes[node.0];
        node.letters.add(shapes);
        if let (Role::Figure { .. }, Some(own)) = (&node.role, bounds(shapes)) {
            let own = Rect::new(own.x + x, own.y + y, own.width, own.height);
            node.place = Some(match node.place {
                Some((before, place)) if before == page => (page, place.united(own)),
                _ => (page, own),
            });
        }
    }

    /// Names the heads that a cell stands under.
    pub(super) fn stands_under(&mut self, cell: NodeId, heads: Vec<NodeId>) {
        self.nodes[cell.0].heads = heads;
    }

    /// Writes the structure into the file: the elements, and for each page and link the way back
    /// to its element.
    pub(super) fn write(
        self,
        document: &mut Document,
        pages: &[PageObjects],
        language: Language,
        page_height: f32,
    ) -> ObjectId {
        let root = document.new_object_id();
        let whole = document.new_object_id();
        let ids: Vec<ObjectId> = self
            .nodes
            .iter()
            .map(|_| document.new_object_id())
            .collect();
        let mut marked: Vec<BTreeMap<i64, ObjectId>> = vec![BTreeMap::new(); pages.len()];
        let mut links: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
        let mut named: BTreeSet<NodeId> = BTreeSet::new();
        for (node, &id) in self.nodes.iter().zip(&ids) {
            let mut kids = Vec::with_capacity(node.children.len());
            for child in &node.children {
                kids.push(match child {
                    Child::Node(NodeId(child)) => Object::Reference(ids[*child]),
                    Child::Content(Content::Marked { page, mark }) => {
                        marked[*page].insert(*mark, id);
                        Object::Dictionary(dictionary! {
                            "Type" => "MCR",
                            "Pg" => pages[*page].page,
                            "MCID" => *mark,
                        })
                    }
                    Child::Content(Content::Link { page, link }) => {
                        let object = pages[*page].links[*link];
                        links.insert(object, id);
                        Object::Dictionary(dictionary! {
                            "Type" => "OBJR",
                            "Pg" => pages[*page].page,
                            "Obj" => object,
                        })
                    }
                });
            }
            let parent = node.parent.map_or(whole, |NodeId(parent)| ids[parent]);
            let mut element = element(&node.role, parent, kids);
            if let Some(other) = node.letters.other_than(language) {
                element.set("Lang", Object::string_literal(other.code()));
            }
            if let Some((_, place)) = node.place {
                element.set("A", outline(place, page_height));
            }
            if !node.heads.is_empty() {
                let above = node.heads.iter().map(|head| name_of(*head)).collect();
                let mut table = dictionary! { "O" => "Table", "Headers" => Object::Array(above) };
                if node.role == Role::RowHead {
                    table.set("Scope", "Row");
                }
                element.set("A", table);
                named.extend(&node.heads);
            }
            document.set_object(id, element);
        }
        let ways: Vec<Object> = named
            .iter()
            .flat_map(|head| [name_of(*head), Object::Reference(ids[head.0])])
            .collect();
        for head in &named {
            let head_element = document.get_object_mut(ids[head.0]);
            if let Ok(element) = head_element.and_then(Object::as_dict_mut) {
                element.set("ID", name_of(*head));
            }
        }
        let roots = self
            .roots
            .iter()
            .map(|NodeId(root)| Object::Reference(ids[*root]))
            .collect();
        document.set_object(
            whole,
            dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => Object::Array(roots) },
        );
        let ways_back = ways_back(document, pages, marked, links);
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => whole,
            "ParentTree" => dictionary! { "Nums" => Object::Array(ways_back.numbers) },
            "ParentTreeNextKey" => ways_back.next,
        };
        if let (Some(first), Some(last)) = (named.first(), named.last()) {
            let limits = Object::Array(vec![name_of(*first), name_of(*last)]);
            let leaf = dictionary! { "Limits" => limits, "Names" => Object::Array(ways) };
            let leaf = document.add_object(leaf);
            tree.set(
                "IDTree",
                dictionary! { "Kids" => Object::Array(vec![Object::Reference(leaf)]) },
            );
        }
        document.set_object(root, tree);
        root
    }
}

/// A page of the file and its links.
pub(super) struct PageObjects {
    pub(super) page: ObjectId,
    pub(super) links: Vec<ObjectId>,
}

struct WaysBack {
    numbers: Vec<Object>,
    next: i64,
}

/// Numbers pages and links, and joins each number with the elements.
fn ways_back(
    document: &mut Document,
    pages: &[PageObjects],
    marked: Vec<BTreeMap<i64, ObjectId>>,
    links: BTreeMap<ObjectId, ObjectId>,
) -> WaysBack {
    let mut ways = WaysBack {
        numbers: Vec::new(),
        next: 0,
    };
    let mut number = |document: &mut Document, of: ObjectId, key: &str, to: Object| {
        ways.numbers.extend([Object::Integer(ways.next), to]);
        if let Ok(object) = document.get_object_mut(of).and_then(Object::as_dict_mut) {
            object.set(key, ways.next);
        }
        ways.next += 1;
    };
    for (page, elements) in pages.iter().zip(marked) {
        let elements = elements.into_values().map(Object::Reference).collect();
        number(
            document,
            page.page,
            "StructParents",
            Object::Array(elements),
        );
    }
    for (link, element) in links {
        number(document, link, "StructParent", Object::Reference(element));
    }
    ways
}

/// What a head is called by the cells under it. All names are equally long, so that their order
/// is that of the nodes.
fn name_of(NodeId(head): NodeId) -> Object {
    Object::string_literal(format!("h{head:08}"))
}

/// Where a figure stands, as the file counts: from the lower left corner.
fn outline(place: Rect, page_height: f32) -> Object {
    let edges = [
        place.x,
        page_height - place.y - place.height,
        place.x + place.width,
        page_height - place.y,
    ];
    let edges = edges.map(|edge| Object::from((edge * 100.0).round() / 100.0));
    Object::Dictionary(dictionary! {
        "O" => "Layout",
        "Placement" => "Block",
        "BBox" => Object::Array(edges.to_vec()),
    })
}

fn element(role: &Role, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let heading;
    let name = match role {
        Role::Section => "Sect",
        Role::Heading { level, .. } => {
            heading = format!("H{}", (*level).clamp(1, 6));
            &heading
        }
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::ItemLabel => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::Head => "THead",
        Role::Rows => "TBody",
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead | Role::GroupHead { .. } => "TH",
        Role::Cell => "TD",
        Role::Figure { .. } => "Figure",
        Role::Caption => "Caption",
        Role::Link => "Link",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Note => "Div",
    };
    let mut element = dictionary! {
        "Type" => "StructElem",
        "S" => name,
        "P" => parent,
        "K" => Object::Array(kids),
    };
    match role {
        Role::Heading { text, .. } => element.set("T", lopdf::text_string(text)),
        Role::Figure { description } => element.set("Alt", lopdf::text_string(description)),
        Role::List => {
            element.set(
                "A",
                dictionary! { "O" => "List", "ListNumbering" => "Disc" },
            );
        }
        Role::ColumnHead => {
            element.set("A", dictionary! { "O" => "Table", "Scope" => "Column" });
        }
        Role::RowHead => {
            element.set("A", dictionary! { "O" => "Table", "Scope" => "Row" });
        }
        Role::GroupHead { columns } => {
            let mut table = dictionary! { "O" => "Table", "Scope" => "Column" };
            if *columns > 1 {
                table.set("ColSpan", i64::from(*columns));
            }
            element.set("A", table);
        }
        _ => {}
    }
    element
}
