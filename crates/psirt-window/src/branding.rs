//! The look of what leaves the house: logo, colour, footer, and who made it.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_report::logo::{self, Logo};
use psirt_report::palette::Color;

use super::preview::data_address;
use super::session::{Desktop, Session};
use super::shell::{Choice, Question};
use super::wire::{BrandingView, Failure, FailureCode, SaveBranding};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::look::color;
use psirt_app::workspaces::AUTHOR;

pub fn branding(desktop: &Desktop) -> Result<BrandingView, Failure> {
    view(desktop.state().open()?)
}

pub fn save_branding(desktop: &Desktop, request: SaveBranding) -> Result<BrandingView, Failure> {
    let color = request.color.map(|text| {
        color(&text).map(Color::css).ok_or_else(|| {
            Failure::new(
                FailureCode::InvalidInput,
                format!("`{text}` is not a colour"),
            )
            .with_hint("a colour is six hexadecimal digits, such as `#0b3a63`")
        })
    });
    let color = color.transpose()?;
    let mut state = desktop.state();
    let session = state.open()?;
    let mut branding = session.workspace.branding(None)?.unwrap_or_default();
    branding.colour = color;
    request.footer.trim().clone_into(&mut branding.footer);
    session.workspace.set_branding(None, Some(&branding))?;
    session
        .workspace
        .set_setting(AUTHOR, &request.author.trim())?;
    view(session)
}

pub fn choose_logo(desktop: &Desktop) -> Result<Option<BrandingView>, Failure> {
    // A workspace that cannot take it is told before a person goes looking for a picture.
    desktop.state().open()?;
    let language = desktop.language();
    let question = Question {
        title: language.pick("Choose a logo", "ロゴを選ぶ").to_owned(),
        choice: Choice::File,
        kind: language.pick("PNG or SVG", "PNGまたはSVG").to_owned(),
        endings: &["png", "svg"],
        folder: None,
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::must_be_plain(&path)?;
    let bytes = files::read_bytes(&path, logo::MOST_BYTES)?;
    Logo::parse(&bytes).map_err(|error| Error::Logo {
        path: path.clone(),
        reason: error.to_string(),
    })?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let logo = psirt_store::Logo {
        name: name.to_string_lossy().into_owned(),
        bytes,
    };
    change_logo(desktop, Some(logo)).map(Some)
}

pub fn remove_logo(desktop: &Desktop) -> Result<BrandingView, Failure> {
    change_logo(desktop, None)
}

fn change_logo(
    desktop: &Desktop,
    logo: Option<psirt_store::Logo>,
) -> Result<BrandingView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let mut branding = session.workspace.branding(None)?.unwrap_or_default();
    branding.logo = logo;
    session.workspace.set_branding(None, Some(&branding))?;
    view(session)
}

fn view(session: &Session) -> Result<BrandingView, Failure> {
    let branding = session.workspace.branding(None)?.unwrap_or_default();
    let author: Option<String> = session.workspace.setting(AUTHOR)?;
    Ok(BrandingView {
        logo: branding.logo.as_ref().map(|logo| picture(&logo.bytes)),
        color: branding.colour,
        footer: branding.footer,
        author: author.unwrap_or_default(),
    })
}

/// The address of a picture that carries the picture itself.
fn picture(bytes: &[u8]) -> String {
    let kind = if bytes.starts_with(b"\x89PNG") {
        "image/png"
    } else {
        "image/svg+xml"
    };
    data_address(kind, bytes)
}
