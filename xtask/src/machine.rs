//! What the machine must have besides Rust and Node.js.
//!
//! On Debian and its relatives missing packages are installed. Anywhere else
//! nothing is touched: what is needed is said, and the work goes on, because
//! only the person there knows where it comes from.

use std::path::Path;

use crate::step::{Outcome, Program};

/// A system package, by its Debian name.
pub struct Package {
    debian: &'static str,
    /// What it brings, for people on other systems.
    brings: &'static str,
}

const fn package(debian: &'static str, brings: &'static str) -> Package {
    Package { debian, brings }
}

/// To compile the libraries.
pub const BUILD: &[Package] = &[
    package("build-essential", "a C compiler and make"),
    package("pkg-config", "pkg-config"),
    package(
        "libssl-dev",
        "OpenSSL's libcrypto with headers, which encrypts the workspace file",
    ),
];

/// To compile and open the window.
pub const WINDOW: &[Package] = &[package(
    "libwebkit2gtk-4.1-dev",
    "WebKitGTK 4.1 with headers (Linux only; Windows and macOS have a web view)",
)];

/// To make the installer.
pub const INSTALLER: &[Package] = &[package(
    "nsis",
    "NSIS, whose makensis makes the installer (Windows only)",
)];

/// To drive the window without a screen.
pub const WINDOW_TESTS: &[Package] = &[
    package("webkit2gtk-driver", "WebKitWebDriver (Linux only)"),
    package("xvfb", "Xvfb (Linux only)"),
    package(
        "strace",
        "strace, which sees whether the program connects anywhere (Linux only)",
    ),
    package(
        "dbus-daemon",
        "dbus-run-session, by which a second window finds the first (Linux only)",
    ),
    package("procps", "kill (Linux only)"),
];

/// To let somebody else's eyes read what the program writes: the tests compare what they see.
pub const REPORT_TESTS: &[Package] = &[
    package(
        "poppler-utils",
        "pdftotext, pdffonts, pdfinfo and pdftoppm (Poppler)",
    ),
    package("qpdf", "qpdf"),
    package("libreoffice-calc", "soffice (LibreOffice Calc)"),
    package("python3", "Python 3, for the independent calculation"),
    package(
        "python3-openpyxl",
        "openpyxl, another hand that writes books",
    ),
    package(
        "python3-cryptography",
        "cryptography, for the independent reader of signed and sealed files",
    ),
    package(
        "openssh-client",
        "ssh-keygen, which verifies the signatures of cohorts",
    ),
];

/// Installs whatever of the `purposes` is not there.
pub fn have(purposes: &[&[Package]], root: &Path) -> Outcome {
    let packages: Vec<&Package> = purposes.iter().copied().flatten().collect();
    let Some(missing) = missing_on_debian(&packages, root) else {
        println!("    no dpkg here, so nothing is installed; these are needed:");
        for package in packages {
            println!("    - {}", package.brings);
        }
        return Ok(());
    };
    if missing.is_empty() {
        println!("    all {} packages are there", packages.len());
        return Ok(());
    }
    println!("    missing, to be installed: {}", missing.join(" "));
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend(&missing);
    apt_get(&["update", "-q"], root)?.run()?;
    apt_get(&install, root)?.run()
}

/// The names of the packages that are not installed, or `None` where there is no dpkg.
fn missing_on_debian(packages: &[&Package], root: &Path) -> Option<Vec<&'static str>> {
    let mut question = vec!["-W", "-f=${Package} ${db:Status-Status}\\n"];
    question.extend(packages.iter().map(|package| package.debian));
    // It exits with 1 as soon as one name is unknown, and answers for the others.
    let answer = Program::new("dpkg-query", &question, root).answer_even_if_failed()?;
    let is_there = |package: &&Package| {
        let expected = format!("{} installed", package.debian);
        answer.lines().any(|line| line == expected)
    };
    Some(
        packages
            .iter()
            .filter(|p| !is_there(p))
            .map(|p| p.debian)
            .collect(),
    )
}

fn apt_get(arguments: &[&str], root: &Path) -> Result<Program, String> {
    let is_root = Program::new("id", &["-u"], root).answer().as_deref() == Some("0");
    if is_root {
        return Ok(Program::new("apt-get", arguments, root)
            .with_variable("DEBIAN_FRONTEND", "noninteractive"));
    }
    if Program::new("sudo", &["--version"], root)
        .answer()
        .is_none()
    {
        return Err(format!(
            "neither root nor sudo; as root run `apt-get update && apt-get {}`",
            arguments.join(" ")
        ));
    }
    let mut with_sudo = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    with_sudo.extend(arguments);
    Ok(Program::new("sudo", &with_sudo, root))
}
