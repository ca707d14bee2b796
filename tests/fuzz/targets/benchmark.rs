//! Files of the kind `benchmark`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(benchmark, psirt_fuzz::json::mutate);
