//! Files of the kind `card`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(card, psirt_fuzz::json::mutate);
