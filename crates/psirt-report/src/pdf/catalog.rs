//! What a reader of the file needs beside its pages: structure, bookmarks, links, language,
//! title; and a file that is the same for the same report.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{
    Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary, text_string,
};

use super::block::Bookmark;
use super::flow::Target;
use super::style::TOP;
use super::tree::{PageObjects, Tree};
use super::{PdfError, encoded};
use crate::document::Report;
use crate::font::clean_line;
use crate::picture::Rect;

/// A link on a page, in points from its upper left corner.
#[derive(Clone, Debug)]
pub(super) struct LinkObject {
    pub(super) area: Rect,
    pub(super) target: Target,
}

pub(super) struct Catalog<'a> {
    pub(super) report: &'a Report,
    pub(super) bookmarks: &'a [Bookmark],
    /// Page and height of each bookmark.
    pub(super) places: &'a [(usize, f32)],
    pub(super) page_height: f32,
}

/// Bookmark titles are cut here; readers show less.
const MOST_TITLE: usize = 300;

impl Catalog<'_> {
    /// Adds everything to the objects and saves them.
    pub(super) fn complete(
        &self,
        mut document: Document,
        tree: Tree,
        links: &[Vec<LinkObject>],
    ) -> Result<Vec<u8>, PdfError> {
        document.version = "1.7".into();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let pages: Vec<PageObjects> = pages
            .iter()
            .zip(links)
            .map(|(&page, links)| PageObjects {
                page,
                links: self.add_links(&mut document, page, links, &pages),
            })
            .collect();
        let structure = tree.write(
            &mut document,
            &pages,
            self.report.language,
            self.page_height,
        );
        let outline = self.outline(&mut document, &pages);
        let metadata = document.add_object(self.metadata());
        let catalog = document
            .catalog_mut()
            .map_err(|error| PdfError::NotWritten(error.to_string()))?;
        catalog.set("Lang", Object::string_literal(self.report.language.code()));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("StructTreeRoot", structure);
        catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true },
        );
        catalog.set("Metadata", metadata);
        catalog.set("PageLayout", "SinglePage");
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        self.describe(&mut document);
        compress(&mut document);
        let mut bytes = Vec::new();
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(200)
            .compression_level(6)
            .build();
        document
            .save_with_options(&mut bytes, options)
            .map_err(|error| PdfError::NotWritten(error.to_string()))?;
        Ok(bytes)
    }

    /// A place on a page, a little above the line that is meant.
    fn destination(&self, page: ObjectId, y: f32) -> Object {
        let top = (self.page_height - (TOP + y - 8.0)).round();
        Object::Array(vec![
            page.into(),
            "XYZ".into(),
            0.into(),
            top.into(),
            Object::Null,
        ])
    }

    fn add_links(
        &self,
        document: &mut Document,
        page: ObjectId,
        links: &[LinkObject],
        pages: &[ObjectId],
    ) -> Vec<ObjectId> {
        let mut ids = Vec::with_capacity(links.len());
        for LinkObject { area, target } in links {
            let (left, right) = (area.x, area.x + area.width);
            let (top, bottom) = (
                self.page_height - area.y,
                self.page_height - area.y - area.height,
            );
            let edges = [left, bottom, right, top].map(|edge| Object::from(edge.round()));
            let mut link = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => Object::Array(edges.to_vec()),
                "Border" => Object::Array(vec![0.into(), 0.into(), 0.into()]),
                // Printed with the page, as archives ask.
                "F" => 4,
            };
            match target {
                Target::Web(address) => {
                    let uri = Object::string_literal(encoded(address));
                    link.set("A", dictionary! { "S" => "URI", "URI" => uri });
                    link.set("Contents", text_string(address));
                }
                Target::Page { page, y, name } => {
                    link.set("Dest", self.destination(pages[*page], *y));
                    let number = page + 1;
                    let name = short(name);
                    let words = self.report.language.pick(
                        format!("{name}, page {number}"),
                        format!("{name}、{number}ページ"),
                    );
                    link.set("Contents", text_string(&words));
                }
            }
            ids.push(document.add_object(link));
        }
        if let Ok(page) = document.get_object_mut(page).and_then(Object::as_dict_mut) {
            let all = ids.iter().map(|&id| Object::Reference(id)).collect();
            page.set("Annots", Object::Array(all));
            page.set("Tabs", "S");
        }
        ids
    }

    fn outline(&self, document: &mut Document, pages: &[PageObjects]) -> Option<ObjectId> {
        let root = document.new_object_id();
        let ends = self.outline_level(document, pages, root, 0, self.bookmarks.len())?;
        document.set_object(
            root,
            dictionary! { "Type" => "Outlines", "First" => ends.first, "Last" => ends.last, "Count" => ends.count },
        );
        Some(root)
    }

    /// Adds the bookmarks from `start` to `end` that have the level of the first, each with those
    /// below it, which are folded.
    fn outline_level(
        &self,
        document: &mut Document,
        pages: &[PageObjects],
        parent: ObjectId,
        start: usize,
        end: usize,
    ) -> Option<Ends> {
        let level = self.bookmarks.get(start..end)?.first()?.level;
        let heads: Vec<usize> = (start..end)
            .filter(|&number| self.bookmarks[number].level <= level)
            .collect();
        let ids: Vec<ObjectId> = heads.iter().map(|_| document.new_object_id()).collect();
        for (index, (&number, &id)) in heads.iter().zip(&ids).enumerate() {
            let (page, y) = self.places[number];
            let title: String = clean_line(&self.bookmarks[number].text)
                .chars()
                .take(MOST_TITLE)
                .collect();
            let mut item = dictionary! {
                "Title" => text_string(&title),
                "Parent" => parent,
                "Dest" => self.destination(pages[page].page, y),
            };
            if let Some(before) = index.checked_sub(1) {
                item.set("Prev", ids[before]);
            }
            if let Some(next) = ids.get(index + 1) {
                item.set("Next", *next);
            }
            let below = heads.get(index + 1).copied().unwrap_or(end);
            if let Some(ends) = self.outline_level(document, pages, id, number + 1, below) {
                item.set("First", ends.first);
                item.set("Last", ends.last);
                item.set("Count", -ends.count);
            }
            document.set_object(id, item);
        }
        Some(Ends {
            first: *ids.first()?,
            last: *ids.last()?,
            count: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        })
    }

    fn title(&self) -> String {
        let title = short(&self.report.title);
        if title.trim().is_empty() {
            self.report.program.clone()
        } else {
            title
        }
    }

    /// What a file manager shows. The date is the assessment's: nothing here reads a clock.
    fn describe(&self, document: &mut Document) {
        let report = self.report;
        let date = report.date.strftime("D:%Y%m%d000000Z").to_string();
        let mut info = dictionary! {
            "Title" => text_string(&self.title()),
            "Subject" => text_string(&short(&report.subject)),
            "Creator" => text_string(&report.program),
            "Producer" => text_string(&report.program),
            "CreationDate" => Object::string_literal(date.clone()),
            "ModDate" => Object::string_literal(date),
        };
        if !report.author.is_empty() {
            info.set("Author", text_string(&short(&report.author)));
        }
        let info = document.add_object(info);
        document.trailer.set("Info", info);
        let id = Object::String(fingerprint(document).to_vec(), StringFormat::Hexadecimal);
        document
            .trailer
            .set("ID", Object::Array(vec![id.clone(), id]));
    }

    /// The same for programs that read XMP.
    fn metadata(&self) -> Stream {
        let report = self.report;
        let date = report.date.strftime("%Y-%m-%dT00:00:00Z").to_string();
        let language = report.language.code();
        let author = if report.author.is_empty() {
            String::new()
        } else {
            let author = escaped(&short(&report.author));
            format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
        };
        let [title, subject, program] =
            [&self.title(), &short(&report.subject), &report.program].map(|text| escaped(text));
        let packet = format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
             xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
             <pdfuaid:part>1</pdfuaid:part>\
             <dc:format>application/pdf</dc:format>\
             <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
             <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
             {author}<xmp:CreatorTool>{program}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>\
             <xmp:ModifyDate>{date}</xmp:ModifyDate><pdf:Producer>{program}</pdf:Producer>\
             </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
        );
        let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        Stream::new(kind, packet.into_bytes()).with_compression(false)
    }
}

/// How hard pages and typefaces are packed, of 9: what more packing saves is not worth the wait.
const PACKING: u32 = 6;

/// Packs the contents of the objects; the library alone would take twice as long for it.
fn compress(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(PACKING));
        let packed = encoder
            .write_all(&stream.content)
            .and_then(|()| encoder.finish());
        if let Ok(packed) = packed
            && packed.len() < stream.content.len()
        {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// The first and last bookmark of a level, and how many there are.
struct Ends {
    first: ObjectId,
    last: ObjectId,
    count: i64,
}

fn short(text: &str) -> String {
    clean_line(text).chars().take(1_000).collect()
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            '&' => "&amp;".into(),
            '<' => "&lt;".into(),
            '>' => "&gt;".into(),
            letter => letter.to_string(),
        })
        .collect()
}

/// A number of the content, in place of the random one the library gives: FNV-1a over the pages
/// and everything said of the file.
fn fingerprint(document: &Document) -> [u8; 16] {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut feed = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    };
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            feed(&stream.content);
        }
    }
    hash.to_be_bytes()
}
