//! Workspaces that somebody changed, as pages and as rows.
#![no_main]

psirt_fuzz::target!(workspace);
