//! The structure of the document for those who hear it: headings, tables, figures.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// What a part of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Section,
    Heading { level: u16, text: String },
    Paragraph,
    List,
    Item,
    ItemLabel,
    ItemBody,
    Table,
    Row,
    ColumnHead,
    RowHead { columns: u32 },
    Cell,
    Figure { description: String },
    Caption,
    Link,
    Contents,
    ContentsItem,
    Note,
}

/// A node of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Writes the structure into the file: the elements, and for each page and link the way back
    /// to its element.
    pub(super) fn write(self, document: &mut Document, pages: &[PageObjects]) -> ObjectId {
        let root = document.new_object_id();
        let whole = document.new_object_id();
        let ids: Vec<ObjectId> = self
            .nodes
            .iter()
            .map(|_| document.new_object_id())
            .collect();
        let mut marked: Vec<BTreeMap<i64, ObjectId>> = vec![BTreeMap::new(); pages.len()];
        let mut links: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
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
            document.set_object(id, element(&node.role, parent, kids));
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
        document.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => whole,
                "ParentTree" => dictionary! { "Nums" => Object::Array(ways_back.numbers) },
                "ParentTreeNextKey" => ways_back.next,
            },
        );
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
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead { .. } => "TH",
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
        Role::RowHead { columns } => {
            let mut table = dictionary! { "O" => "Table", "Scope" => "Row" };
            if *columns > 1 {
                table.set("ColSpan", i64::from(*columns));
            }
            element.set("A", table);
        }
        _ => {}
    }
    element
}
