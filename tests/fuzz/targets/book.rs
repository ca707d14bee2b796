//! Books of which the fuzzer writes one part.
#![no_main]

psirt_fuzz::target!(book);
