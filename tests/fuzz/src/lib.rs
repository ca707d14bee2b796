//! What every target shares: one folder of seeds, one way to take an input, and for JSON a way to
//! change it that keeps it JSON.

pub mod json;
#[path = "../takes/mod.rs"]
pub mod takes;

pub use libfuzzer_sys;

/// Where a target lays its seeds before the fuzzer reads them.
const SEEDS: &str = "PSIRT_FUZZ_SEEDS";

/// Prepares a target: its seeds are laid down where somebody says where.
pub fn begin(kind: &takes::Kind) {
    // A panic of the library that reads books is caught on purpose and told as damage, but the
    // fuzzer's hook would end the program there. A panic of ours is caught by nobody.
    let _ = std::panic::take_hook();
    let Some(folder) = std::env::var_os(SEEDS) else {
        return;
    };
    for (number, seed) in (kind.seeds)().iter().enumerate() {
        let path = std::path::Path::new(&folder).join(format!("seed-{number:03}"));
        std::fs::write(path, seed).expect("the folder of the seeds can be written");
    }
}

/// Makes the program of a target, and where one is given its own way to change an input.
#[macro_export]
macro_rules! target {
    ($kind:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(
            init: $crate::begin(&$crate::takes::$kind::KIND),
            |input: &[u8]| ($crate::takes::$kind::KIND.take)(input)
        );
    };
    ($kind:ident, $mutate:path) => {
        $crate::target!($kind);
        $crate::libfuzzer_sys::fuzz_mutator!(
            |data: &mut [u8], size: usize, max_size: usize, seed: u32| {
                $mutate(data, size, max_size, seed)
            }
        );
    };
}
