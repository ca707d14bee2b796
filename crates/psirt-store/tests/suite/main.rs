//! The workspace on real files: one module an idea.

mod backups;
mod child;
mod cohorts;
mod common;
mod copying;
mod crash;
mod damage;
mod earlier;
mod full;
mod history;
mod hostile;
mod keeping;
#[cfg(target_os = "linux")]
mod kills;
mod opening;
mod protection;
mod rounds;
mod workshops;
