//! The windows and their one page: whatever is dropped, linked or refreshed, they show nothing
//! else, open no other window, download nothing and reach no machine.

use psirt_app::portable;
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager, Runtime, Url, WebviewUrl};

use crate::shell::PRESENTER;

/// Where Tauri serves the page: by a scheme of its own, which is http on Windows.
const ORIGINS: [(&str, &str); 2] = [("tauri", "localhost"), ("http", "tauri.localhost")];

/// Leads nowhere: nobody can listen at port 0.
///
/// The page, its parts and its commands come by schemes that Tauri answers itself, so whatever
/// asks this proxy must not be had. Refusing navigation is not enough for that: WebKit connects to
/// where a link leads as soon as it is clicked, before it asks whether it may be gone there.
const NO_NETWORK: &str = "http://127.0.0.1:0";

/// Opens the window that the configuration describes.
pub fn open(app: &App) -> tauri::Result<()> {
    let configuration = &app.config().app.windows[0];
    shut_in(WebviewWindowBuilder::from_config(app, configuration)?).build()?;
    Ok(())
}

/// Opens the second window, for the projector; its page knows by its label what it is.
pub fn open_presenter(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, PRESENTER, WebviewUrl::default())
        .title("PSIRT Maturity")
        .inner_size(1280.0, 720.0)
        .min_inner_size(640.0, 360.0)
        .disable_drag_drop_handler();
    shut_in(window).build()?;
    Ok(())
}

/// Keeps a window to its page.
fn shut_in<R: Runtime, M: Manager<R>>(
    window: WebviewWindowBuilder<'_, R, M>,
) -> WebviewWindowBuilder<'_, R, M> {
    let nowhere = NO_NETWORK.parse().expect("it is an address");
    // What the engine keeps lies with everything else.
    let window = match portable::folder() {
        Some(folder) => window.data_directory(folder.join("webview")),
        None => window,
    };
    window
        .proxy_url(nowhere)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
}

/// Whether an address is that of the page; another part of the program would be shown as raw text.
fn is_own_page(address: &Url) -> bool {
    let origin = (address.scheme(), address.host_str().unwrap_or_default());
    ORIGINS.contains(&origin)
        && address.port().is_none()
        && matches!(address.path(), "" | "/" | "/index.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_page_can_be_gone_to() {
        let can_be_gone_to = |address: &str| is_own_page(&address.parse().expect("it is one"));
        for address in [
            "tauri://localhost",
            "tauri://localhost/",
            "http://tauri.localhost/#/home",
        ] {
            assert!(can_be_gone_to(address), "{address}");
        }
        for address in [
            "https://example.invalid/",
            "http://tauri.localhost:8080/",
            "http://tauri.localhost.example.invalid/",
            "http://localhost/",
            "tauri://example.invalid/",
            "tauri://localhost/assets/index.js",
            "file:///etc/passwd",
            "data:text/html,<script>1</script>",
            "blob:tauri://localhost/1",
            "javascript:1",
            "about:blank",
        ] {
            assert!(!can_be_gone_to(address), "{address}");
        }
    }
}
