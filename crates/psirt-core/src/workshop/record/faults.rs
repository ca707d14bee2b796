//! What can be wrong with the file of a record, what its promise forbids among it.

use super::file::{AnswerFile, RecordFile, ShownFile, TallyFile, count};
use crate::assessment::Answer;
use crate::fault::{Fault, Problem, is_enough};
use crate::file::step;
use crate::profile::{level_fault, service_fault};
use crate::sheet::Sheet;
use crate::workshop::{LEAST_RESPONDENTS, Promise, Settlement, Tally};

impl RecordFile {
    pub(super) fn faults(&self, sheet: &Sheet) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.promise != Promise::Named && !self.respondents.is_empty() {
            faults.push(self.forbidden("/respondents"));
        }
        if let Some(calibration) = &self.calibration {
            if self.promise != Promise::Named && !calibration.people.is_empty() {
                faults.push(self.forbidden("/calibration/people"));
            }
            for (index, case) in calibration.cases.iter().enumerate() {
                let pointer = format!("/calibration/cases/{index}");
                faults.extend(level_fault(format!("{pointer}/level"), case.level, sheet));
                faults.extend(self.tally_fault(format!("{pointer}/tally"), &case.tally, sheet));
            }
        }
        for (service, file) in &self.services {
            let pointer = step("/services", service.as_str());
            if sheet.service(service.as_str()).is_none() {
                faults.push(service_fault(pointer.clone(), service.as_str(), sheet));
            }
            for (field, shown) in [("first", &file.first), ("second", &file.second)] {
                if let Some(shown) = shown {
                    self.shown_faults(&format!("{pointer}/{field}"), shown, sheet, &mut faults);
                }
            }
            if let Some(settled) = &file.settled {
                self.settled_faults(&format!("{pointer}/settled"), settled, sheet, &mut faults);
            }
            if is_enough(&faults) {
                break;
            }
        }
        faults
    }

    fn forbidden(&self, pointer: impl Into<String>) -> Fault {
        let promise = self.promise;
        Fault::new(pointer, Problem::AgainstPromise { promise })
    }

    fn shown_faults(
        &self,
        pointer: &str,
        shown: &ShownFile,
        sheet: &Sheet,
        faults: &mut Vec<Fault>,
    ) {
        let field = |name: &str| format!("{pointer}/{name}");
        let groups_only = self.promise == Promise::ByGroup;
        for (name, is_forbidden) in [
            ("groups", !groups_only && !shown.groups.is_empty()),
            (
                "opinions",
                self.promise != Promise::Named && !shown.opinions.is_empty(),
            ),
            ("notes", !groups_only && !shown.notes.is_empty()),
        ] {
            if is_forbidden {
                faults.push(self.forbidden(field(name)));
            }
        }
        faults.extend(self.tally_fault(field("tally"), &shown.tally, sheet));
        for (index, group) in shown.groups.iter().enumerate() {
            let pointer = format!("{}/{index}/tally", field("groups"));
            faults.extend(self.tally_fault(pointer, &group.tally, sheet));
        }
        for (index, opinion) in shown.opinions.iter().enumerate() {
            if let AnswerFile::Level(level) = opinion.answer {
                let pointer = format!("{}/{index}/answer/level", field("opinions"));
                faults.extend(level_fault(pointer, level, sheet));
            }
        }
    }

    /// A tally is of three people or more and of nobody else, on the scale of the sheet.
    fn tally_fault(&self, pointer: String, tally: &TallyFile, sheet: &Sheet) -> Option<Fault> {
        let answered = Tally::from(tally).answered();
        let levels = usize::from(sheet.highest_level().number()) + 1;
        let (found, least, most) = if tally.levels.len() > levels {
            (tally.levels.len(), 0, levels)
        } else if answered > 0 && answered < LEAST_RESPONDENTS {
            (answered, LEAST_RESPONDENTS, count(self.people))
        } else if answered > count(self.people) {
            (answered, 0, count(self.people))
        } else {
            return None;
        };
        let problem = Problem::OutOfRange {
            found: found.to_string(),
            least: least.to_string(),
            most: Some(most.to_string()),
        };
        Some(Fault::new(pointer, problem))
    }

    fn settled_faults(
        &self,
        pointer: &str,
        settled: &Settlement,
        sheet: &Sheet,
        faults: &mut Vec<Fault>,
    ) {
        match &settled.answer {
            Answer::Level(level) => {
                faults.extend(level_fault(
                    format!("{pointer}/answer/level"),
                    *level,
                    sheet,
                ));
            }
            Answer::NotApplicable(reason) if reason.trim().is_empty() => {
                let pointer = format!("{pointer}/answer/not_applicable");
                faults.push(Fault::new(pointer, Problem::ReasonMissing));
            }
            Answer::NotApplicable(_) | Answer::DontKnow => {}
        }
        for (index, dissent) in settled.dissent.iter().enumerate() {
            let pointer = format!("{pointer}/dissent/{index}");
            if dissent.respondent.is_some() && self.promise != Promise::Named {
                faults.push(self.forbidden(format!("{pointer}/respondent")));
            }
            let level = dissent.level;
            faults.extend(
                level.and_then(|level| level_fault(format!("{pointer}/level"), level, sheet)),
            );
        }
    }
}
