//! Files of the kind `assessment`, changed as JSON and as text.
#![no_main]

psirt_fuzz::target!(assessment, psirt_fuzz::json::mutate);
