//! Files of the kind `contribution`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(contribution, psirt_fuzz::json::mutate);
