//! Files of the kind `crosswalk`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(crosswalk, psirt_fuzz::json::mutate);
