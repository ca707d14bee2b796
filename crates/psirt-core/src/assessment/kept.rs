//! A plan under a budget as it is kept with an assessment, to be set beside its outcome later.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, is_enough};
use crate::id::ServiceId;
use crate::limits;
use crate::sheet::{Level, Sheet};

use super::check::step_fault;

/// What was chosen under a budget, and what was left for later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct KeptPlan {
    /// Person-days there were.
    #[cfg_attr(test, schemars(range(min = 0, max = crate::limits::MOST_DAYS_OF_A_BUDGET)))]
    pub budget_days: f64,
    /// The steps to take, those of one service from below.
    pub steps: Vec<KeptStep>,
    /// The steps that were left for later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<KeptStep>,
}

/// One step of one service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct KeptStep {
    /// The service it raises.
    pub service: ServiceId,
    /// The level it leads to.
    pub to_level: Level,
    /// Person-days it was planned with.
    #[cfg_attr(test, schemars(range(min = 0, max = crate::limits::MOST_DAYS)))]
    pub days: f64,
}

impl KeptPlan {
    /// Person-days the chosen steps take.
    pub fn days(&self) -> f64 {
        // A sum of nothing would be a negative zero.
        self.steps.iter().fold(0.0, |sum, step| sum + step.days)
    }
}

pub(super) fn faults(plan: &KeptPlan, sheet: &Sheet, faults: &mut Vec<Fault>) {
    let most = limits::MOST_DAYS_OF_A_BUDGET;
    faults.extend(limits::days_fault(
        "/plan/budget_days",
        plan.budget_days,
        most,
    ));
    for (list, steps) in [("steps", &plan.steps), ("left_out", &plan.left_out)] {
        for (index, step) in steps.iter().enumerate() {
            if is_enough(faults) {
                return;
            }
            let pointer = format!("/plan/{list}/{index}");
            faults.extend(step_fault(&pointer, &step.service, step.to_level, sheet));
            let days = format!("{pointer}/days");
            faults.extend(limits::days_fault(days, step.days, limits::MOST_DAYS));
        }
    }
}
