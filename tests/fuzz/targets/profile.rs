//! Files of the kind `profile`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(profile, psirt_fuzz::json::mutate);
