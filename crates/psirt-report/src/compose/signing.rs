//! The end of the core: who prepared, reviewed and accepted the report.

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};

use super::Composer;

impl Composer<'_> {
    pub(super) fn signing(&self) -> Section {
        let rows = [
            self.say("Prepared by", "作成"),
            self.say("Reviewed by", "確認"),
            self.say("Accepted by, for the management", "承認 (経営層)"),
        ]
        .map(|role| {
            // Room to write by hand.
            let room = Cell::text("\n\n");
            Row::Cells(vec![Cell::text(role), room.clone(), room.clone(), room])
        });
        Section {
            heading: self.say("Sign-off", "承認").to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks: vec![
                Block::Paragraph(RichText::from(self.say(
                    "By signing, the accepting person takes note of the results, of the gaps without an owner and of what is asked in the executive summary.",
                    "署名者は、本報告書の結果、担当のないギャップ、要約に示した依頼事項を確認したことを示す。",
                ))),
                Block::Table(Table {
                    columns: vec![
                        Column::share("", 1.1).naming(),
                        Column::share(self.say("Name and position", "氏名・役職"), 1.4),
                        Column::fixed(self.say("Date", "日付"), 84.0),
                        Column::share(self.say("Signature", "署名・押印"), 1.2),
                    ],
                    rows: rows.to_vec(),
                    ..Table::default()
                }),
            ],
            sections: Vec::new(),
        }
    }
}
