//! Reads the configuration of the window and allow-lists the program's own commands.

fn main() {
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(&["show_window"]));
    tauri_build::try_build(attributes).expect("the configuration of the window is sound");
}
