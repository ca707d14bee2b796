//! Reads the configuration of the window and allow-lists the program's own commands: without the
//! list, every command could be called by whatever page a window shows.

include!("../crates/psirt-window/src/commands.rs");

macro_rules! names {
    ($($(#[$documentation:meta])* $name:ident($($request:ty)?) $($watched:ident)? -> $answer:ty;)*) => {
        &[$(stringify!($name)),*]
    };
}

fn main() {
    println!("cargo:rerun-if-changed=../crates/psirt-window/src/commands.rs");
    let commands: &'static [&'static str] = for_each_command!(names);
    let manifest = tauri_build::AppManifest::new().commands(commands);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the configuration of the window is sound");
}
