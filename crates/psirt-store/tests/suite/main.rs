//! The workspace on real files: one module an idea.

mod backups;
mod child;
mod common;
mod crash;
mod damage;
mod full;
mod history;
mod keeping;
mod opening;
mod protection;
mod rounds;
