//! Where the program cannot go on, the person is told in a message of the system, in their
//! language: what is missing, what to do, and where the log lies. Most of them have no terminal in
//! which they would see anything else.
//!
//! The message is shown by a second process of the program: the first may be anywhere in its loop,
//! and a window system that was the fault is not to be asked again by the one it failed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Once;
use std::thread;

use psirt_app::portable;
use psirt_core::Language;

/// Makes the program show the message behind it, and nothing else.
const SHOW: &str = "--show-message";

/// The main thread's name, as the standard library gives it.
const MAIN: &str = "main";

/// A log that has grown so large is begun anew.
const MOST_BYTES: u64 = 1_000_000;

/// A message of a library may be of any length, and a window has to hold it.
const MOST_LETTERS: usize = 600;

/// Where the WebView2 runtime is had.
#[cfg(windows)]
const WEBVIEW2: &str = "https://developer.microsoft.com/microsoft-edge/webview2/";

/// Why the program cannot go on.
#[derive(Debug)]
pub enum Cause {
    /// No screen takes a window.
    #[cfg(target_os = "linux")]
    NoScreen,
    /// Windows has nothing to draw the page with.
    #[cfg(windows)]
    NoWebView,
    /// A folder of the program's own cannot be written.
    NoFolder { folder: PathBuf, reason: io::Error },
    /// The window was refused for another reason.
    NoWindow(String),
    /// The program itself is at fault.
    Fault(String),
}

/// Tells what ends the program.
#[derive(Clone, Debug)]
pub struct Fatal {
    /// Where the log is kept.
    logs: Option<PathBuf>,
    language: Language,
}

impl Fatal {
    /// For the program of this identifier; a language that was chosen in the window is taken, and
    /// else the system's.
    pub fn of(identifier: &str) -> Self {
        let carried = portable::folder();
        let own = |folder: Option<PathBuf>| Some(folder?.join(identifier));
        let settings = carried.clone().or_else(|| own(dirs::config_dir()));
        let chosen = settings.and_then(|folder| psirt_window::chosen_language(&folder));
        let language = chosen
            .or_else(|| sys_locale::get_locale().map(|locale| Language::of_locale(&locale)))
            .unwrap_or(Language::En);
        let data = carried.or_else(|| own(dirs::data_local_dir()));
        let logs = data.map(|folder| folder.join("logs"));
        Self { logs, language }
    }

    /// From here on a panic is logged, and told where the program ends of it.
    pub fn watch_for_panics(&self) {
        static ONCE: Once = Once::new();
        let fatal = self.clone();
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            usual(information);
            let cause = Cause::Fault(information.to_string());
            // Another thread's work has failed, and the page is told by whoever waits for it.
            if thread::current().name() == Some(MAIN) {
                ONCE.call_once(|| {
                    fatal.tell(&cause);
                });
            } else {
                fatal.log(&cause);
            }
        }));
    }

    /// Tells it in the log, on standard error and in a window; the program is to end then.
    pub fn tell(&self, cause: &Cause) -> ExitCode {
        let mut text = cause.text(self.language);
        if let Some(log) = self.log(cause) {
            let label = self.language.pick("Log: ", "ログ：");
            text = format!("{text}\n\n{label}{}", log.display());
        }
        let title = cause.title(self.language);
        eprintln!("{title}\n{text}");
        if cause.can_be_shown() {
            // Without it there is still the log.
            let program = std::env::current_exe();
            let _ = program.and_then(|program| {
                let mut shown = Command::new(program);
                shown.arg(SHOW).arg(title).arg(text).spawn()
            });
        }
        ExitCode::FAILURE
    }

    /// Adds a line to the log, where one can be kept; where that is.
    fn log(&self, cause: &Cause) -> Option<PathBuf> {
        let line = format!(
            "{} {} {}: {}\n",
            jiff::Timestamp::now(),
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            // One of the two, so that whoever helps can read every log.
            cause.text(Language::En).replace('\n', " ")
        );
        let usual = self.logs.as_ref().and_then(|folder| {
            let path = folder.join("window.log");
            append(folder, &path, &line).ok().map(|()| path)
        });
        usual.or_else(|| elsewhere(&line).ok())
    }
}

/// A file of its own, among those of everybody: one that is there may be somebody else's trap.
fn elsewhere(line: &str) -> io::Result<PathBuf> {
    let name = format!("psirt-maturity-window-{}.log", std::process::id());
    let path = std::env::temp_dir().join(name);
    File::create_new(&path)?.write_all(line.as_bytes())?;
    Ok(path)
}

fn append(folder: &Path, path: &Path, line: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let is_full = fs::metadata(path).is_ok_and(|found| found.len() > MOST_BYTES);
    let mut options = File::options();
    options.create(true);
    if is_full {
        options.write(true).truncate(true);
    } else {
        options.append(true);
    }
    options.open(path)?.write_all(line.as_bytes())
}

/// Makes sure that a window can be had, before anything is opened.
pub fn look_for_a_window() -> Result<(), Cause> {
    #[cfg(target_os = "linux")]
    gtk::init().map_err(|_| Cause::NoScreen)?;
    #[cfg(windows)]
    tauri::webview_version().map_err(|_| Cause::NoWebView)?;
    Ok(())
}

/// Why a window was refused: where a folder cannot be written, that is why.
pub fn why_refused(folders: &[PathBuf], error: &dyn std::error::Error) -> Cause {
    for folder in folders {
        if let Err(reason) = can_be_written(folder) {
            let folder = folder.clone();
            return Cause::NoFolder { folder, reason };
        }
    }
    Cause::NoWindow(error.to_string())
}

fn can_be_written(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("try-{}.tmp", std::process::id()));
    File::create_new(&path)?.write_all(b"can be written")?;
    fs::remove_file(path)
}

/// The title and text to be shown, where the program was started for that alone.
pub fn message(arguments: impl IntoIterator<Item = OsString>) -> Option<(String, String)> {
    let mut arguments = arguments.into_iter().skip(1);
    if arguments.next()? != SHOW {
        return None;
    }
    let mut text = || Some(arguments.next()?.to_string_lossy().into_owned());
    Some((text()?, text()?))
}

/// Shows a message and waits until it has been read.
#[cfg(target_os = "linux")]
pub fn show(title: &str, text: &str) {
    use gtk::prelude::{DialogExt as _, GtkWindowExt as _, MessageDialogExt as _};
    if gtk::init().is_err() {
        return;
    }
    let dialog = gtk::MessageDialog::new(
        None::<&gtk::Window>,
        gtk::DialogFlags::MODAL,
        gtk::MessageType::Error,
        gtk::ButtonsType::Close,
        title,
    );
    dialog.set_title("PSIRT Maturity");
    dialog.set_secondary_text(Some(text));
    dialog.run();
}

/// Shows a message and waits until it has been read.
#[cfg(not(target_os = "linux"))]
pub fn show(title: &str, text: &str) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("PSIRT Maturity")
        .set_description(format!("{title}\n\n{text}"))
        .show();
}

impl Cause {
    /// Whether there may be somebody to see a window.
    fn can_be_shown(&self) -> bool {
        #[cfg(target_os = "linux")]
        if let Self::NoScreen = self {
            return false;
        }
        true
    }

    fn title(&self, language: Language) -> &'static str {
        if let Self::Fault(_) = self {
            return language.pick(
                "PSIRT Maturity has ended because of a fault of its own",
                "PSIRT Maturityは、プログラムの不具合により終了しました",
            );
        }
        language.pick(
            "PSIRT Maturity cannot open its window",
            "PSIRT Maturityのウィンドウを開けません",
        )
    }

    /// What is missing, and what to do.
    fn text(&self, language: Language) -> String {
        match self {
            #[cfg(target_os = "linux")]
            Self::NoScreen => language
                .pick(
                    "There is no screen to open a window on, or it refuses this program.\n\
                     Start the program in a desktop session. The terminal program \
                     psirt-maturity works without a screen.",
                    "ウィンドウを開く画面がないか、画面への接続が拒否されました。\n\
                     デスクトップにログインした状態で起動してください。\
                     端末用プログラムpsirt-maturityは、画面がなくても使えます。",
                )
                .to_owned(),
            #[cfg(windows)]
            Self::NoWebView => language.pick(
                format!(
                    "The Microsoft Edge WebView2 Runtime, which draws the window, is not installed \
                     on this computer.\nInstall its Evergreen version from {WEBVIEW2} or ask your \
                     administrator to do so, then start PSIRT Maturity again. The terminal program \
                     psirt-maturity works without it."
                ),
                format!(
                    "ウィンドウの表示に使うMicrosoft Edge WebView2ランタイムが、\
                     このコンピューターにインストールされていません。\n\
                     {WEBVIEW2} からエバーグリーン版をインストールするか、管理者に依頼してから、\
                     もう一度起動してください。\
                     端末用プログラムpsirt-maturityは、ランタイムがなくても使えます。"
                ),
            ),
            Self::NoFolder { folder, reason } => {
                let (folder, reason) = (folder.display(), cut(&reason.to_string()));
                language.pick(
                    format!(
                        "The program's data folder cannot be written: {folder} ({reason}).\n\
                         Make room on the disk, or ask your administrator for the right to write \
                         there, then start PSIRT Maturity again. Your workspaces have not been \
                         touched."
                    ),
                    format!(
                        "プログラムのデータフォルダーに書き込めません：{folder} ({reason})\n\
                         ディスクの空きを確保するか、管理者に書き込みの権限を依頼してから、\
                         もう一度起動してください。ワークスペースは変更していません。"
                    ),
                )
            }
            Self::NoWindow(reason) => {
                let reason = cut(reason);
                language.pick(
                    format!(
                        "The system refused it: {reason}.\n\
                         Restart the computer and try again. If it happens again, give the log to \
                         whoever you got the program from. Your workspaces have not been touched."
                    ),
                    format!(
                        "システムに拒否されました：{reason}\n\
                         コンピューターを再起動して、もう一度お試しください。繰り返す場合は、\
                         プログラムの入手元にログをお渡しください。ワークスペースは変更していません。"
                    ),
                )
            }
            Self::Fault(reason) => {
                let reason = cut(reason);
                language.pick(
                    format!(
                        "What was saved is in the workspace. Start the program again; if it happens \
                         again, give the log to whoever you got the program from.\n\n{reason}"
                    ),
                    format!(
                        "保存済みの内容はワークスペースに残っています。もう一度起動してください。\
                         繰り返す場合は、プログラムの入手元にログをお渡しください。\n\n{reason}"
                    ),
                )
            }
        }
    }
}

fn cut(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes() -> Vec<Cause> {
        vec![
            #[cfg(target_os = "linux")]
            Cause::NoScreen,
            #[cfg(windows)]
            Cause::NoWebView,
            Cause::NoFolder {
                folder: PathBuf::from("/there"),
                reason: io::ErrorKind::PermissionDenied.into(),
            },
            Cause::NoWindow("long ".repeat(1000)),
            Cause::Fault("a\nb".to_owned()),
        ]
    }

    #[test]
    fn every_cause_is_told_in_both_languages_with_a_way_on_and_fits_a_message() {
        for cause in causes() {
            let [en, ja] = [Language::En, Language::Ja].map(|language| cause.text(language));
            assert!(en.contains("tart"), "{en}");
            assert!(
                ja.contains("起動してください") || ja.contains("再起動"),
                "{ja}"
            );
            assert_ne!(cause.title(Language::En), cause.title(Language::Ja));
            for text in [en, ja] {
                assert!(text.chars().count() < MOST_LETTERS + 400, "{text}");
            }
        }
    }

    #[test]
    fn a_cause_is_one_line_of_the_log_and_a_full_log_is_begun_anew() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let fatal = Fatal {
            logs: Some(folder.path().join("logs")),
            language: Language::Ja,
        };
        let mut log = PathBuf::new();
        for cause in causes() {
            log = fatal.log(&cause).expect("it can be kept");
        }
        assert!(log.starts_with(folder.path()), "{}", log.display());
        let text = fs::read_to_string(&log).expect("it can be read");
        assert_eq!(text.lines().count(), causes().len(), "{text}");
        assert!(text.is_ascii() || text.contains('…'), "{text}");
        let full = " ".repeat(usize::try_from(MOST_BYTES).expect("it is small") + 1);
        fs::write(&log, full).expect("it can be written");
        fatal.log(&causes()[0]);
        let text = fs::read_to_string(&log).expect("it can be read");
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_why_a_window_is_refused() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let free = folder.path().join("free");
        let file = folder.path().join("file");
        fs::write(&file, "in the way").expect("it can be written");
        let error = io::Error::other("0x80070005");
        let cause = why_refused(&[free.clone(), file.join("data")], &error);
        assert!(
            matches!(&cause, Cause::NoFolder { folder, .. } if folder.starts_with(&file)),
            "{cause:?}"
        );
        let cause = why_refused(std::slice::from_ref(&free), &error);
        assert!(
            matches!(&cause, Cause::NoWindow(why) if why == "0x80070005"),
            "{cause:?}"
        );
        let left = fs::read_dir(free).expect("it was made").count();
        assert_eq!(left, 0, "nothing is left of the attempt");
    }

    #[test]
    fn only_a_start_that_asks_for_it_shows_a_message() {
        let read = |arguments: &[&str]| message(arguments.iter().map(OsString::from));
        assert_eq!(read(&["program"]), None);
        assert_eq!(read(&["program", "a.psirt.json"]), None);
        assert_eq!(read(&["program", SHOW, "題名"]), None);
        assert_eq!(
            read(&["program", SHOW, "題名", "a\nb"]),
            Some(("題名".to_owned(), "a\nb".to_owned()))
        );
    }
}
