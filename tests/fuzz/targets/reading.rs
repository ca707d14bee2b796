//! Files of the kind `reading`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(reading, psirt_fuzz::json::mutate);
