//! Files of the kind `sheet`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(sheet, psirt_fuzz::json::mutate);
