//! Who is assessed: what a benchmark may group by, and nothing that names a person.

use serde::{Deserialize, Serialize};

/// Who is assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Organization {
    /// Its name.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub name: String,
    /// The sector it sells to or works in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Sector"))]
    pub sector: Option<Sector>,
    /// How many people it employs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "SizeBand"))]
    pub size: Option<SizeBand>,
    /// How its PSIRT is organized.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "OrganizationalModel"))]
    pub model: Option<OrganizationalModel>,
}

/// What an organization makes or does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sector {
    Software,
    ItServices,
    Electronics,
    Industrial,
    Automotive,
    Medical,
    Telecom,
    Energy,
    Finance,
    Public,
    Other,
}

impl Sector {
    /// Every sector in the order a form lists them.
    pub const ALL: [Self; 11] = [
        Self::Software,
        Self::ItServices,
        Self::Electronics,
        Self::Industrial,
        Self::Automotive,
        Self::Medical,
        Self::Telecom,
        Self::Energy,
        Self::Finance,
        Self::Public,
        Self::Other,
    ];
}

/// How many people an organization employs; 300 is where Japanese law draws the line for small
/// and medium-sized manufacturers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names say it")]
pub enum SizeBand {
    #[serde(rename = "up_to_50")]
    UpTo50,
    #[serde(rename = "up_to_300")]
    UpTo300,
    #[serde(rename = "up_to_1000")]
    UpTo1000,
    #[serde(rename = "up_to_5000")]
    UpTo5000,
    #[serde(rename = "over_5000")]
    Over5000,
}

impl SizeBand {
    /// Every band, smallest first.
    pub const ALL: [Self; 5] = [
        Self::UpTo50,
        Self::UpTo300,
        Self::UpTo1000,
        Self::UpTo5000,
        Self::Over5000,
    ];
}

/// How a PSIRT is organized: the models of the FIRST PSIRT Services Framework 1.1, Operational
/// Foundations I.D, and what comes before any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrganizationalModel {
    /// One person does the work, often beside other duties.
    OnePerson,
    /// A small core coordinates people in the product teams.
    Distributed,
    /// One team does the work for all products.
    Centralized,
    /// Something of both.
    Hybrid,
}

impl OrganizationalModel {
    /// Every model.
    pub const ALL: [Self; 4] = [
        Self::OnePerson,
        Self::Distributed,
        Self::Centralized,
        Self::Hybrid,
    ];
}
