//! What the room settles and parks. What is settled is the assessment's answer, and can be undone
//! like any other.

use std::path::Path;

use psirt_core::ServiceId;
use psirt_core::workshop::{Parked, Settlement};

use super::seal::SessionKey;
use super::{Stage, WorkshopFault, rows};
use crate::assessment::StoredAssessment;
use crate::deed::Deed;
use crate::error::Result;
use crate::workspace::Workspace;

impl Workspace {
    /// Settles a service: the answer of the assessment, in one step that can be undone, and how it
    /// came about.
    ///
    /// # Errors
    /// [`Error::Workshop`], [`Error::Finished`]: nothing is changed then
    pub fn settle(
        &mut self,
        keys: &Path,
        id: &str,
        service: &str,
        settlement: Settlement,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.settle_all(keys, id, vec![(service.into(), settlement)], deed)
    }

    /// Settles several services in one step, or none of them.
    ///
    /// # Errors
    /// As [`Workspace::settle`]
    pub fn settle_all(
        &mut self,
        keys: &Path,
        id: &str,
        settlements: Vec<(ServiceId, Settlement)>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.at_stage(id, &[Stage::Second, Stage::Talked])?;
        let workshop = self.workshop(keys, id)?;
        let stored = self.draft(&workshop.assessment)?;
        let all = workshop.spreads(&stored.sheet);
        let mut checked = Vec::new();
        for (service, settlement) in settlements {
            let Some(spread) = all.iter().find(|spread| spread.service == service) else {
                return Err(WorkshopFault::UnknownService { service }.into());
            };
            let kept = settlement
                .checked(
                    &stored.sheet,
                    spread,
                    workshop.promise,
                    &workshop.respondents,
                )
                .map_err(WorkshopFault::Unsettled)?;
            checked.push((service, kept));
        }
        let answers = checked.clone();
        self.change_stored_and(
            &stored,
            deed,
            |assessment, sheet| {
                for (service, settlement) in answers {
                    let answer = Some(settlement.answer);
                    assessment.set_answer(sheet, service.as_str(), answer)?;
                }
                Ok(())
            },
            |transaction| {
                for (service, settlement) in &checked {
                    rows::keep_settlement(transaction, id, service.as_str(), settlement)?;
                }
                Ok(())
            },
        )
    }

    /// Parks a service that cannot be settled now.
    ///
    /// # Errors
    /// [`Error::Workshop`]
    pub fn park(&mut self, keys: &Path, id: &str, service: &str, parked: Parked) -> Result<()> {
        let workshop = self.at_stage(id, &[Stage::Second, Stage::Talked])?;
        if !workshop.services.contains_key(service) {
            let service = service.into();
            return Err(WorkshopFault::UnknownService { service }.into());
        }
        let parked = parked.checked().map_err(WorkshopFault::Unsettled)?;
        SessionKey::read(keys, id)?;
        self.write(|transaction| rows::keep_parked(transaction, id, service, &parked))
    }
}
