//! Every screen as a picture, for eyes: both languages and themes, small and large windows, at the
//! usual and at twice the size; and what can be measured to be wrong with each, a line each.
//!
//! `cargo test -p psirt-desktop --test tour [-- PART_OF_A_NAME]`, by hand. The pictures lie in
//! `target/screenshots/tour`; `-- guide` makes those of the guide instead, in `docs/pictures`.
//! The page of the window has to be built before (`npm run build` in `ui`).

#[cfg(target_os = "linux")]
#[path = "../e2e/harness/mod.rs"]
#[expect(dead_code, reason = "people at the window do more than go on a tour")]
mod harness;
#[cfg(target_os = "linux")]
mod stops;

fn main() -> std::process::ExitCode {
    #[cfg(target_os = "linux")]
    return stops::all();
    #[cfg(not(target_os = "linux"))]
    {
        println!("the tour is made on Linux only, where the window can be driven");
        std::process::ExitCode::SUCCESS
    }
}
