//! The structure of the document for those who hear it: headings, tables, figures.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{
    Identifier, ListNumbering, Node as Leaf, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

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

struct Node {
    role: Role,
    parent: Option<NodeId>,
    attached: bool,
    children: Vec<Child>,
}

enum Child {
    Node(NodeId),
    Content(Identifier),
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
    pub(super) fn content(&mut self, node: NodeId, content: Identifier) {
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

    pub(super) fn finish(mut self) -> TagTree {
        let mut tree = TagTree::new();
        for root in std::mem::take(&mut self.roots) {
            let group = self.group(root);
            tree.push(group);
        }
        tree
    }

    fn group(&mut self, id: NodeId) -> TagGroup {
        let tag = tag(&self.nodes[id.0].role);
        let mut group = TagGroup::new(tag);
        for child in std::mem::take(&mut self.nodes[id.0].children) {
            match child {
                Child::Node(node) => {
                    let inner = self.group(node);
                    group.push(inner);
                }
                Child::Content(content) => group.push(Leaf::Leaf(content)),
            }
        }
        group
    }
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Heading { level, text } => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::ItemLabel => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead { columns } => Tag::TH(TableHeaderScope::Row)
            .with_col_span(NonZeroU32::new(*columns).filter(|columns| columns.get() > 1))
            .into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure { description } => Tag::Figure(Some(description.clone())).into(),
        Role::Caption => Tag::Caption.into(),
        Role::Link => Tag::Link.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsItem => Tag::TOCI.into(),
        Role::Note => Tag::Div.into(),
    }
}
